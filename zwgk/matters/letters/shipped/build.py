"""Build the shipped .docx templates from the kinds: `python -m zwgk.matters.letters.shipped.build [folder]`.

Layout by GB/T 9704-2012: A4, 版心 156 × 225 mm, 22 lines of 28 characters. Plain runs only, one per piece of text and
variable, so that WPS, Word and LibreOffice keep the variables whole; no content controls.
"""

from __future__ import annotations

import sys
from pathlib import Path

from docx import Document
from docx.document import Document as Made
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from zwgk.matters.letters.kinds import LetterKind, kinds

from . import FOLDER

TITLE, BODY, HEI, KAI, SONG = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
# What a machine without the official faces takes instead.
INSTEAD = {TITLE: "STZhongsong", BODY: "FangSong", HEI: "SimHei", KAI: "KaiTi", SONG: "SimSun"}
RED = RGBColor(0xE6, 0x00, 0x12)
LINE = Pt(28.95)  # 225 mm / 22 lines


def main(folder: Path = FOLDER) -> None:
    for kind in {kind.template_name: kind for kind in kinds().values()}.values():
        build(kind).save(str(folder / kind.template_name))


def build(kind: LetterKind) -> Made:
    """One template: head, number, title, addressee, body, the kind's own elements, attachments, signature, foot."""
    page = Document()
    _set_page(page)
    if kind.layout == "sheet":
        return _sheet(page, kind)
    _head(page, kind)
    _line(page, "{{ title }}", TITLE, 22, align=ALIGN.CENTER, before=24, after=20, spacing=32)
    _line(page, "{{ addressee }}：")
    for text in ("{%p for line in body %}", "{%p if line.level == 1 %}"):
        _line(page, text)
    _line(page, "{{ line }}", HEI, indent=True)
    _line(page, "{%p elif line.level == 2 %}")
    _line(page, "{{ line }}", KAI, indent=True)
    if kind.layout == "notice":  # the signature never stands alone on a page
        _line(page, "{%p elif loop.last %}")
        _line(page, "{{ line }}", indent=True).paragraph_format.keep_with_next = True
    _line(page, "{%p else %}")
    _line(page, "{{ line }}", indent=True)
    for text in ("{%p endif %}", "{%p endfor %}"):
        _line(page, text)
    for element in () if kind.text else kind.fields:
        if element.type == "table":
            _table(page, element.id)
        else:
            _optional(page, element.id, f"{element.label}：{{{{ {element.id} }}}}")
    _optional(page, "attachments", "")
    _line(page, "{%p for line in attachments %}")
    _line(page, "{{ line }}", indent=True)
    _line(page, "{%p endfor %}")
    _signature(page)
    _optional(page, "remark", "（{{ remark }}）")
    _foot(page, kind)
    return page


def _sheet(page: Made, kind: LetterKind) -> Made:
    """A form of the house: number, title, one row per element."""
    _line(page, "{{ number }}", size=14, align=ALIGN.RIGHT)
    _line(page, "{{ title }}", TITLE, 22, align=ALIGN.CENTER, before=6, after=12, spacing=32)
    table = page.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, (Mm(34), Mm(122)), strict=True):
        column.width = width
    for element in kind.fields:
        label, said = table.add_row().cells
        label.width, said.width = Mm(34), Mm(122)
        _run(label.paragraphs[0], element.label, HEI, 12)
        if element.type == "lines":
            _run(said.paragraphs[0], f"{{%p for line in {element.id} %}}", BODY, 12)
            for text in ("{{ line }}", "{%p endfor %}"):
                _run(said.add_paragraph(), text, BODY, 12)
        else:
            _run(said.paragraphs[0], f"{{{{ {element.id} }}}}", BODY, 12)
    _line(page, "{{ organ }}　{{ date }}", size=14, align=ALIGN.RIGHT, before=10)
    return page


def _set_page(page: Made) -> None:
    section = page.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (
        Mm(37),
        Mm(35),
        Mm(28),
        Mm(26),
    )
    section.footer_distance = Mm(25)
    number = section.footer.paragraphs[0]
    number.alignment = ALIGN.CENTER
    _run(number, "— ", SONG, 14)
    number._p.append(
        parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:t>1</w:t></w:r></w:fldSimple>'
        )
    )
    _run(number, " —", SONG, 14)
    for part in page.part.package.iter_parts():
        if str(part.partname).endswith("/fontTable.xml"):
            fonts = "".join(
                f'<w:font w:name="{name}"><w:altName w:val="{other}"/></w:font>' for name, other in INSTEAD.items()
            )
            part._blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{fonts}</w:fonts>'.encode()


