"""Set a value or a year's holidays in the office: one person proposes, another confirms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.domain.rights import Actor
from zwgk.foundation.journal import actions as journal
from zwgk.law import LawError

from . import book, queries
from .models import CalendarPage, Edition, Override, State

Days = Mapping[str, Iterable[date]]  # {"春节": [date(2027, 2, 5), …]}


@transaction.atomic
def propose_value(
    rule: str, value: int | str, *, since: date, reference: str, reason: str = "", replaces: bool = False,
    actor: Actor, at: datetime,
) -> Override:  # fmt: skip
    """A value of a rule from a day on: stricter than above, or (`replaces`) because the law has changed."""
    actor.require("rulebook.propose")
    if not reference.strip():
        raise BadInput("没有写明依据。", field="reference", remedy="写明文件名称和条款，如《××市实施办法》第三条。")
    known = queries.rule(rule)
    row = Override(
        rule=known.id,
        value=str(value),
        since=since,
        reference=reference.strip(),
        replaces=replaces,
        **_proposed(reason, actor, at),
    )
    _try(row)
    row.save()
    _tell(row, "rulebook.propose", f"提出本地规则：{known.title}，{value}，自{since}起", actor=actor, at=at)
    return row


@transaction.atomic
def propose_calendar(
    year: int, *, number: str, off: Days, work: Days, source: str = "", reason: str = "", actor: Actor, at: datetime
) -> CalendarPage:
    """The holidays and make-up days of a year, as the notice `number` announces them."""
    actor.require("rulebook.propose")
    off_days, work_days = _listed(off, year, "放假"), _listed(work, year, "上班")
    if not number.strip():
        raise BadInput("没有填写放假通知的文号。", field="number")
    if not off_days:
        raise BadInput("没有填写放假日期。", field="off")
    both = {day for days in off_days.values() for day in days} & {day for days in work_days.values() for day in days}
    if both:
        raise BadInput(f"{'、'.join(sorted(both))}既写成放假又写成上班。", field="work")
    row = CalendarPage(
        year=year, number=number.strip(), source=source, off=off_days, work=work_days, **_proposed(reason, actor, at)
    )
    row.save()
    _tell(row, "rulebook.propose", f"录入{year}年放假安排（{row.number}）", actor=actor, at=at)
    return row


@transaction.atomic
def confirm(row: Override | CalendarPage, *, actor: Actor, at: datetime) -> Override | CalendarPage:
    """A second person has compared it with the document: from now on it counts."""
    actor.require("rulebook.confirm")
    row = _locked(row)
    if row.state != State.PROPOSED:
        raise Conflict(f"“{row}”{row.get_state_display()}，不能再确认。")
    if actor.person_id is not None and actor.person_id == row.proposed_by_id:
        raise NotAllowed("提出人不能确认自己提出的内容。", remedy="请由另一位同志对照原文确认。")
    row.state, row.confirmed_by_id, row.confirmed_name, row.confirmed_at = (
        State.CONFIRMED,
        actor.person_id,
        actor.name,
        at,
    )
    if isinstance(row, Override):
        _try(row)
    row.save()
    _edition(f"确认：{row}", at)
    _tell(row, "rulebook.confirm", f"确认：{row}", actor=actor, at=at)
    return row


@transaction.atomic
def withdraw(row: Override | CalendarPage, *, reason: str, actor: Actor, at: datetime) -> Override | CalendarPage:
    """It does not count any more, or was never right."""
    row = _locked(row)
    counted = row.state == State.CONFIRMED
    actor.require("rulebook.confirm" if counted else "rulebook.propose")
    if row.state == State.WITHDRAWN:
        raise Conflict(f"“{row}”已经撤回。")
    row.state, row.withdrawn_at = State.WITHDRAWN, at
    row.save(update_fields=["state", "withdrawn_at"])
    if counted:
        _edition(f"撤回：{row}", at)
    _tell(row, "rulebook.withdraw", f"撤回：{row}，{reason}", actor=actor, at=at)
    return row


def _proposed(reason: str, actor: Actor, at: datetime) -> dict[str, object]:
    return {"reason": reason, "proposed_by_id": actor.person_id, "proposed_name": actor.name, "proposed_at": at}


def _locked(row: Override | CalendarPage) -> Override | CalendarPage:
    return type(row).objects.select_for_update().get(pk=row.pk)


def _try(row: Override) -> None:
    try:
        book.with_override(queries.law(), row)
    except LawError as error:
        first = error.problems[0]
        raise BadInput(first.wrong, field="value", remedy=first.remedy)


def _listed(days: Days, year: int, what: str) -> dict[str, list[str]]:
    for day in (day for listed in days.values() for day in listed):
        if day.year not in (year, year - 1):
            raise BadInput(f"{what}日期{day}不在{year}年。", field="off" if what == "放假" else "work")
    return {reason: [day.isoformat() for day in listed] for reason, listed in days.items()}


def _edition(why: str, at: datetime) -> None:
    Edition.objects.create(made_at=at, why=why[:300])


def _tell(row: Override | CalendarPage, verb: str, sentence: str, *, actor: Actor, at: datetime) -> None:
    subject = journal.Subject(f"rulebook.{type(row).__name__.lower()}", row.pk, str(row), "/office/rulebook/")
    basis = row.reference if isinstance(row, Override) else row.number
    journal.record(subject, journal.Told(verb, sentence, basis=basis), actor=actor, at=at)
