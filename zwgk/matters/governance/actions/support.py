"""What the verbs of the daily work share: plain checks and the journal of the organ."""

from __future__ import annotations

from datetime import date, datetime

from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Actor
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.foundation.organs.models import Organ
from zwgk.matters.governance.rules import has_mobile

FIRST_YEAR = 2008  # the Regulation came into force


def fill(thing: object, **labels: str) -> None:
    """Refuse the first of these fields that is empty, by its label."""
    for field, label in labels.items():
        if not getattr(thing, field).strip():
            raise BadInput(f"请填写{label}。", field=field)


def no_mobile(thing: object, *fields: str) -> None:
    """An office telephone stands here, never a personal mobile number."""
    for field in fields:
        if has_mobile(getattr(thing, field)):
            raise BadInput("这里不能填写个人手机号码。", field=field, remedy="请填写办公电话。")


def past(day: date, today: date, field: str) -> None:
    """What has happened lies before tomorrow, and not before the Regulation."""
    if day > today:
        raise BadInput("日期不能晚于今天。", field=field)
    known_year(day.year, today, field)


def known_year(year: int, today: date, field: str = "year") -> None:
    if not FIRST_YEAR <= year <= today.year + 1:
        raise BadInput(f"年份{year}可能填错了。", field=field)


def tell(organ: Organ, verb: str, sentence: str, *, actor: Actor, at: datetime, basis: str = "") -> None:
    """Write it into the journal, under the organ."""
    subject = Subject("governance.organ", organ.pk, organ.name, f"/office/governance/organs/{organ.pk}/")
    told = Told(f"governance.{verb}", sentence, basis=basis, organ_id=organ.pk, organ_name=organ.label)
    journal.record(subject, told, actor=actor, at=at)
