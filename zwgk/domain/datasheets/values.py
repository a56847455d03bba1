"""What was typed into a cell → the value as it is kept (a string in one spelling), or what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation

from zwgk.domain.errors import BadInput

from .columns import NUMBERS, Column, Kind

LONGEST = {Kind.TEXT: 500, Kind.LONG: 5_000}
_DATE = re.compile(r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$|^(\d{4})(\d{2})(\d{2})$")
_YES, _NO = {"是", "有", "√", "y", "yes", "对", "1"}, {"否", "无", "×", "n", "no", "没有", "0"}
_BROKEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def check(column: Column, typed: str, place: str) -> str:
    """The value in its one spelling, "" for nothing; BadInput begins with the place: D5：应为整数，填的是“约30”。"""
    text = _BROKEN.sub("", typed).strip()
    if not text:
        return ""
    match column.kind:
        case Kind.INTEGER | Kind.DECIMAL | Kind.MONEY | Kind.PERCENT:
            return _number(column, text, place)
        case Kind.DATE:
            return _date(text, place)
        case Kind.CHOICE | Kind.YESNO:
            return _choice(column, text, place)
        case Kind.PHONE:
            return _phone(text, place)
        case _:
            most = LONGEST.get(column.kind, 500)
            if len(text) > most:
                raise BadInput(f"{place}：最多{most}个字，填了{len(text)}个字。", remedy="请缩短，或改用附件。")
            return text


def as_number(column: Column, value: str) -> Decimal | None:
    """The kept value of a column of numbers."""
    if column.kind not in NUMBERS or not value:
        return None
    try:
        return Decimal(value)
    except InvalidOperation:
        return None


def _wrong(place: str, wanted: str, text: str, remedy: str) -> BadInput:
    shown = text if len(text) <= 20 else f"{text[:20]}…"
    return BadInput(f"{place}：应为{wanted}，填的是“{shown}”。", remedy=remedy)


def _number(column: Column, text: str, place: str) -> str:
    plain = re.sub(r"[,\s]", "", unicodedata.normalize("NFKC", text))
    if column.kind is Kind.PERCENT:
        plain = plain.removesuffix("%")
    if not re.fullmatch(r"[+-]?(\d{1,15}(\.\d{0,8})?|\.\d{1,8})", plain):
        wanted = {Kind.INTEGER: "整数", Kind.PERCENT: "百分比", Kind.MONEY: "金额"}.get(column.kind, "数字")
        raise _wrong(place, wanted, text, "请只填数字。")
    number = Decimal(plain)
    if column.kind is Kind.INTEGER:
        if number != number.to_integral_value():
            raise _wrong(place, "整数", text, "请去掉小数。")
        return str(int(number))
    return format(number.normalize(), "f")


def _date(text: str, place: str) -> str:
    found = _DATE.match(unicodedata.normalize("NFKC", text))
    try:
        if found:
            year, month, day = (int(part) for part in found.groups() if part)
            return date(year, month, day).isoformat()
    except ValueError:
        pass
    raise _wrong(place, "日期", text, "请写成 2026-11-23 这样。")


def _choice(column: Column, text: str, place: str) -> str:
    if column.kind is Kind.YESNO:
        low = text.lower()
        if low in _YES or low in _NO:
            return "是" if low in _YES else "否"
        raise _wrong(place, "“是”或“否”", text, "请从两项中选一项。")
    if not column.choices or text in column.choices:
        return text
    raise _wrong(place, "、".join(column.choices[:12]) + "之一", text, "请从列出的选项中选。")


def _phone(text: str, place: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    if re.fullmatch(r"[\d\s()+/;,、转—-]{5,60}", plain) and sum(ch.isdigit() for ch in plain) >= 5:
        return plain
    raise _wrong(place, "电话号码", text, "请写成 0999-6000001 这样。")
