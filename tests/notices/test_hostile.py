"""Inputs that no honest office sends: kept and marked, in time that grows with their length only."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zwgk.domain.documents import Cell, Extracted, Paragraph, Table
from zwgk.domain.notices import as_json, read
from zwgk.domain.notices.report import report

from .reading import codes, read_text

PIECES = ["（（（（", "一、一、一、", "（一）（二）", "1.2.3.", "责任单位：县", "12月底前", "《《", "序号任务责任单位", "一、公开\n（一）做好\n1.完成\n", "附件\n", "2020年1月1日\n", "\t县局\t", "區(qū)", "&nbsp;<p"]


@pytest.mark.parametrize("piece", PIECES)
def test_a_million_characters_are_read_within_seconds(piece: str) -> None:
    started = time.perf_counter()
    reading = read_text(piece * (1_000_000 // len(piece)))
    assert time.perf_counter() - started < 20
    assert codes(reading)


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "。", "一、", "（一）", "附件", "责任单位：", "《", "》", "\t\t\t", "\ufffd" * 9, "关于", "：", "1."])
def test_scraps_give_an_empty_reading_without_error(text: str) -> None:
    reading = read_text(text)
    assert len(reading.tasks) <= 1 and json.dumps(as_json(reading)) and report(reading)


ALPHABET = "一二（）(一)、。：；，《》〔〕2020年月日前1.责任单位牵头县局各\n\t 附件序号工作任务公开第条章是“”|－—"


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(alphabet=ALPHABET, max_size=400))
def test_any_mixture_of_marks_is_read(text: str) -> None:
    reading = read_text(text)
    assert json.loads(json.dumps(as_json(reading), ensure_ascii=False))["tasks"] is not None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(["", "序号", "任务", "责任单位", "完成时限", "一、公开", "1.公布。", "县局"]), min_size=4, max_size=4), max_size=8))
def test_any_table_is_read(rows: list[list[str]]) -> None:
    cells = tuple(Cell(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row))
    read(Extracted((Paragraph("标题"), Table(cells, len(rows), 4)), "docx"))


def test_cells_beyond_the_table_and_huge_spans_do_no_harm() -> None:
    table = Table((Cell("任务", 0, 0, 9**9, 9**9), Cell("x", 50, 50)), 3, 3)
    assert read(Extracted((table,), "xlsx")).tasks == ()
