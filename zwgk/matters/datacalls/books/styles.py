"""Formats of cells: reading them, and making a variant of one by appending, so that existing numbers keep their meaning."""

from __future__ import annotations

import copy
import re
from typing import Any

from lxml import etree

from .package import Book

PART = "xl/styles.xml"
BUILTIN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 22: "yyyy/m/d h:mm",
    27: "yyyy年m月", 28: "m月d日", 29: "m月d日", 30: "m-d-yy", 31: "yyyy年m月d日", 36: "yyyy年m月", 49: "@", 50: "yyyy年m月", 51: "m月d日", 57: "yyyy年m月", 58: "m月d日",
}  # fmt: skip


class Styles:
    """The cell formats of one workbook."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.known = PART in book.parts
        self._variants: dict[tuple[Any, ...], str] = {}
        if not self.known:
            return
        root = book.tree(PART)
        self.formats = {int(node.get("numFmtId")): str(node.get("formatCode")) for node in root.iter(book.tag("numFmt"))}
        self.xfs = root.find(book.tag("cellXfs"))
        borders = root.find(book.tag("borders"))
        self.boxes = [any(side.get("style") not in (None, "none") for side in border if isinstance(side.tag, str)) for border in borders if isinstance(border.tag, str)] if borders is not None else []

    def format(self, style: str | None) -> str:
        """The number format of a cell."""
        xf = self._xf(style)
        number = int(xf.get("numFmtId", 0)) if xf is not None else 0
        return (self.formats.get(number) or BUILTIN.get(number, "General")) if self.known else "General"

    def boxed(self, style: str | None) -> bool:
        xf = self._xf(style)
        number = int(xf.get("borderId", 0)) if xf is not None else 0
        return self.known and number < len(self.boxes) and self.boxes[number]

    def variant(self, style: str | None, *, quote: bool = False, day: bool = False, unlocked: bool = False) -> str | None:
        """The same look: as text that is never a formula, as a day, or open for typing."""
        if not self.known or self.xfs is None:
            return style
        key = (style, quote, day, unlocked)
        if key not in self._variants:
            base = self._xf(style)
            xf = copy.deepcopy(base) if base is not None else etree.Element(self.book.tag("xf"), numFmtId="0", fontId="0", fillId="0", borderId="0")
            if quote:
                xf.set("quotePrefix", "1")
            if day:
                xf.set("numFmtId", "14")
                xf.set("applyNumberFormat", "1")
            if unlocked:
                self._unlock(xf)
            self.xfs.append(xf)
            self.xfs.set("count", str(len(self.xfs)))
            self._variants[key] = str(len(self.xfs) - 1)
        return self._variants[key]

    def _unlock(self, xf: Any) -> None:
        for old in xf.findall(self.book.tag("protection")):
            xf.remove(old)
        alignment = xf.find(self.book.tag("alignment"))
        node = etree.Element(self.book.tag("protection"), locked="0")
        if alignment is not None:
            alignment.addnext(node)
        else:
            xf.insert(0, node)
        xf.set("applyProtection", "1")

    def _xf(self, style: str | None) -> Any:
        number = int(style or 0)
        return self.xfs[number] if self.known and self.xfs is not None and number < len(self.xfs) else None


def is_day(pattern: str) -> bool:
    """Whether a number format shows a date."""
    return bool(re.search(r"[yd年日]", re.sub(r'"[^"]*"|\[[^\]]*\]', lambda found: found[0].strip('"') if found[0].startswith('"') else "", pattern), re.I))
