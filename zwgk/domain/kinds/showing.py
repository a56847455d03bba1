"""What the public sees of a row: masks by field, with their conditions; words for every value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from zwgk.law.kind_model import NEVER_SHOWN, FieldDef, FieldType, KindDef, MaskDef, Show

from .checks import holds

_COMPOUND = ("欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "东方", "端木")
_VILLAGE = re.compile(r"^.*?(?:村|社区|居委会|路|街|大道|小区)")
_COMPANY = re.compile(r"公司|厂|店|中心|合作社|学校|医院|局|所|站|部|行|社$|协会|集团|基金会|政府|委员会|经营|农场|酒家|超市")


def masked(kind: KindDef, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they leave the house; a hidden field is not there at all."""
    out: dict[str, Any] = {}
    for field in kind.fields:
        if field.id not in values:
            continue
        if field.type is FieldType.TABLE:
            out[field.id] = [_columns(kind, field, row) for row in values[field.id]]
        elif (value := _shown(kind, field, values[field.id], values)) is not None:
            out[field.id] = value
    return out


def _columns(kind: KindDef, table: FieldDef, row: Mapping[str, Any]) -> dict[str, Any]:
    shown_ = {column.id: _shown(kind, column, row[column.id], row) for column in table.fields if column.id in row}
    return {name: value for name, value in shown_.items() if value is not None}


def _shown(kind: KindDef, field: FieldDef, value: Any, values: Mapping[str, Any]) -> Any:
    show = how(kind, field.mask, values)
    if field.type in NEVER_SHOWN or show is Show.HIDDEN:
        return None
    return partly(field, value) if show is Show.PARTLY else value


def how(kind: KindDef, mask: MaskDef, values: Mapping[str, Any]) -> Show:
    """The mask, if its condition holds; a field of the condition that is empty keeps the mask on."""
    return mask.show if not mask.when or holds(kind, mask.when, values) else Show.SHOWN


def partly(field: FieldDef, value: Any) -> Any:
    """Name → 张*三, place → the village, phone → first three and last four, other text → its first sign."""
    text = str(value)
    if field.type is FieldType.NAME:
        return text if _COMPANY.search(text) else _short_name(text)
    if field.type is FieldType.PLACE:
        found = _VILLAGE.match(text)
        return found[0] if found else text[:6]
    if field.type is FieldType.PHONE:
        return f"{text[:3]}****{text[-4:]}"
    if field.type is FieldType.CREDIT_CODE:
        return f"{text[:8]}******{text[-4:]}"
    return f"{text[:1]}**"


def _short_name(name: str) -> str:
    family = next((each for each in _COMPOUND if name.startswith(each)), name[:1])
    given = name[len(family) :]
    return f"{family}*{given[-1]}" if len(given) > 1 else f"{family}*"


def shown(field: FieldDef, value: Any) -> str:
    """One value in words: 1,280.5, 2026年第三季度, 是."""
    match field.type:
        case FieldType.YESNO:
            return "是" if value else "否"
        case FieldType.MULTI:
            return "、".join(value)
        case FieldType.PERIOD:
            return period_name(str(value))
        case FieldType.YEAR:
            return f"{value}年"
        case FieldType.DATE:
            year, month, day = str(value).split("-")
            return f"{year}年{int(month)}月{int(day)}日"
        case FieldType.INTEGER | FieldType.DECIMAL | FieldType.MONEY:
            return f"{Decimal(str(value)):,f}"
        case FieldType.PERCENT:
            return f"{value}%"
        case FieldType.TABLE:
            return f"{len(value)}行"
    return str(value)


def period_name(period: str) -> str:
    """2026Q3 → 2026年第三季度."""
    year, rest = period[:4], period[4:]
    if rest.startswith("Q"):
        return f"{year}年第{'一二三四'[int(rest[1]) - 1]}季度"
    if rest.startswith("H"):
        return f"{year}年{'上' if rest[1] == '1' else '下'}半年"
    return f"{year}年{int(rest[1:])}月" if rest else f"{year}年"
