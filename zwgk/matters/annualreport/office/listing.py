"""The year's board, beginning and importing reports, checking a file, comparing years."""

from __future__ import annotations

from collections import Counter

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from zwgk.domain.annualreports import check
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff
from zwgk.foundation.rulebook import queries as rulebook

from .. import actions, forms, intake, queries
from ..showing import charts, told

CRUMBS = [("年度报告", "/office/annualreport/")]


@staff("annualreport.see")
def board(request: StaffRequest) -> HttpResponse:
    """Every unit that owes a report of the year, with its light."""
    years = queries.years(request.actor)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and 2000 < int(asked) < 2100 else (years[0] if years else request.day.year - 1)
    lines = queries.board(year, request.actor, request.moment, request.day)
    tabs = [(f"{each}年度", f"?year={each}", each == year) for each in sorted({*years, year}, reverse=True)]
    stages = Counter(line.stage for line in lines)
    return render(request, "annualreport/board.html", {
        "title": "年度报告", "year": year, "tabs": tabs, "lines": lines, "stages": stages.items(), "done": sum(line.complete for line in lines),
        "may_write": request.actor.may("annualreport.write"), "may_accept": request.actor.may("annualreport.accept"),
    })  # fmt: skip


@staff("annualreport.write")
def begin(request: StaffRequest) -> HttpResponse:
    """A report before the year is over, to look at the figures early; or one that the night's work has not made."""
    form = forms.BeginForm(request.POST or None, initial={"year": request.day.year, "organ": request.actor.organ_id})
    if form.is_valid():
        organ, year = form.cleaned_data["organ"], form.cleaned_data["year"]
        made = attempt(form, lambda: actions.begin(organ, year, actor=request.actor, at=request.moment))
        if made:
            return redirect(made.url)
    values = {"title": "生成年度报告", "crumbs": CRUMBS, "form": form, "back": CRUMBS[0][1], "submit": "生成"}
    return render(request, "organs/form.html", values)


@staff("annualreport.accept")
def begin_year(request: StaffRequest) -> HttpResponse:
    """All reports of a year at once: what the night's work does on 1 January."""
    year = int(request.POST.get("year", "0")) if request.POST.get("year", "").isdecimal() else 0
    if request.method == "POST" and 2019 <= year <= request.day.year:
        made = actions.begin_year(year, actor=request.actor, at=request.moment)
        messages.success(request, f"已生成{year}年度报告 {len(made)} 份，并通知各单位。")
        return redirect(f"/office/annualreport/?year={year}")
    return redirect("/office/annualreport/")


@staff("annualreport.write")
def import_file(request: StaffRequest) -> HttpResponse:
    form = forms.ImportForm(request.POST or None, request.FILES or None, initial={"organ": request.actor.organ_id})
    if form.is_valid():
        organ, upload = form.cleaned_data["organ"], form.cleaned_data["file"]
        data = upload.read()

        def kept() -> object:
            paper = intake.read(data, upload.name)
            return actions.import_report(organ, paper, data, upload.name, actor=request.actor, at=request.moment)

        made = attempt(form, kept)
        if made:
            messages.success(request, "已导入。请对照原件核对读出的数字。")
            return redirect(made.url)  # type: ignore[attr-defined]
    values = {"title": "导入历史报告", "crumbs": CRUMBS, "form": form, "back": CRUMBS[0][1], "submit": "读取并导入"}
    return render(request, "organs/form.html", values)


@staff("annualreport.see")
def check_file(request: StaffRequest) -> HttpResponse:
    """Any report against its own arithmetic; nothing is kept."""
    form = forms.CheckForm(request.POST or None, request.FILES or None)
    found: dict[str, object] = {}
    if form.is_valid():
        upload, before = form.cleaned_data["file"], form.cleaned_data["previous"]
        paper = attempt(form, lambda: intake.read(upload.read(), upload.name))
        last = attempt(form, lambda: intake.read(before.read(), before.name)) if before and paper else None
        if paper and (last or not before):
            rules = rulebook.law().annual_forms[paper.form]
            found = {"paper": paper, "found": told(check(paper, rules, last), rules), "last": last, "name": upload.name}
    return render(request, "annualreport/check.html", {"title": "核对一份报告", "crumbs": CRUMBS, "form": form, **found})


@staff("annualreport.see")
def compare(request: StaffRequest, organ: int) -> HttpResponse:
    """The final figures of one unit over the years."""
    shown = get_object_or_404(organs.every_organ(), pk=organ)
    reports = list(queries.visible_to(request.actor).filter(organ=shown))
    return render(request, "annualreport/compare.html", {"title": f"{shown.label}历年数据", "crumbs": CRUMBS, **charts(reports)})
