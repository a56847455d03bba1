"""Rows of kinds for programs: the filters, the order and the masks of the page; nothing that the page hides."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import County
from tests.records_rows.books import book, penalty
from zwgk.law import load
from zwgk.matters.records.models import Record

from .conftest import Get, whole

pytestmark = [pytest.mark.django_db, pytest.mark.db]
ROWS = "kinds/administrative-penalty/rows"
NUMBER, NAME = "440308199901101512", "张小三"


def test_rows_are_filtered_and_ordered_as_on_the_page(public, get: Get):
    public(1, 2, 3)
    assert [each["values"]["fine"] for each in get(ROWS, sort="-fine")["items"]] == sorted((each["values"]["fine"] for each in get(ROWS)["items"]), key=float, reverse=True)
    one = get(ROWS)["items"][0]
    assert [each["slug"] for each in get(ROWS, number=one["values"]["number"])["items"]] == [one["slug"]]
    assert get(ROWS, decided_on_from="2030-01-01")["items"] == [] and len(get(ROWS, q="第2商贸")["items"]) == 1
    assert len(get(ROWS, unit="finance")["items"]) == 3 and get(ROWS, unit="qinghe")["items"] == []


@pytest.mark.parametrize("sort", ["", "fine", "-fine", "-decided_on", "party"])
def test_every_row_is_read_once_in_every_order(public, get: Get, sort: str):
    public(1, 2, 3, 4, 5)
    read, cursor = [], ""
    for _ in range(5):
        page = get(ROWS, limit=1, **({"sort": sort} if sort else {}), **({"cursor": cursor} if cursor else {}))
        read += [each["slug"] for each in page["items"]]
        cursor = page["cursor"]
    assert cursor is None and read == [each["slug"] for each in get(ROWS, **({"sort": sort} if sort else {}))["items"]] and len(set(read)) == 5


def test_a_field_that_is_none_is_told(county, get: Get):
    assert "party" in get(ROWS, 400, partei="和光")["remedy"] and get(ROWS, 400, sort="-nothing")["where"] == "参数 sort"
    assert get(ROWS, 400, decided_on_from="gestern")["where"] == "参数 decided_on_from"


def test_a_kind_tells_its_fields_and_its_files(public, get: Get, client: Client):
    public(1)
    told = get("kinds/administrative-penalty")
    assert told["rows"] == 1 and "fine" in told["row_schema"]["properties"] and told["dictionary"][0]["名称"]
    hidden = {each.id for each in load().kinds["administrative-penalty"].fields if each.id not in told["row_schema"]["properties"]}
    assert hidden and not hidden & {each["name"] for each in told["fields"]}
    for form, url in told["downloads"].items():
        answer = client.get(url)
        assert answer.status_code == 200 and len(whole(answer)) > 100, form


def test_no_program_reads_what_the_page_hides(public, get: Get, client: Client, county: County):
    public(data=book([penalty(7, 当事人=NAME, 相对人类别="自然人", 自然人身份号码=NUMBER)], [*penalty(7), "自然人身份号码"]))
    slug = Record.objects.get().slug
    page = client.get(f"/xxgk/info/{slug}/").content.decode()
    assert "张*三" in page and NAME not in page
    for path in (
        ROWS, "documents", f"documents/{slug}", f"documents/{slug}/versions/1", "changes", "kinds", "kinds/administrative-penalty", "feeds", "/opendata/", "/opendata/documents.jsonl",
        "/opendata/catalog.jsonld", *(f"/xxgk/data/administrative-penalty/rows.{form}" for form in ("csv", "json", "jsonl")), f"{ROWS}?q={NAME}", f"{ROWS}?q={NUMBER}", f"documents?q={NAME}",
    ):  # fmt: skip
        answer = client.get(path if path.startswith("/") else f"/api/v1/{path}")
        told = whole(answer).decode()
        assert answer.status_code == 200 and NUMBER not in told.replace(f"q={NUMBER}", "") and NAME not in told, path
    (row,) = get(ROWS)["items"]
    assert row["values"]["party"] == "张*三" and set(row["values"]) <= set(get("kinds/administrative-penalty")["row_schema"]["properties"])
    assert get(ROWS, q=NAME)["items"] == []
