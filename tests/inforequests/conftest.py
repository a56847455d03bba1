"""A request at the finance bureau, and the people who handle it. `reach(case, …)` carries it on by the real verbs.

The calendar of late 2026: 23 November (the day of the tests) is a Monday; no holiday before 1 January 2027.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.cast import County, actor_with, leader_actor, office_actor
from zwgk.domain.rights import Actor, Role
from zwgk.matters.inforequests import actions
from zwgk.matters.inforequests.models import Case

BEIJING = ZoneInfo("Asia/Shanghai")
RECEIVED = date(2026, 11, 2)  # a Monday; 20 working days end on 30 November, the 7th is 11 November
GIVE = actions.PartDraft("D02", {"supplied": "2025年部门决算公开表，电子文档随函提供"})


def on(day: date, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=BEIJING)


@pytest.fixture
def officer(county: County) -> Actor:
    """The officer of the bureau's 工作机构."""
    return actor_with(Role.DISCLOSURE, county.finance)


@pytest.fixture
def head(county: County) -> Actor:
    """Who signs at the bureau."""
    return leader_actor(county.finance)


@pytest.fixture
def arrive(county: County, officer: Actor) -> Callable[..., Case]:
    """`arrive(day)` takes a request in at the counter."""

    def make(day: date = RECEIVED, channel: str = "counter", name: str = "苏念青", title: str = "2025年部门决算", **more) -> Case:
        asker = actions.Asker(kind=more.pop("kind", "natural"), name=name, phone=more.pop("phone", ""), email=more.pop("email", ""))
        new = actions.NewCase(more.pop("organ", county.finance), channel, asker, title, **more)
        return actions.receive(new, actor=officer, at=on(day))

    return make


@pytest.fixture
def case(arrive: Callable[..., Case], officer: Actor) -> Case:
    """Received on 2 November, in hand."""
    return actions.assign(arrive(), "办公室", None, actor=officer, at=on(RECEIVED))


@pytest.fixture
def drafted(officer: Actor) -> Callable[..., Case]:
    """`drafted(case)` puts an answer together."""

    def draft(case: Case, *parts: actions.PartDraft, day: date = RECEIVED) -> Case:
        return actions.draft_reply(case, actions.Draft(parts or (GIVE,)), actor=officer, at=on(day)).case

    return draft


@pytest.fixture
def answered(drafted: Callable[..., Case], officer: Actor, head: Actor) -> Callable[..., Case]:
    """`answered(case, day=…)` drafts, approves and issues."""

    def give(case: Case, *parts: actions.PartDraft, day: date = RECEIVED) -> Case:
        case = drafted(case, *parts, day=day)
        case = actions.approve_reply(case, actor=head, at=on(day)).case
        return actions.answer(case, day, actor=officer, at=on(day)).case

    return give


@pytest.fixture
def office(county: County) -> Actor:
    """The competent department."""
    return office_actor()
