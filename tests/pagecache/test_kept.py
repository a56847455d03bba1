"""What is kept, for whom, and what never is."""

from __future__ import annotations

import gzip
import time
from datetime import date
from typing import Any

import pytest
from django.core.cache.backends.locmem import LocMemCache

from tests.cast import County
from tests.records_public.conftest import make_columns, make_publication
from zwgk.foundation.pagecache import actions, watch
from zwgk.foundation.pagecache.models import Purge
from zwgk.foundation.pagecache.watch import Watch

from .conftest import Server

pytestmark = [pytest.mark.django_db, pytest.mark.db]


@pytest.fixture(autouse=True)
def published(county: County) -> Any:
    return make_publication(county.finance, "关于预算公开的通知", column=make_columns(county.finance)["art20-07"])


def test_a_kept_page_goes_out_without_a_question_to_the_database(server: Server, django_assert_num_queries: Any):
    first = server.get("/xxgk/finance/")
    with django_assert_num_queries(0):
        again = server.get("/xxgk/finance/")
    assert (again.status, again.body) == (200, first.body) and server.asked == ["/xxgk/finance/"]


def test_who_has_it_already_is_told_that_nothing_has_changed(server: Server):
    tag = server.get("/xxgk/finance/").headers["etag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}'):
        again = server.get("/xxgk/finance/", HTTP_IF_NONE_MATCH=known)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    assert server.get("/xxgk/finance/", HTTP_IF_NONE_MATCH='"other"').status == 200
    first = Server().get("/xxgk/finance/", HTTP_IF_NONE_MATCH=tag)  # nothing kept there yet
    assert first.status == 304


@pytest.mark.parametrize("condition", [{"HTTP_IF_MATCH": '"other"'}, {"HTTP_IF_UNMODIFIED_SINCE": "Mon, 01 Jan 2024 00:00:00 GMT"}])
def test_what_was_refused_to_one_reader_is_not_given_to_the_next(server: Server, condition: dict[str, str]):
    assert server.get("/xxgk/finance/", **condition).status == 412 and not server.kept.store.pages
    whole = server.get("/xxgk/finance/")
    assert whole.status == 200 and server.get("/xxgk/finance/", **condition).status == 412
    assert server.get("/xxgk/finance/").body == whole.body


def test_only_the_head_when_only_the_head_is_asked(server: Server):
    whole = server.get("/xxgk/finance/")
    head = server.get("/xxgk/finance/", "HEAD")
    assert head.body == b"" and head.headers == whole.headers and int(head.headers["content-length"]) == len(whole.body)


def test_compressed_once_for_those_who_understand_it(server: Server):
    plain, small = server.get("/xxgk/finance/"), server.get("/xxgk/finance/", HTTP_ACCEPT_ENCODING="gzip, br")
    assert small.headers["content-encoding"] == "gzip" and gzip.decompress(small.body) == plain.body
    assert server.get("/xxgk/finance/", HTTP_ACCEPT_ENCODING="gzip").body == small.body and len(server.asked) == 2
    assert "Accept-Encoding" in small.headers["vary"]


def test_each_way_of_reading_has_its_own_page(server: Server):
    simple = server.get("/xxgk/finance/")
    traditional = server.get("/xxgk/finance/", HTTP_COOKIE="zwgk_modes=script%3Dhant")
    assert "政府信息公开" in simple.text and "政府信息公開" in traditional.text
    assert server.get("/xxgk/finance/", HTTP_COOKIE="csrftoken=abc; zwgk_modes=script%3Dhant").body == traditional.body
    assert server.get("/xxgk/finance/", HTTP_COOKIE="zwgk_modes=nonsense").body == simple.body
    assert len(server.asked) == 2


@pytest.mark.parametrize("path", ["/office/", "/search/?q=预算", "/requests/new/form/?organ=finance", "/xxgk/nobody/", "/robots.txt"])
def test_never_kept(server: Server, path: str):
    for _ in range(2):
        server.get(path)
    assert len(server.asked) == 2 and not server.kept.store.pages


def test_nothing_is_kept_for_or_from_who_has_a_session(server: Server):
    server.get("/xxgk/finance/", HTTP_COOKIE="sessionid=abc")
    assert not server.kept.store.pages
    server.get("/xxgk/finance/")
    server.get("/xxgk/finance/", HTTP_COOKIE="sessionid=abc")
    server.get("/xxgk/finance/", "POST")
    assert len(server.asked) == 4


def test_a_process_that_hears_nothing_serves_nothing_kept(server: Server):
    watch = Watch(server.kept.store, looked=time.monotonic())
    assert watch.awake
    watch.looked -= 1.1
    assert not watch.awake
    server.get("/xxgk/finance/")
    server.kept.watch.asleep = True  # type: ignore[attr-defined]
    server.get("/xxgk/finance/")
    assert len(server.asked) == 2


def test_at_midnight_everything_is_made_anew(server: Server):
    server.get("/xxgk/finance/")
    server.kept.watch.day = None
    server.look()
    assert not server.kept.store.pages


def test_a_page_of_yesterday_is_not_taken_over_from_another_process(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(watch, "SETTLED", -1.0)
    between = LocMemCache("pages", {})
    between.clear()
    one, other = Server(between), Server(between)
    one.get("/robots.txt")
    one.look()
    monkeypatch.setattr(one.kept.watch, "day", date(2026, 1, 1))
    one.get("/xxgk/finance/")
    other.get("/xxgk/finance/")
    assert other.asked == ["/xxgk/finance/"]


def test_what_one_process_has_made_another_takes_over_until_it_is_purged(county: County, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(watch, "SETTLED", -1.0)  # what was purged a minute ago is settled; here at once
    between = LocMemCache("pages", {})
    between.clear()
    one, other = Server(between), Server(between)
    one.get("/robots.txt")
    one.look()
    made = one.get("/xxgk/finance/")
    assert other.get("/xxgk/finance/").body == made.body and not other.asked
    make_publication(county.finance, "又一份通知")
    assert one.look() == other.look() == 1
    third = Server(between)
    assert "又一份通知" in other.get("/xxgk/finance/").text and "又一份通知" in third.get("/xxgk/finance/").text


def test_a_shared_store_that_is_away_takes_no_page_with_it(caplog: pytest.LogCaptureFixture):
    class Away:
        def get(self, *_: object) -> None:
            raise ConnectionError("away")

        set = get

    server = Server(Away())
    assert server.get("/xxgk/finance/").status == 200 and "暂时不可用" in caplog.text


def test_a_purge_is_heard_once_and_drops_what_shows_it(server: Server):
    server.get("/xxgk/finance/")
    assert actions.purge(["list all", "list organ:0", "list all"]) == 2
    assert server.look() == 0
    actions.purge(["catalogue.column"])
    assert server.look() == 0 and server.kept.store.pages, "the page shows the catalogue, which a fact would name"
    actions.purge(["catalogue"])
    assert server.look() == 1 and server.look() == 0


def test_old_purges_are_thrown_away():
    Purge.objects.bulk_create([Purge(pk=1_000_000, tag="a"), Purge(pk=1_000_000 + actions.KEPT, tag="b")])
    assert actions.forget() > 1 and Purge.objects.get().tag == "b"
