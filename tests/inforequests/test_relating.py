"""Like matters across units: seen only by the county's 工作机构, each look a fact; contradictions warned of; figures, no labels."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.cast import County
from tests.inforequests.conftest import GIVE, on
from zwgk.domain.errors import BadInput, NotAllowed
from zwgk.domain.rights import Actor
from zwgk.foundation.journal import queries as journal
from zwgk.matters.inforequests import actions
from zwgk.matters.inforequests.actions.relating import look_at_related, offer_common_draft
from zwgk.matters.inforequests.models import SUBJECT, Case
from zwgk.matters.inforequests.queries.related import counted, related

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 5)
TITLE = "2025年高标准农田建设补贴发放明细"
WITHHELD = actions.PartDraft("D21", {"search_log": "档案室、业务系统均无", "reasons": "没有制作"}, not_taken="不是其他机关制作")


@pytest.fixture
def two(arrive: Callable[..., Case], officer: Actor) -> tuple[Case, Case]:
    made = [actions.assign(arrive(title=title), "办公室", None, actor=officer, at=on(date(2026, 11, 2))) for title in (TITLE, TITLE + "表")]
    return made[0], made[1]


@pytest.mark.requirement("REQ-07")
def test_contradictory_replies_are_warned_of(two: tuple[Case, Case], answered: Callable[..., Case], office: Actor) -> None:
    answered(two[0], GIVE, day=DAY)
    assert not any(row.contrary for row in related(two[1], office))
    answered(two[1], WITHHELD, day=DAY)
    two[1].refresh_from_db()
    (row,) = related(two[1], office)
    assert row.contrary and row.outcome == "予以公开"


def test_only_the_county_looks_across_and_each_look_is_kept(two: tuple[Case, Case], officer: Actor, office: Actor) -> None:
    with pytest.raises(NotAllowed):
        related(two[0], officer)
    with pytest.raises(NotAllowed):
        look_at_related(two[0], 1, actor=officer, at=on(DAY))
    look_at_related(two[0], 1, actor=office, at=on(DAY))
    assert "查看关联申请" in journal.of_subject(SUBJECT, two[0].pk)[0].sentence


def test_art_35_gets_figures(two: tuple[Case, Case], office: Actor) -> None:
    found = counted(two[0], office, DAY)
    assert (found.total, found.organs, found.alike, found.by_month) == (2, 1, 1, (("2026-11", 2),))


def test_offer_common_draft_goes_to_those_who_still_answer(
    two: tuple[Case, Case], answered: Callable[..., Case], office: Actor, officer: Actor, county: County
) -> None:
    done = answered(two[0], day=DAY)
    assert offer_common_draft([done, two[1]], "建议公开，隐去身份证号码", actor=office, at=on(DAY)) == 1
    assert two[1].events.filter(kind="common_draft").exists()
    with pytest.raises(BadInput, match="都已经办结"):
        offer_common_draft([done], "同上", actor=office, at=on(DAY))
    with pytest.raises(NotAllowed):
        offer_common_draft([two[1]], "同上", actor=officer, at=on(DAY))
