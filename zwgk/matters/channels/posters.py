"""An A4 page for a wall: title, summary, QR, date, supervision phone. PDF by WeasyPrint, PNG of it for a chat group."""

from __future__ import annotations

import io
import math

import pypdfium2
import segno
from django.template.loader import render_to_string

from zwgk.foundation.files.queries import printed

from .carrying import cut
from .models import Channel, Piece

# An A4 page in millimetres and characters: what is left for the text after head, title and foot.
FREE, LINE, CHARACTERS = 160, 11.2, 27  # height, height of a line of text, characters in it
TITLES = ((16, 14.9, 30), (20, 12.0, 24))  # characters in a line of the title, its height, points
DOTS = 150  # per inch


def page(piece: Piece, channel: Channel | None, site: str) -> str:
    """The poster as a page of HTML."""
    title = cut(piece.title, 100)
    wide, high, points = TITLES[len(title) > 2 * TITLES[0][0]]
    lines = int((FREE - math.ceil(len(title) / wide) * high) / LINE)
    told = {
        "piece": piece, "title": title, "points": points, "lines": _fitting(piece, lines), "site": site, "phone": channel.phone if channel and channel.phone else piece.organ.phone,
        "code": segno.make(piece.address, error="m").svg_data_uri(border=1) if piece.address else "", "number": piece.fields.get("索引号", ""),
    }  # fmt: skip
    return render_to_string("channels/_poster.html", told)


def _fitting(piece: Piece, lines: int) -> list[str]:
    """Paragraphs for so many lines; the last one is cut at a sentence."""
    told = str(piece.fields.get("内容概述", "")).strip()
    wanted = [told] if told else [line.strip() for line in piece.text.splitlines() if line.strip() and line.strip() != piece.title]
    shown = []
    for text in wanted:
        if lines < 2:
            break
        shown.append(cut(text, lines * CHARACTERS - 2))
        lines -= math.ceil((len(shown[-1]) + 2) / CHARACTERS)
    return shown


def pdf(piece: Piece, channel: Channel | None, site: str) -> bytes:
    return printed(page(piece, channel, site))


def png(piece: Piece, channel: Channel | None, site: str) -> bytes:
    """The same as a picture."""
    paper = pypdfium2.PdfDocument(pdf(piece, channel, site))
    try:
        out = io.BytesIO()
        paper[0].render(scale=DOTS / 72).to_pil().convert("L").convert("RGB").save(out, "PNG", optimize=True)
        return out.getvalue()
    finally:
        paper.close()
