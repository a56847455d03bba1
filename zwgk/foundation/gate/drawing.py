"""The picture of a question."""

from __future__ import annotations

import io
import math

from PIL import Image, ImageDraw, ImageFont

from .queries import LENGTH, Question, stuff_of

WIDTH, HEIGHT = 480, 180


def picture(question: Question) -> bytes:
    """The letters as a PNG, large enough to be enlarged: turned, shifted, crossed by two waves."""
    stuff = stuff_of(question.mark + ":drawn")
    image = Image.new("RGB", (WIDTH, HEIGHT), "#f5f7fa")
    step = WIDTH // (LENGTH + 1)
    for at, letter in enumerate(question.letters):
        turned = _letter(letter, size=104 + stuff[at] % 24, turn=stuff[8 + at] % 46 - 23)
        x = step * (at + 1) - turned.width // 2 + stuff[16 + at] % 17 - 8
        y = (HEIGHT - turned.height) // 2 + stuff[20 + at] % 25 - 12
        image.paste("#1f2328", (x, y), turned)
    _waves(image, stuff)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _letter(letter: str, *, size: int, turn: int) -> Image.Image:
    """A mask of one letter."""
    mask = Image.new("L", (size * 2, size * 2), 0)
    ImageDraw.Draw(mask).text((size, size), letter, fill=255, font=ImageFont.load_default(size), anchor="mm")
    turned = mask.rotate(turn, resample=Image.Resampling.BICUBIC)
    return turned.crop(turned.getbbox() or (0, 0, 1, 1))


def _waves(image: Image.Image, stuff: bytes) -> None:
    draw = ImageDraw.Draw(image)
    for at in (24, 27):
        middle, reach, bend = 50 + stuff[at] % 80, 15 + stuff[at + 1] % 20, 60 + stuff[at + 2] % 50
        points = [(x, middle + reach * math.sin(x / bend + stuff[at])) for x in range(0, WIDTH, 4)]
        draw.line(points, fill="#57606a", width=5)
