"""Feeds that readers understand, and the site map."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from django.test import Client

from tests.cast import County
from zwgk.matters.catalogue.models import Column

from .conftest import Publish

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.mark.requirement("PAG-09")
@pytest.mark.parametrize("base", ["/xxgk/", "/xxgk/finance/", "/xxgk/finance/rules/"])
def test_rss_holds_what_its_specification_asks(client: Client, publish: Publish, columns: dict[str, Column], base: str):
    publication = publish("通知 & 说明", column=columns["rules"])
    answer = client.get(f"{base}feed.rss")
    assert answer["Content-Type"].startswith("application/rss+xml")
    channel = ElementTree.fromstring(answer.content).find("channel")
    assert all(channel.findtext(name) for name in ("title", "link", "description", "language", "lastBuildDate"))
    item = channel.find("item")
    assert item.findtext("title") == "通知 & 说明"
    assert item.findtext("guid") == item.findtext("link") == f"http://testserver{publication.url}"
    assert item.findtext("pubDate").endswith("+0800")


@pytest.mark.requirement("PAG-09")
def test_atom_holds_what_its_specification_asks(client: Client, publish: Publish):
    publish()
    feed = ElementTree.fromstring(client.get("/xxgk/finance/feed.atom").content)
    assert all(feed.find(f"{ATOM}{name}") is not None for name in ("id", "title", "updated", "link"))
    entry = feed.find(f"{ATOM}entry")
    assert all(entry.find(f"{ATOM}{name}") is not None for name in ("id", "title", "updated", "link", "author"))


@pytest.mark.requirement("PAG-09")
def test_json_feed_holds_what_its_specification_asks(client: Client, publish: Publish):
    publish()
    told = json.loads(client.get("/xxgk/feed.json").content)
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert {"id", "url", "title", "content_text", "date_published"} <= set(told["items"][0])


def test_a_feed_carries_no_body(client: Client, publish: Publish):
    publish(body="<p>只在页面上</p>")
    for form in ("rss", "atom", "json"):
        assert "只在页面上" not in client.get(f"/xxgk/feed.{form}").content.decode()


def test_a_feed_of_nothing_is_valid_and_of_no_column_is_404(client: Client, county: County):
    ElementTree.fromstring(client.get("/xxgk/qinghe/rules/feed.rss").content)
    assert client.get("/xxgk/qinghe/nothing/feed.rss").status_code == 404
    assert client.get("/xxgk/feed.exe").status_code == 404


def test_the_site_map_leads_to_every_publication(client: Client, publish: Publish):
    publication = publish()
    parts = [each.text for each in ElementTree.fromstring(client.get("/sitemap.xml").content).iter(f"{MAP}loc")]
    found = {loc.text for part in parts for loc in ElementTree.fromstring(client.get(part).content).iter(f"{MAP}loc")}
    assert f"http://testserver{publication.url}" in found
    assert "http://testserver/xxgk/finance/" in found


def test_robots_are_told_where_the_map_is_and_where_not_to_go(client: Client, db: None):
    said = client.get("/robots.txt").content.decode()
    assert "Disallow: /office/" in said
    assert "Sitemap: http://testserver/sitemap.xml" in said
