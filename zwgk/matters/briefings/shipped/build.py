"""Build the shipped templates: `python -m zwgk.matters.briefings.shipped.build [folder]`. Plain runs, so that WPS keeps the variables whole."""

from __future__ import annotations

import sys
from pathlib import Path

from docx import Document
from docx.document import Document as Made
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

TITLE, BODY, HEI = "方正小标宋简体", "仿宋_GB2312", "黑体"
INSTEAD = {TITLE: "STZhongsong", BODY: "FangSong", HEI: "SimHei"}  # what a machine without the official faces takes
RED = RGBColor(0xE6, 0x00, 0x12)
FOLDER = Path(__file__).resolve().parent


def main(folder: Path = FOLDER) -> None:
    build("paper", 14, 23).save(str(folder / "paper.docx"))
    build("meeting", 16, 28.95).save(str(folder / "meeting.docx"))


def build(kind: str, size: float, spacing: float) -> Made:
    """A4; the paper for the leader has a red head with its issue and fits one page."""
    page = Document()
    section = page.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(26), Mm(22), Mm(28), Mm(26)
    _faces(page)
    if kind == "paper":
        _line(page, "政务公开工作专报", TITLE, 34, 44, ALIGN.CENTER, RED)
        _line(page, "{{ issue }}", BODY, 14, 22, ALIGN.CENTER)
        head = _line(page, "{{ organ }}\t{{ date }}", BODY, 14, 24)
        head.paragraph_format.tab_stops.add_tab_stop(Mm(156), 2)
        head._p.get_or_add_pPr().insert_element_before(
            parse_xml(f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="12" w:space="2" w:color="E60012"/></w:pBdr>'), "w:tabs", "w:spacing", "w:ind", "w:jc"
        )
    title = _line(page, "{{ title }}", TITLE, 20 if kind == "paper" else 22, 30, ALIGN.CENTER)
    title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(10), Pt(8)
    if kind == "meeting":
        _line(page, "（{{ organ }}　{{ date }}）", BODY, size, spacing, ALIGN.CENTER)
    _line(page, "{%p for line in lines %}", BODY, size, spacing)
    _line(page, "{%p if line.head %}", BODY, size, spacing)
    _line(page, "{{ line.text }}", HEI, size, spacing, indent=size * 2)
    _line(page, "{%p else %}", BODY, size, spacing)
    _line(page, "{{ line.text }}", BODY, size, spacing, indent=size * 2)
    _line(page, "{%p endif %}", BODY, size, spacing)
    _line(page, "{%p endfor %}", BODY, size, spacing)
    if kind == "meeting":
        _line(page, "{{ organ }}", BODY, size, spacing, ALIGN.RIGHT).paragraph_format.space_before = Pt(24)
        _line(page, "{{ date }}", BODY, size, spacing, ALIGN.RIGHT)
    return page


def _faces(page: Made) -> None:
    for part in page.part.package.iter_parts():
        if str(part.partname).endswith("/fontTable.xml"):
            fonts = "".join(f'<w:font w:name="{name}"><w:altName w:val="{other}"/></w:font>' for name, other in INSTEAD.items())
            part._blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{fonts}</w:fonts>'.encode()


def _line(page: Made, text: str, font: str, size: float, spacing: float, align: ALIGN = ALIGN.JUSTIFY, color: RGBColor | None = None, *, indent: float = 0):  # type: ignore[no-untyped-def]
    line = page.add_paragraph()
    layout = line.paragraph_format
    layout.alignment, layout.space_before, layout.space_after, layout.line_spacing = align, Pt(0), Pt(0), Pt(spacing)
    if indent:
        layout.first_line_indent = Pt(indent)
    run = line.add_run(text)
    run.font.size, run.font.name = Pt(size), font
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if color is not None:
        run.font.color.rgb = color
    return line


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
