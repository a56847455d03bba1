"""One typed text → one clean value. Clean values are plain JSON: str, int, bool, list; numbers with decimals and days are text.

`parse` raises ValueError with a Chinese sentence: what is wrong and how to write it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from zwgk.domain.screening.codes import credit_checks
from zwgk.domain.screening.identities import identity_checks
from zwgk.law.kind_model import FieldDef, FieldType

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?")
_DAY_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR = re.compile(r"((?:19|20)\d{2})年?度?")
_QUARTERS = {"一": "1", "二": "2", "三": "3", "四": "4", "1": "1", "2": "2", "3": "3", "4": "4"}
_SCALES = {"万": Decimal(10_000), "亿": Decimal(100_000_000), "千": Decimal(1_000), "": Decimal(1)}
_YES, _NO = frozenset({"是", "有", "√", "yes", "true", "1", "y", "对"}), frozenset({"否", "无", "×", "x", "no", "false", "0", "n", "错"})
MOST_DIGITS = 15


def parse(field: FieldDef, said: object) -> object:
    """The clean value of one field; None when nothing was typed."""
    if said is None or (isinstance(said, str) and not said.strip()):
        return None
    if isinstance(said, str) and said.strip() in ("/", "-", "—", "无", "N/A") and field.type not in (FieldType.YESNO, FieldType.CHOICE, FieldType.TEXT, FieldType.LONG):
        return None
    return _PARSERS[field.type](field, said)


def text_of(said: object) -> str:
    """What was typed as half-width text; cells of workbooks come as numbers and days."""
    if isinstance(said, datetime):
        return said.date().isoformat()
    if isinstance(said, date):
        return said.isoformat()
    if isinstance(said, float) and said.is_integer():
        return str(int(said))
    return str(said).translate(_WIDE).strip()


def _text(field: FieldDef, said: object) -> str:
    text = text_of(said) if not isinstance(said, str) else said.strip()
    if field.type is not FieldType.LONG and "\n" in text:
        text = " ".join(text.split())
    limit = 20_000 if field.type is FieldType.LONG else 500
    if len(text) > limit:
        raise ValueError(f"有{len(text)}个字，最多{limit}个字。请缩短，或放到附件里。")
    if text.startswith("=") and re.match(r"=[A-Za-z(+\-]", text):
        raise ValueError(f"“{text[:20]}”是公式，没有计算结果。请在表格软件里另存为数值后再导入。")
    if field.pattern and not re.fullmatch(field.pattern, text):
        raise ValueError(f"“{text[:30]}”不符合要求：{field.help}。")
    return text


def number(field: FieldDef, said: object) -> Decimal:
    """A number with thousands marks, its unit or a scale (万、亿) taken off."""
    if isinstance(said, bool):
        raise ValueError("应为数字。")
    text = text_of(said).replace(",", "").replace(" ", "").rstrip("%")
    plain = re.fullmatch(r"([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(万|亿|千)?(.*)", text)
    if plain is None:
        raise ValueError(f"应为数字，填的是“{str(said)[:20]}”。请只填数字，如 1280 或 12.5。")
    figure, scale, unit = plain[1], plain[2] or "", plain[3]
    own = field.unit
    if unit and unit not in (own, own.removeprefix("万"), own.removeprefix("亿")):
        raise ValueError(f"单位应为“{own or '（不带单位）'}”，填的是“{str(said)[:20]}”。请换算后只填数字。")
    try:
        value = Decimal(figure) * _SCALES[scale]
    except InvalidOperation as error:
        raise ValueError(f"“{str(said)[:20]}”不是数字。") from error
    if scale and own.startswith(("万", "亿")) or unit and not scale and own.startswith(("万", "亿")) and unit == own[1:]:
        value /= _SCALES[own[0]]
    if abs(value) >= Decimal(10) ** MOST_DIGITS:
        raise ValueError(f"数字“{str(said)[:24]}”太大，请核对单位。")
    return value


def _decimal(field: FieldDef, said: object) -> str:
    value = number(field, said)
    return format(value.normalize(), "f") if value else "0"


def _integer(field: FieldDef, said: object) -> int:
    value = number(field, said)
    if value != value.to_integral_value():
        raise ValueError(f"应为整数，填的是“{str(said)[:20]}”。")
    return int(value)


def _percent(field: FieldDef, said: object) -> str:
    return _decimal(field, said)


def day(said: object) -> date:
    """A day in any usual spelling."""
    text = text_of(said)
    found = _DAY.fullmatch(text) or _DAY_DIGITS.fullmatch(text)
    if found is None:
        raise ValueError(f"“{text[:20]}”不是完整的日期。请写成 2026-03-10。")
    year, month, of_month = (int(part) for part in found.groups()[:3])
    try:
        made = date(year, month, of_month)
    except ValueError as error:
        raise ValueError(f"日历上没有“{text[:20]}”这一天，请核对。") from error
    if not 1900 <= year <= 2200:
        raise ValueError(f"年份“{year}”不在合理范围内，请核对。")
    return made


def _date(field: FieldDef, said: object) -> str:
    return day(said).isoformat()


def _year(field: FieldDef, said: object) -> int:
    found = _YEAR.fullmatch(text_of(said))
    if found is None:
        raise ValueError(f"“{text_of(said)[:20]}”不是年份。请写成四位数字，如 2026。")
    return int(found[1])


def _period(field: FieldDef, said: object) -> str:
    """2026, 2026H1, 2026Q3, 2026-09."""
    text = text_of(said).replace(" ", "")
    if found := re.fullmatch(r"(\d{4})年?[Qq第]?(?:第)?([一二三四1-4])(?:季度|季)|(\d{4})[Qq]([1-4])", text):
        return f"{found[1] or found[3]}Q{_QUARTERS[found[2] or found[4]]}"
    if found := re.fullmatch(r"(\d{4})年?(上|下)半年|(\d{4})[Hh]([12])", text):
        return f"{found[1] or found[3]}H{found[4] or ('1' if found[2] == '上' else '2')}"
    if (found := re.fullmatch(r"(\d{4})(?:年|-|/|\.)(\d{1,2})月?", text)) and 1 <= int(found[2]) <= 12:
        return f"{found[1]}-{int(found[2]):02}"
    if found := _YEAR.fullmatch(text):
        return found[1]
    raise ValueError(f"“{text[:20]}”不是期间。请写成 2026年第三季度、2026年9月、2026年上半年或 2026年。")


def _choice(field: FieldDef, said: object) -> str:
    text = _text(field, said)
    for option in field.options:
        if text == option or text.replace(" ", "") == option:
            return option
    raise ValueError(f"“{text[:20]}”不在选项之内。可选：{'、'.join(field.options)}。")


def _multi(field: FieldDef, said: object) -> list[str]:
    """Options between separators; an option may hold a separator itself (没收违法所得、没收非法财物), so the longest go first."""
    if isinstance(said, list):
        return list(dict.fromkeys(_choice(field, part) for part in said if str(part).strip()))
    found: list[str] = []
    rest = str(said).strip()
    longest = sorted(field.options, key=len, reverse=True)
    while rest := rest.lstrip("、;；,，/\n "):
        option = next((each for each in longest if rest.startswith(each)), "")
        if not option:
            _choice(field, re.split(r"[、;；,，/\n]", rest)[0])
        found.append(option)
        rest = rest[len(option) :]
    return list(dict.fromkeys(found))


def _yesno(field: FieldDef, said: object) -> bool:
    if isinstance(said, bool):
        return said
    text = text_of(said).lower()
    if text in _YES | _NO:
        return text in _YES
    raise ValueError(f"“{text[:20]}”看不出是或否。请填“是”或“否”。")


def _credit(field: FieldDef, said: object) -> str:
    code = text_of(said).replace(" ", "").upper()
    if not re.fullmatch(r"[0-9A-HJ-NPQRTUWXY]{18}", code):
        raise ValueError(f"统一社会信用代码应为18位，填的是“{code[:20]}”（{len(code)}位）。表格里请设为文本格式。")
    if not credit_checks(code):
        raise ValueError(f"统一社会信用代码“{code}”的校验码不符，请核对。")
    return code


def _identity(field: FieldDef, said: object) -> str:
    number_ = text_of(said).replace(" ", "").upper()
    if not re.fullmatch(r"\d{17}[0-9X]", number_):
        raise ValueError("身份号码应为18位。表格里请设为文本格式，以免末几位变成0。")
    if not identity_checks(number_):
        raise ValueError("身份号码的校验码不符，请核对。")
    return number_


def _phone(field: FieldDef, said: object) -> str:
    text = text_of(said).replace(" ", "")
    if not re.fullmatch(r"\+?[0-9][0-9\-()转]{4,24}", text):
        raise ValueError(f"“{text[:24]}”不是电话号码。请写成 0791-12345678 或 11 位手机号码。")
    return text


def _account(field: FieldDef, said: object) -> str:
    text = re.sub(r"[ \-]", "", text_of(said))
    if isinstance(said, float) or not re.fullmatch(r"[0-9A-Za-z]{6,34}", text):
        raise ValueError("账号格式不对。表格里请设为文本格式，以免长数字被改写。")
    return text


def _url(field: FieldDef, said: object) -> str:
    text = str(said).strip()
    if not re.fullmatch(r"https?://[^\s<>\"']{4,480}", text):
        raise ValueError(f"“{text[:40]}”不是网址。请写以 http:// 或 https:// 开头的完整地址。")
    return text


def _same(field: FieldDef, said: object) -> object:
    return said


_PARSERS: Mapping[FieldType, Callable[[FieldDef, object], object]] = {
    FieldType.TEXT: _text, FieldType.LONG: _text, FieldType.NAME: _text, FieldType.ORGAN: _text, FieldType.PLACE: _text, FieldType.KEY: _text,
    FieldType.ILLNESS: _text, FieldType.MINOR: _text, FieldType.INTEGER: _integer, FieldType.DECIMAL: _decimal, FieldType.MONEY: _decimal,
    FieldType.PERCENT: _percent, FieldType.DATE: _date, FieldType.YEAR: _year, FieldType.PERIOD: _period, FieldType.CHOICE: _choice,
    FieldType.MULTI: _multi, FieldType.YESNO: _yesno, FieldType.CREDIT_CODE: _credit, FieldType.ID_NUMBER: _identity, FieldType.ACCOUNT: _account,
    FieldType.PHONE: _phone, FieldType.URL: _url, FieldType.FILE: _same, FieldType.TABLE: _same,
}  # fmt: skip
