"""Start clocks: one, one for a fixed day, or hundreds at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Actor
from zwgk.foundation.journal.actions import Subject
from zwgk.foundation.rulebook import queries as rulebook

from ..counting import place
from ..models import Clock
from ..moments import day_of, local
from ..specs import ByRule, Fixed, Spec, to_json
from .tell import tell


@dataclass(frozen=True, slots=True)
class Timed:
    """What is to be timed, for whom, from when."""

    subject: Subject
    title: str  # “答复申请”
    organ: int  # organs.Organ by number: who must act
    spec: Spec
    started_on: date | datetime  # the event; a moment for limits in hours
    person: int | None = None
    waits: bool = False  # somebody else's time: runs out, but the organ cannot be late
    source: Mapping[str, Any] | None = None  # where the duty comes from: notice, clause, words


def start(
    subject: Subject,
    *,
    organ: Any,
    spec: Spec | str,
    started_on: date | datetime,
    title: str,
    person: Any = None,
    waits: bool = False,
    source: Mapping[str, Any] | None = None,
    actor: Actor,
    at: datetime,
) -> Clock:
    """Start one clock. `spec` may be the bare id of a rule; `organ` and `person` rows or numbers."""
    spec = ByRule(spec) if isinstance(spec, str) else spec
    timed = Timed(subject, title, _number(organ), spec, started_on, person and _number(person), waits, source)
    return start_many([timed], actor=actor, at=at)[0]


def start_fixed(
    subject: Subject,
    *,
    organ: Any,
    due_on: date,
    title: str,
    started_on: date | None = None,
    person: Any = None,
    grounds: Mapping[str, Any] | None = None,
    actor: Actor,
    at: datetime,
) -> Clock:
    """Start a clock for a named day. `grounds["words"]` are the words of the document, `grounds["round"]` the round."""
    said = dict(grounds or {})
    spec = Fixed(due_on, said.pop("words", ""), said.pop("round", ""))
    return start(
        subject, organ=organ, spec=spec, started_on=started_on or day_of(at), title=title, person=person,
        source=said or None, actor=actor, at=at,
    )  # fmt: skip


def start_many(wanted: Iterable[Timed], *, actor: Actor, at: datetime) -> list[Clock]:
    """Start all of them or none."""
    law, calendar = rulebook.law(), rulebook.calendar()
    clocks = []
    for timed in wanted:
        clock = row_of(timed, at)
        place(clock, law, calendar)
        clocks.append(clock)
    with transaction.atomic():
        Clock.objects.bulk_create(clocks, batch_size=200)
        tell([(clock, "clocks.start", _sentence(clock)) for clock in clocks], actor=actor, at=at)
    return clocks


def row_of(timed: Timed, at: datetime) -> Clock:
    """A clock that is not saved yet."""
    if not timed.title.strip():
        raise BadInput("时限没有写明事项。", field="title")
    subject = timed.subject
    return Clock(
        rule=timed.spec.rule if isinstance(timed.spec, ByRule) else "",
        title=timed.title[:200],
        subject_type=subject.type,
        subject_id=str(subject.id),
        subject_title=subject.title[:300],
        subject_url=subject.url,
        organ_id=timed.organ,
        person_id=timed.person,
        started_on=day_of(timed.started_on),
        waits=timed.waits,
        spec={**to_json(timed.spec), "start": local(timed.started_on).isoformat()},
        grounds={"source": dict(timed.source)} if timed.source else {},
        created_at=at,
    )


def _sentence(clock: Clock) -> str:
    due = f"{clock.due_on}到期" + ("（暂定）" if clock.provisional else "") if clock.due_on else "到期日待定"
    return f"开始计时：{clock.title}，{clock.started_on}起算，{due}"


def _number(row: Any) -> int:
    return row if isinstance(row, int) else row.pk
