"""Requests in figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.inforequests.conftest import GIVE, on
from zwgk.domain.rights import Actor
from zwgk.matters.inforequests import actions
from zwgk.matters.inforequests.models import Case
from zwgk.matters.inforequests.queries.analysis import Span, analysis
from zwgk.matters.inforequests.queries.topics import terms_of, topics

pytestmark = pytest.mark.django_db
YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))
NOT_THERE = actions.PartDraft("D21", {"search_log": "档案室、业务系统均无", "reasons": "没有制作"}, not_taken="不是其他机关制作")


@pytest.fixture
def some(arrive: Callable[..., Case], answered: Callable[..., Case], officer: Actor) -> None:
    for day, part in ((date(2026, 11, 2), GIVE), (date(2026, 11, 5), NOT_THERE), (None, None)):
        case = actions.assign(arrive(title="高标准农田补贴明细"), "办公室", None, actor=officer, at=on(date(2026, 11, 2)))
        if day:
            answered(case, part, day=day)


@pytest.mark.requirement("REQ-07")
@pytest.mark.requirement("REQ-10")
def test_load_outcomes_grounds_and_units(some: None) -> None:
    found = analysis(YEAR)
    assert (found.received, found.finished, found.open) == (3, 2, 1)
    assert (found.on_time.percent, found.on_the_spot.count) == (100.0, 1)
    assert {one.label: one.count for one in found.groups} == {"予以公开": 1, "不予公开": 0, "无法提供": 1}
    assert [(one.label, one.percent) for one in found.grounds] == [("无法提供：信息不存在", 100.0)]
    assert [(unit.received, unit.given, unit.refused, unit.on_time) for unit in found.units] == [(3, 1, 1, 100.0)]
    assert found.months == [("2026年11月", 3, 2)]


def test_nothing_gives_nothing() -> None:
    found = analysis(Span(date(2020, 1, 1), date(2020, 12, 31), []))
    assert (found.received, found.on_time.percent, found.units, found.topics) == (0, None, [], [])


def test_telling_words_only(some: None) -> None:
    assert "申请" not in terms_of("申请公开高标准农田补贴的有关信息")
    assert topics(["农田补贴明细", "农田水利补贴", "公交线路"])[0][1] == 2


@pytest.mark.db
def test_as_many_questions_for_many_units(some: None, django_assert_max_num_queries: Callable) -> None:
    with django_assert_max_num_queries(16):
        analysis(YEAR)
