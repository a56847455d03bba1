"""公民身份号码: eighteen signs with a check digit (GB 11643-1999), fifteen in the old form.

A number whose check digit is right is found wherever it stands, however it is broken up, except inside a longer row of digits and as
the front of an index number. One that does not check is doubted only where it stands like an identity number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from .codes import PIPL, credit_checks
from .model import Finding, Kind, Severity
from .text import around, digits, stars

# GB/T 2260: the first two digits; 83 is used for residence permits of Taiwan residents.
PROVINCES = frozenset(["11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83"])
_BREAK = r"(?:[ \t]{0,4}\r?\n[ \t]{0,4}|[ \t]{1,4}|[ \t]?[\-_.·•/|][ \t]?)?"
_LONG = re.compile(rf"(?<![0-9])(?=([1-8](?:{_BREAK}[0-9]){{16}}{_BREAK}[0-9Xx×])(?![0-9]))")
_OLD = re.compile(r"(?<![0-9])(?=([1-8][0-9]{5}[ \-]?[0-9]{6}[ \-]?[0-9]{3})(?![0-9]))")
_GAPS = re.compile(r"[^0-9Xx×]+")
_WORDS = re.compile(r"身份证|公民身份|证件号|身份号|居民证|ID号|残疾人?证号")
_LABEL = re.compile(r"(?:身份证|公民身份|身份)(?:件|证)?(?:号码|号)?[: 为是]{0,3}$")
_OTHER = re.compile(r"信用代码|索引号|索取号|订单|流水|编号|代码|项目|条码|案号|卡号|账号|帐号|备案|许可证")
_INDEX = re.compile(r"/(?:19|20)\d{2}(?:\d{2})?-\d{3,5}(?!\d)")
_GROUPS = 5  # breaks inside a number; more only when every sign stands apart
_WRONG = "形似身份号码，但校验码不符，请核对。"


def identity_checks(number: str) -> bool:
    """True when the last character is the check digit of the first seventeen (GB 11643-1999)."""
    total = sum(int(digit) * (2 ** (17 - place) % 11) for place, digit in enumerate(number[:17]))
    return "10X98765432"[total % 11] == number[17].upper()


def born(number: str) -> bool:
    """True when digits 7–14 (7–12 of fifteen) are a day that was."""
    text = number[6:14] if len(number) == 18 else f"19{number[6:12]}"
    try:
        day = date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return False
    return 1880 <= day.year <= 2100


def identities(text: str) -> Iterator[Finding]:
    """Numbers of eighteen signs, then of fifteen."""
    for found in _LONG.finditer(text):
        written, at = found[1], found.start()
        gaps = _GAPS.findall(written)
        if len(gaps) <= _GROUPS or (len(gaps) == 17 and len(set(gaps)) == 1):
            severity = _judged(text, written, at, digits(written), gaps)
            if severity:
                yield _finding(written, at, severity)
    for found in _OLD.finditer(text):
        written, at = found[1], found.start()
        left, right = around(text, at, at + len(written))
        number, named = digits(written), bool(_WORDS.search(left))
        apart = written == number and _stands_alone(text, at, at + len(written)) and not _OTHER.search(left) and not right.startswith("-")
        if number[:2] in PROVINCES and born(number) and (named or apart):
            yield _finding(written, at, Severity.CERTAIN if named else Severity.SUSPECTED)


def _judged(text: str, written: str, at: int, number: str, gaps: list[str]) -> Severity | None:
    left, right = around(text, at, at + len(written), after=12)
    if _INDEX.match(right) or (credit_checks(number) and "信用代码" in left):
        return None
    shaped = number[:2] in PROVINCES and born(number)
    if shaped and identity_checks(number):
        return Severity.CERTAIN
    if not _stands_alone(text, at, at + len(written)):
        return None
    named = bool(_WORDS.search(left))
    if shaped and (named or (len(gaps) <= 3 and not any("\n" in gap for gap in gaps) and not _OTHER.search(left[-8:]))):
        return Severity.SUSPECTED
    return Severity.SUSPECTED if _LABEL.search(left) and not gaps and not credit_checks(number) else None


def _stands_alone(text: str, start: int, end: int) -> bool:
    """No letter touches it, and it does not follow a decimal point, a stroke or a hyphen."""
    return not re.match(r"[0-9A-Za-z]", text[end : end + 1]) and not re.match(r"[0-9A-Za-z./\-]", text[max(0, start - 1) : start])


def _finding(written: str, at: int, severity: Severity) -> Finding:
    advice = "隐去出生日期和顺序码后再公开。" if severity is Severity.CERTAIN else _WRONG
    return Finding(Kind.IDENTITY, written, at, severity, advice, stars(written, 6, 4), PIPL)
