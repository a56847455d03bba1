"""Data sets given away whole: never stale, with dictionary and terms; told to other catalogues; gone with a taking down."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta

import openpyxl
import pytest
from django.test import Client

from tests.cast import AT, County, liaison_actor
from tests.records.conftest import drafted, published
from zwgk.matters.records import actions
from zwgk.matters.records.actions import Ending
from zwgk.surfaces.api import jobs
from zwgk.surfaces.api.opendata import keeping
from zwgk.surfaces.api.opendata.sets import SETS

from .conftest import Get, whole

pytestmark = [pytest.mark.django_db, pytest.mark.db]
SECRET = "绝不该公开的一句话"
FORMS = ("jsonl", "csv", "xlsx")


def words(data: bytes, form: str) -> str:
    """What a file says, a workbook too."""
    if form != "xlsx":
        return data.decode()
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    return "\n".join(str(value) for sheet in book for row in sheet.iter_rows(values_only=True) for value in row if value is not None)


@pytest.mark.requirement("PRO-03")
@pytest.mark.parametrize("name", SETS)
def test_a_set_is_the_same_in_every_form(publish, entry, client: Client, name: str):
    publish("关于预算的通知", entry=entry, doc_number="=1+1")
    found = {form: client.get(f"/opendata/{name}.{form}") for form in FORMS}
    assert {answer.status_code for answer in found.values()} == {200}
    lines = [json.loads(line) for line in whole(found["jsonl"]).decode().splitlines()]
    text = whole(found["csv"])
    assert text.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(text.decode("utf-8-sig"))))
    book = openpyxl.load_workbook(io.BytesIO(whole(found["xlsx"])))
    assert rows[0] == [each.label for each in SETS[name].columns] == [cell.value for cell in book["数据"][1]]
    assert len(rows) - 1 == len(lines) == book["数据"].max_row - 1
    assert book.sheetnames == ["数据", "数据字典", "使用条款"] and book["使用条款"].max_row >= 4
    assert all(cell.data_type != "f" for row in book["数据"].iter_rows() for cell in row) and not any(value.startswith("=") for row in rows for value in row)


def test_a_large_set_is_kept_and_written_anew_when_it_changes(publish, client: Client):
    publish("第一件")
    first = client.get("/opendata/documents.csv")
    assert "第一件" in words(whole(first), "csv") and len(list(keeping.folder().iterdir())) == 1
    again = client.get("/opendata/documents.csv")
    assert again["ETag"] == first["ETag"] and again["Content-Length"] and "第一件" in words(whole(again), "csv")  # from the kept file
    assert client.get("/opendata/documents.csv", headers={"If-None-Match": first["ETag"]}).status_code == 304
    publish("第二件")
    changed = client.get("/opendata/documents.csv")
    assert changed["ETag"] != first["ETag"] and "第二件" in words(whole(changed), "csv")


def test_a_kept_file_is_written_anew_when_something_ended_on_an_earlier_day(client: Client, county: County):
    actor = liaison_actor(county.finance)
    first, second = published(drafted(county.finance, "先的")), published(drafted(county.finance, "后的"))
    actions.lapse(first.record, Ending("expired", day=AT.date() - timedelta(days=1)), actor=actor, at=AT)
    assert words(whole(client.get("/opendata/documents.csv")), "csv").count(",lapsed,") == 1
    actions.lapse(second.record, Ending("expired", day=AT.date() - timedelta(days=9)), actor=actor, at=AT)
    assert words(whole(client.get("/opendata/documents.csv")), "csv").count(",lapsed,") == 2


def test_a_reader_who_leaves_leaves_no_file(publish, client: Client):
    publish("一件")
    answer = client.get("/opendata/documents.jsonl")
    next(iter(answer.streaming_content))
    answer.close()
    del answer
    assert not [each for each in keeping.folder().iterdir() if each.suffix == ".jsonl"]


@pytest.mark.requirement("EXT-03")
def test_what_is_taken_down_is_gone_from_interface_and_files_at_once(client: Client, county: County, django_capture_on_commit_callbacks):
    record = drafted(county.finance, f"名单公示（{SECRET}）", body=f"<p>{SECRET}</p>")
    published(record)
    record.refresh_from_db()
    addresses = [
        "/api/v1/documents", f"/api/v1/documents/{record.slug}", f"/api/v1/documents/{record.slug}/versions/1", "/api/v1/changes", f"/api/v1/documents?q={SECRET}",
        *(f"/opendata/documents.{form}" for form in FORMS),
    ]  # fmt: skip
    before = {url: client.get(url) for url in addresses}
    for url, answer in before.items():
        assert SECRET in words(whole(answer), "xlsx" if url.endswith("xlsx") else "text"), url
    assert len(list(keeping.folder().iterdir())) == 3
    with django_capture_on_commit_callbacks(execute=True):
        actions.take_down(record, "personal", actor=liaison_actor(record.organ), at=AT)
    for url in addresses:
        answer = client.get(url, headers={"If-None-Match": before[url].headers.get("ETag", '"none"')})
        told = words(whole(answer), "xlsx" if url.endswith("xlsx") else "text")
        assert answer.status_code in (200, 410) and SECRET not in told.replace(f"q={SECRET}", ""), url
    assert "清除" in jobs.tidy(at=AT) and not any(SECRET in words(each.read_bytes(), each.suffix[1:]) for each in keeping.folder().iterdir())


def test_a_table_too_long_for_a_spreadsheet_is_told(publish, client: Client, monkeypatch: pytest.MonkeyPatch):
    publish("一件"), publish("两件")
    monkeypatch.setattr(keeping, "MOST_XLSX", 1)
    answer = client.get("/opendata/documents.xlsx")
    assert answer.status_code == 413 and "/opendata/documents.csv" in json.loads(answer.content)["remedy"]


@pytest.mark.requirement("PWR-05")
def test_the_directory_of_organs_is_downloaded_as_the_page_shows_it(client: Client, county: County, get: Get):
    lines = [json.loads(line) for line in whole(client.get("/opendata/organs.jsonl")).decode().splitlines()]
    assert {each["id"] for each in lines} == {each["id"] for each in get("organs")["items"]} >= {"finance", "qinghe", "office"}
    assert "higher" not in {each["id"] for each in lines} and get("organs/finance")["phone"] == county.finance.phone


def test_the_page_has_a_row_for_each_set_and_the_terms(publish, public, client: Client):
    publish("一件"), public(1)
    page = client.get("/opendata/").content.decode()
    for text in ('id="documents"', "/opendata/documents.csv", "/xxgk/data/administrative-penalty/rows.xlsx", 'id="terms"', "个人信息保护法", "注明来源"):
        assert text in page, text
    found = json.loads(page.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    assert found["@type"] == "DataCatalog" and {each["name"] for each in found["dataset"]} >= {"政府信息文件", "行政处罚"}


def test_other_catalogues_find_every_set(publish, get: Get, client: Client):
    publish("一件")
    dcat, data = get("/opendata/catalog.jsonld"), get("/opendata/data.json")
    assert dcat["@type"] == "dcat:Catalog" and len(dcat["dcat:dataset"]) == len(data["dataset"]) >= 20
    for each in dcat["dcat:dataset"]:
        assert each["dct:title"] and each["dct:publisher"]["foaf:name"] and len(each["dcat:distribution"]) == 3
    url = data["dataset"][0]["distribution"][0]["downloadURL"].removeprefix("http://testserver")
    assert client.get(url).status_code == 200


def test_nothing_else_is_a_set(client: Client):
    assert client.get("/opendata/secrets.csv").status_code == 404
