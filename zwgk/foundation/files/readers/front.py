"""The front door: choose the reader by content, hold its result against the common limits."""

from __future__ import annotations

import importlib
from dataclasses import replace

from zwgk.domain.documents import Extracted, Paragraph, Table

from . import limits, refusals
from .kinds import Kind, mismatch_note, sniff

# Kind → module and function. Loaded when first needed: reading a .txt loads neither PDF nor Office libraries.
_READERS = {
    Kind.TXT: ("text", "read"),
    Kind.CSV: ("separated", "read"),
    Kind.HTML: ("web", "read"),
    Kind.MHT: ("web", "read_mht"),
    Kind.DOCX: ("docx_read", "read"),
    Kind.XLSX: ("xlsx", "read"),
    Kind.PDF: ("pdf", "read"),
    Kind.OFD: ("ofd", "read"),
    Kind.DOC: ("office", "read_doc"),
    Kind.WPS: ("office", "read_wps"),
    Kind.RTF: ("office", "read_rtf"),
    Kind.ODT: ("office", "read_odt"),
    Kind.XLS: ("office", "read_xls"),
    Kind.ET: ("office", "read_et"),
    Kind.ODS: ("office", "read_ods"),
    Kind.IMAGE: ("image", "read"),
}


def extract(data: bytes, filename: str = "") -> Extracted:
    """The document's paragraphs, tables and metadata; BadInput (field "file") when it cannot be read."""
    if len(data) > limits.FILE_BYTES:
        raise refusals.refuse(
            f"文件太大：{len(data) / 1048576:.1f} MB，上限是 {limits.FILE_BYTES // 1048576} MB。", "请压缩其中的图片或拆成几份文件后上传。"
        )
    kind = sniff(data, filename)
    module, function = _READERS[kind]
    try:
        found: Extracted = getattr(importlib.import_module(f"{__package__}.{module}"), function)(data)
    except (RecursionError, MemoryError) as error:
        raise refusals.refuse("文件的结构过于复杂，读不了。", "请在原软件里另存一份，或拆成几份后上传。") from error
    _check_size(found)
    return replace(found, notes=mismatch_note(kind, filename) + found.notes)


def _check_size(found: Extracted) -> None:
    """Refuse a result beyond the limits of text and cells, whatever reader made it."""
    characters = cells = 0
    for block in found.blocks:
        if isinstance(block, Table):
            cells += len(block.cells)
            characters += sum(len(cell.text) for cell in block.cells)
        elif isinstance(block, Paragraph):
            characters += len(block.text)
    if characters > limits.TEXT_CHARACTERS:
        raise refusals.too_big("文字", characters, limits.TEXT_CHARACTERS, "字")
    if cells > limits.CELLS:
        raise refusals.too_big("表格单元格", cells, limits.CELLS, "个")


def available() -> dict[str, bool | str]:
    """Optional programs: path of soffice and tesseract (False when absent), and whether chi_sim is installed."""
    tools: dict[str, bool | str] = importlib.import_module(f"{__package__}.tools").available()
    return tools


def concealed(data: bytes, filename: str = "") -> tuple[Paragraph, ...]:
    """What the file carries but does not show, each with its place; see `hidden`."""
    found: tuple[Paragraph, ...] = importlib.import_module(f"{__package__}.hidden").concealed(data, filename)
    return found


def as_shown(data: bytes) -> bytes:
    """A .docx without its hidden words; see `hidden`."""
    found: bytes = importlib.import_module(f"{__package__}.hidden").as_shown(data)
    return found
