"""《信息发布审批表》 as PDF and .docx: A4, the version's code, its hash and a QR code; a line for every step, signed ones filled in."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import segno
from django.template.loader import render_to_string
from django.utils.timezone import localdate, localtime
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from zwgk.foundation.files.queries import printed

from . import queries
from .models import Item, Review

TITLE, BODY, HEI = "方正小标宋简体", "仿宋_GB2312", "黑体"
WIDTHS = (30, 58, 30, 58)  # mm
SHOWN_ITEMS = 200  # on the list behind the sheet; the rest is covered by the hash


@dataclass(frozen=True, slots=True)
class Row:
    """One step on the sheet."""

    title: str
    looks_at: str
    opinion: str
    signed: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What both forms print."""

    review: Review
    rows: list[Row]
    items: list[Item]
    count: int
    address: str
    opened: str
    printed_on: str

    @property
    def hash_lines(self) -> list[str]:
        return [self.review.hash[:32], self.review.hash[32:]]

    @property
    def facts(self) -> list[tuple[str, str, str, str]]:
        review = self.review
        return [
            ("发布单位", review.organ.name, "起草人", review.drafter_name),
            ("送审时间", self.opened, "送审编号", f"{review.pk}"),
            ("内容件数", f"{self.count} 件" + ("（清单附后）" if self.count > 1 else ""), "版本码", review.code),
        ]


def sheet(review: Review, address: str, at: datetime) -> Sheet:
    """`address`: of the page of this review, for the QR code."""
    rows = [Row(line.step.title, "、".join(line.step.looks_at), *_taken(line)) for line in queries.course(review)]
    items = queries.rest_of(review)
    listed = items[:SHOWN_ITEMS] if len(items) > 1 else []
    return Sheet(review, rows, listed, len(items), address, f"{localtime(review.opened_at):%Y-%m-%d %H:%M}", f"{localdate(at)}")


def _taken(line: queries.Line) -> tuple[str, str]:
    if line.taken is None:
        return "", ""
    done = line.taken
    when = done.signed_on.isoformat() if done.signed_on else f"{localtime(done.taken_at):%Y-%m-%d %H:%M}"
    deputy = f"（代理{done.absent}）" if done.absent else ""
    return done.opinion or "同意", f"{done.name}{deputy}　{when}（{'线下签批' if done.scan_id else '在线办理'}）"


def pdf(said: Sheet) -> bytes:
    """For the printer."""
    image = base64.b64encode(_qr(said.address)).decode()
    return printed(render_to_string("reviews/_sheet.html", {"sheet": said, "review": said.review, "qr": f"data:image/png;base64,{image}"}))


def _qr(text: str) -> bytes:
    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind="png", scale=6, border=2)
    return out.getvalue()


def docx(said: Sheet) -> bytes:
    """For offices that file the sheet with their own stamp pages."""
    page = Document()
    section = page.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(20), Mm(18), Mm(17), Mm(17)
    _foot(section, said)
    _line(page, "信息发布审批表", TITLE, 22, align=ALIGN.CENTER, after=6)
    _head(page, said)
    table = page.add_table(rows=0, cols=4, style="Table Grid")
    table.autofit = False
    _wide(table, "信息名称", said.review.title)
    for fact in said.facts:
        _cells(table.add_row(), fact)
    if said.review.note:
        _wide(table, "送审说明", said.review.note)
    _wide(table, "送审稿校验码", "SHA-256　" + "\n".join(said.hash_lines))
    for row in said.rows:
        _wide(table, f"{row.title}\n", f"审查要点：{row.looks_at}\n意见：{row.opinion or chr(10)}\n签字：{row.signed or '________________　　　　　　　　年　　月　　日'}")
    _line(page, "本表只对上列版本码和校验码的内容有效；内容改动后须重新打印签批。签字后由本单位登记人上传扫描件。", size=10.5, before=6)
    if said.items:
        _list(page, said)
    out = io.BytesIO()
    page.save(out)
    return out.getvalue()


def _head(page: Any, said: Sheet) -> None:
    """The code large at the left, the QR code at the right."""
    table = page.add_table(rows=1, cols=2)
    table.autofit = False
    left, right = table.rows[0].cells
    left.width, right.width = Mm(140), Mm(36)
    _run(left.paragraphs[0], f"版本码　{said.review.code}", HEI, 16)
    _run(left.add_paragraph(), "扫描右侧二维码打开这次审核，核对版本码后办理或登记。", BODY, 10.5)
    right.paragraphs[0].alignment = ALIGN.RIGHT
    right.paragraphs[0].add_run().add_picture(io.BytesIO(_qr(said.address)), width=Mm(28))


def _list(page: Any, said: Sheet) -> None:
    _line(page, f"送审内容清单（共 {said.count} 件）", HEI, 14, before=10, after=4).paragraph_format.page_break_before = True
    table = page.add_table(rows=1, cols=3, style="Table Grid")
    table.autofit = False
    widths = (14, 122, 40)
    _cells(table.rows[0], ("序号", "名称", "校验码（前 16 位）"), widths)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for number, item in enumerate(said.items, start=1):
        _cells(table.add_row(), (str(number), item.title, item.hash[:16]), widths)
    if said.count > len(said.items):
        _line(page, f"其余 {said.count - len(said.items)} 件见平台，均在上述校验码之内。", size=10.5)


def _wide(table: Any, label: str, text: str) -> None:
    cells = table.add_row().cells
    merged = cells[1].merge(cells[3])
    cells[0].width, merged.width = Mm(WIDTHS[0]), Mm(sum(WIDTHS[1:]))
    _run(cells[0].paragraphs[0], label.strip(), HEI, 11)
    for number, line in enumerate(text.split("\n")):
        _run(merged.paragraphs[0] if not number else merged.add_paragraph(), line, BODY, 11)


def _cells(row: Any, words: tuple[str, ...], widths: tuple[int, ...] = WIDTHS) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for number, (cell, text, width) in enumerate(zip(row.cells, words, widths, strict=True)):
        cell.width = Mm(width)
        _run(cell.paragraphs[0], text, HEI if widths is WIDTHS and number % 2 == 0 else BODY, 11)


def _foot(section: Any, said: Sheet) -> None:
    foot = section.footer.paragraphs[0]
    foot.alignment = ALIGN.CENTER
    _run(foot, f"版本码 {said.review.code}　打印日期 {said.printed_on}　第 ", BODY, 9)
    for field, text in (("PAGE", " 页 / 共 "), ("NUMPAGES", " 页")):
        foot._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" {field} "><w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t>1</w:t></w:r></w:fldSimple>'))
        _run(foot, text, BODY, 9)


def _line(page: Any, text: str, font: str = BODY, size: float = 12, *, align: ALIGN = ALIGN.LEFT, before: float = 0, after: float = 2) -> Any:
    line = page.add_paragraph()
    line.paragraph_format.alignment, line.paragraph_format.space_before, line.paragraph_format.space_after = align, Pt(before), Pt(after)
    _run(line, text, font, size)
    return line


def _run(line: Any, text: str, font: str, size: float) -> None:
    run = line.add_run(text)
    run.font.size, run.font.name = Pt(size), font
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    line.paragraph_format.space_after = Pt(2)