def _head(page: Made, kind: LetterKind) -> None:
    if kind.layout in ("letter", "notice"):
        _line(page, "{{ organ }}", TITLE, 28, align=ALIGN.CENTER, color=RED, spacing=40)
        _border(_line(page, "", spacing=4, size=1), "bottom", "thickThinSmallGap", 24, "E60012")
        _line(page, "{{ number }}", align=ALIGN.RIGHT, before=6)
        return
    _line(page, "{{ organ }}文件", TITLE, 36, align=ALIGN.CENTER, color=RED, spacing=52, before=20)
    _line(page, "{%p if signer %}")
    number = _line(page, "{{ number }}", before=24)
    number.paragraph_format.tab_stops.add_tab_stop(Mm(156), 2)
    _run(number, "\t签发人：", BODY, 16)
    _run(number, "{{ signer }}", KAI, 16)
    _line(page, "{%p else %}")
    _line(page, "{{ number }}", align=ALIGN.CENTER, before=24)
    _line(page, "{%p endif %}")
    _border(_line(page, "", spacing=8, size=1), "bottom", "single", 12, "E60012")


def _signature(page: Made) -> None:
    _line(page, "").paragraph_format.keep_with_next = True
    _line(page, "{%p if seal %}")
    _line(page, "{{ seal }}").paragraph_format.keep_with_next = True
    _line(page, "{%p endif %}")
    for text in ("{{ organ }}", "{{ date }}"):
        layout = _line(page, text, align=ALIGN.RIGHT).paragraph_format
        layout.right_indent, layout.keep_with_next = Pt(64), text == "{{ organ }}"


def _foot(page: Made, kind: LetterKind) -> None:
    if kind.layout != "notice":
        _line(page, "")
    _line(page, "{%p if copies %}")
    _border(_line(page, "抄送：{{ copies }}。", size=14, spacing=24), "top", "single", 8, "000000")
    _line(page, "{%p endif %}")
    if kind.layout == "notice":
        return
    last = _line(page, "{{ printed_by }}\t{{ printed_on }}印发", size=14, spacing=24)
    last.paragraph_format.tab_stops.add_tab_stop(Mm(156), 2)
    _border(last, "top", "single", 8, "000000")
    _border(last, "bottom", "single", 8, "000000")


def _table(page: Made, name: str) -> None:
    """As many columns as the head has: a row for the head, one that repeats, and two that begin and end the repetition."""
    _line(page, f"{{%p if {name} %}}")
    table = page.add_table(rows=4, cols=3, style="Table Grid")
    words = (
        (f"{{%tc for cell in {name}.head %}}", "{{ cell }}", "{%tc endfor %}"),
        (f"{{%tr for row in {name}.rows %}}", "", ""),
        ("{%tc for cell in row %}", "{{ cell }}", "{%tc endfor %}"),
        ("{%tr endfor %}", "", ""),
    )
    for line, (row, texts) in enumerate(zip(table.rows, words, strict=True)):
        for cell, text in zip(row.cells, texts, strict=True):
            _run(cell.paragraphs[0], text, HEI if line == 0 else BODY, 12)
    _line(page, "{%p endif %}")


def _optional(page: Made, name: str, text: str, *, indent: bool = True) -> None:
    _line(page, f"{{%p if {name} %}}")
    _line(page, text, indent=indent)
    _line(page, "{%p endif %}")


def _line(
    page: Made, text: str, font: str = BODY, size: float = 16, *, align: ALIGN = ALIGN.JUSTIFY, indent: bool = False,
    color: RGBColor | None = None, before: float = 0, after: float = 0, spacing: float = LINE.pt,
) -> Paragraph:  # fmt: skip
    line = page.add_paragraph()
    layout = line.paragraph_format
    layout.alignment, layout.space_before, layout.space_after, layout.line_spacing = (
        align,
        Pt(before),
        Pt(after),
        Pt(spacing),
    )
    if indent:
        layout.first_line_indent = Pt(32)
        line._p.pPr.ind.set(qn("w:firstLineChars"), "200")
    if text:
        _run(line, text, font, size, color)
    return line


def _run(line: Paragraph, text: str, font: str, size: float, color: RGBColor | None = None) -> None:
    run = line.add_run(text)
    run.font.size, run.font.name = Pt(size), font
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if color is not None:
        run.font.color.rgb = color


def _border(line: Paragraph, side: str, style: str, width: int, color: str) -> None:
    layout = line._p.get_or_add_pPr()
    box = layout.find(qn("w:pBdr"))
    if box is None:
        box = parse_xml(f"<w:pBdr {nsdecls('w')}/>")
        layout.insert_element_before(
            box, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
        )
    box.append(parse_xml(f'<w:{side} {nsdecls("w")} w:val="{style}" w:sz="{width}" w:space="1" w:color="{color}"/>'))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
