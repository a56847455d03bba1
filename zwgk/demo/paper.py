"""The papers of 和光县: plain lines → the body as a page shows it, and the attachments that repeat its table."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from html import escape
from itertools import groupby

import openpyxl
from docx import Document
from weasyprint import HTML

Grid = list[list[str]]


def dated(text: str, day: date) -> str:
    """The years that the words speak of, as they were on that day."""
    return text.replace("{年}", str(day.year)).replace("{上年}", str(day.year - 1)).replace("{明年}", str(day.year + 1))


def body(text: str) -> str:
    """`# ` begins a heading, `| ` a line of a table, anything else a paragraph."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    return "".join(_block(sort, list(same)) for sort, same in groupby(lines, key=lambda line: line[0] if line[0] in "#|" else ""))


def _block(sort: str, lines: list[str]) -> str:
    match sort:
        case "#":
            return "".join(f"<h3>{escape(line[1:].strip())}</h3>" for line in lines)
        case "|":
            head, *rest = (_cells(line) for line in lines)
            return f"<table><thead>{_row(head, 'th')}</thead><tbody>{''.join(_row(cells, 'td') for cells in rest)}</tbody></table>"
        case _:
            return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def _row(cells: list[str], tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in cells)}</tr>"


def grid(text: str) -> Grid:
    """The first table of the text."""
    return list(_grid(text))


def _grid(text: str) -> Iterator[list[str]]:
    begun = False
    for line in text.strip().splitlines():
        if line.strip().startswith("|"):
            begun = True
            yield _cells(line.strip())
        elif begun:
            return


def attachment(name: str, title: str, rows: Grid) -> bytes:
    """A file of the kind its name promises: title and table."""
    match name.rpartition(".")[2]:
        case "xlsx":
            return _xlsx(title, rows)
        case "docx":
            return _docx(title, rows)
        case _:
            inner = "".join(_row(cells, "td") for cells in rows)
            return bytes(HTML(string=f"<h2>{escape(title)}</h2><table border='1' cellspacing='0' cellpadding='6'>{inner}</table>").write_pdf() or b"")


def _xlsx(title: str, rows: Grid) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([title])
    for row in rows:
        sheet.append(row)
    for letter in "ABCDE":
        sheet.column_dimensions[letter].width = 24
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _docx(title: str, rows: Grid) -> bytes:
    paper = Document()
    paper.add_heading(title, level=1)
    if rows:
        table = paper.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
        for row in rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words
    else:
        paper.add_paragraph("按表中各栏如实填写，一式两份。")
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()
