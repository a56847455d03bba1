"""The calendar of working days by which limits are counted; entering a year that has been announced."""

from __future__ import annotations

from calendar import Calendar as Weeks
from dataclasses import dataclass
from datetime import date

from django.contrib import messages as told
from django.http import HttpResponse
from django.shortcuts import redirect, render

from zwgk.domain.errors import Refusal
from zwgk.domain.workdays import Calendar
from zwgk.foundation.organs.pages import StaffRequest, staff
from zwgk.foundation.rulebook import actions, queries

from .forms import YearForm


@dataclass(frozen=True, slots=True)
class Cell:
    """A day on the sheet."""

    day: date
    css: str
    word: str = ""  # 休, 班
    why: str = ""


@staff("rulebook.see")
def calendar(request: StaffRequest) -> HttpResponse:
    law, days = queries.law(), queries.calendar()
    known = sorted(law.calendar)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and int(asked) in known else request.day.year
    page = law.calendar.get(year)
    values = {
        "title": "法定时限日历", "year": year, "page": page, "years": [each for each in known if abs(each - request.day.year) <= 4],
        "months": [(month, _weeks(year, month, days, request.day)) for month in range(1, 13)],
        "working": days.count(date(year - 1, 12, 31), date(year, 12, 31)), "may_propose": request.actor.may("rulebook.propose"),
    }  # fmt: skip
    return render(request, "office/calendar.html", values)


@staff("rulebook.propose")
def propose(request: StaffRequest) -> HttpResponse:
    """The holidays of a year as the State Council announced them; a second person confirms."""
    form = YearForm(request.POST or None, initial={"year": request.day.year + 1})
    if request.method == "POST" and form.is_valid() and _proposed(request, form):
        told.success(request, "已录入，等另一位同志对照通知确认后生效。")
        return redirect("office:rulebook")
    crumbs = [("法定时限日历", "/office/calendar/"), ("录入放假安排", "")]
    return render(request, "office/propose_calendar.html", {"title": "录入放假安排", "form": form, "crumbs": crumbs})


def _proposed(request: StaffRequest, form: YearForm) -> bool:
    values = dict(form.cleaned_data)
    try:
        actions.propose_calendar(values.pop("year"), **values, actor=request.actor, at=request.moment)
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        return False
    return True


def _weeks(year: int, month: int, days: Calendar, today: date) -> list[list[Cell | None]]:
    weeks = Weeks().monthdatescalendar(year, month)
    return [[_cell(day, days, today) if day.month == month else None for day in week] for week in weeks]


def _cell(day: date, days: Calendar, today: date) -> Cell:
    special = days.special.get(day)
    css = "holiday" if special and special.off else "makeup" if special else "" if days.is_working(day) else "rest"
    word = "休" if css == "holiday" else "班" if css == "makeup" else ""
    return Cell(day, f"{css} today" if day == today else css, word, days.reason(day) if special else "")
