"""A second way to read a PDF page, by pypdfium2: lines without tables, for files that pdfplumber cannot follow."""

from __future__ import annotations

import pypdfium2

from .layout import Line, tidy
from .pdf_page import Page


def read_pages(data: bytes) -> list[Page]:
    """All pages as lines with positions; raises pypdfium2.PdfiumError for a file that is broken here too."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [_page(document[at], at + 1) for at in range(len(document))]
    finally:
        document.close()


def _page(source: pypdfium2.PdfPage, number: int) -> Page:
    width, height = source.get_size()
    found = Page(number, width, height)
    text = source.get_textpage()
    pieces: list[Line] = []
    for at in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(at)
        words = tidy(text.get_text_bounded(left, bottom, right, top).replace("\r\n", ""))
        if words:
            pieces.append(Line(words, left, right, height - top, height - bottom, top - bottom, number))
    for piece in sorted(pieces, key=lambda line: (round(line.bottom), line.left)):
        before = found.lines[-1] if found.lines else None
        if before is not None and abs(before.bottom - piece.bottom) < 0.4 * piece.size:
            gap = "\u3000" if piece.left - before.right > 1.5 * piece.size else ""
            found.lines[-1] = Line(before.text + gap + piece.text, before.left, piece.right, min(before.top, piece.top), before.bottom, before.size, number)
        else:
            found.lines.append(piece)
    found.scanned = not found.lines
    return found
