"""A visitor who follows every link below /xxgk/: each page has its meta tags, one h1, no empty label, no dead link."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin

import pytest
from django.test import Client
from lxml import html as parser

from tests.cast import AT, County
from zwgk.matters.catalogue.models import Entry

from .conftest import Publish, make_columns, make_entry, make_file

pytestmark = pytest.mark.django_db
ALL = ("SiteName", "SiteDomain", "SiteIDCode")
LIST = (*ALL, "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
CONTENT = (*LIST, "ArticleTitle", "PubDate", "ContentSource", "Url")
KNOWN = {name.lower(): name for name in (*CONTENT, "Keywords", "Author", "Description", "Image")}
MOST_PAGES = 400


@pytest.fixture
def lively(county: County, publish: Publish, settings: object) -> Entry:
    """A small county with something of everything."""
    settings.SITE = {"id_code": "9999000001"}
    entry = make_entry(county)
    for organ in (county.government, county.finance, county.qinghe):
        columns = make_columns(organ)
        publish(f"{organ.label}预算", organ=organ, column=columns["art20-07"], entry=entry, theme="财政、金融、审计\\财政", doc_number="和〔2026〕1号")
        publish(f"{organ.label}制度", organ=organ, column=columns["rules"], meta={})
    old = publish("旧文件", shown=False, standing="replaced")
    publication = publish("新文件", record=old.record, slug=old.slug, number=2)
    make_file(publication)
    publish("废止的文件", standing="repealed", ended_at=AT, end_reason="replaced", successor_slug=publication.slug, successor_title="新文件")
    publish("处罚", kind="administrative-penalty", values={"number": "1号", "party": "某某商店"}, body="")
    return entry


def pages(client: Client, start: str) -> Iterator[tuple[str, parser.HtmlElement]]:
    """Every page that links lead to, below /xxgk/."""
    waiting, seen = [start], {start}
    while waiting:
        path = waiting.pop()
        answer = client.get(path)
        assert answer.status_code == 200, path
        if not answer["Content-Type"].startswith("text/html"):
            continue
        tree = parser.fromstring(answer.content.decode())
        yield path, tree
        for href in tree.xpath("//a/@href"):
            target = urldefrag(urljoin(path, href)).url
            if target.startswith("/xxgk/") and target not in seen:
                seen.add(target)
                waiting.append(target)
        assert len(seen) < MOST_PAGES, "the walk does not end"


@pytest.mark.requirement("PAG-01", "PAG-02", "PAG-03")
def test_no_public_page_lacks_a_meta_tag_or_shows_an_empty_label(client: Client, lively: Entry):
    walked = 0
    for path, tree in pages(client, "/xxgk/"):
        walked += 1
        tags = {each.get("name"): each.get("content") for each in tree.xpath("//head/meta[@name]")}
        wanted = CONTENT if path.startswith("/xxgk/info/") else LIST
        assert [name for name in wanted if not (tags.get(name) or "").strip()] == [], path
        assert [name for name in tags if KNOWN.get(name.lower(), name) != name] == [], f"{path}: case of a tag"
        assert all(value.strip() and value.strip().lower() not in ("null", "none") for value in tags.values()), path
        assert "://" not in tags["SiteDomain"]
        assert len(tree.xpath("//h1")) == 1, path
        assert empty_labels(tree) == [], path
        assert tree.xpath("//nav[@class='crumbs']"), path
    assert walked > 40


def empty_labels(tree: parser.HtmlElement) -> list[str]:
    """Labels without a value: in heads, lists of pairs, the line under the title, empty lists and tables."""
    found = [row.text_content() for row in tree.xpath("//table[contains(@class,'doc-head')]//th[@scope='row']") if not row.getnext().text_content().strip()]
    found += [each.text_content() for each in tree.xpath("//dt") if not each.getnext().text_content().strip()]
    found += [each.text_content() for each in tree.xpath("//ul[@class='doc-line']/li[not(@hidden)]") if not each.text_content().partition("：")[2].strip()]
    found += [each.get("class", "ul") for each in tree.xpath("//main//ul | //main//tbody") if not len(each)]
    return found + [each.text_content() for each in tree.xpath("//main//a | //main//h2 | //main//h3") if not each.text_content().strip() and not each.xpath(".//img")]


def test_headings_go_down_step_by_step(client: Client, lively: Entry):
    for path, tree in pages(client, "/xxgk/finance/"):
        levels = [int(each.tag[1]) for each in tree.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")]
        assert levels[0] == 1, path
        assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False)), (path, levels)


def test_the_number_of_queries_does_not_grow_with_the_list(client: Client, lively: Entry, publish: Publish, county: County, django_assert_max_num_queries: object):
    for number in range(25):
        publish(f"第{number}号", organ=county.finance)
    for path in ("/xxgk/", "/xxgk/finance/", "/xxgk/finance/content/", "/xxgk/new/", "/xxgk/catalogue/", "/xxgk/functions/"):
        with django_assert_max_num_queries(16):
            client.get(path)
