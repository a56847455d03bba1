"""A page number on every page of a PDF that somebody else has made: upper right as the page is shown, whichever way it is turned."""

from __future__ import annotations

import ctypes
import io

import pypdfium2
from pypdfium2 import raw

SIZE, EDGE, DROP = 11.0, 30.0, 26.0  # points: letter, from the right, from the top


def numbered(data: bytes, first: int = 1) -> bytes:
    """The same pages with “12” in the corner, counted from `first`."""
    with pypdfium2.PdfDocument(data) as document:
        for at in range(len(document)):
            _stamp(document, at, str(first + at))
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()


def _stamp(document: pypdfium2.PdfDocument, at: int, words: str) -> None:
    page = document[at]
    width, height = page.get_size()
    left, bottom, right, top = page.get_cropbox()
    x, y = width - EDGE - len(words) * SIZE * 0.56, height - DROP
    # The shown corner → the page's own space, which a turned page keeps.
    match page.get_rotation():
        case 90:
            matrix = (0, 1, -1, 0, right - y, bottom + x)
        case 180:
            matrix = (-1, 0, 0, -1, right - x, top - y)
        case 270:
            matrix = (0, -1, 1, 0, left + y, top - x)
        case _:
            matrix = (1, 0, 0, 1, left + x, bottom + y)
    text = raw.FPDFPageObj_NewTextObj(document.raw, b"Helvetica-Bold", ctypes.c_float(SIZE))
    written = ctypes.create_string_buffer(words.encode("utf-16-le") + b"\0\0")
    raw.FPDFText_SetText(text, ctypes.cast(written, raw.FPDF_WIDESTRING))
    raw.FPDFPageObj_Transform(text, *matrix)
    raw.FPDFPage_InsertObject(page.raw, text)
    raw.FPDFPage_GenerateContent(page.raw)
    page.close()
