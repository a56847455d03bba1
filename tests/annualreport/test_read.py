"""A report is read from every face it comes in, also from the pages that counties really have."""

from __future__ import annotations

import json
import re

import pytest

from zwgk.domain.annualreports import Report, as_json, check, from_document, from_json
from zwgk.domain.errors import BadInput
from zwgk.foundation.files.readers import extract

from .samples import FORMS, docx, form_of, html, sound

YEARS = pytest.mark.parametrize("year", [2019, 2020, 2021, 2024])


def read(data: bytes, name: str) -> Report:
    return from_document(extract(data, name), FORMS)


def same(found: Report, report: Report) -> None:
    assert {cell: found.cells.get(cell) or 0 for cell in report.cells} == {cell: value or 0 for cell, value in report.cells.items()}
    assert (found.year, found.form) == (report.year, report.form)
    assert "没有收取信息处理费" in found.texts["others"]


@YEARS
def test_a_page_is_read_cell_by_cell(year: int) -> None:
    same(read(html(sound(year)), "页面.html"), sound(year))


@YEARS
def test_a_document_is_read_cell_by_cell(year: int) -> None:
    same(read(docx(sound(year)), "报告.docx"), sound(year))


@YEARS
def test_what_we_write_as_json_is_read_back(year: int) -> None:
    report = sound(year)
    same(from_json(json.loads(json.dumps(as_json(report, form_of(report)))), FORMS), report)


def test_signs_of_real_pages() -> None:
    """Full-width figures, thousands, dashes, blanks, no-break spaces, 件 behind the figure."""
    page = html(sound()).decode()
    page = page.replace("<p>4529</p>", "<p>4,529&nbsp;</p>").replace("<p>36</p>", "<p>３６件</p>").replace("<p>54</p>", "<p> 5 4 </p>")
    blanks = iter(["/", "—", "－", "&nbsp;", "", "\\", "--"] * 99)
    page = re.sub(r"<td colspan='1' rowspan='1'><p>0</p></td>", lambda _: f"<td>{next(blanks)}</td>", page)
    same(read(page.encode(), "页面.html"), sound())
    assert check(read(page.encode(), "页面.html"), FORMS["2021"]) == []


def test_a_page_that_lost_its_spans() -> None:
    page = re.sub(r" (col|row)span='\d+'", "", html(sound()).decode())
    assert read(page.encode(), "页面.html").cells["R3.3.4:natural"] == 3
    assert check(read(page.encode(), "页面.html"), FORMS["2021"]) == []


def test_charges_in_yuan_become_ten_thousands() -> None:
    page = html(sound()).decode().replace("（单位：万元）", "（单位：元）").replace("<p>1865</p>", "<p>18650000</p>")
    assert read(page.encode(), "页面.html").cells["charge:amount"] == 1865


@pytest.mark.parametrize("separator", ["", " ", "\t", "\n"])
def test_text_whose_tables_lost_their_lines(separator: str) -> None:
    report = sound()
    text = re.sub(r"</td>", separator, html(report).decode())
    text = re.sub(r"</?(p|tr|h1)[^>]*>", "\n" if separator == "\n" else "", text)
    text = re.sub(r"<[^>]+>", "", text.partition("<body>")[2])
    found = read(text.encode(), "正文.txt")
    requests = {cell: value for cell, value in report.cells.items() if cell[0] == "R" or cell.split(":")[0] in ("review", "direct", "after")}
    assert {cell: found.cells.get(cell) for cell in requests} == requests
    assert (found.cells["normative:made"], found.cells["normative:valid"]) == (6, 54)


SHAPES = {
    "rows as mappings": lambda data: {**data, "table3": [{"项目": label, **dict(zip(data["columns"], values, strict=True))} for label, values in data["table3"]]},
    "rows with their values": lambda data: {**data, "table3": [{"label": label, "values": values} for label, values in data["table3"]]},
    "one mapping": lambda data: {**data, "table3": dict(data["table3"])},
    "flat rows": lambda data: {**data, "table3": [[label, *values] for label, values in data["table3"]]},
    "ids": lambda data: {**data, "table3": {row.id: values for row, (_, values) in zip(FORMS["2021"].table("requests").rows, data["table3"], strict=True)}},
    "fifteen in a row": lambda data: {**data, "table4": [value for block in data["table4"].values() for value in block]},
    "suits nested": lambda data: {**data, "table4": {"行政复议": data["table4"]["行政复议"], "行政诉讼": {key: data["table4"][key] for key in ("未经复议直接起诉", "复议后起诉")}}},
    "candidates": lambda data: {**data, "table4": None, "table4_candidates": [data["table4"], data["table4"]]},
    "chinese keys": lambda data: {"单位": data["organ"], "年度": "2024年", "标题": data["title"], "表二": data["table2"], "表三": data["table3"], "表四": data["table4"], "正文": list(data["sections"].values())},
    "words for figures": lambda data: json.loads(re.sub(r"(?<=[\[ ])(\d+)(?=[,\]])", r'"\1"', json.dumps(data))),
    "one report in a list": lambda data: [data],
    "tables below a key": lambda data: {**{key: data[key] for key in ("organ", "year", "title", "sections")}, "tables": {key: data[key] for key in ("table2", "table3", "table4")}},
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_json_in_many_shapes(shape: str) -> None:
    report = sound()
    data = {key: value for key, value in as_json(report, FORMS["2021"]).items() if key not in ("cells", "format")}
    found = from_json(SHAPES[shape](data), FORMS)
    assert {cell: found.cells.get(cell) for cell in report.cells} == dict(report.cells)
    assert "没有收取信息处理费" in found.narrative


@pytest.mark.parametrize("data", ["和光县2026年政务公开工作要点\n一、加强政策解读。", "2024年度报告开头。\n一、总体情况 2024年共办理政府信息公开申请80件，依申请公开规范有序。"])
def test_what_holds_no_report_is_refused(data: str) -> None:
    with pytest.raises(BadInput, match="统计表"):
        read(data.encode(), "文件.txt")


def test_json_without_tables_is_refused() -> None:
    for data in ({}, [], {"year": 2024, "table3": []}, "text", {"table3": {"a": 1}}):
        with pytest.raises(BadInput):
            from_json(data, FORMS)
