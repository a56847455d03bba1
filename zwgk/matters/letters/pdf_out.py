"""The same words → a PDF for the screen and the printer, in the layout of GB/T 9704-2012; many PDFs → one print file."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import pypdfium2
from django.template.loader import render_to_string

from .kinds import LetterKind

WIDTH = 440  # points of a line: the name of the organ stands on one


def render(kind: LetterKind, words: Mapping[str, Any], seal: bytes | None = None) -> bytes:
    """A4, the official faces by name with a fallback; the template of the county is not asked here."""
    from weasyprint import HTML  # heavy: loaded when the first letter is printed

    image = f"data:image/png;base64,{base64.b64encode(seal).decode()}" if seal else ""
    fields = [] if kind.text and kind.layout != "sheet" else [(element.label, words[element.id]) for element in kind.fields if element.type not in ("table", "parts") and words[element.id]]
    tables = [words[element.id] for element in kind.fields if element.type == "table" and words[element.id]]
    largest, signs = (36, len(words["organ"]) + 2) if kind.layout == "redhead" else (28, len(words["organ"]))
    size = min(largest, WIDTH // signs)
    more = {"layout": kind.layout, "fields": fields, "tables": tables, "head_size": size, "image": image}
    page = render_to_string("letters/_sheet.html" if kind.layout == "sheet" else "letters/_print.html", {**words, **more, "rows": [(each.label, words[each.id], each.type == "lines") for each in kind.fields]})
    return HTML(string=page).write_pdf(font_config=_fonts())


def merged(files: Iterable[bytes], *, duplex: bool = True) -> bytes:
    """One file to print; with `duplex` each letter begins on a new sheet."""
    whole = pypdfium2.PdfDocument.new()
    for data in files:
        part = pypdfium2.PdfDocument(data)
        whole.import_pages(part)
        if duplex and len(part) % 2:
            whole.new_page(595, 842)
        part.close()
    out = io.BytesIO()
    whole.save(out)
    whole.close()
    return out.getvalue()


@cache
def _fonts() -> Any:
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()
