"""First passwords for everybody who has never signed in: slips to cut apart, or a sheet. Shown once, kept nowhere."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from zwgk.domain.errors import Refusal
from zwgk.foundation.files.queries import workbook
from zwgk.foundation.organs import actions, queries
from zwgk.foundation.organs.models import Holding, Person
from zwgk.foundation.organs.pages import StaffRequest, second_factor, staff

from .tree import CRUMBS

COLUMNS = (("单位", 26), ("姓名", 12), ("岗位", 22), ("登录名", 16), ("初始口令", 20), ("登录网址", 34))
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@staff("organs.reset_password")
@second_factor
def slips(request: StaffRequest) -> HttpResponse:
    """Choose people; then passwords are drawn and shown on the page that follows, or in a workbook."""
    posts = _posts(request)
    waiting = [person for person in queries.newcomers(request.day) if person.pk in posts]
    if request.method == "POST":
        chosen = [person for person in waiting if str(person.pk) in request.POST.getlist("person")]
        try:
            return _issue(request, chosen, posts)
        except Refusal as refused:
            messages.error(request, refused.sentence)
            return redirect("organs:slips")
    rows = [(person, posts[person.pk]) for person in waiting]
    return render(request, "organs/slips.html", {"title": "发放初始口令", "crumbs": CRUMBS, "rows": rows})


def _issue(request: StaffRequest, chosen: list[Person], posts: dict[int, Holding]) -> HttpResponse:
    if not chosen:
        messages.error(request, "请至少选择一个人。")
        return redirect("organs:slips")
    issued = actions.issue_passwords(chosen, actor=request.actor, at=request.moment)
    url = request.build_absolute_uri("/office/")
    rows = [(posts[person.pk].post.organ.label, person.name, posts[person.pk].post.title, person.username, password, url) for person, password in issued]
    rows.sort(key=lambda row: row[0])
    if request.POST.get("do") == "sheet":
        note = "初始口令只在首次登录时有效，登录后须修改。请分别交给本人，不要整表转发。"
        response = HttpResponse(workbook("账号和初始口令", COLUMNS, rows, note), content_type=XLSX)
        response["Content-Disposition"] = content_disposition_header(True, "账号和初始口令.xlsx")
        return response
    return render(request, "organs/slips_printed.html", {"title": "账号和初始口令", "crumbs": CRUMBS, "rows": rows})


def _posts(request: StaffRequest) -> dict[int, Holding]:
    return {holding.person_id: holding for holding in queries.holdings_on(request.day)}
