"""One maker of feeds: three forms of the same, steady while nothing is new, each entry under a name of its own."""

from __future__ import annotations

import json
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.http import Http404
from django.test import RequestFactory

from tests.cast import AT
from zwgk.foundation.ui import feeds
from zwgk.foundation.ui.feeds import Entry, Feed

pytestmark = pytest.mark.requirement("PAG-09")
FIRST = Entry("停水 & <通知>", "/a/1/", "和光县水利局，和水〔2026〕1号", "和光县水利局", AT, AT + timedelta(days=1))
SAME = Entry("停水 & <通知>", "/a/1/", "内容有修改", published=AT, mark="20261123090000")
UNDATED = Entry("旧文件", "/a/2/", "")


def made(form: str, *entries: Entry, asked: bool = False) -> bytes:
    request = RequestFactory().get("/feed", {"q": "停水"})
    return feeds.answer(request, form, Feed("停水", "/page/", "说明", entries), asked=asked).content


def test_the_three_forms_say_the_same():
    rss, atom = (ElementTree.fromstring(made(form, FIRST, SAME, UNDATED)) for form in ("rss", "atom"))
    told = json.loads(made("json", FIRST, SAME, UNDATED))
    names = [each.text for each in rss.iter("guid")]
    assert names == [each["id"] for each in told["items"]] == [each.findtext("{*}id") for each in atom.iter("{http://www.w3.org/2005/Atom}entry")]
    assert names == ["http://testserver/a/1/", "http://testserver/a/1/#20261123090000", "http://testserver/a/2/"]
    assert {each["title"] for each in told["items"]} == {each.findtext("title") for each in rss.iter("item")}
    assert (told["items"][0]["date_modified"], "date_modified" in told["items"][1], "authors" in told["items"][1]) == ("2026-11-24T09:00:00+08:00", False, False)


@pytest.mark.parametrize("form", ["rss", "atom"])
@pytest.mark.parametrize("entries", [(), (UNDATED,)], ids=["empty", "undated"])
def test_a_feed_without_dates_stays_as_it_is(form: str, entries: tuple[Entry, ...], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(feeds.timezone, "localtime", lambda moment=None: moment or AT)
    first = made(form, *entries)
    monkeypatch.setattr(feeds.timezone, "localtime", lambda moment=None: moment or AT + timedelta(hours=3))
    assert made(form, *entries) == first and b"2026" in first


def test_its_address_holds_the_question_only_where_it_belongs_to_it():
    assert [json.loads(made("json", asked=asked))["feed_url"].partition("?")[1] for asked in (False, True)] == ["", "?"]


def test_another_form_is_not_there():
    with pytest.raises(Http404):
        made("exe")
