"""A batch of old pages: read, screened, mapped, signed, published at once, redirected, undone; figures that add up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localtime

from tests.cast import AT, DAY, County, liaison_actor, office_actor
from tests.records_migration.conftest import IDENTITY, OLD, mapped, out, read, row, signing, states
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.foundation.clocks.models import Clock
from zwgk.foundation.search import queries as search
from zwgk.matters.records import actions, jobs, lists, queries
from zwgk.matters.records.content import canonical, hash_of
from zwgk.matters.records.models import Capture, Migration, OldPage, Publication, Record, State
from zwgk.matters.records.queries import migration as asked

Batch = Callable[..., Migration]
pytestmark = pytest.mark.django_db


@pytest.mark.db
def test_old_pages_come_over_with_their_dates_and_addresses(county: County, batch: Batch) -> None:
    done = out(batch([row(n, doc_number=f"和财〔2019〕{n}号") for n in range(1, 4)]), county.finance.pk)
    assert done.state == Migration.State.DONE
    record = Record.objects.get(origin_url=f"{OLD}/art/2019/3/1.html")
    publication = record.live
    assert publication and publication.shown and publication.clearance == "migration" and publication.published_by == "卢清荷"
    assert localtime(publication.published_at).date() == date(2019, 3, 5) and publication.index_number.split("/")[1].startswith("2019-")
    assert record.state == State.PUBLISHED and record.doc_number == "和财〔2019〕1号" and record.organ == county.finance
    assert queries.published(organ=county.finance).count() == 3 and not Clock.objects.exists()


@pytest.mark.db
def test_the_stored_hash_is_that_of_the_record(county: County, batch: Batch) -> None:
    out(batch([row(1)]), county.finance.pk)
    record = Record.objects.get()
    assert record.hash == hash_of(canonical(record)) == record.versions.get().hash


def test_hits_wait_unseen_until_somebody_decides(county: County, batch: Batch, client: Client) -> None:
    done = out(batch([row(1), row(2, f"张三，身份证号{IDENTITY}，领取补助。")]), county.finance.pk)
    held = done.pages.get(number=2)
    assert held.state == OldPage.State.HELD and any(hit["kind"] == "公民身份号码" for hit in held.hits)
    assert Publication.objects.count() == 1 and not Record.objects.filter(title=held.title).exists()
    assert client.get("/art/2019/3/2.html").status_code == 404


def test_masked_in_a_group_and_let_out_by_a_further_act(county: County, batch: Batch) -> None:
    done = out(batch([row(1), row(2, f"张三，身份证号{IDENTITY}，领取补助。"), row(3, f"李四，身份证号{IDENTITY}。")]), county.finance.pk)
    ids = done.pages.filter(state=OldPage.State.HELD).values_list("pk", flat=True)
    assert actions.decide_pages(done, ids, actions.Judgement("mask"), actor=office_actor(), at=AT) == (2, 0)
    assert not done.pages.filter(body__contains=IDENTITY).exists() and IDENTITY not in str(done.pages.get(number=2).hits)
    done = out(done, county.finance.pk)
    assert done.acts.count() == 2 and Publication.objects.filter(shown=True).count() == 3
    assert Capture.objects.filter(event="migrated").count() == 3  # each is told once
    assert not Publication.objects.filter(body__contains=IDENTITY).exists()


def test_a_decision_to_release_or_refuse_has_a_reason_and_a_name(county: County, batch: Batch) -> None:
    done = mapped(batch([row(1, "联系电话13800138000，欢迎来电。"), row(2, f"身份证号{IDENTITY}。")]), county.finance.pk)
    first, second = done.pages.order_by("number")
    assert first.state == second.state == OldPage.State.HELD
    with pytest.raises(BadInput, match="理由"):
        actions.decide_pages(done, [first.pk], actions.Judgement("release"), actor=office_actor(), at=AT)
    actions.decide_pages(done, [first.pk], actions.Judgement("release", "已公开的值班电话"), actor=office_actor(), at=AT)
    actions.decide_pages(done, [second.pk], actions.Judgement("refuse", "含居民身份信息"), actor=office_actor(), at=AT)
    first.refresh_from_db()
    assert first.state == OldPage.State.READY and first.decided_by == office_actor().name and states(done)[2] == OldPage.State.REFUSED


@pytest.mark.requirement("ATT-04")
def test_nothing_goes_out_without_the_signed_act(county: County, batch: Batch) -> None:
    done = mapped(batch([row(1), row(2)]), county.finance.pk)
    actions.migrate_some(done, actor=office_actor(), at=AT)
    assert not Publication.objects.exists()
    for wrong, said in ((signing(done, list_hash="0" * 64), "不是这份清单"), (signing(done, signer=" "), "签发人"), (signing(done, scan=b""), "扫描件")):
        with pytest.raises(BadInput, match=said):
            actions.sign_migration(done, wrong, actor=office_actor(), at=AT)
    with pytest.raises(NotAllowed):
        actions.sign_migration(done, signing(done), actor=liaison_actor(county.finance), at=AT)
    act = actions.sign_migration(done, signing(done), actor=office_actor(), at=AT)
    assert act.count == 2 and act.signed_on == DAY and act.scan.size


def test_a_list_that_changed_after_printing_is_not_what_was_signed(county: County, batch: Batch) -> None:
    done = mapped(batch([row(1), row(2, f"身份证号{IDENTITY}。")]), county.finance.pk)
    printed = signing(done)
    actions.decide_pages(done, [done.pages.get(number=2).pk], actions.Judgement("mask"), actor=office_actor(), at=AT)
    with pytest.raises(BadInput, match="不是这份清单"):
        actions.sign_migration(done, printed, actor=office_actor(), at=AT)


@pytest.mark.db
def test_all_become_visible_in_one_stroke(county: County, batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zwgk.matters.records.actions.migration_work.CHUNK", 2)
    done = mapped(batch([row(n) for n in range(1, 6)]), county.finance.pk)
    actions.sign_migration(done, signing(done), actor=office_actor(), at=AT)
    done.refresh_from_db()
    actions.migrate_some(done, seconds=0.0001, actor=office_actor(), at=AT)  # broken off after the first chunk at the latest
    assert not Publication.objects.filter(shown=True).exists() and not queries.published(organ=county.finance).exists()
    done.refresh_from_db()
    actions.migrate_some(done, actor=office_actor(), at=AT)
    assert Publication.objects.filter(shown=True).count() == 5 == Record.objects.count()


@pytest.mark.db
def test_a_reading_that_was_killed_goes_on_where_it_was(county: County, book: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zwgk.matters.records.actions.migration_work.CHUNK", 3)
    new = actions.NewMigration("批次", "sheet", county.finance, book=book([row(n) for n in range(1, 11)]))
    made = actions.begin_migration(new, actor=office_actor(), at=AT)
    original, calls = OldPage.objects.bulk_create, []

    def killed(pages: list[OldPage]) -> object:
        calls.append(1)
        if len(calls) == 3:
            raise SystemExit("kill -9")
        return original(pages)

    monkeypatch.setattr(OldPage.objects, "bulk_create", killed)
    with pytest.raises(SystemExit):
        actions.migrate_some(made, actor=office_actor(), at=AT)
    made.refresh_from_db()
    assert made.pages.count() == 6
    actions.migrate_some(made, actor=office_actor(), at=AT)
    assert list(states(made)) == list(range(1, 11))


def test_old_addresses_lead_to_the_new_ones(county: County, batch: Batch, client: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    out(batch([row(1), row(2, url=f"{OLD}/zwgk/info.jsp?id=5&type=通知"), row(3, url="http://other.example/art/2019/3/1.html")]), county.finance.pk)
    first, second, third = (Record.objects.get(title=f"关于第{n}号事项的通知").live for n in (1, 2, 3))
    assert first and second and third
    answer = client.get("/zwgk/info.jsp?id=5&type=%E9%80%9A%E7%9F%A5")
    assert answer.status_code == 301 and answer["Location"] == second.url
    assert client.get("/zwgk/info.jsp?id=6").status_code == 404
    assert client.get("/art/2019/3/1.html", headers={"host": "www.old-heguang.example"})["Location"] == first.url
    assert asked.moved("http://other.example/art/2019/3/1.html") == third.url
    assert asked.moved("/art/2019/3/1.html", "new.example") == ""  # two sites had it: nobody guesses
    assert client.get("/moved/", {"url": f"{OLD}/art/2019/3/1.html"})["Location"] == first.url
    assert client.get("/moved/", {"url": "http://evil.example/x"}).status_code == 404


def test_the_same_page_twice_comes_once_and_both_addresses_lead_to_it(county: County, batch: Batch) -> None:
    same = "完全一样的正文内容，一字不差。"
    done = out(batch([row(1, same, title="同题"), row(2, same, title="同题"), row(3, url=f"{OLD}/art/2019/3/1.html")]), county.finance.pk)
    assert states(done) == {1: "out", 2: "refused", 3: "refused"}
    assert asked.moved(f"{OLD}/art/2019/3/2.html") == asked.moved(f"{OLD}/art/2019/3/1.html") != ""
    again = read(actions.NewMigration("再来一次", "sheet", county.finance, book=Path(done_book(done))))
    assert set(states(again).values()) == {"refused"}


def done_book(migration: Migration) -> str:
    return str(actions.migration.home_of(migration) / "list.xlsx")


def test_a_batch_is_undone_at_once_but_not_what_was_amended_here(county: County, batch: Batch, client: Client) -> None:
    done = out(batch([row(1), row(2)]), county.finance.pk)
    url = asked.moved(f"{OLD}/art/2019/3/1.html")
    with pytest.raises(BadInput):
        actions.undo_migration(done, " ", actor=office_actor(), at=AT)
    assert actions.undo_migration(done, "选错了批次", actor=office_actor(), at=AT) == 2
    assert not Publication.objects.filter(shown=True).exists() and asked.moved(f"{OLD}/art/2019/3/1.html") == ""
    assert client.get(url).status_code in (404, 410) and not search.find_titles("第1号事项")
    assert asked.figures(done).undone == 2 and set(Record.objects.values_list("state", flat=True)) == {State.WITHDRAWN}
    with pytest.raises(Conflict):
        actions.undo_migration(done, "再撤一次", actor=office_actor(), at=AT)


@pytest.mark.db
@pytest.mark.requirement("EXT-03")
def test_who_keeps_a_copy_is_told_what_came_over_and_what_was_undone(county: County, batch: Batch, client: Client) -> None:
    done = out(batch([row(1), row(2, f"身份证号{IDENTITY}。"), row(3)]), county.finance.pk)
    first = client.get("/api/v1/changes").json()
    assert [(each["event"], each["document"]["title"]) for each in first["items"]] == [("migrated", f"关于第{n}号事项的通知") for n in (1, 3)]
    actions.undo_migration(done, "选错了批次", actor=office_actor(), at=AT)
    later = client.get("/api/v1/changes", {"cursor": first["cursor"]}).json()["items"]
    assert [(each["event"], each["slug"], each["shown"]) for each in later] == [("withdrawn", each["slug"], False) for each in first["items"]]
    assert not jobs.capture(at=AT)  # of many at once no PDFs are written


def test_the_figures_add_up_and_each_leads_to_its_rows(county: County, batch: Batch) -> None:
    rows = [row(1), row(2, f"身份证号{IDENTITY}。"), row(3, dated="2020.13.1"), row(4, title=""), row(5)]
    done = out(batch(rows), county.finance.pk)
    found = asked.figures(done)
    assert (found.total, found.out, found.held, found.refused, found.ready) == (5, 2, 1, 2, 0) and found.adds_up
    assert [page.number for page in asked.pages_of(done, "refused")] == [3, 4]
    assert "2020.13.1" in asked.pages_of(done, "refused")[0].reason


def test_units_are_proposed_and_each_must_be_confirmed(county: County, batch: Batch) -> None:
    done = batch([row(1), row(2, unit="原县物价局")])
    assert asked.proposed_units(done, DAY)["县财政局"].organ == county.finance
    with pytest.raises(BadInput, match="原县物价局"):
        actions.map_migration(done, {"县财政局": county.finance.pk}, {}, actor=office_actor(), at=AT)
    actions.map_migration(done, {"县财政局": county.finance.pk, "原县物价局": 0}, {}, actor=office_actor(), at=AT)
    assert states(done) == {1: "ready", 2: "refused"}


def test_only_the_office_migrates(county: County, book: Callable[..., Path]) -> None:
    new = actions.NewMigration("批次", "sheet", county.finance, book=book([row(1)]))
    with pytest.raises(NotAllowed):
        actions.begin_migration(new, actor=liaison_actor(county.finance), at=AT)


def test_a_page_taken_down_by_mistake_goes_back_by_its_act(county: County, batch: Batch) -> None:
    out(batch([row(1)]), county.finance.pk)
    record = Record.objects.get()
    reason = lists.lines("reasons", "emergency")[0].id
    incident = actions.take_down(record, reason, "疑似有误", actor=liaison_actor(county.finance), at=AT)
    assert not Publication.objects.filter(shown=True).exists()
    actions.restore(incident, "核查无误", actor=office_actor(), at=AT)
    assert Publication.objects.filter(shown=True).count() == 1
