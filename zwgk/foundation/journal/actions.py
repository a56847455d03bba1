"""Writing facts, in the transaction of the change that they tell of; and sealing them afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zwgk.domain.rights import Actor

from .guards import install as install_guards
from .models import Fact
from .sealing import seal

__all__ = ["Subject", "Told", "install_guards", "record", "record_many", "seal"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a fact, a clock or a message is about."""

    type: str  # "ledger.task"
    id: int | str
    title: str
    url: str = ""  # page of the subject in the office


@dataclass(frozen=True, slots=True)
class Told:
    """The words of a fact."""

    verb: str  # right and verb, e.g. "ledger.report"
    sentence: str  # Chinese, past tense
    basis: str = ""
    organ_id: int | None = None  # defaults to the actor's organ
    organ_name: str = ""
    data: Mapping[str, Any] | None = None


def record(subject: Subject, told: Told, *, actor: Actor, at: datetime) -> Fact:
    """Write the fact and return it."""
    fact = _fact(subject, told, actor, at)
    fact.save(force_insert=True)
    return fact


def record_many(facts: Iterable[tuple[Subject, Told]], *, actor: Actor, at: datetime) -> list[Fact]:
    """Write many facts of one verb, in order."""
    return Fact.objects.bulk_create([_fact(subject, told, actor, at) for subject, told in facts], batch_size=200)


def _fact(subject: Subject, told: Told, actor: Actor, at: datetime) -> Fact:
    by_pass = actor.pass_id is not None  # through a 手机链接: said in words, and which one as data
    absent = actor.standing_in(told.verb, told.organ_id if told.organ_id is not None else actor.organ_id)
    return Fact(
        at=at,
        verb=told.verb,
        sentence=f"{told.sentence[:480]}（经手机链接）" if by_pass else told.sentence[:500],
        basis=told.basis[:300],
        actor_id=actor.person_id,
        actor_name=f"{actor.name}（代理{absent}）"[:80] if absent else actor.name,
        actor_organ=actor.organ_name,
        organ_id=told.organ_id if told.organ_id is not None else actor.organ_id,
        organ_name=told.organ_name or actor.organ_name,
        subject_type=subject.type,
        subject_id=str(subject.id),
        subject_title=subject.title[:300],
        data=dict(told.data or {}) | ({"pass": actor.pass_id} if by_pass else {}),
    )
