"""Telling people from programs without anybody else's service: a picture, or the same thing asked in words; how often one tried.

Nothing is stored for a question: what it asks is worked out from its mark and the key of this installation. A mark is good for half an
hour. The words serve whoever cannot see the picture; a screen reader reads them out.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing

from zwgk.foundation.files.actions import key_of

from .models import Attempt

SALT = "gate.question"
LASTS_SECONDS = 30 * 60
LETTERS = "2345679ACDEFHKLMNPRTUVWXY"  # without what looks alike: 0 O, 1 I J, 5 S, 8 B, Q G Z
LENGTH = 4
DIGITS = "零一二三四五六七八九十"
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # read over the telephone without mistake
CODE_LENGTH = 12  # 31¹² possibilities: nobody finds one by trying
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
    stuff = stuff_of(mark)
    letters = "".join(LETTERS[byte % len(LETTERS)] for byte in stuff[:LENGTH])
    first, second = 2 + stuff[8] % 9, 1 + stuff[9] % 9
    if stuff[10] % 2 and first > second:
        return Question(mark, letters, f"{_said(first)}减{_said(second)}等于几", first - second)
    return Question(mark, letters, f"{_said(first)}加{_said(second)}等于几", first + second)


def stuff_of(mark: str) -> bytes:
    """Bytes that only this installation can work out from the mark."""
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


@dataclass(frozen=True, slots=True)
class Limit:
    """So many within a time."""

    kind: str
    most: int
    within: timedelta
    says: str
    remedy: str = ""


def count(limit: Limit, whose: str, *, at: datetime) -> int:
    """How many there were within the time."""
    return Attempt.objects.filter(kind=limit.kind, whose=key_of(whose), at__gt=at - limit.within).count()


def new_code() -> str:
    """A code that only its owner knows (查询码)."""
    return "".join(secrets.choice(SIGNS) for _ in range(CODE_LENGTH))


def spaced(code: str) -> str:
    """ABCD-EFGH-JKMN, as it is read out."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))
