"""A cell's value as it is shown: numbers, percentages and dates under the cell's own number format.

Covers what office tables use; a format it does not know shows the plain value.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.utils.datetime import WINDOWS_EPOCH, from_excel

from .numerals import counting

# Chinese Excel and WPS store these dates under built-in numbers that other readers show as bare serials.
_CHINESE_BUILTIN = {
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"',
    34: 'h"时"mm"分"', 35: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"',
    54: 'm"月"d"日"', 55: 'h"时"mm"分"', 56: 'h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
_SYSTEM_SHORT_DATE = 14  # follows the machine; in China 2026/3/2
_TOKEN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|y+|m+|d+|h+|s+(?:\.0+)?|AM/PM|上午/下午|.', re.I | re.S)
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.')
_DATE_LETTERS = re.compile(r"[ymdhs]", re.I)
_DIGITS = "〇一二三四五六七八九"


def shown(cell: Cell) -> str:
    """What a person reads in the cell."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    style = _format_id(cell)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime | dt.date | dt.time | dt.timedelta):
        pattern = _CHINESE_BUILTIN.get(style) or ("yyyy/m/d" if style == _SYSTEM_SHORT_DATE else cell.number_format)
        return _date(value, pattern)
    if isinstance(value, int | float):
        return _as_date(cell, float(value)) if style in _CHINESE_BUILTIN else number(value, cell.number_format)
    return str(value)


def _format_id(cell: Cell) -> int:
    """The number of the format; openpyxl's `number_format` says General for the Chinese built-in ones."""
    style: Any = cell._style  # type: ignore[attr-defined]
    return int(style.numFmtId)


def _as_date(cell: Cell, serial: float) -> str:
    try:
        moment = from_excel(serial, getattr(cell.parent.parent, "epoch", WINDOWS_EPOCH))
    except (ValueError, OverflowError, TypeError):
        return _plain(serial)
    return _date(moment, _CHINESE_BUILTIN[_format_id(cell)]) if moment is not None else ""


def _plain(value: float) -> str:
    """General format: at most 11 significant figures, no trailing zeros."""
    if float(value).is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.11g}"


def number(value: float, pattern: str) -> str:
    """A number under patterns such as 0.00, #,##0, 0%, 0"个", 000."""
    section = _section(value, pattern)
    bare = _LITERAL.sub("", section)
    if pattern in ("General", "@") or not re.search("[0#]", bare) or re.search(r"[E/?]", bare) or _DATE_LETTERS.search(bare):
        return _plain(value)
    core = re.search(r"[#0,]+(?:\.[0#]*)?", bare)
    if core is None:
        return _plain(value)
    before, after = _surroundings(section)
    percent = "%" in bare
    text = _digits(abs(value) * (100 if percent else 1), core.group())
    sign = "-" if value < 0 and ";" not in pattern and text.strip("0.,") else ""
    return f"{sign}{before}{text}{after}"


def _section(value: float, pattern: str) -> str:
    parts = pattern.split(";")
    if value < 0 and len(parts) > 1:
        return parts[1]
    return parts[2] if value == 0 and len(parts) > 2 else parts[0]


def _surroundings(section: str) -> tuple[str, str]:
    """What the format prints before and after the digits."""
    kept = re.sub(r"\[\$([^\]-]*)[^\]]*\]", r'"\1"', section)
    kept = re.sub(r"\[[^\]]*\]|_.|\*.", "", kept)
    first, last = re.search("[0#]", kept), list(re.finditer("[0#]", kept))[-1:]
    if first is None or not last:
        return "", ""
    clean = [re.sub(r'"([^"]*)"|\\(.)', lambda hit: hit.group(1) or hit.group(2) or "", part) for part in (kept[: first.start()], kept[last[0].end() :])]
    return clean[0].strip(), clean[1].rstrip(" ,")


def _digits(value: float, core: str) -> str:
    whole, _, fraction = core.partition(".")
    try:
        exact = Decimal(repr(value)).quantize(Decimal(1).scaleb(-len(fraction)), rounding=ROUND_HALF_UP)
    except InvalidOperation:
        return _plain(value)
    text = f"{exact:,f}" if "," in whole.strip(",") else f"{exact:f}"
    left, dot, right = text.partition(".")
    least = fraction.count("0")
    while len(right) > least and right.endswith("0"):
        right = right[:-1]
    left = left.zfill(whole.count("0")) if "," not in left else left
    left = "" if left == "0" and "0" not in whole and right else left
    return left + (dot + right if right else "")


def _date(value: dt.datetime | dt.date | dt.time | dt.timedelta, pattern: str) -> str:
    if isinstance(value, dt.timedelta):
        minutes = int(value.total_seconds() // 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    if not _DATE_LETTERS.search(_LITERAL.sub("", pattern)):
        return str(value)
    pattern = pattern.split(";")[0]
    chinese = "DBNum1" in pattern
    tokens = _TOKEN.findall(pattern)
    twelve = any(token.upper() == "AM/PM" or token == "上午/下午" for token in tokens)
    pieces, after_hour = [], False
    for at, token in enumerate(tokens):
        letter = token[0].lower()
        if letter == "m" and token.upper() != "AM/PM":
            following = next((later[0].lower() for later in tokens[at + 1 :] if re.match("[ymdhs]", later, re.I)), "")
            piece = _minute(value, token) if after_hour or following == "s" else _part(value, "month", token)
            after_hour = False
        else:
            piece = _token(value, token, twelve)
            after_hour = letter == "h" or (after_hour and letter not in "yd")
        pieces.append("".join(_DIGITS[int(c)] if c.isdecimal() and len(piece) == 4 else c for c in piece) if chinese else piece)
    text = "".join(pieces).strip()
    return _chinese(text) if chinese else text


def _chinese(text: str) -> str:
    return re.sub(r"\d{1,2}", lambda hit: counting(int(hit.group())), text)


def _token(value: dt.datetime | dt.date | dt.time, token: str, twelve: bool) -> str:
    letter = token[0].lower()
    if letter == "y":
        return _part(value, "year", "yyyy")[-2 if len(token) <= 2 else -4 :]
    if letter == "d":
        return _part(value, "day", token)
    if letter == "h":
        hour = getattr(value, "hour", 0)
        return f"{(hour - 1) % 12 + 1 if twelve else hour:0{min(len(token), 2)}d}"
    if letter == "s":
        return f"{getattr(value, 'second', 0):0{min(len(token.partition('.')[0]), 2)}d}"
    if token.upper() == "AM/PM" or token == "上午/下午":
        return "下午" if getattr(value, "hour", 0) >= 12 else "上午"
    if letter == '"':
        return token[1:-1]
    if letter == "\\":
        return token[1:]
    return "" if letter in "[_*@" else token


def _minute(value: dt.datetime | dt.date | dt.time, token: str) -> str:
    return f"{getattr(value, 'minute', 0):0{min(len(token), 2)}d}"


def _part(value: dt.datetime | dt.date | dt.time, name: str, token: str) -> str:
    amount = getattr(value, name, 0)
    if name == "day" and len(token) >= 3 and isinstance(value, dt.date):
        return "星期" + "一二三四五六日"[value.weekday()]
    return f"{amount:0{min(len(token), 2)}d}"
