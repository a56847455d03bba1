"""Lines broken at the page's width (copied from a PDF) → whole paragraphs.

Reads: lines. Writes: the same text with full lines joined to the next, when most lines of the document are equally full.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from .lines import Grid, Line
from .markers import leading

_ENDS = "。：:；;！？!?"
_NARROW, _WIDE = 18, 70


def joined(items: list[Line | Grid]) -> list[Line | Grid]:
    """The items with wrapped lines joined; unchanged when the text is not wrapped."""
    width = _width(items)
    if width == 0:
        return items
    made: list[Line | Grid] = []
    full = False
    for item in items:
        before = made[-1] if made else None
        if full and isinstance(item, Line) and isinstance(before, Line) and not item.gap and "\t" not in item.text and leading(item.text) is None:
            made[-1] = replace(before, text=before.text + item.text, raw=before.raw + "\n" + item.raw)
        else:
            made.append(item)
        full = isinstance(item, Line) and "\t" not in item.text and len(item.text) >= width - 3 and item.text[-1] not in _ENDS
    return made


def _width(items: list[Line | Grid]) -> int:
    """The common length of full lines; 0 when the text is not wrapped."""
    lengths = [len(item.text) for item in items if isinstance(item, Line) and "\t" not in item.text]
    usual = Counter(length for length in lengths if _NARROW <= length <= _WIDE)
    if len(lengths) < 12 or not usual or max(lengths) > _WIDE + 10:
        return 0
    width = max(usual, key=lambda length: sum(usual[length + step] for step in range(-2, 3)))
    near = [item for item in items if isinstance(item, Line) and abs(len(item.text) - width) <= 2]
    broken = sum(item.text[-1] not in _ENDS for item in near)
    return width if len(near) * 5 >= len(lengths) * 2 and broken * 2 >= len(near) else 0
