"""Telling people from programs without anybody else's service: a picture, or the same thing asked in words.

Nothing is stored for a question: what it asks is worked out from its mark and the key of this installation. A mark is good for half an
hour, and once (`actions.limits.spend`). The words serve whoever cannot see the picture; a screen reader reads them out.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import math
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from PIL import Image, ImageDraw, ImageFont

SALT = "inforequests.captcha"
LASTS_SECONDS = 30 * 60
LETTERS = "2345679ACDEFHKLMNPRTUVWXY"  # without what looks alike: 0 O, 1 I J, 5 S, 8 B, Q G Z
LENGTH = 4
WIDTH, HEIGHT = 480, 180
DIGITS = "零一二三四五六七八九十"
ALIKE = str.maketrans("零〇一二两三四五六七八九", "001223456789")


@dataclass(frozen=True, slots=True)
class Question:
    """One question in its two forms."""

    mark: str  # goes through the form, signed
    letters: str
    words: str
    number: int

    def answered(self, said: str) -> bool:
        """Whether either form was answered; case, blanks and full-width signs do not matter."""
        plain = "".join(_half(said).split()).upper()
        return plain == self.letters or _as_number(plain) == self.number


def ask() -> Question:
    """A new question."""
    return _question(signing.TimestampSigner(salt=SALT).sign(secrets.token_urlsafe(9)))


def asked(mark: str) -> Question | None:
    """The question with this mark; None when it is not ours or too old."""
    try:
        signing.TimestampSigner(salt=SALT).unsign(mark, max_age=LASTS_SECONDS)
    except signing.BadSignature:
        return None
    return _question(mark)


def _question(mark: str) -> Question:
    stuff = _stuff(mark)
    letters = "".join(LETTERS[byte % len(LETTERS)] for byte in stuff[:LENGTH])
    first, second = 2 + stuff[8] % 9, 1 + stuff[9] % 9
    if stuff[10] % 2 and first > second:
        return Question(mark, letters, f"{_said(first)}减{_said(second)}等于几", first - second)
    return Question(mark, letters, f"{_said(first)}加{_said(second)}等于几", first + second)


def _stuff(mark: str) -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), f"{SALT}:{mark}".encode(), hashlib.sha256).digest()


def _said(number: int) -> str:
    return DIGITS[number]


def _half(text: str) -> str:
    return "".join(chr(ord(sign) - 0xFEE0) if 0xFF01 <= ord(sign) <= 0xFF5E else sign for sign in text)


def _as_number(text: str) -> int | None:
    """12, 十二 and 一十二 alike."""
    tens, ten, ones = text.partition("十")
    if ten:
        text = (tens or "1") + (ones or "0")
    text = text.translate(ALIKE)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None


def picture(question: Question) -> bytes:
    """The letters as a PNG, large enough to be enlarged: turned, shifted, crossed by two waves."""
    stuff = _stuff(question.mark + ":drawn")
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
