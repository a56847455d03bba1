"""Characters of a PDF page or table cell, grouped to printed lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from .layout import Line, tidy

_WIDE = 0.9  # of the type size: a gap that somebody meant, as between two fields of a head line
Character = dict[str, Any]  # pdfplumber's: text, x0, x1, top, bottom, size …


def lines_of(characters: Sequence[Character], page: int) -> list[Line]:
    """Characters grouped to lines by their vertical middle, left to right."""
    rows: list[list[Character]] = []
    middle = 0.0
    for char in sorted(characters, key=lambda c: ((c["top"] + c["bottom"]) / 2, c["x0"])):
        at = (char["top"] + char["bottom"]) / 2
        if rows and abs(at - middle) < 0.45 * max(char["bottom"] - char["top"], 1):
            rows[-1].append(char)
        elif char["text"].strip():
            rows.append([char])
            middle = at
    return [line for line in (_line(sorted(row, key=lambda c: c["x0"]), page) for row in rows) if line is not None]


def _line(row: list[Character], page: int) -> Line | None:
    inked = [char for char in row if char["text"].strip()]
    if not inked:
        return None
    sizes = sorted(char["size"] for char in inked)
    size = sizes[len(sizes) // 2]
    pieces: list[str] = []
    before: Character | None = None
    for char in row:
        gap = char["x0"] - before["x1"] if before is not None else 0.0
        if before is not None and gap > _WIDE * size and char["text"].strip():
            pieces.append("\u3000")
        elif before is not None and gap > 0.25 * size and (_latin(before) or _latin(char)):
            pieces.append(" ")
        pieces.append(char["text"])
        before = char if char["text"].strip() else before
    text = tidy(re.sub(r"[ \u3000\xa0]*\u3000[ \u3000\xa0]*", "\u3000", "".join(pieces).replace("\xa0", " ")).strip(" \u3000"))
    text = text.replace("\u00ad", "-")
    return Line(text, inked[0]["x0"], inked[-1]["x1"], min(c["top"] for c in inked), max(c["bottom"] for c in inked), size, page) if text else None


def _latin(char: Character) -> bool:
    text: str = char["text"]
    return text.isascii() and text.isalnum()
