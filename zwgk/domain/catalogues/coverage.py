"""Entry × organ × period: was it published, in time? Publications and the calendar are passed in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .limits import Limit


class Standing(StrEnum):
    """What a cell says."""

    PUBLISHED = "published"
    LATE = "late"
    MISSING = "missing"
    NOT_DUE = "not_due"


@dataclass(frozen=True, slots=True)
class Expected:
    """What an organ has to publish under one entry."""

    entry: int
    organ: int
    every: str  # event | lasting | month | quarter | half_year | year
    limit: Limit
    words: str = ""  # the limit as the catalogue says it
    since: date = date.min  # the organ has to since then: release of the entry


@dataclass(frozen=True, slots=True)
class Published:
    """A publication, as the slice above passes it in."""

    id: int
    entry: int
    organ: int
    published_on: date
    arose_on: date | None = None  # 生成日期, or what the limit runs from
    covers: date | None = None  # any day of the period that it tells of: 2026年第三季度
    title: str = ""
    url: str = ""
    in_force: bool = True


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time in which something is due."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer with its ground."""

    standing: Standing
    why: str
    by: tuple[Published, ...] = ()
    due_on: date | None = None


DueOn = Callable[[date, int, bool], date]  # (event, days, working days?) → last day; the calendar is the caller's
_LENGTH = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
_WITHOUT_NUMBER = 20  # 《政府信息公开条例》第二十六条: within 20 working days when no other limit is said


def periods(every: str, year: int) -> list[Period]:
    """The stretches of one year; the whole year for what has no rhythm."""
    length = _LENGTH.get(every, 12)
    return [_period(year, first, length) for first in range(1, 13, length)]


def _period(year: int, month: int, length: int) -> Period:
    end = month + length
    last = date(year + (end > 12), (end - 1) % 12 + 1, 1) - timedelta(days=1)
    names = {1: f"{month}月", 3: f"第{'一二三四'[(month - 1) // 3]}季度", 6: "上半年" if month == 1 else "下半年"}
    return Period(names.get(length, f"{year}年"), date(year, month, 1), last)


def cover(expected: Expected, published: Iterable[Published], year: int, today: date, due_on: DueOn) -> list[tuple[Period, Cell]]:
    """Every period of the year with its cell."""
    mine = sorted((each for each in published if (each.entry, each.organ) == (expected.entry, expected.organ)), key=lambda each: each.published_on)
    if expected.every == "lasting" or (expected.limit.lasting and expected.every == "event"):
        whole = periods("year", year)[0]
        return [(whole, _lasting(mine, whole, today))]
    if expected.every == "event":
        whole = periods("year", year)[0]
        return [(whole, _by_event(expected, mine, whole, today, due_on))]
    stretches = [(period, _due(expected.limit, period, due_on)) for period in periods(expected.every, year)]
    given = _allotted(mine, stretches)
    return [(period, _by_period(expected, given[period.name], period, last, today)) for period, last in stretches]


def _lasting(mine: Sequence[Published], whole: Period, today: date) -> Cell:
    standing = tuple(each for each in mine if each.in_force and each.published_on <= min(today, whole.last))
    if standing:
        return Cell(Standing.PUBLISHED, f"长期公开：“{standing[-1].title}”{standing[-1].published_on}发布，仍有效。", standing)
    return Cell(Standing.MISSING, "应长期公开，没有一条有效的信息。")


def _by_event(expected: Expected, mine: Sequence[Published], whole: Period, today: date, due_on: DueOn) -> Cell:
    """Whatever arose: each publication against its limit. Nothing at all is not yet a gap: perhaps nothing arose."""
    here = tuple(each for each in mine if whole.first <= each.published_on <= whole.last)
    if not here:
        if any(each.in_force and each.published_on < whole.first for each in mine):
            return Cell(Standing.NOT_DUE, "本年没有新的信息，以前发布的仍有效。")
        if whole.first > today:
            return Cell(Standing.NOT_DUE, "还没有开始。")
        return Cell(Standing.MISSING, "这一事项下没有发布过信息；确无信息产生的，请登记说明。")
    late = [(each, last) for each in here if (last := _last_day(expected.limit, each, due_on)) and each.published_on > last]
    if late:
        worst, last = late[-1]
        return Cell(Standing.LATE, f"“{worst.title}”应在{last}前公开（{expected.words}），{worst.published_on}发布。", here, last)
    return Cell(Standing.PUBLISHED, f"本年发布{len(here)}条，最近一条{here[-1].published_on}“{here[-1].title}”。", here)


def _last_day(limit: Limit, each: Published, due_on: DueOn) -> date | None:
    if each.arose_on is None:
        return None
    return due_on(each.arose_on, limit.days or _WITHOUT_NUMBER, limit.working if limit.days else True)


def _by_period(expected: Expected, here: tuple[Published, ...], period: Period, last: date, today: date) -> Cell:
    if expected.since > period.last:
        return Cell(Standing.NOT_DUE, "目录发布前，不要求。", due_on=last)
    if here:
        first = here[0]
        if first.published_on > last:
            return Cell(Standing.LATE, f"{period.name}应在{last}前公开（{expected.words}），{first.published_on}才发布“{first.title}”。", here, last)
        return Cell(Standing.PUBLISHED, f"{first.published_on}发布“{first.title}”，期限{last}。", here, last)
    if today <= last:
        return Cell(Standing.NOT_DUE, f"{period.name}的信息应在{last}前公开，未到期。", due_on=last)
    return Cell(Standing.MISSING, f"{period.name}的信息应在{last}前公开（{expected.words}），没有找到。", due_on=last)


def _allotted(mine: Sequence[Published], stretches: Sequence[tuple[Period, date]]) -> dict[str, tuple[Published, ...]]:
    """Which publication tells of which period: by the period that it names, else the earliest one still without any."""
    given: dict[str, tuple[Published, ...]] = {period.name: () for period, _ in stretches}
    for each in mine:
        if each.covers is not None:
            fitting = [period.name for period, _ in stretches if period.first <= each.covers <= period.last]
        else:
            open_for = [period for period, last in stretches if period.first <= each.published_on <= last + (period.last - period.first)]
            fitting = [period.name for period in open_for if not given[period.name]][:1] or [period.name for period in open_for][-1:]
        for name in fitting[:1]:
            given[name] = (*given[name], each)
    return given


def _due(limit: Limit, period: Period, due_on: DueOn) -> date:
    """After the period ends; a yearly day (每年1月31日前) of the year itself."""
    if limit.yearly:
        month, day = limit.yearly
        return date(period.first.year, month, min(day, 28 if month == 2 else 31 if month in (1, 3, 5, 7, 8, 10, 12) else 30))
    return due_on(period.last, limit.days or _WITHOUT_NUMBER, limit.working if limit.days else True)

