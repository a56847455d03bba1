"""What a reader of any format hands on: an ordered list of paragraphs and tables, with what the container said about itself.

`zwgk.foundation.files.readers` makes an `Extracted` from bytes (.txt, .html, .docx, .pdf, .xlsx, .ofd …);
`zwgk.domain.notices` reads it. Neither knows the other; both know this page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line or paragraph as it stands in the source."""

    text: str  # raw characters; nothing repaired
    place: str = ""  # where a person finds it: "第12行", "第3页", "表2 第4行"
    style: str = ""  # hint of the container: "h1", "title", "center", "right", "list"; "" if none
    number: str = ""  # marker that the container numbers automatically (.docx lists): "一、"; "" if none


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; a merged cell stands once with its span."""

    text: str
    row: int  # 0-based position of its upper left corner
    column: int
    row_span: int = 1
    column_span: int = 1
    place: str = ""  # "工作表「任务分工」B4"


@dataclass(frozen=True, slots=True)
class Table:
    """A real table of the source."""

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    title: str = ""  # sheet name or caption


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document after decoding and before reading."""

    blocks: tuple[Paragraph | Table, ...]
    format: str  # txt | html | docx | pdf | xlsx | doc | wps | et | ofd | image
    encoding: str = ""  # for text formats: utf-8, utf-16, gb18030 …
    meta: Mapping[str, str] = field(default_factory=dict)  # what the container says: html meta names, 信息公开 table labels, docx core properties
    notes: tuple[str, ...] = ()  # Chinese sentences for the person who uploaded: what was dropped or doubtful
    scanned: bool = False  # text came from OCR, or a PDF has pages without text
    rough: tuple[Paragraph, ...] = ()  # the same words as the container stores them, for the screening: nothing left out, nothing in order
