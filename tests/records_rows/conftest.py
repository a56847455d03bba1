"""Rows of a kind that are public, by the real verbs: imported, submitted as a batch, reviewed by two others, published."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cast import AT, County, actor_with, liaison_actor
from zwgk.domain.rights import Role
from zwgk.matters.records import actions
from zwgk.matters.records.actions import rows
from zwgk.matters.records.models import Record
from zwgk.matters.reviews import actions as reviews

from .books import book, penalty

Public = Callable[..., list[Record]]


@pytest.fixture
def public(county: County) -> Public:
    """public(1, 2, 3) or public(lines=[…], kind=…, data=…): the records, published."""

    def make(*numbers: int, kind: str = "administrative-penalty", data: bytes | None = None) -> list[Record]:
        actor = liaison_actor(county.finance)
        intake = rows.look_through(county.finance, kind, data or book([penalty(n) for n in numbers]), "表.xlsx", actor=actor, at=AT)
        rows.take_in(intake, actor=actor, at=AT)
        return publish(county, list(Record.objects.filter(batch=intake.batch).order_by("id")))

    return make


def publish(county: County, records: list[Record]) -> list[Record]:
    """The whole way of a batch."""
    review = actions.submit_batch(records, "一批", actor=liaison_actor(county.finance), at=AT)
    for role in (Role.REVIEWER, Role.DISCLOSURE, Role.SECRECY, Role.LEADER):
        review = reviews.decide(review, reviews.Decision(True, review.hash, "同意"), actor=actor_with(role, county.finance), at=AT)
    for record in records:
        actions.settle(record, actor=liaison_actor(county.finance), at=AT)
    return list(Record.objects.filter(pk__in=[record.pk for record in records]).order_by("id"))
