"""A TimeSpec, the events that are known, a calendar → days, or what is still waited for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from zwgk.domain.deadlines.compute import compute_length
from zwgk.domain.deadlines.counting import day_of
from zwgk.domain.deadlines.due import Due
from zwgk.domain.deadlines.facts import Moment
from zwgk.domain.deadlines.notes import length
from zwgk.domain.deadlines.recurrence import Recurrence
from zwgk.domain.deadlines.spec import Frequency, Kind, TimeSpec
from zwgk.domain.workdays import Calendar
from zwgk.law.model import Unit

SIGNED, PUBLISHED = "成文", "公布"  # names of the two anchors every document has
_SOON = timedelta(5)


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a time phrase comes to."""

    spec: TimeSpec
    dates: tuple[date | datetime, ...] = ()  # last days
    starts: date | None = None  # from … on
    recurrence: Recurrence | None = None  # periods on request
    due: Due | None = None  # for a relative one: with all its days
    waiting_for: str = ""  # the event that must be recorded first
    needs_decision: str = ""  # what a person must set: the interval behind 定期
    warnings: tuple[str, ...] = ()
    provisional: bool = False


def resolve(spec: TimeSpec, anchors: Mapping[str, Moment], calendar: Calendar) -> Resolved:
    """The days of a phrase. Anchors: name of an event → its day; 成文 and 公布 are those of the document itself."""
    match spec.kind:
        case Kind.DATE:
            return Resolved(spec, dates=spec.dates, warnings=_odd(spec, anchors))
        case Kind.RELATIVE:
            return _relative(spec, anchors, calendar)
        case Kind.START:
            return Resolved(spec, starts=spec.dates[0])
        case Kind.CONDITIONAL:
            happened = anchor_of(spec.event, anchors)
            return (
                Resolved(spec, waiting_for=spec.event) if happened is None else Resolved(spec, starts=day_of(happened))
            )
        case Kind.RECURRENCE | Kind.ANNUAL_PRODUCT:
            known = anchors.get(SIGNED) or anchors.get(PUBLISHED)
            starts = day_of(known) if known else None
            after = (spec.amount, spec.unit) if spec.amount is not None and spec.unit else None
            frequency = spec.frequency or Frequency.YEARLY
            turns = Recurrence(frequency, spec.min_count or 1, starts, by=spec.by, after=after)
            return Resolved(spec, recurrence=turns)
        case Kind.VAGUE:
            return Resolved(spec, needs_decision=f"“{spec.text or '定期'}”没有写明时间或者间隔，请为这项任务确定。")


def anchor_of(name: str, anchors: Mapping[str, Moment]) -> Moment | None:
    """The recorded event of this name, or the only one whose name is a part of it: “公布” of “本要点公布”."""
    if name in anchors:
        return anchors[name]
    inside = [moment for key, moment in anchors.items() if key and key in name]
    return inside[0] if len(inside) == 1 else None


def _relative(spec: TimeSpec, anchors: Mapping[str, Moment], calendar: Calendar) -> Resolved:
    if spec.amount is None or spec.unit is None:
        return Resolved(spec, needs_decision=f"“{spec.text}”没有写明多长时间，请确定。")
    # “3年内” without a beginning runs from the signing, with a warning; “24小时内” waits for an event nobody named.
    name = spec.anchor or (SIGNED if spec.unit in (Unit.MONTH, Unit.YEAR) else "起算的事件")
    begin = anchor_of(name, anchors)
    if begin is None:
        return Resolved(spec, waiting_for=name)
    due = compute_length(
        spec.amount, spec.unit, begin, calendar=calendar, title=f"{spec.anchor}{length(spec.amount, spec.unit)}内"
    )
    assumed = () if spec.anchor else (f"没有写明从何时起算，暂按成文日期{begin}起算，请核对。",)
    days = (due.due,) if due.due else ()
    return Resolved(spec, dates=days, due=due, provisional=due.provisional, warnings=(*assumed, *due.warnings))


def _odd(spec: TimeSpec, anchors: Mapping[str, Moment]) -> tuple[str, ...]:
    found = []
    published, signed = anchors.get(PUBLISHED), anchors.get(SIGNED)
    for day in spec.dates:
        if published and day < day_of(published):
            found.append(f"{day}早于文件公布日{day_of(published)}，请核对。")
        if signed and day < day_of(signed):
            found.append(f"{day}早于成文日期{day_of(signed)}，请核对。")
        elif signed and day - day_of(signed) <= _SOON:
            found.append(f"{day}距成文日期{day_of(signed)}只有{(day - day_of(signed)).days}天，请核对。")
    if spec.other_dates:
        other = "、".join(map(str, spec.other_dates))
        found.append(f"“{spec.text}”按{spec.dates[0]}前办结；也有理解为到{other}的，请核对。")
    return tuple(found)
