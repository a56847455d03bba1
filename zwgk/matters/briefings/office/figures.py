"""报数: ask, count, keep; the register; one kept figure with its rows."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from zwgk.domain.errors import Refusal
from zwgk.foundation.files import queries as files
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff

from .. import actions, queries, sheets
from ..forms import AskForm, KeepForm
from ..models import Figure

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CRUMBS = [("报数", "/office/briefings/")]
PER_PAGE = 50
REGISTER = [
    ("编号", 18), ("事项", 20), ("报出数", 14), ("时段", 22), ("单位范围", 26), ("统计时刻", 18), ("询问方", 12), ("询问单位或人员", 24), ("报送语句", 60),
    ("口径", 60), ("口径版本", 10), ("报数人", 12), ("报数时间", 18), ("更正", 20), ("更正原因", 30), ("SHA-256", 66),
]  # fmt: skip


def tabs(current: str, request: StaffRequest) -> list[tuple[str, str, bool]]:
    """The places of this slice that the person may open."""
    places = [("报数", "ask", "briefings.count"), ("已报的数", "register", "briefings.count"), ("专报和汇报材料", "papers", "briefings.see")]
    return [(label, reverse(f"briefings:{name}"), name == current) for label, name, right in places if request.actor.may(right)]


@staff("briefings.see")
def home(request: StaffRequest) -> HttpResponse:
    """报数 for the office; the papers for a leader."""
    return ask(request) if request.actor.may("briefings.count") else redirect("briefings:papers")


@staff("briefings.count")
def ask(request: StaffRequest) -> HttpResponse:
    """Choose, see the figure, copy the sentence, keep it."""
    month = request.day.replace(day=1)
    start = {"period": f"{month.year}Q{(month.month + 2) // 3}", "subject": "ledger.done"}
    form = AskForm(request.GET if "subject" in request.GET else None, initial=start, today=request.day)
    shown = attempt(form, lambda: form.counted(request.moment)) if form.is_valid() else None
    old = Figure.objects.defer("rows").filter(pk=_number(request.GET.get("corrects"))).first()
    values: dict[str, Any] = {"title": "报数", "form": form, "tabs": tabs("ask", request), "corrects": old, "query": _query(request)}
    if shown is not None:
        keep_form = KeepForm(initial={"corrects": old, "asker": "superior"}, correcting=old is not None)
        values |= _answer(request, shown) | {"keep_form": keep_form}
    return render(request, "briefings/ask.html", values)


def _answer(request: StaffRequest, shown: queries.Counted) -> dict[str, Any]:
    """The figure with its parts, the rows of one page, and what was told before."""
    page = Paginator(shown.rows, PER_PAGE).get_page(request.GET.get("page"))
    return {
        "shown": shown, "page": page, "rows": shown.frozen(list(page)), "by_organ": shown.by_organ(), "by_kind": shown.by_kind(), "by_sort": shown.by_sort(),
        "left_out": shown.total - shown.counted, "earlier": [queries.compare(Figure.objects.get(pk=old.pk), shown) for old in queries.earlier(shown)[:1]],
        "moment": shown.at.isoformat(),
    }  # fmt: skip


def _query(request: StaffRequest) -> str:
    given = request.GET.copy()
    for name in ("page", "moment", "corrects"):
        given.pop(name, None)
    return given.urlencode()


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


@staff("briefings.count")
def keep(request: StaffRequest) -> HttpResponse:
    """Keep the figure that stands on the screen: the same question at the same moment."""
    asked = AskForm(request.GET, today=request.day)
    form = KeepForm(request.POST or None, correcting=bool(request.POST.get("corrects")))
    if request.method == "POST" and asked.is_valid() and form.is_valid():
        told = actions.Asked(**form.cleaned_data)
        kept = attempt(form, lambda: actions.keep(asked.counted(request.moment), told, actor=request.actor, at=request.moment))
        if kept:
            messages.success(request, f"已留存为{kept.number}。")
            return redirect(kept.url)
    if not asked.is_valid():
        return redirect(f"{reverse('briefings:ask')}?{_query(request)}")
    back = f"{reverse('briefings:ask')}?{_query(request)}"
    return render(request, "organs/form.html", {"title": "留存这个数", "crumbs": CRUMBS, "form": form, "back": back, "submit": "留存"})


@staff("briefings.count")
def rows_sheet(request: StaffRequest) -> HttpResponse:
    """All rows of the figure, with a sheet that says what was counted."""
    form = AskForm(request.GET, today=request.day)
    if not form.is_valid():
        return redirect("briefings:ask")
    try:
        shown = form.counted(request.moment)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("briefings:ask")
    told = [
        ("事项", shown.subject.title), ("数值", shown.shown), ("口径", shown.subject.definition), ("口径版本", shown.subject.version), ("时段", shown.period.label),
        ("单位范围", shown.scope.label), ("统计时刻", f"{shown.at:%Y-%m-%d %H:%M}"), ("报送语句", shown.sentence), ("计入行数", shown.counted),
        ("范围内行数", shown.total), ("导出人", request.actor.name),
    ]  # fmt: skip
    return _download(sheets.book_of(told, shown.frozen()), f"{shown.subject.title} {shown.period.label}.xlsx")


@staff("briefings.count")
def register(request: StaffRequest) -> HttpResponse:
    """What was told to whom."""
    given, found = request.GET, _wanted(request)
    page = Paginator(found, PER_PAGE).get_page(given.get("page"))
    return render(request, "briefings/register.html", {
        "title": "已报的数", "tabs": tabs("register", request), "page": page, "areas": queries.areas(), "askers": Figure.Asker.choices, "given": given,
        "query": given.urlencode(), "years": range(request.day.year, request.day.year - 4, -1),
    })  # fmt: skip


def _wanted(request: StaffRequest) -> Any:
    given = request.GET
    return queries.register(given.get("subject", ""), given.get("q", "").strip(), _number(given.get("year")) or None, given.get("asker", ""))


@staff("briefings.count")
def register_sheet(request: StaffRequest) -> HttpResponse:
    rows = (
        [
            row.number, row.title, row.shown, row.period, row.units, row.as_of, row.get_asker_display(), row.asked_by, row.sentence, row.definition,
            row.definition_version, row.counted_by, row.counted_at, row.corrects.number if row.corrects else "", row.reason, row.digest,
        ]
        for row in _wanted(request).defer("rows")
    )  # fmt: skip
    return _download(files.workbook("报数登记表", REGISTER, rows, f"导出时间：{request.day}　导出人：{request.actor.name}"), f"报数登记表{request.day}.xlsx")


@staff("briefings.see")
def figure(request: StaffRequest, pk: int) -> HttpResponse:
    """One kept figure: definition, rows as they were, what it corrects, what became of it."""
    kept = visible(request, pk)
    page = Paginator(kept.rows, PER_PAGE).get_page(request.GET.get("page"))
    again = Figure.objects.defer("rows").filter(subject=kept.subject, pk__lt=kept.pk, first__lte=kept.last, last__gte=kept.first)
    before = next((old for old in again[:20] if _meet(old, kept)), None)
    return render(request, "briefings/figure.html", {
        "title": kept.number, "crumbs": [*CRUMBS, ("已报的数", reverse("briefings:register"))] if request.actor.may("briefings.count") else [],
        "kept": kept, "page": page, "rows": list(page), "intact": queries.intact(kept), "comparison": queries.compare(before, kept) if before else None,
        "may_correct": request.actor.may("briefings.count") and not hasattr(kept, "corrected_by"), "again": _again(kept),
    })  # fmt: skip


def _meet(one: Figure, other: Figure) -> bool:
    return one.organ_ids is None or other.organ_ids is None or bool(set(one.organ_ids) & set(other.organ_ids))


def _again(kept: Figure) -> str:
    """The same question as an address."""
    units = "units=" if kept.organ_ids is None else "units=own" + "".join(f"&organs={pk}" for pk in kept.organ_ids)
    return f"{reverse('briefings:ask')}?subject={kept.subject}&period=own&first={kept.first}&last={kept.last}&{units}"


@staff("briefings.see")
def figure_sheet(request: StaffRequest, pk: int) -> HttpResponse:
    kept = visible(request, pk)
    told = [
        ("编号", kept.number), ("事项", kept.title), ("数值", kept.shown), ("口径", kept.definition), ("口径版本", kept.definition_version), ("时段", kept.period),
        ("单位范围", kept.units), ("统计时刻", f"{kept.as_of:%Y-%m-%d %H:%M}"), ("报送语句", kept.sentence), ("询问方", f"{kept.get_asker_display()} {kept.asked_by}"),
        ("报数人", kept.counted_by), ("SHA-256", kept.digest),
    ]  # fmt: skip
    return _download(sheets.book_of(told, kept.rows), f"{kept.number} {kept.title}.xlsx")


def visible(request: StaffRequest, pk: int) -> Figure:
    """Any for the office; for a leader those that a paper of the own reach rests on."""
    kept = get_object_or_404(Figure.objects.select_related("corrects", "corrected_by"), pk=pk)
    reach = organs.reach(request.actor, "briefings.see")
    if reach is not None and not kept.briefings.filter(organ_id__in=reach, state="finished").exists():
        raise Http404
    return kept


def _download(book: bytes, name: str) -> HttpResponse:
    return HttpResponse(book, content_type=XLSX, headers={"Content-Disposition": content_disposition_header(True, name)})
