"""One PDF page: its text lines outside tables, its ruled tables, and whether it is only a picture."""

from __future__ import annotations

from dataclasses import dataclass, field

from pdfplumber.page import Page as SourcePage

from .layout import Line
from .pdf_lines import Character, lines_of
from .pdf_tables import PageTable, read_tables

_WHOLE = 0.85  # share of the page that a scanned picture covers
_MOST_RULES = 4_000  # more lines and boxes than that are a drawing, not tables


@dataclass(slots=True)
class Page:
    """What one page gives."""

    number: int
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    tables: list[PageTable] = field(default_factory=list)
    images: int = 0
    scanned: bool = False  # a picture without usable text
    layered: bool = False  # a picture over the whole page with text behind it: a scanner's own recognition


def read_page(page: SourcePage) -> Page:
    found = Page(page.page_number, float(page.width), float(page.height), images=len(page.images))
    characters = [char for char in _visible(page) if char["text"]]
    garbled = sum(1 for char in characters if _unreadable(char["text"]))
    words = sum(1 for char in characters if char["text"].strip())
    if words < 5 or garbled > 0.3 * words:
        found.scanned = bool(page.images) or garbled > 0 or (words == 0 and bool(page.curves))
        if found.scanned:
            return found
    found.layered = any(image["width"] * image["height"] > _WHOLE * float(page.width * page.height) for image in page.images)
    rules = len(page.lines) + len(page.rects) + len(page.curves)
    if 3 <= rules <= _MOST_RULES:
        found.tables = read_tables(page, characters)
    loose = [char for char in characters if not any(table.holds(char) for table in found.tables)]
    found.lines = lines_of(loose, found.number)
    return found


def _unreadable(text: str) -> bool:
    return text.startswith("(cid:") or text == "\ufffd" or any(0xE000 <= ord(sign) <= 0xF8FF for sign in text)


def _visible(page: SourcePage) -> list[Character]:
    """Upright characters on the page, each once: bold type is sometimes printed twice on the same spot."""
    seen: set[tuple[str, int, int]] = set()
    found = []
    for char in page.chars:
        if not char.get("upright", True) or char["x1"] < 0 or char["x0"] > page.width or char["bottom"] < 0 or char["top"] > page.height:
            continue
        spot = (char["text"], round(char["x0"]), round(char["top"]))
        if char["text"].strip() and spot in seen:
            continue
        seen.add(spot)
        found.append(char)
    return found
