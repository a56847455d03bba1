"""Entry × organ × period: each cell says why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.cast import AT, DAY, County, office_actor
from zwgk.domain.catalogues import Expected, Published, Standing, cover, read_limit
from zwgk.matters.catalogue import actions, queries
from zwgk.matters.catalogue.models import Edition, Entry, Field


def due_on(event: date, days: int, working: bool) -> date:
    return event + timedelta(days=days)


def cells(every: str, limit: str, *published: Published, today: date = DAY) -> list[tuple[str, Standing]]:
    expected = Expected(1, 2, every, read_limit(limit), limit)
    return [(period.name, cell.standing) for period, cell in cover(expected, published, 2026, today, due_on)]


@pytest.mark.parametrize(
    ("words", "days", "working", "certain"),
    [
        ("自信息形成或者变更之日起20个工作日内", 20, True, True), ("本级人民代表大会或其常务委员会批准后20日内", 20, False, True),
        ("制定或获取信息之日起10个工作日内，公示7个工作日", 10, True, True), ("公示7个工作日", 0, True, False), ("及时公开，公告期限为5个工作日", 0, True, True),
        ("每年1月31日前", 0, True, True), ("长期公开（动态调整）", 0, True, True), ("视情况", 0, True, False),
    ],
)  # fmt: skip
def test_limits_are_read_from_their_words(words: str, days: int, working: bool, certain: bool):
    limit = read_limit(words)
    assert (limit.days, limit.working, limit.certain) == (days, working, certain)


@pytest.mark.requirement("CAT-13")
def test_quarters_are_published_late_missing_or_not_due():
    first = Published(1, 1, 2, date(2026, 4, 8), title="一季度")
    late = Published(2, 1, 2, date(2026, 8, 30), covers=date(2026, 5, 1), title="二季度")
    assert cells("quarter", "季度结束后20日内", first, late) == [
        ("第一季度", Standing.PUBLISHED), ("第二季度", Standing.LATE), ("第三季度", Standing.MISSING), ("第四季度", Standing.NOT_DUE),
    ]  # fmt: skip


@pytest.mark.requirement("CAT-13")
def test_what_arises_is_measured_from_the_day_it_arose():
    good = Published(1, 1, 2, date(2026, 3, 10), date(2026, 3, 1), title="甲")
    late = Published(2, 1, 2, date(2026, 5, 10), date(2026, 3, 1), title="乙")
    assert cells("event", "20日内", good) == [("2026年", Standing.PUBLISHED)]
    ((_, cell),) = cover(Expected(1, 2, "event", read_limit("20日内"), "20日内"), [good, late], 2026, DAY, due_on)
    assert (cell.standing, cell.due_on, "“乙”应在2026-03-21前公开" in cell.why) == (Standing.LATE, date(2026, 3, 21), True)
    assert cells("event", "20日内") == [("2026年", Standing.MISSING)]
    assert cells("lasting", "长期公开", Published(1, 1, 2, date(2020, 1, 1))) == [("2026年", Standing.PUBLISHED)]
    assert cells("year", "每年1月31日前", Published(1, 1, 2, date(2026, 2, 9))) == [("2026年", Standing.LATE)]


@pytest.mark.requirement("CAT-13")
def test_only_released_and_active_entries_are_expected_and_the_variant_instead(
    county: County, aid: Field, entry: Entry, released: Callable[[Field], Edition]
):
    actions.set_publishers([entry], [county.qinghe, county.baishi], actor=office_actor(), at=AT)
    actions.change_entry(entry, {}, "按月", actions.Place(every="month"), actor=office_actor(), at=AT)
    assert not queries.expected_of()
    own = actions.vary(entry, county.baishi, {"limit": "每月20日前"}, "本乡办理较晚", actor=office_actor(), at=AT)
    released(aid)
    found = {(row.pk, organ): each for row, organ, each in queries.expected_of()}
    assert set(found) == {(entry.pk, county.qinghe.pk), (own.pk, county.baishi.pk)}
    each = found[entry.pk, county.qinghe.pk]
    assert (each.every, each.limit.days, each.since) == ("month", 10, DAY)
    assert [row for row, _ in queries.expected(county.baishi)] == [own]
    assert queries.limit_day(date(2026, 9, 30), 1, True) == date(2026, 10, 8)  # over the national days
