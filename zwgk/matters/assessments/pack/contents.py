"""What stands around the pieces: 目录.docx and .pdf, 缺口清单.xlsx, 指标对照表.xlsx, 校验清单.csv."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from zwgk.foundation.files.queries import workbook

from ..models import Indicator, Tag
from ..queries import STATES, Standing
from . import drawing

COLUMNS = [("编号", 0.12), ("单位", 0.22), ("材料名称", 0.44), ("页数", 0.08), ("页码", 0.14)]
TWIPS = 9000  # width of the list in the document


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of the pack."""

    indicator: Indicator
    number: int
    unit: str
    title: str
    path: str
    pages: int  # 0: the original file, not a PDF
    first: int
    sha256: str
    source: str = ""  # address of the page, or where it comes from
    note: str = ""

    @property
    def code(self) -> str:
        return f"{self.indicator.code}-{self.number:02d}"

    @property
    def where(self) -> str:
        if not self.pages:
            return "原件"
        return str(self.first) if self.pages == 1 else f"{self.first}-{self.first + self.pages - 1}"


def rows_of(pieces: Sequence[Piece]) -> Iterator[list[str]]:
    """The lines of the directory, each indicator under its heading."""
    last = None
    for piece in pieces:
        if piece.indicator.pk != last:
            last = piece.indicator.pk
            yield [f"{piece.indicator.code} {piece.indicator.text.splitlines()[0][:60]}"]
        yield [piece.code, piece.unit, piece.title, str(piece.pages or ""), piece.where]


def directory_pdf(title: str, head: Sequence[str], pieces: Sequence[Piece]) -> bytes:
    return drawing.listing(title, head, COLUMNS, rows_of(pieces))


def directory_docx(title: str, head: Sequence[str], pieces: Sequence[Piece]) -> bytes:
    """Cover page and list; the table is written as one text, for thousands of lines."""
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "宋体", Pt(10.5)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    for _ in range(8):
        document.add_paragraph()
    _centred(document, title, 26 if len(title) < 17 else 20)
    for _ in range(3):
        document.add_paragraph()
    for line in head:
        _centred(document, line, 14)
    document.add_page_break()
    _centred(document, "目录", 18)
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(_table(pieces)))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _centred(document: docx.document.Document, words: str, size: float) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(_clean(words))
    run.font.size, run.bold = Pt(size), size > 14


def _table(pieces: Sequence[Piece]) -> str:
    widths = [round(TWIPS * share) for _, share in COLUMNS]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    edges = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="808080"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    head = _tr([word for word, _ in COLUMNS], widths, head=True)
    rows = "".join(_tr(row, widths) for row in rows_of(pieces))
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{TWIPS}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
    )


def _tr(cells: Sequence[str], widths: Sequence[int], *, head: bool = False) -> str:
    whole = len(cells) == 1
    bold = "<w:rPr><w:b/></w:rPr>" if head or whole else ""
    span = f'<w:gridSpan w:val="{len(widths)}"/>' if whole else ""
    shown = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{TWIPS if whole else width}" w:type="dxa"/>{span}</w:tcPr>'
        f'<w:p><w:r>{bold}<w:t xml:space="preserve">{escape(_clean(cell))}</w:t></w:r></w:p></w:tc>'
        for cell, width in zip(cells, widths, strict=False)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{shown}</w:tr>"


def _clean(words: str) -> str:
    return "".join(character for character in words if character >= " " and character not in "\ufffe\uffff")


def gaps(standing: Standing, outside: Sequence[Tag], problems: Sequence[str], note: str) -> bytes:
    """By unit what is missing; then what does not count and what could not be converted."""
    columns = [("单位", 22), ("编号", 9), ("考核内容", 50), ("分值", 8), ("佐证材料要求", 40), ("情况", 18)]
    rows = [
        [unit.organ.label, each.code, each.text, each.score, each.requirement, STATES[standing.state(each, unit.organ)]]
        for unit in standing.units
        for each in unit.missing
    ]
    rows += [[tag.organ.label, tag.indicator.code, tag.title, "", str(tag.dated), "不在考核期内，未收入"] for tag in outside]
    rows += [["", "", problem, "", "", "未能转换，已附原件或未收入"] for problem in problems]
    return workbook("缺口清单", columns, rows, note)


def ticks(standing: Standing, note: str) -> bytes:
    """The indicator table with a tick per unit: ✓ there, ○ missing, － not asked."""
    columns = [("编号", 8), ("一级指标", 18), ("考核内容", 50), ("分值", 8), ("已有", 7), ("应有", 7)]
    columns += [(organ.label, 10) for organ in standing.organs]
    marks = {"have": "✓", "early": "○", "missing": "○", "not": "－"}
    rows = []
    for each in standing.indicators:
        have, asked = standing.of_indicator(each)
        rows.append([each.code, each.level1, each.text, each.score, have, asked, *(marks[standing.state(each, organ)] for organ in standing.organs)])
    return workbook("指标对照表", columns, rows, f"{note}　✓ 已有　○ 缺　－ 不要求")


def manifest(entries: Sequence[tuple[str, int, str, str]]) -> bytes:
    """path, bytes, SHA-256, source: a table that Excel opens and sha256sum users can cut."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["文件", "字节", "SHA-256", "来源"])
    writer.writerows([_told(cell) for cell in entry] for entry in entries)
    return out.getvalue().encode("utf-8-sig")


def _told(cell: str | int) -> str | int:
    """Words that a table would take for a formula are marked as words."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@") else cell
