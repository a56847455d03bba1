"""Contacts, everything that is kept about one as a file, going for good."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone

from zwgk.foundation.visitors import actions, pages, queries
from zwgk.matters.inforequests.queries import account as requests

from . import reports
from .entering import HOME, asked, sent, shown
from .forms import ContactForm, DeleteForm


@pages.account
def account(request: pages.AccountRequest) -> HttpResponse:
    """How one is reached; another contact is proved by a code too."""
    form = asked(ContactForm, request)
    if form.is_valid() and (answer := sent(request, form, "/my/account/", "contact")):
        return answer
    return shown(request, "account", {
        "title": "账号", "crumbs": [*HOME, ("账号", "")], "contacts": queries.masked_contacts(request.visitor), "visitor": request.visitor,
        "form": form, "question": form.question, "ways": queries.ways(),
    }, 400 if form.errors else 200)  # fmt: skip


@pages.account
def data(request: pages.AccountRequest) -> HttpResponse:
    """Everything that hangs on the account, as a file."""
    visitor = request.visitor
    told = {
        "说明": "本账号在本网站保存的全部个人信息。", "导出时间": _moment(timezone.now()), "注册时间": _moment(visitor.made_at), "最近登录": _moment(visitor.seen_at),
        "联系方式": [{"类型": queries.KINDS[kind], "内容": value} for kind, value in queries.contacts_of(visitor).items()],
        "关注": [{"内容": row.label, "类型": row.get_kind_display(), "通知方式": row.get_how_display(), "开始时间": _moment(row.made_at)} for row in queries.follows_of(visitor)],
        **requests.told_of(visitor), "网站找错": reports.told_of(visitor),
    }  # fmt: skip
    answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return answer


@pages.account
def delete(request: pages.AccountRequest) -> HttpResponse:
    """注销, after saying what stays."""
    form = DeleteForm(request.POST or None)
    if form.is_valid():
        actions.delete_account(request.visitor)
        messages.success(request, "账号已经注销，联系方式和关注已经删除。")
        return pages.let_out(request, redirect("portal:my_enter"))
    return shown(request, "delete", {"title": "注销账号", "crumbs": [*HOME, ("账号", "/my/account/"), ("注销", "")], "form": form, "count": requests.count_of(request.visitor) + len(reports.reports_of(request.visitor))}, 400 if form.errors else 200)


def _moment(at: object) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"  # type: ignore[arg-type]
