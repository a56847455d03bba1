"""Characters of a PDF page with their places, and words found in them: half or full width, over line ends, in any case."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from .boxes import Box

GRID = 1_000_000  # units across a page when PDFium turns its coordinates into those of the shown page


@dataclass(frozen=True, slots=True)
class Letter:
    """One visible character and its cell, in shares of the shown page."""

    sign: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


NOWHERE = (0.0, 0.0, 0.0, 0.0)


def of_page(page: pypdfium2.PdfPage, *, placed: bool = True) -> list[Letter]:
    """Every character that is not blank, in reading order; invisible text layers are text too. Places cost most of the time."""
    text = page.get_textpage()
    found = []
    try:
        for at in range(text.count_chars()):
            code = raw.FPDFText_GetUnicode(text.raw, at)
            sign = unicodedata.normalize("NFKC", chr(code)) if code else ""
            if sign.strip() and unicodedata.category(sign[0]) != "Cc" and code not in (0xFFFE, 0xFFFF):
                found.append(Letter(sign, *(_cell(page, text, at) if placed else NOWHERE)))
    finally:
        text.close()
    return found


def of_document(document: pypdfium2.PdfDocument, words: Iterable[str], touched: Iterable[int] = ()) -> dict[int, list[Letter]]:
    """Page (from 1) → its characters; with their places where one of the words stands, and on the touched pages."""
    found, wanted, known = {}, list(words), set(touched)
    for number in range(1, len(document) + 1):
        page = document[number - 1]
        found[number] = of_page(page, placed=False)
        if number in known or next(find(found[number], wanted, number), None):
            found[number] = of_page(page)
        page.close()
    return found


def find(letters: list[Letter], words: Iterable[str], page: int) -> Iterator[Box]:
    """A box per line of every occurrence."""
    signs, owners = [], []
    for number, letter in enumerate(letters):
        signs += letter.sign.casefold()
        owners += [number] * len(letter.sign.casefold())
    text = "".join(signs)
    for word in words:
        wanted = bare(word)
        at = text.find(wanted) if wanted else -1
        while at != -1:
            yield from _lines([letters[n] for n in sorted({*owners[at : at + len(wanted)]})], page)
            at = text.find(wanted, at + 1)


def bare(text: str) -> str:
    """As words are compared: without blanks, in half width, lower case; old radicals as the characters they stand for."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _lines(letters: list[Letter], page: int) -> Iterator[Box]:
    """Neighbours on one line share a box."""
    run: list[Letter] = []
    for letter in letters:
        if run and not _beside(run[-1], letter):
            yield _around(run, page)
            run = []
        run.append(letter)
    if run:
        yield _around(run, page)


def _beside(one: Letter, other: Letter) -> bool:
    """Next to each other on one line, whichever way the page is turned."""
    wide, high = max(one.right - one.left, 0.001), max(one.bottom - one.top, 0.001)
    aside = max(other.left - one.right, one.left - other.right)
    below = max(other.top - one.bottom, one.top - other.bottom)
    level = abs(one.middle[1] - other.middle[1]) < 0.6 * high
    upright = abs(one.middle[0] - other.middle[0]) < 0.6 * wide
    return (level and aside < 3 * wide) or (upright and not level and below < 0.5 * high)


def _around(run: list[Letter], page: int) -> Box:
    left, top = min(each.left for each in run), min(each.top for each in run)
    right, bottom = max(each.right for each in run), max(each.bottom for each in run)
    air = (bottom - top) * 0.06
    return Box(page, max(0.0, left - air / 2), max(0.0, top - air), min(1.0, right + air / 2), min(1.0, bottom + air))


def _cell(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, at: int) -> tuple[float, float, float, float]:
    """The union of the tight and the loose cell: the tight one misses ascenders, the loose one may be empty."""
    tight = text.get_charbox(at)
    loose = text.get_charbox(at, loose=True)
    left, bottom = min(tight[0], loose[0]), min(tight[1], loose[1])
    right, top = max(tight[2], loose[2]), max(tight[3], loose[3])
    one, other = shown(page, left, bottom), shown(page, right, top)
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


def shown(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    """A point of the page's own space, as shares of the page as it is shown: rotation and crop are PDFium's work."""
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page.raw, 0, 0, GRID, GRID, 0, x, y, across, down)
    return min(1.0, max(0.0, across.value / GRID)), min(1.0, max(0.0, down.value / GRID))
