"""Body, persons and funds per organ and year, with the gaps; the import of a workbook."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import AT, DAY, County, liaison_actor, office_actor
from zwgk.domain.errors import BadInput, NotAllowed
from zwgk.foundation.files import readers
from zwgk.foundation.files.readers import office
from zwgk.foundation.journal.models import Fact
from zwgk.foundation.organs.models import Organ
from zwgk.matters.governance.actions import NewResources, import_resources, report_resources
from zwgk.matters.governance.models import Resources
from zwgk.matters.governance.queries import Planned, plan_resources, resources_of, supplies
from zwgk.matters.governance.tables import read_resources

pytestmark = pytest.mark.requirement("ORG-06")
HEADING = ("单位", "承担机构", "专职人数", "兼职人数", "经费（万元）", "说明")


def resources(organ: Organ, **values: object) -> NewResources:
    return replace(NewResources(organ, 2026, "办公室", 1, 2, Decimal("3.50")), **values)


def book(*rows: Sequence[object], heading: Sequence[object] = HEADING) -> bytes:
    made = openpyxl.Workbook()
    for row in (("2026年政务公开人员和经费情况表",), heading, *rows):
        made.active.append(row)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def plan(*rows: Sequence[object]) -> list[Planned]:
    return plan_resources(read_resources(book(*rows)), 2026, DAY)


@pytest.mark.db
def test_an_organ_tells_its_year_and_corrects_it(county: County) -> None:
    report_resources(resources(county.finance), actor=liaison_actor(county.finance), at=AT)
    report_resources(resources(county.finance, funds=Decimal("5")), actor=liaison_actor(county.finance), at=AT)
    (row,) = resources_of(county.finance)
    assert (row.full_time, row.part_time, row.funds) == (1, 2, Decimal("5.00"))
    assert Fact.objects.filter(sentence__contains="此前为：办公室，专职1人、兼职2人，经费3.50万元").exists()


@pytest.mark.parametrize(
    ("values", "gaps"),
    [({}, []), ({"body": ""}, ["机构"]), ({"full_time": 0, "part_time": 0}, ["专人"]), ({"full_time": None, "part_time": 1}, []),
     ({"funds": None}, ["经费"]), ({"body": "", "full_time": None, "part_time": None, "funds": Decimal(0)}, ["机构", "专人", "经费"])],
)  # fmt: skip
def test_the_gaps_are_named(county: County, values: dict[str, object], gaps: list[str]) -> None:
    report_resources(resources(county.finance, **values), actor=office_actor(), at=AT)
    (supply,) = supplies(2026, DAY, [county.finance.pk])
    assert supply.gaps == gaps


def test_who_told_nothing_stands_on_the_list(county: County) -> None:
    assert {each.organ: each.gaps for each in supplies(2026, DAY)}[county.qinghe] == ["未填报"]


@pytest.mark.parametrize(("field", "value"), [("full_time", -1), ("part_time", 5000), ("funds", Decimal(-1)), ("funds", Decimal(200_000)), ("year", 206)])
def test_numbers_that_cannot_be_are_refused(county: County, field: str, value: object) -> None:
    with pytest.raises(BadInput) as refused:
        report_resources(resources(county.finance, **{field: value}), actor=office_actor(), at=AT)
    assert refused.value.field == field


def test_a_neighbour_is_refused(county: County) -> None:
    with pytest.raises(NotAllowed):
        report_resources(resources(county.finance), actor=liaison_actor(county.justice), at=AT)


@pytest.mark.db
def test_a_workbook_is_looked_at_and_taken_over(county: County) -> None:
    report_resources(resources(county.finance), actor=office_actor(), at=AT)
    planned = plan(("县财政局", "办公室", 2, "1人", "4.2万元", ""), ("青禾镇人民政府", "党政办", 0, 1, None, "兼职"))
    assert [(row.number, row.organ, row.changes, row.problem) for row in planned] == [
        (3, county.finance, True, ""), (4, county.qinghe, False, ""),
    ]  # fmt: skip
    assert import_resources(planned, 2026, actor=office_actor(), at=AT) == 2
    row = Resources.objects.get(organ=county.qinghe)
    assert (row.body, row.full_time, row.part_time, row.funds) == ("党政办", 0, 1, None)
    assert Resources.objects.get(organ=county.finance).funds == Decimal("4.20")


@pytest.mark.parametrize(
    ("line", "said"),
    [(("某某局", "", 1, 1, 1, ""), "不认识单位"), (("县财政局", "", "两", 1, 1, ""), "不是数字"), (("县财政局", "", 1.5, 1, 1, ""), "不对"),
     (("县财政局", "", 1, 1, "NaN", ""), "不对"), (("青禾镇", "", 1, 1, 1, ""), "同一个单位")],
)  # fmt: skip
def test_a_line_with_a_mistake_stops_the_import(county: County, line: Sequence[object], said: str) -> None:
    planned = plan(("青禾镇", "", 1, 1, 1, ""), line)
    assert said in planned[1].problem
    with pytest.raises(BadInput, match="第4行"):
        import_resources(planned, 2026, actor=office_actor(), at=AT)
    assert not Resources.objects.exists()


def test_an_import_reaches_only_what_the_person_may_enter(county: County) -> None:
    with pytest.raises(NotAllowed):
        import_resources(plan(("县财政局", "", 1, 1, 1, ""), ("青禾镇", "", 1, 1, 1, "")), 2026, actor=liaison_actor(county.finance), at=AT)


def test_files_that_are_no_such_table_are_refused() -> None:
    for data, said in ((b"not a workbook", "打不开"), (book(), "没有内容"), (book(("a",), heading=("姓名", "年龄")), "表头")):
        with pytest.raises(BadInput, match=said):
            read_resources(data)


@pytest.mark.slow
@pytest.mark.skipif(not readers.available()["soffice"], reason="LibreOffice is not installed here")
def test_a_wps_workbook_is_taken_like_any_other(county: County, office_client: Client) -> None:
    old = office.convert(book(["县财政局", "办公室", 1, 2, 3, ""]), "xlsx", "xls", "xlsx")
    sent = {"year": 2026, "file": SimpleUploadedFile("人员经费.et", old)}
    answer = office_client.post("/office/governance/resources/import/", sent, follow=True)
    assert "县财政局" in answer.content.decode()


def test_without_libreoffice_it_is_told_and_how_to_mend_it(county: County, office_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zwgk.foundation.files.readers.tools.soffice", lambda: None)
    sent = {"year": 2026, "file": SimpleUploadedFile("人员经费.et", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))}
    said = office_client.post("/office/governance/resources/import/", sent).content.decode()
    assert "LibreOffice" in said and ".xlsx" in said
