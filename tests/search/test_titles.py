"""Documents are offered, found by title, withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.cast import AT
from zwgk.foundation.search import actions, indexing, queries
from zwgk.foundation.search.actions import Offer
from zwgk.foundation.search.queries import Wish

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def test_found_by_every_word_of_the_title_newest_first():
    actions.offer_many([Offer("t", n, f"关于{word}的通知", f"/x/{n}/", organ_id=n, dated=AT) for n, word in enumerate(("预算公开", "决算公开", "停水"))], at=AT)
    assert [each.item_id for each in queries.find_titles("公开 通知")] == ["1", "0"]
    assert [each.item_id for each in queries.find_titles("公开", organ_id=1)] == ["1"]
    assert queries.find_titles("  ") == []


def test_offered_again_it_takes_the_place_of_its_earlier_form():
    actions.offer(Offer("t", 1, "旧标题", "/x/1/"), at=AT)
    actions.offer(Offer("t", 1, "新标题", "/x/1/"), at=AT)
    assert [each.title for each in queries.rows("t")] == ["新标题"]


def test_withdrawn_it_is_gone_at_once():
    actions.offer(Offer("t", 1, "标题", "/x/1/"), at=AT)
    assert actions.withdraw("t", [1]) == 1
    assert queries.document("t", 1) is None and not queries.documents().exists()


def test_without_an_index_titles_stand_newest_first_between_the_days_that_were_asked(settings: Any, tmp_path: Path, offered: Callable[..., None]):
    settings.SEARCH_DIR = tmp_path
    for number in (3, 1, 2):
        offered(number, f"第{number}次停水通知", dated=AT - timedelta(days=number))
    answer = queries.ask(Wish("停水"), today=AT.date())
    assert answer.plain and [hit.row.item_id for hit in answer.hits] == ["1", "2", "3"]
    asked = queries.ask(Wish("停水", since=AT.date() - timedelta(days=2), until=AT.date() - timedelta(days=2)), today=AT.date())
    assert [hit.row.item_id for hit in asked.hits] == ["2"] and asked.total == 1


def test_what_came_on_new_years_morning_is_of_the_new_year(index: None, offered: Callable[..., None]):
    offered(1, "元旦值班安排", dated=datetime(2026, 1, 1, 0, 30, tzinfo=ZoneInfo("Asia/Shanghai")))
    indexing.catch_up()
    day = date(2026, 1, 1)
    assert queries.ask(Wish("值班", since=day, until=day), today=day).counts["year"] == [("2026", 1)]
