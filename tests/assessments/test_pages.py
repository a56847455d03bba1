"""The pages: import, check, standing, materials, packs; who sees what; how many questions they ask."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.assessments.conftest import ROWS, indicator, sheet_of
from tests.assessments.test_tagging import PNG, tagged, uploaded
from tests.cast import County, assessor_actor, leader_actor, login
from zwgk.matters.assessments.models import IndicatorTable, Pack, Tag

HOME = "/office/assessments/"


def text(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


def test_from_upload_to_use_on_pages(office_client: Client, county: County):
    sent = {"title": "考核指标", "year": 2026, "file": SimpleUploadedFile("指标.xlsx", sheet_of(ROWS))}
    answer = office_client.post(f"{HOME}new/", sent)
    table = IndicatorTable.objects.get()
    assert answer.url == f"{table.url}check/"
    shown = text(office_client, answer.url)
    assert "按时公开本级政府预算" in shown and "合计行，未作为指标" in shown
    columns = {"s0used": "on", "s0head": "1", "s0c3": "text", "s0c4": "score", "s0c6": "units", "s0c1": "level1", "map": "1"}
    columns = {f"s0c{n}": columns.get(f"s0c{n}", "") for n in range(8)} | columns
    assert office_client.post(answer.url, columns).status_code == 302
    typed = {"l0_code": "1.1", "l0_text": "公开预算", "l4_drop": "on", "confirm": "1"}
    assert office_client.post(answer.url, typed).url == table.url
    assert indicator(table, "1.1").text == "公开预算" and table.indicators.count() == 4


def test_a_name_is_settled_on_the_page_and_nothing_typed_is_lost(office_client: Client, county: County):
    rows = [[1, "公开", None, "公开信息", 5, None, "县卫健局", None]]
    sent = {"title": "考核指标", "year": 2026, "file": SimpleUploadedFile("指标.xlsx", sheet_of(rows, merges=()))}
    url = office_client.post(f"{HOME}new/", sent).url
    answer = office_client.post(url, {"l0_text": "公开卫生信息", "confirm": "1"})
    assert answer.status_code == 400 and "还没有确定这些名称" in answer.content.decode() and "公开卫生信息" in answer.content.decode()
    assert office_client.post(url, {"name0": "县卫健局", "u0": str(county.justice.pk), "confirm": "1"}).status_code == 302
    assert list(IndicatorTable.objects.get().indicators.get().organs.all()) == [county.justice]


def test_a_wrong_file_is_told_at_the_field(office_client: Client):
    answer = office_client.post(f"{HOME}new/", {"title": "表", "year": 2026, "file": SimpleUploadedFile("a.txt", "无表".encode())})
    assert answer.status_code == 200 and "没有表格" in answer.content.decode()


def test_each_sees_what_is_theirs(table: IndicatorTable, county: County, office_client: Client, liaison_client: Client):
    assert "单位对照" in text(office_client, table.url)
    own = text(liaison_client, table.url)
    assert "还缺什么" in own and "公开法治政府建设年度报告" not in own and "导入更正表" not in own
    assert "县司法局" not in text(liaison_client, f"{table.url}gaps/")
    text(liaison_client, f"{table.url}packs/", 403)
    text(liaison_client, f"{HOME}new/", 403)


def test_the_assessor_reads_and_downloads_but_changes_nothing(table: IndicatorTable, county: County):
    tagged(table, county)
    reader = login(Client(), assessor_actor())
    for page in ("", "matrix/", "gaps/", "packs/"):
        text(reader, f"{table.url}{page}")
    text(reader, f"{table.url}materials/", 403)
    assert "催补勾选" not in text(reader, f"{table.url}gaps/")
    assert reader.post(f"{table.url}packs/", {}).status_code == 302
    pack = Pack.objects.get()
    assert pack.state == "ready"
    answer = reader.get(f"{HOME}packs/{pack.pk}/")
    assert answer["Content-Type"] == "application/zip" and b"".join(answer.streaming_content)[:2] == b"PK"


def test_proposals_are_taken_with_one_tap(table: IndicatorTable, county: County, liaison_client: Client):
    uploaded(county, "2026年县本级政府预算决算公开截图")
    page = text(liaison_client, f"{table.url}materials/")
    pairs = re.findall(r'name="pair" value="([^"]+)" checked', page)
    assert pairs and "补缺" in page
    liaison_client.post(f"{table.url}materials/", {"pair": pairs})
    assert Tag.objects.count() == len(pairs)


def test_by_hand_with_pages_and_a_free_file(table: IndicatorTable, county: County, liaison_client: Client):
    url = f"{table.url}materials/"
    liaison_client.post(url, {"upload": "1", "file": SimpleUploadedFile("纪要.png", PNG), "title": "会议纪要", "dated": "2026-05-01"})
    key = re.search(r'name="one" value="(upload:\d+)"', text(liaison_client, url))[1]
    target = indicator(table, "2.2")
    liaison_client.post(url, {"one": key, f"indicator-{key}": target.pk, f"pages-{key}": "1-2", f"note-{key}": "第一项议题"})
    row = Tag.objects.get()
    assert (row.pages, row.note, row.indicator) == ("1-2", "第一项议题", target)
    shown = text(liaison_client, f"{HOME}indicators/{target.pk}/")
    assert "会议纪要" in shown and "第一项议题" in shown
    assert liaison_client.get(f"{HOME}uploads/{row.source_id}/").status_code == 200
    liaison_client.post(f"{HOME}tags/{row.pk}/", {"remove": "1"})
    assert not Tag.objects.exists()


def test_a_file_of_another_unit_is_not_handed_out(table: IndicatorTable, county: County):
    row = uploaded(county)
    stranger = login(Client(), leader_actor(county.justice))
    text(stranger, f"{HOME}uploads/{row.pk}/", 403)


def test_gaps_are_urged_from_the_page(table: IndicatorTable, county: County, office_client: Client):
    page = text(office_client, f"{table.url}gaps/")
    assert "复制群消息" in page
    answer = office_client.post(f"{table.url}gaps/", {"organ": [county.justice.pk, county.finance.pk], "words": ""}, follow=True)
    assert "已向 2 个单位发出催补" in answer.content.decode()
    for what in ("gaps", "ticks"):
        assert office_client.get(f"{table.url}{what}.xlsx").status_code == 200


@pytest.mark.db
def test_the_matrix_asks_the_same_few_questions_with_more_tags(table: IndicatorTable, county: County, office_client: Client):
    counts = []
    for _ in range(2):
        office_client.get(f"{table.url}matrix/")
        with CaptureQueriesContext(connection) as asked:
            assert office_client.get(f"{table.url}matrix/").status_code == 200
        counts.append(len(asked))
        tagged(table, county)
        tagged(table, county, "2.2")
    assert counts[0] == counts[1] <= 20
