"""Pieces → one PDF with a number on every page. Own pages are rendered once, other files converted; cover and contents come last, when all is counted."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pypdfium2
from django.template.loader import render_to_string
from django.utils.timezone import localtime
from PIL import Image, ImageOps

from zwgk.foundation.files import queries as files
from zwgk.foundation.files import readers
from zwgk.foundation.files.models import StoredFile

from ..models import Case
from .pieces import Piece, pieces

SHEET = (1240, 1754)  # A4 at 150 dpi, for pictures
OFFICE = (".docx", ".doc", ".wps", ".rtf", ".odt", ".xlsx", ".xls", ".et", ".ods")


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece and its pages in the file."""

    number: int
    piece: Piece
    first: int
    last: int

    @property
    def pages(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class Bound:
    """The finished file."""

    case: Case
    pdf: bytes
    placed: tuple[Placed, ...]
    pages: int  # numbered ones: cover, contents and closing note have no number


def bound(case: Case, at: datetime) -> Bound:
    """The whole file; slow parts are the conversions of Word files."""
    found = pieces(case, at)
    own = _rendered(case, found, at)
    parts = [own[n] if piece.page else _converted(piece) for n, piece in enumerate(found)]
    placed, first = [], 1
    whole = pypdfium2.PdfDocument.new()
    for number, (piece, data) in enumerate(zip(found, parts, strict=True), 1):
        with pypdfium2.PdfDocument(data) as part:
            whole.import_pages(part)
            placed.append(Placed(number, piece, first, first + len(part) - 1))
            first += len(part)
    numbered = files.numbered(_saved(whole))
    done = Bound(case, b"", tuple(placed), first - 1)
    front, back = _frame(done, at)
    return Bound(case, _joined([front, numbered, back]), done.placed, done.pages)


def _rendered(case: Case, found: Sequence[Piece], at: datetime) -> dict[int, bytes]:
    """Our own pages in one run, cut at the sections."""
    sections = [(n, render_to_string(f"inforequests/file/_{piece.page}.html", {"case": case, "piece": piece, "at": localtime(at), **piece.values})) for n, piece in enumerate(found) if piece.page]
    page = render_to_string("inforequests/file/_base.html", {"sections": sections, "case": case})
    data, starts = files.printed_sections(page, [f"s{n}" for n, _ in sections])
    made = {}
    with pypdfium2.PdfDocument(data) as whole:
        ends = [*starts[1:], len(whole)]
        for (n, _), start, end in zip(sections, starts, ends, strict=True):
            part = pypdfium2.PdfDocument.new()
            part.import_pages(whole, list(range(start, end)))
            made[n] = _saved(part)
    return made


def _frame(done: Bound, at: datetime) -> tuple[bytes, bytes]:
    """Cover and contents; the closing note."""
    said = {"case": done.case, "placed": done.placed, "pages": done.pages, "at": localtime(at), "days": [each.piece.dated for each in done.placed if each.piece.dated]}
    front, back = (render_to_string("inforequests/file/_base.html", {"sections": [(name, render_to_string(f"inforequests/file/_{name}.html", said)) for name in names], "case": done.case}) for names in (("cover", "contents"), ("note",)))
    return files.printed(front), files.printed(back)


def _converted(piece: Piece) -> bytes:
    """A file of the case as pages; one that cannot be shown is named on a page of its own."""
    stored = piece.file
    assert stored is not None
    data = files.content(stored)
    if data[:5] == b"%PDF-" and _opens(data):
        return data
    if stored.name.lower().endswith(OFFICE) and (made := readers.pdfs([data], stored.name.lower().rpartition(".")[2])[0]):
        return made
    try:
        return _pictures(data)
    except (OSError, ValueError, Image.DecompressionBombError):
        return _placeholder(stored)


def _opens(data: bytes) -> bool:
    try:
        with pypdfium2.PdfDocument(data) as document:
            return len(document) > 0
    except pypdfium2.PdfiumError:
        return False


def _pictures(data: bytes) -> bytes:
    """Scans on A4, as large as they fit, never larger than they are sharp."""
    sheets = []
    with Image.open(io.BytesIO(data)) as file:
        for number in range(min(getattr(file, "n_frames", 1), 200)):
            file.seek(number)
            shown = (ImageOps.exif_transpose(file) or file).convert("RGB")
            sheet = Image.new("RGB", SHEET if shown.height >= shown.width else SHEET[::-1], "white")
            shown.thumbnail((sheet.width - 120, sheet.height - 160))
            sheet.paste(shown, ((sheet.width - shown.width) // 2, (sheet.height - shown.height) // 2))
            sheets.append(sheet)
    out = io.BytesIO()
    sheets[0].save(out, "PDF", save_all=True, append_images=sheets[1:], resolution=150, quality=85)
    return out.getvalue()


def _placeholder(stored: StoredFile) -> bytes:
    return files.printed(render_to_string("inforequests/file/_base.html", {"sections": [("x", render_to_string("inforequests/file/_elsewhere.html", {"file": stored}))]}))


def _joined(parts: Sequence[bytes]) -> bytes:
    whole = pypdfium2.PdfDocument.new()
    for data in parts:
        with pypdfium2.PdfDocument(data) as part:
            whole.import_pages(part)
    return _saved(whole)


def _saved(document: pypdfium2.PdfDocument) -> bytes:
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()
