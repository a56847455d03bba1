"""Kept words, images and lists → PDF, drawn directly: a few milliseconds a page."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence

from django.utils.timezone import localtime
from PIL import Image, ImageOps
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from ..materials import Capture
from .faces import face

WIDTH, HEIGHT = A4
SIDE, TOP, BOTTOM = 56.0, 60.0, 62.0
MOST_PAGES = 60
FIRST_FORBIDDEN = "，。、；：？！）》”’】"  # never begin a line


class Paper:
    """Lines of text on as many pages as they need."""

    def __init__(self, title: str) -> None:
        self.bytes = io.BytesIO()
        self.font = face()
        self.canvas = Canvas(self.bytes, pagesize=A4, pageCompression=1, initialFontName=self.font)
        self.canvas.setTitle(title)
        self.y, self.pages = HEIGHT - TOP, 1

    def text(self, words: str, size: float = 11, *, lead: float = 1.65, centred: bool = False, grey: float = 0.0) -> None:
        self.canvas.setFillGray(grey)
        for line in wrapped(words, size, WIDTH - 2 * SIDE, self.font):
            self.room(size * lead)
            self.y -= size * lead
            self.canvas.setFont(self.font, size)
            if centred:
                self.canvas.drawCentredString(WIDTH / 2, self.y, line)
            else:
                self.canvas.drawString(SIDE, self.y, line)
        self.canvas.setFillGray(0)

    def room(self, needed: float) -> bool:
        """A new page where the rest of this one is too small."""
        if self.y - needed >= BOTTOM:
            return False
        self.page()
        return True

    def page(self) -> None:
        self.canvas.showPage()
        self.y, self.pages = HEIGHT - TOP, self.pages + 1

    def gap(self, points: float) -> None:
        self.y -= points

    def rule(self) -> None:
        self.y -= 8
        self.canvas.setLineWidth(0.5)
        self.canvas.line(SIDE, self.y, WIDTH - SIDE, self.y)
        self.y -= 4

    def done(self) -> bytes:
        self.canvas.save()
        return self.bytes.getvalue()


def capture(kept: Capture) -> bytes:
    """The kept words of a page under a head with address, time and digest."""
    paper = Paper(kept.title)
    paper.text(kept.title, 15)
    paper.gap(4)
    when = f"{localtime(kept.fetched_at):%Y年%m月%d日 %H:%M:%S}（北京时间）" if kept.fetched_at else ""
    for label, value in (("网页地址" if when else "平台记录", kept.address), ("抓取时间", when), ("SHA-256", kept.sha256)):
        if value:
            paper.text(f"{label}：{value}", 9, grey=0.3)
    paper.rule()
    for line in kept.text.splitlines():
        paper.text(line.strip() or " ")
        if paper.pages > MOST_PAGES:
            paper.text("（以下略，全文留存在平台，校验值同上）", 9, grey=0.3)
            break
    return paper.done()


def image(data: bytes, title: str) -> bytes:
    """Every frame of an image on a page of its own, as large as the page allows."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, pageCompression=1)
    canvas.setTitle(title)
    with Image.open(io.BytesIO(data)) as opened:
        plain = opened.format == "JPEG" and opened.mode in ("RGB", "L") and opened.getexif().get(274, 1) == 1
        for frame in range(min(getattr(opened, "n_frames", 1), MOST_PAGES)):
            opened.seek(frame)
            # A JPEG goes in as it is; everything else is turned upright and loses what a page cannot show.
            shown = None if plain else ImageOps.exif_transpose(opened.convert("RGB"))
            width, height = opened.size if shown is None else shown.size
            scale = min((WIDTH - 2 * SIDE) / width, (HEIGHT - TOP - BOTTOM) / height, 1.5)
            source = io.BytesIO(data) if shown is None else shown
            canvas.drawImage(ImageReader(source), (WIDTH - width * scale) / 2, HEIGHT - TOP - height * scale, width * scale, height * scale)
            canvas.showPage()
    canvas.save()
    return out.getvalue()


def listing(title: str, head: Iterable[str], columns: Sequence[tuple[str, float]], rows: Iterable[Sequence[str]]) -> bytes:
    """A cover page and a ruled list; a row of one cell is a heading. Columns: (word, share of the width)."""
    paper = Paper(title)
    paper.gap(190)
    paper.text(title, 26 if len(title) < 17 else 20, centred=True)
    paper.gap(60)
    for line in head:
        paper.text(line, 13, centred=True)
    paper.page()
    paper.text("目录", 18, centred=True)
    paper.gap(8)
    _row(paper, [word for word, _ in columns], columns, 9.5, grey=0.3)
    for row in rows:
        if len(row) == 1:
            paper.gap(5)
            paper.text(row[0], 11)
        else:
            _row(paper, row, columns, 9.5)
    return paper.done()


def _row(paper: Paper, cells: Sequence[str], columns: Sequence[tuple[str, float]], size: float, grey: float = 0.0) -> None:
    whole, step = WIDTH - 2 * SIDE, size * 1.45
    folded = [list(wrapped(cell, size, whole * share - 6, paper.font)) for cell, (_, share) in zip(cells, columns, strict=True)]
    tall = max(len(lines) for lines in folded) * step
    paper.room(tall + 3)
    left = SIDE
    paper.canvas.setFont(paper.font, size)
    paper.canvas.setFillGray(grey)
    for lines, (_, share) in zip(folded, columns, strict=True):
        for at, line in enumerate(lines, 1):
            paper.canvas.drawString(left, paper.y - at * step, line)
        left += whole * share
    paper.canvas.setFillGray(0)
    paper.y -= tall + 3
    paper.canvas.setLineWidth(0.25)
    paper.canvas.line(SIDE, paper.y, WIDTH - SIDE, paper.y)


def wrapped(words: str, size: float, width: float, font: str) -> Iterator[str]:
    """Lines no wider than that, broken between any two characters; no line begins with a stop."""
    line, used = "", 0.0
    for character in words:
        wide = _wide(character, font) * size
        if used + wide > width and line and character not in FIRST_FORBIDDEN:
            yield line
            line, used = "", 0.0
        line, used = line + character, used + wide
    yield line


_WIDTHS: dict[tuple[str, str], float] = {}


def _wide(character: str, font: str) -> float:
    if ord(character) > 0x2E7F:
        return 1.0
    known = _WIDTHS.get((font, character))
    if known is None:
        known = _WIDTHS[font, character] = pdfmetrics.stringWidth(character, font, 1.0)
    return known
