"""The first load of a page as it is served: under 100 KB of HTML, style and script, one style sheet, nothing that shifts."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from lxml import html as parser

from tests.cast import County

pytestmark = pytest.mark.django_db
BUDGET = 100 * 1024
PAGES = ["/", "/xxgk/", "/requests/", "/requests/new/form/", "/ledger/", "/search/", "/xxgk/data/", "/api/", "/opendata/", "/organs/"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("modes", ["", "elder%3Don", "access%3Don"])
def test_a_first_load_is_light(county: County, path: str, modes: str):
    client = Client(headers={"accept-encoding": "gzip"})
    client.cookies["zwgk_modes"] = modes
    answer = client.get(path)
    page = parser.fromstring(gzip.decompress(answer.content).decode())
    sheets = page.xpath("//link[@rel='stylesheet']/@href")
    loads = [*sheets, *page.xpath("//script/@src")]
    assert len(sheets) == 1
    weight = len(answer.content) + sum(len(gzip.compress(static(each))) for each in loads)
    assert weight < BUDGET, f"{path}: {weight} bytes"


def test_pictures_say_their_size_before_they_come(county: County):
    page = parser.fromstring(Client().get("/ledger/").content.decode())
    assert all(each.get("width") and each.get("height") for each in page.iterfind(".//img"))


def test_the_joined_sheet_holds_every_part_and_no_import():
    sheet = static("/static/ui/portal.css").decode()
    assert "@import" not in sheet and "/*" not in sheet and "@media print" in sheet
    for part in settings.PORTAL_FILES["ui/portal.css"]:
        rule = next(line for line in Path(str(finders.find(part))).read_text("utf-8").splitlines() if line.startswith((".", "main", "body", "table")))
        assert rule.partition("{")[0] in sheet, part


def static(address: str) -> bytes:
    return Path(str(finders.find(address.removeprefix("/static/")))).read_bytes()
