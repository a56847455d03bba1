"""An indicator table of our own, in use; a ledger with evidence; a typeface that is converted once per machine, not per run."""

from __future__ import annotations

import getpass
import io
import tempfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings

from tests.cast import AT, County, liaison_actor, office_actor
from tests.ledger.conftest import confirmed, decisions, item_of
from zwgk.matters.assessments import actions, queries
from zwgk.matters.assessments.models import Indicator, IndicatorTable
from zwgk.matters.ledger import actions as ledger
from zwgk.matters.ledger.models import Evidence, Item, Plan

HEAD = ["序号", "一级指标", "二级指标", "考核内容", "分值", "评分标准", "责任单位", "佐证材料要求"]
ROWS = [
    [1, "一、主动公开（50分）", "预算公开", "按时公开本级政府预算、决算和本部门预算", 20, "少一项扣2分", "县财政局", "网页截图"],
    [2, None, "法治建设", "公开法治政府建设年度报告", "15分", "未公开不得分", "县司法局", "报告及网址"],
    [3, None, None, "公开重大行政执法决定", 15, None, "县司法局、县财政局", "公示截图"],
    [4, "二、组织保障（30分）", "学习培训", "组织政务公开业务培训", 10, "未组织不得分", "各乡镇（街道）", "通知、照片"],
    [5, None, "会议", "专题听取政务公开工作汇报", 20, None, None, "会议纪要"],
    ["合计", None, None, None, 80, None, None, None],
    ["注：材料须在考核期内形成。", None, None, None, None, None, None, None],
]


def sheet_of(rows: list[list[object]], head: list[str] = HEAD, merges: tuple[str, ...] = ("B4:B6", "C5:C6", "B7:B8")) -> bytes:
    """An .xlsx as the province sends it: a title line, a head, merged cells running down."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "指标"
    sheet.append(["2026年度政务公开考核指标"])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(head))
    sheet.append([])
    sheet.append(head)
    for row in rows:
        sheet.append(row)
    for merge in merges:
        sheet.merge_cells(merge)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture(scope="session", autouse=True)
def typeface() -> None:
    """Keep the converted typeface between runs."""
    settings.FONT_DIR = Path(tempfile.gettempdir()) / f"zwgk-test-fonts-{getpass.getuser()}"


@pytest.fixture
def draft(county: County) -> IndicatorTable:
    new = actions.NewTable("2026年度政务公开考核指标", 2026, "曜州市人民政府办公室")
    return actions.import_table(new, sheet_of(ROWS), "考核指标.xlsx", actor=office_actor(), at=AT)


def settle(table: IndicatorTable, county: County) -> int:
    """Confirm with what is certain; what names nobody is for finance and justice."""
    meant = {name: organs for name, (_, organs) in queries.proposed_organs(table, AT.date()).items()}
    return actions.put_in_use(table, actions.Decisions(meant, [county.finance, county.justice]), actor=office_actor(), at=AT)


@pytest.fixture
def table(draft: IndicatorTable, county: County) -> IndicatorTable:
    settle(draft, county)
    draft.refresh_from_db()
    return draft


def indicator(table: IndicatorTable, code: str) -> Indicator:
    return table.indicators.get(code=code)


@pytest.fixture
def item(county: County) -> Item:
    """A thing that justice has to hand in."""
    plan: Plan = ledger.adopt(confirmed(), decisions(county), actor=office_actor(), at=AT)
    return Item.objects.filter(duty__task__plan=plan, duty__organ=county.justice).order_by("pk").first() or item_of(plan, "", "justice")


@pytest.fixture
def proof(item: Item, county: County) -> Callable[..., Evidence]:
    """A file that justice added to its item."""

    def add(data: bytes = b"", name: str = "法治政府建设年度报告.txt") -> Evidence:
        return ledger.add_file(item, data or "法治政府建设年度报告全文".encode(), name, actor=liaison_actor(county.justice), at=AT)

    return add
