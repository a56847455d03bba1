"""The front door: by kind of file; boxes and words in, a checked new file out."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

import pypdfium2
from PIL import Image, UnidentifiedImageError

from zwgk.domain import screening
from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.screening.model import KIND_NAMES, PERSONAL
from zwgk.foundation.files.readers import limits, pdfs, refusals
from zwgk.foundation.files.readers.pdf_guard import check_streams

from . import burning, check, letters, sharing
from .boxes import Box, Redacted, checked

PAGES = 500  # of one file: the whole work stays below a minute


@dataclass(frozen=True, slots=True)
class Pages:
    """How long a file is, and where words cannot be looked for."""

    count: int
    without_text: tuple[int, ...]  # pictures: boxes must be drawn by hand


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the screening found, to be chosen by a person."""

    word: str
    kind: str  # 公民身份号码
    pages: tuple[int, ...]


def pages(data: bytes, name: str) -> Pages:
    if _kind(data):
        count = len(burning.frames(data))
        return Pages(count, tuple(range(1, count + 1)))
    with _opened(data, name) as document:
        found = [bool(letters.of_page(document[at], placed=False)) for at in range(len(document))]
    return Pages(len(found), tuple(n for n, has in enumerate(found, 1) if not has))


def picture(data: bytes, name: str, page: int, boxes: Sequence[Box] = (), dpi: float = 110) -> bytes:
    """One page as it is shown (with the boxes already black, when given), as a PNG."""
    out = io.BytesIO()
    if _kind(data):
        sheets = burning.frames(data)
        _check_page(page, len(sheets))
        shown = sheets[page - 1]
        shown.thumbnail((1600, 2200))
    else:
        with _opened(data, name) as document:
            _check_page(page, len(document))
            shown = burning.drawn(document[page - 1], dpi)
    burning.burn(shown, [box for box in boxes if box.page == page]).save(out, "PNG")
    return out.getvalue()


def _check_page(page: int, count: int) -> None:
    if not 1 <= page <= count:
        raise BadInput(f"没有第 {page} 页，文件共 {count} 页。", field="boxes")


def find(data: bytes, name: str, words: Iterable[str]) -> list[Box]:
    """Every place at which one of the words stands."""
    wanted = [word for word in words if letters.bare(word)]
    if not wanted or _kind(data):
        return []
    with _opened(data, name) as document:
        text = letters.of_document(document, wanted)
    return [box for number, page in text.items() for box in letters.find(page, wanted, number)]


def propose(data: bytes, name: str) -> list[Proposal]:
    """Personal data by the screening, each word once with its pages."""
    if _kind(data):
        return []
    found: dict[tuple[str, str], list[int]] = {}
    with _opened(data, name) as document:
        for at in range(len(document)):
            for each in screening.screen(document[at].get_textpage().get_text_range()):
                if each.kind in PERSONAL and (word := "".join(each.text.split())):
                    found.setdefault((word, KIND_NAMES[each.kind]), []).append(at + 1)
    return [Proposal(word, kind, tuple(sorted(set(places)))) for (word, kind), places in found.items()]


def redact(data: bytes, name: str, boxes: Iterable[Box], words: Sequence[str] = ()) -> Redacted:
    """Burn out the boxes and every occurrence of the words; the result has been read again."""
    kind = _kind(data)
    if kind:
        return _picture(data, kind, boxes)
    source = _as_pdf(data, name)
    with _opened(source, name) as document:
        given = list(boxes)
        text = letters.of_document(document, words, {box.page for box in given})
        found = [box for number, page in text.items() for box in letters.find(page, words, number)]
        marked = checked([*given, *found], len(document))
        burnt = {box.page for box in marked}
        safe = _safe(source, text, marked, burnt)
        more = set(text) - burnt - safe
        made = burning.put_together(document, marked, burnt | more)
        try:
            check.pdf(made, marked, words)
        except Conflict:  # something of a page taken over: every page becomes a picture
            more = set(text) - burnt
            made = burning.put_together(document, marked, set(text))
            check.pdf(made, marked, words)
    return Redacted(made, "pdf", marked, tuple(sorted(burnt)), tuple(sorted(more)))


def _safe(data: bytes, text: dict[int, list[letters.Letter]], boxes: Sequence[Box], burnt: set[int]) -> set[int]:
    """Pages that may be taken over: plain ones that share no stream with a burnt page, and no font that would tell a burnt character."""
    held = sharing.holdings(data)
    if held is None or len(held) != len(text):
        return set()
    under = {letter.sign for box in boxes for letter in text[box.page] if box.holds(*letter.middle)}
    elsewhere = {letter.sign for number, page in text.items() if number not in burnt for letter in page}
    streams = {stream for number in burnt for stream in held[number - 1].streams}
    fonts = {font for number in burnt for font in held[number - 1].fonts} if under - elsewhere else set()
    return {
        number for number in set(text) - burnt
        if held[number - 1].plain and streams.isdisjoint(held[number - 1].streams) and fonts.isdisjoint(held[number - 1].fonts)
    }  # fmt: skip


def _picture(data: bytes, kind: str, boxes: Iterable[Box]) -> Redacted:
    shown = burning.frames(data)
    marked = checked(boxes, len(shown))
    fresh = [burning.burn(each, [box for box in marked if box.page == number]) for number, each in enumerate(shown, 1)]
    made, ending = burning.saved(fresh, kind)
    for number, each in enumerate(burning.frames(made), 1):
        check.black(each, [box for box in marked if box.page == number], number)
    return Redacted(made, ending, marked, tuple(sorted({box.page for box in marked})), ())


def _kind(data: bytes) -> str:
    """JPEG, PNG, TIFF … for a picture; "" for anything else."""
    try:
        with Image.open(io.BytesIO(data)) as file:
            if file.size[0] * file.size[1] > limits.IMAGE_PIXELS:
                raise refusals.too_big("图片", file.size[0] * file.size[1], limits.IMAGE_PIXELS, "像素")
            return file.format or ""
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return ""


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[pypdfium2.PdfDocument]:
    source = _as_pdf(data, name)
    check_streams(source)
    try:
        document = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as error:
        raise (refusals.encrypted(" PDF ") if "password" in str(error).lower() else refusals.damaged(" PDF ")) from error
    try:
        if len(document) > PAGES:
            raise refusals.too_big("页数", len(document), PAGES, "页")
        document.init_forms()  # before the first page is opened: what is filled in is drawn too
        yield document
    finally:
        document.close()


def _as_pdf(data: bytes, name: str) -> bytes:
    """A PDF as it is; a document of Word or WPS as LibreOffice prints it."""
    if data[:1024].lstrip().startswith(b"%PDF") or b"%PDF-" in data[:1024]:
        return data
    ending = name.lower().rpartition(".")[2]
    if ending in ("docx", "doc", "wps", "rtf", "odt") and (made := _printed(data, "doc" if ending == "wps" else ending)):
        return made
    raise refusals.refuse(f"“{name}”不能涂黑。", "可以涂黑的有 PDF、图片（png、jpg、tif）和 Word 文件；别的文件请先导出为 PDF。")


@lru_cache(maxsize=4)
def _printed(data: bytes, ending: str) -> bytes | None:
    """By LibreOffice, once for all pages that are looked at one after the other."""
    return pdfs([data], ending=ending)[0]
