"""A page of HTML → a PDF for the printer."""

from __future__ import annotations

from functools import cache
from typing import Any


def printed(page: str) -> bytes:
    """A finished page, its style inside, as a PDF."""
    from weasyprint import HTML  # heavy: loaded when the first page is printed

    return HTML(string=page).write_pdf(font_config=_fonts())


@cache
def _fonts() -> Any:
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()
