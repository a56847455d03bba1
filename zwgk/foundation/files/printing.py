"""A page of HTML → a PDF for the printer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any


def printed(page: str) -> bytes:
    """A finished page, its style inside, as a PDF."""
    from weasyprint import HTML  # heavy: loaded when the first page is printed

    return HTML(string=page).write_pdf(font_config=_fonts())


def printed_sections(page: str, names: Sequence[str]) -> tuple[bytes, list[int]]:
    """The same, and the 0-based page on which each element with one of these ids begins."""
    from weasyprint import HTML

    document = HTML(string=page).render(font_config=_fonts())
    starts = {name: at for at, sheet in reversed(list(enumerate(document.pages))) for name in sheet.anchors}
    return document.write_pdf(), [starts[name] for name in names]


@cache
def _fonts() -> Any:
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()
