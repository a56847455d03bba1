"""采集表 of 和光县: one call running, two thirds reported; one merged and sent to the city."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from zwgk.domain.rights import Actor, Grant, Role
from zwgk.foundation.organs.models import Organ, OrganKind
from zwgk.matters.datacalls import actions
from zwgk.matters.datacalls.actions import Design, Sending, Start
from zwgk.matters.datacalls.models import DataCall, Return

from .reading import Cast, moment

HIGHER = "曜州市人民政府办公室"
ASKED = (OrganKind.DEPARTMENT, OrganKind.TOWNSHIP, OrganKind.STREET)
_LINE = Side(style="thin")


def make_datacalls(cast: Cast) -> None:
    """Both calls, through the verbs."""
    organs = [organ for organ in cast.organs.values() if organ.kind in ASKED][:30]
    actor, last = cast.actor("luqinghe"), moment("2026-10-09 15:20")
    done = _call(quarterly("第三季度"), "三季度依申请公开统计表.xlsx", "请于10月12日中午前报送，没有收到申请的填零报告。", organs, last, last + timedelta(days=3), actor)
    for number, given in enumerate(_returns(done)):
        _send(given, _figures(given.organ.name, number), last + timedelta(minutes=15 + 4 * number), zero=number % 7 == 6)
    actions.hand_on(done, HIGHER, "已电话确认收到。", actor=actor, at=last + timedelta(days=3))
    actions.close(done, actor=actor, at=last + timedelta(days=3, hours=1))
    now = moment("2026-11-20 15:05")
    words = "市政府办公室要求11月25日中午前报送，请认真核对后填报；没有的填零报告。"
    running = _call(quarterly("10—11月"), "10—11月依申请公开统计表.xlsx", words, organs, now, moment("2026-11-25 12:00"), actor, follows=done)
    for number, given in enumerate(_returns(running)):
        if number % 3 != 2:
            _send(given, _figures(given.organ.name, number + 1), now + timedelta(minutes=20 + 5 * number), zero=number % 8 == 4)
    actions.urge(running, actor=actor, at=moment("2026-11-23 08:40"))


def _call(data: bytes, name: str, words: str, organs: list[Organ], at: Any, due: Any, actor: Actor, *, follows: DataCall | None = None) -> DataCall:
    call = actions.receive(data, name, follows=follows, actor=actor, at=at)
    actions.design(call, Design(call.title, call.spec, HIGHER, words), actor=actor, at=at)
    return actions.start(call, Start(organs, due.date(), "中午12时"), actor=actor, at=at)


def _returns(call: DataCall) -> list[Return]:
    return list(call.returns.select_related("organ", "call"))


def _send(given: Return, row: dict[str, str], at: Any, *, zero: bool) -> None:
    """By a liaison of the unit."""
    actor = Actor(None, "信息员", given.organ_id, given.organ.label, (Grant(Role.LIAISON, given.organ_id),))
    actions.see(given, actor=actor, at=at - timedelta(minutes=25))
    rows = {given.call.spec[0].name: [row]}
    actions.send(given, Sending({} if zero else rows, zero), actor=actor, at=at)


def _figures(name: str, number: int) -> dict[str, str]:
    people, firms = number % 5 + 1, number % 3
    whole, part = (people + firms) // 2, number % 2
    return {"2": name, "3": str(people), "4": str(firms), "5": str(whole), "6": str(part), "7": str(people + firms - whole - part), "9": "否"}


def quarterly(period: str) -> bytes:
    """附件1 as a superior sends it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "附件1"
    heads = {
        "A1": "附件1", "A2": f"政府信息公开申请办理情况统计表（{period}）", "A3": "填报单位（盖章）：              填报人：            联系电话：            填报日期：    年  月  日",
        "A4": "序号", "B4": "单位名称", "C4": "新收申请（件）", "C5": "自然人", "D5": "法人和其他组织", "E4": "办理结果（件）", "E5": "予以公开", "F5": "部分公开",
        "G5": "不予公开", "H4": "合计（件）", "I4": "是否超期", "J4": "备注",
    }  # fmt: skip
    for place, text in heads.items():
        sheet[place] = text
    for area in ("A2:J2", "A3:J3", "A4:A5", "B4:B5", "C4:D4", "E4:G4", "H4:H5", "I4:I5", "J4:J5"):
        sheet.merge_cells(area)
    for row in range(6, 11):
        sheet[f"A{row}"], sheet[f"H{row}"] = row - 5, f"=SUM(E{row}:G{row})"
    sheet["A11"] = "合计"
    sheet.merge_cells("A11:B11")
    for column in "CDEFGH":
        sheet[f"{column}11"] = f"=SUM({column}6:{column}10)"
    sheet["A12"] = "填表说明：1.按收到申请之日统计。2.没有的填0。3.本表由县（市、区）汇总后加盖公章报送。"
    sheet.merge_cells("A12:J12")
    for row in sheet.iter_rows(min_row=4, max_row=11, max_col=10):
        for cell in row:
            cell.border = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet["A2"].font, sheet["A2"].alignment = Font(name="方正小标宋简体", size=18), Alignment(horizontal="center")
    for column, width in enumerate((6, 26, 9, 14, 10, 10, 10, 10, 10, 14), start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
