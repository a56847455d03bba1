"""After every verb that the public can see, every kept page is what Django would make now; and nothing was made anew needlessly."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.cast import AT, County, liaison_actor, office_actor
from tests.ledger.conftest import confirmed, decisions
from tests.records.conftest import drafted, published
from zwgk.foundation.organs import actions as organs
from zwgk.matters.catalogue import actions as catalogue
from zwgk.matters.catalogue.models import Column
from zwgk.matters.ledger import actions as ledger
from zwgk.matters.records import actions as records
from zwgk.matters.records.actions import Ending
from zwgk.matters.records.models import Record
from zwgk.matters.sites import actions as sites

from .conftest import Server

pytestmark = [pytest.mark.django_db, pytest.mark.db]
Step = tuple[str, Callable[[], Any]]


def steps(county: County, column: Column) -> Iterator[Step]:
    """What happens in a county, one after the other."""
    finance, liaison, office = county.finance, liaison_actor(county.finance), office_actor()
    made: dict[str, Record] = {}

    def out(title: str, **said: Any) -> None:
        record = drafted(finance, title, **said)
        record.columns.add(column)
        published(record)
        record.refresh_from_db()
        made[title] = record

    def amended() -> None:
        record = records.amend(made["甲"], "补充", actor=liaison, at=AT)
        records.edit(record, {"title": "甲（修订）"}, seen=record.number, actor=liaison, at=AT)
        published(record)
        made["甲"].refresh_from_db()

    yield "a document", lambda: out("甲")
    yield "another", lambda: out("乙")
    yield "a new version", amended
    yield "repealed", lambda: records.repeal(made["乙"], Ending("cleaned"), actor=office, at=AT)
    yield "withdrawn", lambda: records.withdraw(made["乙"], Ending("wrong"), actor=office, at=AT)
    yield "taken down", lambda: records.take_down(made["甲"], "personal", actor=liaison, at=AT)
    yield "a column is called otherwise", lambda: catalogue.set_column(column, catalogue.NewColumn("预算和决算", "收支", "预算"), actor=office, at=AT)
    yield "functions", lambda: catalogue.set_functions(catalogue.NewFunctions(finance, "管理全县财政收支。", "first", "和委〔2026〕1号"), actor=office, at=AT)
    plan = ledger.adopt(confirmed(), decisions(county), actor=office, at=AT)
    yield "a plan", lambda: ledger.publish_plan(plan, actor=office, at=AT)
    yield "the foot of every page", lambda: sites.set_identity({"name": "和光县人民政府", "phone": "0989-6000099"}, actor=office, at=AT)
    yield "links to higher governments", lambda: sites.set_links([sites.Link("central", "中央人民政府", "https://www.gov.cn/")], actor=office, at=AT)
    yield "a unit is called otherwise", lambda: organs.rename_organ(finance, "和光县财政金融局", actor=office, at=AT)


def pages() -> list[str]:
    """Public pages of every sort."""
    slugs = list(Record.objects.exclude(first_published_at=None).values_list("slug", flat=True))
    return [
        "/", "/xxgk/", "/xxgk/new/", "/xxgk/new/?organ=finance", "/xxgk/finance/", "/xxgk/qinghe/", "/xxgk/finance/content/", "/xxgk/finance/art20-07/", "/xxgk/finance/guide/",
        "/xxgk/all/art20-07/", "/xxgk/functions/", "/xxgk/catalogue/", "/xxgk/data/", "/xxgk/feed.rss", "/xxgk/finance/feed.json", "/xxgk/qinghe/feed.atom",
        "/sitemap.xml", "/sitemap-0.xml", "/sitemap-1.xml", "/ledger/", "/governance/", "/governance/duties/", "/annual-reports/",
        "/organs/", "/organs/finance/", "/feeds/", "/about/", "/contact/", "/sitemap/", "/accessibility/", "/requests/", "/requests/flow/",
        *(f"/xxgk/info/{slug}/{page}" for slug in slugs for page in ("", "v1/", "data.json", "qr.svg")),
    ]  # fmt: skip


def test_no_kept_page_ever_says_what_is_no_longer_so(server: Server, county: County):
    column = Column.objects.create(organ=county.finance, key="art20-07", part="content", title="财政预算、决算", description="预算", keywords="预算")
    for name, happens in steps(county, column):
        for path in pages():
            server.get(path)
        happens()
        server.look()
        for path in pages():
            kept, fresh = server.get(path), server.fresh(path)
            assert (kept.status, kept.text) == (fresh.status, fresh.text), f"{path} after {name}"


def test_only_what_shows_it_is_made_anew(server: Server, county: County):
    first = drafted(county.finance, "甲")
    published(first)
    first.refresh_from_db()
    kept = ("/xxgk/", "/xxgk/finance/", "/xxgk/qinghe/", "/xxgk/qinghe/feed.rss", first.live.url, "/ledger/", "/xxgk/catalogue/")
    for path in kept:
        server.get(path)
    published(drafted(county.finance, "乙"))
    server.look()
    server.asked.clear()
    for path in kept:
        server.get(path)
    assert server.asked == ["/xxgk/", "/xxgk/finance/"]


def test_work_in_the_office_makes_no_page_anew(server: Server, county: County):
    for path in pages():
        server.get(path)
    record = drafted(county.finance, "草稿")
    records.edit(record, {"title": "草稿二"}, seen=record.number, actor=liaison_actor(county.finance), at=AT)
    records.submit(record, actor=liaison_actor(county.finance), at=AT)
    assert server.look() == 0
