"""Which pages may be taken over as they are: those that hold nothing but what they show, and share nothing with a touched page."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1

# More than the page shows: old pictures of it, private data of programs, actions, layers that can be switched off, attachments.
MORE = frozenset({"Thumb", "PieceInfo", "Metadata", "AA", "OC", "OCGs", "AF", "Alternates", "OPI", "PresSteps", "Group_PieceInfo"})
DEEPEST = 60


@dataclass(slots=True)
class Holdings:
    """What hangs on one page."""

    streams: set[int] = field(default_factory=set)  # contents, pictures, forms: by object number
    fonts: set[int] = field(default_factory=set)
    plain: bool = True


def holdings(data: bytes) -> list[Holdings] | None:
    """For every page what hangs on it; None when the file cannot be followed."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        layered = "OCProperties" in document.catalog
        return [_of(page, layered) for page in PDFPage.create_pages(document)]
    except Exception:  # a damaged or odd file: every page becomes a picture
        return None


def _of(page: PDFPage, layered: bool) -> Holdings:
    found = Holdings(plain=not (MORE & page.attrs.keys()))
    for key in ("Resources", "Contents"):
        value = page.attrs.get(key, page.resources if key == "Resources" else None)
        _walk(value, key, found, set(), 0)
    annotations = resolve1(page.annots) if page.annots else []
    kinds = [str(getattr(resolve1(resolve1(each).get("Subtype")), "name", "")) for each in annotations or [] if resolve1(each)]
    found.plain &= all(kind == "Link" for kind in kinds)  # links are taken off, everything else is drawn into a picture
    properties = resolve1(resolve1(page.resources or {}).get("Properties")) if page.resources else None
    found.plain &= not (layered and properties)
    return found


def _walk(value: Any, key: str, found: Holdings, seen: set[int], depth: int) -> None:
    number = value.objid if isinstance(value, PDFObjRef) else 0
    if number in seen or depth > DEEPEST:
        return
    if number:
        seen.add(number)
    real = resolve1(value)
    if key == "Font":
        found.fonts |= set(_numbers(real))
        return
    if isinstance(real, PDFStream):
        found.streams.add(number)
        real = real.attrs
    if isinstance(real, dict):
        found.plain &= not (MORE & real.keys())
        for name, inner in real.items():
            if name not in ("Parent", "ColorSpace", "Filter"):
                _walk(inner, name, found, seen, depth + 1)
    elif isinstance(real, list):
        for inner in real:
            _walk(inner, key, found, seen, depth + 1)


def _numbers(fonts: Any) -> Iterator[int]:
    for each in (fonts or {}).values() if isinstance(fonts, dict) else ():
        if isinstance(each, PDFObjRef):
            yield each.objid
