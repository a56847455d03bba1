"""Page numbers on a PDF that somebody else has made."""

from __future__ import annotations

import ctypes
import io

import pypdfium2
from pypdfium2 import raw

SIZE = 9.0


class Unreadable(Exception):
    """This PDF cannot be opened or has no such pages."""


def stamped(data: bytes, label: str, first: int, pages: str = "") -> tuple[bytes, int]:
    """The pages (all, or "3-5,8") with “1.1-01　- 12 -” at their foot, and how many there are."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("文件打不开，可能已损坏或设了密码") from error
    try:
        if pages:
            document = _chosen(document, pages)
        for number in range(len(document)):
            _stamp(document, number, f"{label}    - {first + number} -")
        out = io.BytesIO()
        document.save(out)
        return out.getvalue(), len(document)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("文件内容有误，不能加页码") from error
    finally:
        document.close()


def numbers_of(pages: str, count: int) -> list[int]:
    """3-5,8 → the 0-based pages that exist."""
    found: dict[int, None] = {}
    for part in pages.split(","):
        start, _, end = part.partition("-")
        found |= dict.fromkeys(range(int(start) - 1, int(end or start)))
    return [number for number in found if 0 <= number < count]


def _chosen(document: pypdfium2.PdfDocument, pages: str) -> pypdfium2.PdfDocument:
    wanted = numbers_of(pages, len(document))
    if not wanted:
        count = len(document)
        raise Unreadable(f"没有第 {pages} 页，文件共 {count} 页")
    part = pypdfium2.PdfDocument.new()
    part.import_pages(document, wanted)
    document.close()
    return part


def _stamp(document: pypdfium2.PdfDocument, number: int, words: str) -> None:
    page = document[number]
    width, _ = page.get_size()
    left, bottom, _, _ = page.get_cropbox() if page.get_rotation() == 0 else (0.0, 0.0, 0.0, 0.0)
    text = raw.FPDFPageObj_NewTextObj(document.raw, b"Helvetica", ctypes.c_float(SIZE))
    written = ctypes.create_string_buffer(words.encode("utf-16-le") + b"\0\0")
    raw.FPDFText_SetText(text, ctypes.cast(written, raw.FPDF_WIDESTRING))
    shift = left + max(10.0, (width - len(words) * SIZE * 0.45) / 2)
    raw.FPDFPageObj_Transform(text, 1, 0, 0, 1, shift, bottom + 22)
    raw.FPDFPage_InsertObject(page.raw, text)
    raw.FPDFPage_GenerateContent(page.raw)
    page.close()
