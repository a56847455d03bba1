"""Requests of the finance bureau in 2025, and its report of that year, looked at in January 2026."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.cast import County, actor_with, leader_actor, liaison_actor, office_actor
from zwgk.domain.rights import Actor, Role, system_actor
from zwgk.matters.annualreport import actions
from zwgk.matters.annualreport.models import Report
from zwgk.matters.inforequests.models import Case
from zwgk.matters.reviews import actions as reviews
from zwgk.matters.reviews.actions import Decision
from zwgk.matters.reviews.models import Review

JANUARY = datetime(2026, 1, 5, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
JOB = system_actor("年度报告")


def case(organ, received: date, finished: date | None = None, row: str = "", kind: str = "natural") -> Case:
    """A counted request, as the verbs leave it."""
    number = Case.objects.count() + 1
    return Case.objects.create(
        organ=organ, number=f"{received.year}-{number:04d}", code=f"code{number}", channel="online", applicant_kind=kind, applicant="苏念青", title="部门决算",
        submitted_at=JANUARY, received_on=received, finished_on=finished, report_row=row, counted=True, state="closed" if finished else "in_hand",
    )  # fmt: skip


@pytest.fixture
def requests(county: County) -> list[Case]:
    """One carried in, four received, four finished, one carried on."""
    return [
        case(county.finance, date(2024, 12, 20), date(2025, 1, 10), "R3.1"),
        case(county.finance, date(2025, 3, 3), date(2025, 3, 20), "R3.1"),
        case(county.finance, date(2025, 5, 6), date(2025, 5, 30), "R3.2", "business"),
        case(county.finance, date(2025, 9, 1), date(2025, 9, 10), "R3.4.1", "other"),
        case(county.finance, date(2025, 12, 29)),
    ]


@pytest.fixture
def report(county: County, requests: list[Case]) -> Report:
    """Of the finance bureau, begun in January."""
    return actions.begin(county.finance, 2025, actor=JOB, at=JANUARY)


@pytest.fixture
def liaison(county: County) -> Actor:
    return liaison_actor(county.finance)


def write_all(report: Report, actor: Actor) -> None:
    """Real words where the draft invites them."""
    words = {
        "overview": "2025年收到政府信息公开申请{新收}件，办结{办结}件，予以公开{予以公开}件。{计划落实}", "problems": "解读形式不够丰富，{下一年度}年改进。",
        "others": "{信息处理费}",
    }  # fmt: skip
    for section, text in words.items():
        actions.write(report, section, text, actor=actor, at=JANUARY)


def submitted(report: Report, actor: Actor) -> Report:
    write_all(report, actor)
    return actions.submit(report, actor=actor, at=JANUARY)


def accepted(report: Report, actor: Actor) -> Report:
    return actions.accept(submitted(report, actor), actor=office_actor(), at=JANUARY)


def passed(review: Review) -> None:
    """All four steps of a review."""
    judges = [actor_with(role, review.organ) for role in (Role.REVIEWER, Role.DISCLOSURE, Role.SECRECY)] + [leader_actor(review.organ)]
    for actor in judges:
        review = reviews.decide(review, Decision(True, review.hash, "同意"), actor=actor, at=JANUARY)
