"""Build plan-2026.docx from plan-2026.yaml: `python zwgk/demo/data/make_plan.py`. The same text gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

HERE = Path(__file__).parent
TITLE_FACE, BODY_FACE, HEAD_FACE = "方正小标宋简体", "仿宋_GB2312", "黑体"
WIDTHS = (3.0, 3.2, 10.2, 3.6, 4.0)  # cm: chapter, section, measure, lead, responsible
HEADS = ("重点任务", "", "贯彻举措", "牵头单位", "责任单位")
BUILT = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)


def rows(plan: dict[str, Any]) -> Iterator[tuple[str, str, str, str, str]]:
    """One row per measure: chapter, section, numbered measure, lead, responsible. A lone measure has no number."""
    for chapter in plan["chapters"]:
        for section in chapter["sections"]:
            measures = section["measures"]
            for number, (text, lead, responsible) in enumerate(measures, start=1):
                marker = f"{number}．" if len(measures) > 1 else ""
                yield chapter["title"], section["title"], marker + text, lead, responsible


def build(plan: dict[str, Any]) -> bytes:
    """The whole document: covering notice, annex table, copies and printing line."""
    document = Document()
    _paper(document.sections[0], 21.0, 29.7)
    _cover(document, plan["notice"])
    _paper(document.add_section(WD_SECTION.NEW_PAGE), 29.7, 21.0)
    _annex(document, plan)
    document.core_properties.title = "".join(plan["notice"]["title"])
    document.core_properties.author = plan["notice"]["signature"]
    document.core_properties.created = document.core_properties.modified = BUILT
    return _same_bytes(document)


def _paper(section: Section, width: float, height: float) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(width), Cm(height)
    section.left_margin = section.right_margin = Cm(2.8)


def _cover(document: Docx, notice: dict[str, Any]) -> None:
    centre, right = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
    _line(document, notice["number"], align=centre)
    _line(document, "")
    for part in notice["title"]:
        _line(document, part, face=TITLE_FACE, size=22, align=centre)
    _line(document, "")
    _line(document, notice["addressees"])
    _line(document, notice["opening"], indent=True)
    for marker, (heading, text) in zip("一二三四五", notice["requirements"], strict=False):
        _line(document, f"{marker}、{heading}{text}", indent=True)
    _line(document, "")
    _line(document, notice["signature"] + "　　　", align=right)
    _line(document, notice["date"] + "　　　　", align=right)
    _line(document, notice["publicity"], indent=True)
    _line(document, notice["contact"], indent=True)


def _annex(document: Docx, plan: dict[str, Any]) -> None:
    notice = plan["notice"]
    for part in notice["annex"]:
        _line(document, part, face=TITLE_FACE, size=20, align=WD_ALIGN_PARAGRAPH.CENTER)
    _table(document, list(rows(plan)))
    _line(document, "")
    _line(document, notice["cc"])
    _line(document, notice["printing"])


def _table(document: Docx, lines: list[tuple[str, str, str, str, str]]) -> None:
    table = document.add_table(rows=len(lines) + 1, cols=len(WIDTHS), style="Table Grid")
    table.autofit = False
    for column, width in enumerate(WIDTHS):
        table.columns[column].width = Cm(width)
    grid = [list(row.cells) for row in table.rows]  # row.cells is slow: read once
    for column, head in enumerate(HEADS):
        _fill(grid[0][column], head, WIDTHS[column], face=HEAD_FACE)
    for number, line in enumerate(lines, start=1):
        for column, text in enumerate(line):
            repeated = column < 2 and number > 1 and lines[number - 2][: column + 1] == line[: column + 1]
            _fill(grid[number][column], "" if repeated else text, WIDTHS[column])
    grid[0][0].merge(grid[0][1])
    for column in (0, 1):
        _merge_down(grid, lines, column)
    _repeat_head(table)


def _merge_down(grid: list[list[_Cell]], lines: list[tuple[str, str, str, str, str]], column: int) -> None:
    """Merge the cells of one chapter (or section), as the printed table has them."""
    start = 0
    for here in range(1, len(lines) + 1):
        if here == len(lines) or lines[here][: column + 1] != lines[start][: column + 1]:
            if here - start > 1:
                grid[start + 1][column].merge(grid[here][column])
                _drop_blank(grid[start + 1][column])
            start = here


def _drop_blank(cell: _Cell) -> None:
    for paragraph in cell.paragraphs[1:]:
        if not paragraph.text:
            paragraph._p.getparent().remove(paragraph._p)


def _repeat_head(table: Table) -> None:
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))


def _line(
    document: Docx,
    text: str,
    *,
    face: str = BODY_FACE,
    size: int = 16,
    align: WD_ALIGN_PARAGRAPH | None = None,
    indent: bool = False,
) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(0)
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(size * 2)
    _write(paragraph, text, face, size)


def _fill(cell: _Cell, text: str, width: float, face: str = BODY_FACE) -> None:
    cell.width = Cm(width)
    _write(cell.paragraphs[0], text, face, 12)


def _write(paragraph: Paragraph, text: str, face: str, size: int) -> None:
    if not text:
        return
    run = paragraph.add_run(text)
    run.font.name, run.font.size = face, Pt(size)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)


def _same_bytes(document: Docx) -> bytes:
    """Save with fixed times in the archive, so that a rebuild changes nothing."""
    loose, fixed = io.BytesIO(), io.BytesIO()
    document.save(loose)
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, BUILT.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return fixed.getvalue()


def main() -> None:
    plan = yaml.safe_load((HERE / "plan-2026.yaml").read_text(encoding="utf-8"))
    (HERE / "plan-2026.docx").write_bytes(build(plan))


if __name__ == "__main__":
    main()
