"""《工作交接清单》 as .docx and PDF: A4, page x of y, lines for three signatures. The frozen list, or the live one as a draft."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from .models import Handover, State
from .queries.holding import Line, due_within, grouped, list_of

TITLE, BODY, HEI = "方正小标宋简体", "仿宋_GB2312", "黑体"
INSTEAD = {TITLE: "STZhongsong", BODY: "FangSong", HEI: "SimHei"}
WIDTHS = (12, 84, 26, 32, 22)  # mm: 序号, 事项, 期限, 情况, 接收人
HEADS = ("序号", "事项", "期限", "目前情况", "接收人")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What both forms print."""

    handover: Handover
    groups: list[tuple[str, list[Line]]]
    due: list[Line]
    total: int
    draft: bool
    digest: str
    signed: dict[str, str]  # 移交人 → “张三　2026-11-23 09:00（在线确认）”
    printed_on: str


def sheet(handover: Handover, at: datetime) -> Sheet:
    lines = list_of(handover, at)
    signed = {}
    for each in handover.confirmations.all():
        how = "纸质签字，扫描件已登记" if each.paper_id else "在线确认"
        signed[each.get_part_display()] = f"{each.name}　{timezone.localtime(each.at):%Y-%m-%d %H:%M}（{how}）"
    draft = handover.state != State.DONE
    first = handover.on if draft else timezone.localdate(handover.done_at)
    return Sheet(handover, grouped(lines), due_within(lines, first), len(lines), draft, handover.digest, signed, f"{timezone.localdate(at):%Y-%m-%d}")


def pdf(handover: Handover, at: datetime) -> bytes:
    from weasyprint import HTML  # heavy: loaded when the first list is printed

    page = render_to_string("handovers/_print.html", {"sheet": sheet(handover, at), "handover": handover, "parts": ("移交人", "接收人", "监交人")})
    return HTML(string=page).write_pdf(font_config=_fonts())


def docx(handover: Handover, at: datetime) -> bytes:
    said = sheet(handover, at)
    page = Document()
    _set_page(page)
    _line(page, "工作交接清单" + ("（草稿，供签字）" if said.draft else ""), TITLE, 22, align=ALIGN.CENTER, after=10)
    for text in _facts(said):
        _line(page, text)
    _section(page, f"一、30 天内到期（{len(said.due)} 项）", said.due)
    for number, (kind, lines) in enumerate(said.groups, start=2):
        _section(page, f"{_chinese(number)}、{kind}（{len(lines)} 项）", lines)
    _line(page, f"{_chinese(len(said.groups) + 2)}、在办事项说明", HEI, 14, before=8)
    for text in (handover.remarks or "无。").splitlines():
        _line(page, text)
    _signatures(page, said)
    out = io.BytesIO()
    page.save(out)
    return out.getvalue()


def _facts(said: Sheet) -> list[str]:
    row = said.handover
    facts = [f"单位：{row.organ.name}", f"移交人：{row.leaving.name}　　接收人：{row.successor.name}　　交接日期：{row.on:%Y年%-m月%-d日}", f"交接事项共 {said.total} 项。" + (f"原因：{row.reason}。" if row.reason else "")]
    if row.absent_note:
        facts.append(f"移交人未到场，由县政务公开主管部门代办：{row.absent_note}")
    if said.digest:
        facts.append(f"清单校验码（SHA-256）：{said.digest}")
    return facts


def _section(page: Any, title: str, lines: list[Line]) -> None:
    _line(page, title, HEI, 14, before=8, after=4).paragraph_format.keep_with_next = True
    if not lines:
        _line(page, "无。")
        return
    table = page.add_table(rows=1, cols=len(HEADS), style="Table Grid")
    table.autofit = False
    _cells(table.rows[0], HEADS, HEI)
    _repeat(table.rows[0])
    for number, line in enumerate(lines, start=1):
        _cells(table.add_row(), _words(number, line), BODY)


def _words(number: int, line: Line) -> tuple[str, ...]:
    label = line.held.label + (f"\n说明：{line.remark}" if line.remark else "") + ("\n（未交出）" if line.missing else "")
    return str(number), label, line.held.due.isoformat() if line.held.due else "—", line.held.standing, line.to


def _cells(row: Any, words: tuple[str, ...], font: str) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    for cell, text, width in zip(row.cells, words, WIDTHS, strict=True):
        cell.width = Mm(width)
        _run(cell.paragraphs[0], text, font, 10.5)


def _repeat(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _signatures(page: Any, said: Sheet) -> None:
    _line(page, "以上事项已当面交接清楚；账号密码当面移交并立即修改，不写入本清单。", before=14).paragraph_format.keep_with_next = True
    for part in ("移交人", "接收人", "监交人"):
        signed = said.signed.get(part, "")
        text = f"{part}：{signed}" if signed else f"{part}（签字）：________________　　　　　　年　　月　　日"
        _line(page, text, before=10).paragraph_format.keep_with_next = part != "监交人"


def _set_page(page: Any) -> None:
    section = page.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(22), Mm(20), Mm(17), Mm(17)
    foot = section.footer.paragraphs[0]
    foot.alignment = ALIGN.CENTER
    for text, field in (("第 ", "PAGE"), (" 页 / 共 ", "NUMPAGES"), (" 页", "")):
        _run(foot, text, BODY, 10)
        if field:
            foot._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" {field} "><w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:t>1</w:t></w:r></w:fldSimple>'))
    for part in page.part.package.iter_parts():
        if str(part.partname).endswith("/fontTable.xml"):
            fonts = "".join(f'<w:font w:name="{name}"><w:altName w:val="{other}"/></w:font>' for name, other in INSTEAD.items())
            part._blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{fonts}</w:fonts>'.encode()


def _line(page: Any, text: str, font: str = BODY, size: float = 12, *, align: ALIGN = ALIGN.LEFT, before: float = 0, after: float = 2) -> Any:
    line = page.add_paragraph()
    layout = line.paragraph_format
    layout.alignment, layout.space_before, layout.space_after, layout.line_spacing = align, Pt(before), Pt(after), 1.2
    _run(line, text, font, size)
    return line


def _run(line: Any, text: str, font: str, size: float) -> None:
    run = line.add_run(text)
    run.font.size, run.font.name = Pt(size), font
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _chinese(number: int) -> str:
    """1–99 as headings count: 十二."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    return (("" if tens == 1 else digits[tens]) + "十" if tens else "") + (digits[ones] if ones or not tens else "")


@cache
def _fonts() -> Any:
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()
