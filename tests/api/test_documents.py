"""Documents for programs: the list and its marks, one of them, what is gone, what changed since."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import AT, County, liaison_actor
from tests.records.conftest import drafted, published
from zwgk.matters.catalogue.models import Column, Entry
from zwgk.matters.records import actions
from zwgk.matters.records.actions import Ending
from zwgk.matters.records.models import Capture, Publication

from .conftest import Get, make_file

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def read_all(get: Get, path: str, **told: object) -> list[str]:
    """Every slug, page by page."""
    found, cursor = [], ""
    while True:
        page = get(path, **told, **({"cursor": cursor} if cursor else {}))
        found += [each["slug"] for each in page["items"]]
        if not page["next"]:
            return found
        cursor = page["cursor"]


@pytest.mark.requirement("EXT-03")
def test_every_document_is_read_once_page_by_page(publish, get: Get):
    made = [publish(f"第{n}号").slug for n in range(7)]
    assert read_all(get, "documents", limit=3) == made


def test_what_comes_in_meanwhile_shifts_nothing(publish, get: Get):
    made = [publish(f"第{n}号", published_at=AT).slug for n in range(6)]  # all of one moment
    first = get("documents", limit=3)
    publish("后来的", published_at=AT + timedelta(minutes=1))
    second = get("documents", limit=10, cursor=first["cursor"])
    assert [each["slug"] for each in first["items"] + second["items"]] == made[::-1]


def test_filters_hold_together(publish, get: Get, county: County, columns: dict[str, Column], entry: Entry):
    both = publish("财政预算", column=columns["art20-07"], entry=entry, theme="财政、金融、审计\\财政")
    publish("只在栏目", column=columns["art20-07"])
    publish("别的单位", organ=county.qinghe, theme="财政、金融、审计\\财政", entry=entry)
    lapsed = publish("失效的", standing="lapsed", ended_at=AT)
    for told in (
        {"organ": "finance", "entry": entry.pk}, {"column": "art20-07", "theme": "财政、金融、审计"}, {"organ": "finance", "column": "art20-07", "entry": entry.pk},
        {"organ": "finance", "theme": "财政、金融、审计", "kind": "document"}, {"column": "art20-07", "entry": entry.pk, "validity": "valid", "since": "2026-01-01", "until": "2026-11-23"},
    ):  # fmt: skip
        assert read_all(get, "documents", **told) == [both.slug], told
    assert read_all(get, "documents", validity="lapsed", organ="finance") == [lapsed.slug]
    assert read_all(get, "documents", since="2026-11-24") == read_all(get, "documents", kind="administrative-penalty") == []


def test_words_are_asked_of_the_search(publish, get: Get):
    publish("义务教育招生"), publish("困难群众救助")
    assert [each["title"] for each in get("documents", q="救助")["items"]] == ["困难群众救助"]
    assert "q" in get("documents", 400, q="救助", column="art20-07")["where"]


def test_a_document_is_told_whole(publish, get: Get, columns: dict[str, Column], entry: Entry):
    old = publish("旧办法", standing="repealed", ended_at=AT, successor_slug="new-one", successor_title="新办法")
    made = publish("新办法", slug="new-one", column=columns["art20-01"], entry=entry, doc_number="和财〔2026〕1号")
    file = make_file(made)
    told = get(f"documents/{made.slug}")
    assert (told["title"], told["doc_number"], told["validity"], told["head"]["文号"]) == ("新办法", "和财〔2026〕1号", "valid", "和财〔2026〕1号")
    assert "<table>" in told["html"] and "项目" in told["text"] and "<" not in told["text"]
    assert told["files"][0]["sha256"] == file.file.sha256 and told["columns"][0]["key"] == "art20-01" and told["entries"][0]["id"] == entry.pk
    assert told["replaces"][0]["slug"] == old.slug and get(f"documents/{old.slug}")["replaced_by"]["slug"] == "new-one"
    assert get(f"documents/{made.slug}/versions/1")["current"] and get(f"documents/{made.slug}/versions/9", 404)["remedy"]


def test_what_was_withdrawn_says_only_that(get: Get, client: Client, county: County):
    record = published(drafted(county.finance, "撤下的一件事", body="<p>原来的内容</p>")).record
    actions.withdraw(record, Ending("misfiled"), actor=liaison_actor(county.finance), at=AT)
    told = get(f"documents/{record.slug}", 410)
    assert told["title"] == "该信息已不再公开" and told["detail"] == "发布位置有误，已经撤下。" and told["organ"] == county.finance.name
    assert "撤下的一件事" not in str(told) and get("documents")["items"] == []
    assert client.get(f"/api/v1/documents/{record.slug}").headers["Content-Type"] == "application/problem+json"


def test_changes_tell_what_happened_in_its_order(get: Get, county: County):
    actor = liaison_actor(county.finance)
    stays, goes = published(drafted(county.finance, "留下的")), published(drafted(county.finance, "撤下的"))
    actions.withdraw(goes.record, Ending("misfiled"), actor=actor, at=AT)
    told = get("changes")
    assert [(each["event"], each["slug"], each["shown"]) for each in told["items"]] == [
        ("published", stays.slug, True), ("published", goes.slug, False), ("withdrawn", goes.slug, False),
    ]  # fmt: skip
    assert "撤下的" not in str([each["document"] for each in told["items"]])
    assert told["next"] is None and get("changes", cursor=told["cursor"])["items"] == []  # the mark is kept for the next time
    assert get("changes", since=(AT + timedelta(days=1)).isoformat())["items"] == []


def test_a_change_whose_number_is_lower_and_that_is_not_there_yet_is_waited_for(get: Get, county: County):
    published(drafted(county.finance, "先的"))
    second = published(drafted(county.finance, "后的"))
    Capture.objects.filter(publication=second).update(id=F("id") + 1, at=timezone.now())
    told = get("changes")
    assert [each["document"]["title"] for each in told["items"]] == ["先的"] and told["next"] is None
    assert get("changes", cursor=told["cursor"])["items"] == []
    Capture.objects.filter(publication=second).update(at=timezone.now() - timedelta(minutes=2))
    assert [each["document"]["title"] for each in get("changes", cursor=told["cursor"])["items"]] == ["后的"]


def test_a_list_asks_the_same_few_questions_whatever_its_length(publish, client: Client):
    asked = []
    for count in (2, 20):
        for n in range(count):
            publish(f"第{n}号")
        with CaptureQueriesContext(connection, ) as queries:
            client.get("/api/v1/documents", {"limit": 100})
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 5


def test_the_list_reads_no_body(publish, client: Client):
    publish("一件事")
    with CaptureQueriesContext(connection) as queries:
        client.get("/api/v1/documents")
    assert not any('"records_publication"."body"' in each["sql"] for each in queries)
    assert Publication.objects.count() == 1
