"""A question and its address; what came since; a search as a feed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from tests.cast import AT, DAY
from zwgk.foundation.search import actions, indexing, queries
from zwgk.foundation.search.queries import Wish, params_of, wish_of

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def keys(answer: queries.Answer) -> str:
    return "".join(hit.row.item_id for hit in answer.hits)


@pytest.mark.parametrize("wish", [Wish(""), Wish("停水 -通知"), Wish("停水", {"organ": ["水利局", "财政局"], "year": ["2026"]}, date(2026, 1, 1), date(2026, 2, 1), True)])
def test_an_address_holds_the_whole_wish(wish: Wish):
    assert wish_of(params_of(wish)) == wish


@pytest.mark.parametrize("typed", ["q=&page=0", "page=-1", "page=99999999999", "since=2026-13-45", "until=x&organ=", "q=%00%01", "sort=up&type=%00"])
def test_what_an_address_should_not_say_is_left_out(typed: str):
    assert wish_of(QueryDict(typed)) == Wish("") and not wish_of(QueryDict(typed))


def test_the_second_question_and_doubles_are_joined():
    assert wish_of(QueryDict("q=停水&within=城东&type=通知&type=通知")) == Wish("停水 城东", {"type": ["通知"]})


@pytest.mark.requirement("WEB-01")
def test_without_words_a_filter_shows_what_is_newest(index: None, offered: Callable[..., None]):
    for number in range(3):
        offered(number, f"第{number}号公告", dated=AT + timedelta(days=number), organ="和光县水利局" if number else "和光县财政局")
    indexing.catch_up()
    assert keys(queries.ask(Wish("", {"organ": ["和光县水利局"]}), today=DAY)) == "21"
    assert keys(queries.ask(Wish("", since=DAY + timedelta(days=1), until=DAY + timedelta(days=1)), today=DAY)) == "1"
    assert keys(queries.ask(Wish("", source="t"), today=DAY)) == "210"
    assert not queries.ask(Wish(""), today=DAY).total


@pytest.mark.requirement("PRO-03")
def test_what_came_since_is_told_once(index: None, offered: Callable[..., None]):
    offered(1, "停水通知")
    indexing.catch_up()
    since = timezone.now()
    offered(2, "停水通知（二）")
    offered(3, "停电通知")
    offered(1, "停水通知", standing="lapsed")  # no news
    indexing.catch_up()
    assert [row.item_id for row in queries.fresh(Wish("停水"), since)] == ["2"]
    assert {row.item_id for row in queries.fresh(Wish("", source="t"), since)} == {"2", "3"}
    assert queries.fresh(Wish("停水"), timezone.now()) == [] and queries.fresh(Wish("停水 水库"), since) == []


def test_what_waits_for_its_attachments_is_news_when_they_are_read(index: None, offered: Callable[..., None]):
    since = timezone.now()
    offered(1, "分配结果", unread=True)
    indexing.catch_up()
    assert queries.fresh(Wish("青禾镇"), since) == []
    actions.add_parts("t", 1, [("表.xlsx", "青禾镇")])
    indexing.catch_up()
    assert [row.item_id for row in queries.fresh(Wish("青禾镇"), since)] == ["1"]


def test_news_without_an_index_are_those_whose_title_fits(settings: Any, tmp_path: Any, index: None, offered: Callable[..., None]):
    since = timezone.now()
    offered(1, "停水通知")
    offered(2, "停电通知")
    indexing.catch_up()
    settings.SEARCH_DIR = tmp_path / "none"
    assert [row.item_id for row in queries.fresh(Wish("停水", {"type": ["通知"]}), since)] == ["1"]


def test_a_search_is_a_feed_in_three_forms(client: Client, index: None, offered: Callable[..., None]):
    offered(1, "关于停水的<通知>", number="和水〔2026〕1号")
    offered(2, "停电公告")
    indexing.catch_up()
    for form in ("atom", "rss"):
        told = client.get(f"/search/feed.{form}", {"q": "停水"})
        text = "".join(ElementTree.fromstring(told.content).itertext())
        assert "关于停水的<通知>" in text and "和水〔2026〕1号" in text and "停电" not in text
    told = json.loads(client.get("/search/feed.json", {"type": "通知"}).content)
    assert len(told["items"]) == 2 and told["home_page_url"].endswith("/search/?type=%E9%80%9A%E7%9F%A5&sort=newest")
    assert len(json.loads(client.get("/search/feed.json").content)["items"]) == 2
    assert client.get("/search/feed.exe").status_code == 404
    assert client.get("/search/feed.rss", {"q": "停\x01\x0c\ufffe水"}).status_code == 200


def test_the_page_names_its_feed_and_filters_by_day(client: Client, index: None, offered: Callable[..., None], found: Callable[..., str]):
    offered(1, "停水通知", dated=AT - timedelta(days=100))
    offered(2, "停水通知", dated=AT)
    assert found(client, "停水", since="2026-11-01") == "2" and found(client, "停水", until="2026-11-01") == "1" and found(client, "", type="通知") == "21"
    told = client.get("/search/", {"q": "停水", "since": "2026-11-01"}).content.decode()
    assert "/search/feed.atom?q=%E5%81%9C%E6%B0%B4&amp;since=2026-11-01" in told and 'value="2026-11-01"' in told
