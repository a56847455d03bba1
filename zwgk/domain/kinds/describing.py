"""A kind told to machines and to people: JSON Schema of what is public, and the data dictionary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zwgk.law.kind_model import NEVER_SHOWN, NUMBERS, FieldDef, FieldType, KindDef, Show

TYPE_NAMES = {
    FieldType.TEXT: "文本", FieldType.LONG: "长文本", FieldType.INTEGER: "整数", FieldType.DECIMAL: "小数", FieldType.MONEY: "金额",
    FieldType.PERCENT: "百分比", FieldType.DATE: "日期", FieldType.YEAR: "年份", FieldType.PERIOD: "期间", FieldType.CHOICE: "单选",
    FieldType.MULTI: "多选", FieldType.YESNO: "是否", FieldType.NAME: "名称", FieldType.ORGAN: "单位", FieldType.PLACE: "地点",
    FieldType.CREDIT_CODE: "统一社会信用代码", FieldType.ID_NUMBER: "公民身份号码", FieldType.ACCOUNT: "账号", FieldType.PHONE: "电话",
    FieldType.ILLNESS: "病情", FieldType.MINOR: "未成年人姓名", FieldType.URL: "网址", FieldType.FILE: "附件", FieldType.KEY: "关联信息",
    FieldType.TABLE: "明细表",
}  # fmt: skip
SHOW_NAMES = {Show.SHOWN: "公开", Show.PARTLY: "部分隐去", Show.HIDDEN: "不公开"}


def json_schema(kind: KindDef) -> dict[str, Any]:
    """JSON Schema 2020-12 of a public row: fields that are never public are not there."""
    fields = [field for field in kind.fields if is_public(field)]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"kind:{kind.id}", "title": kind.title, "type": "object",
        "properties": {field.id: _schema(field) for field in fields}, "required": [field.id for field in fields if field.required and field.mask.show is Show.SHOWN],
        "additionalProperties": False,
    }  # fmt: skip


def is_public(field: FieldDef) -> bool:
    return field.type not in NEVER_SHOWN and not (field.mask.show is Show.HIDDEN and not field.mask.when)


def _schema(field: FieldDef) -> dict[str, Any]:
    told: dict[str, Any] = {"title": field.label}
    if field.help:
        told["description"] = field.help
    if field.type is FieldType.TABLE:
        columns = [column for column in field.fields if is_public(column)]
        return {**told, "type": "array", "items": {"type": "object", "properties": {column.id: _schema(column) for column in columns}, "additionalProperties": False}}
    if field.type in (FieldType.INTEGER, FieldType.YEAR):
        return {**told, "type": "integer"}
    if field.type in NUMBERS:
        return {**told, "type": "string", "pattern": r"^-?\d+(\.\d+)?$", **({"x-unit": field.unit} if field.unit else {})}
    if field.type is FieldType.YESNO:
        return {**told, "type": "boolean"}
    if field.type is FieldType.CHOICE:
        return {**told, "enum": list(field.options)}
    if field.type is FieldType.MULTI:
        return {**told, "type": "array", "items": {"enum": list(field.options)}}
    if field.type is FieldType.DATE:
        return {**told, "type": "string", "format": "date"}
    return {**told, "type": "string"}


def dictionary(kind: KindDef) -> Iterator[tuple[str, ...]]:
    """Rows: 字段, 名称, 类型, 单位, 必填, 取值, 公开方式, 依据."""
    for field in kind.fields:
        yield _entry(field)
        yield from (_entry(column, f"{field.id}.") for column in field.fields)


def _entry(field: FieldDef, before: str = "") -> tuple[str, ...]:
    show = SHOW_NAMES[Show.HIDDEN if field.type in NEVER_SHOWN else field.mask.show]
    condition = "（有条件）" if field.mask.when else ""
    return (
        f"{before}{field.id}", field.label, TYPE_NAMES[field.type], field.unit, "是" if field.required else "否", "、".join(field.options) or field.help,
        f"{show}{condition}", field.mask.ground,
    )  # fmt: skip
