"""The JSON of reports in the shapes seen: keys spelled freely, rows as lists or mappings, figures that ran together."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from zwgk.domain.errors import BadInput
from zwgk.law.annualform_model import FormDef, RowDef, TableDef

from .filling import Filling
from .from_text import Known, pack, run
from .labels import column_of, disclosure_row, row_of

_KEYS: Mapping[str, tuple[str, ...]] = {
    "organ": ("org", "organ", "organization", "organisation", "agency", "unit", "单位", "机关", "行政机关", "单位名称", "发布机构", "编制单位"),
    "year": ("year", "reportyear", "年度", "年份", "报告年度"),
    "title": ("title", "标题", "名称"),
    "two": ("table2", "table2raw", "section2", "tabletwo", "t2", "2", "二", "表二", "表2", "disclosure", "主动公开", "主动公开政府信息情况", "第二部分"),
    "three": ("table3", "table3raw", "section3", "tablethree", "t3", "3", "三", "表三", "表3", "requests", "applications", "依申请公开", "收到和处理政府信息公开申请情况", "第三部分"),
    "four": ("table4", "table4candidates", "section4", "tablefour", "t4", "4", "四", "表四", "表4", "appeals", "复议诉讼", "政府信息公开行政复议行政诉讼情况", "第四部分"),
    "columns": ("columns", "列", "表头"),
    "text": ("narrative", "narratives", "text", "texts", "content", "body", "fulltext", "正文", "文字", "叙述", "sections", "各部分"),
}  # fmt: skip
_LABELS = ("label", "row", "name", "item", "项目", "行", "指标", "title", "信息内容", "id", "block")
_VALUES = ("values", "cells", "data", "value", "数据", "数值", "件数")
_SECTIONS = (("overview", r"总体情况|overview|^一$|^1$"), ("problems", r"问题|problems|^五$|^5$"), ("others", r"其他需要|others|^六$|^6$"))


@dataclass(slots=True)
class Shape:
    """The parts of a JSON report, found by their keys."""

    year: int | None = None
    organ: str = ""
    title: str = ""
    narrative: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    says: str = ""  # everything as text, to tell the form by
    parts: dict[str, Any] = field(default_factory=dict)  # two, three, four, columns

    def fill(self, filling: Filling, known: Known) -> None:
        """Put the three tables into cells."""
        form = filling.form
        heads = self.parts.get("columns")
        order = [column_of(str(each), form.table("requests")) for each in heads] if isinstance(heads, list) else []
        order = order if order and all(order) else []
        for label, values in _rows(self.parts.get("two"), form):
            pair = _disclosure(label, form)
            if pair:
                _put(pair[1], pair[0], values, filling, known=known.get(pair[1].id, ()))
        for label, values in _rows(self.parts.get("three"), form):
            row = _row(label, form.table("requests"))
            if row:
                _put(row, form.table("requests"), values, filling, order=order)
        self._appeals(filling)

    def _appeals(self, filling: Filling) -> None:
        table, four = filling.form.table("appeals"), self.parts.get("four")
        width = len(table.columns)
        if isinstance(four, list) and len(four) > 1 and all(isinstance(each, dict) and not _labelled(each) for each in four):
            filling.notes.append(f"第四部分给出了{len(four)}种还原，按第一种核对。")
            four = four[0]
        if isinstance(four, list) and len(four) == 1 and isinstance(four[0], list):
            four = four[0]
        if isinstance(four, list) and four and not any(isinstance(each, (dict, str)) for each in four):
            flat = [each for row in four for each in (row if isinstance(row, list) else [row])]
            for at, row in enumerate(table.rows):
                filling.row(table, row, flat[at * width : (at + 1) * width])
            return
        for label, values in _rows(four, filling.form):
            row_found = _row(label, table)
            if row_found:
                _put(row_found, table, values, filling)


def shape_of(data: object) -> Shape:
    """The parts of a JSON report; BadInput when it is no mapping."""
    if isinstance(data, list) and len(data) == 1:
        data = data[0]
    if not isinstance(data, dict):
        raise BadInput("这个 JSON 文件里没有年度报告。", remedy="应当是一个对象，含有年度、单位和各张表。")
    found: dict[str, Any] = {}
    _collect(data, found, 0)
    shape = Shape(organ=str(found.get("organ") or ""), title=str(found.get("title") or ""))
    shape.says = json.dumps(data, ensure_ascii=False)
    year = re.search(r"20[12]\d", str(found.get("year") or ""))
    shape.year = int(year[0]) if year else None
    shape.narrative = _narrative(found.get("text"), shape.texts)
    shape.parts = {key: found.get(key) for key in ("two", "three", "four", "columns")}
    return shape


def _collect(data: Mapping[str, Any], found: dict[str, Any], depth: int) -> None:
    for key, value in data.items():
        name = re.sub(r"[\s_\-（）()、，,]", "", str(key)).lower()
        part = next((part for part, names in _KEYS.items() if name in names), None)
        if part and part not in found and value not in (None, "", [], {}):
            found[part] = value
        elif part is None and isinstance(value, dict) and depth < 2:
            _collect(value, found, depth + 1)
    tables = found.get("text")
    if isinstance(tables, dict) and "three" not in found and depth < 2:  # "sections" may hold the tables too
        _collect(tables, found, depth + 1)


def _narrative(found: object, texts: dict[str, str]) -> str:
    if isinstance(found, str):
        return found
    if isinstance(found, list):
        return "\n".join(_narrative(each, texts) for each in found)
    if not isinstance(found, dict):
        return ""
    loose = []
    for key, value in found.items():
        if not isinstance(value, (str, list)):
            continue
        words = value if isinstance(value, str) else "\n".join(str(each) for each in value)
        ident = next((ident for ident, pattern in _SECTIONS if re.search(pattern, str(key))), "")
        if ident:
            texts[ident] = f"{texts.get(ident, '')}\n{words}".strip()
        else:
            loose.append(words)
    return "\n".join(loose)


def _rows(data: object, form: FormDef) -> Iterator[tuple[str, Any]]:
    """Label and values of each row, however nested."""
    if isinstance(data, str):
        yield from _raw(data)
    elif isinstance(data, dict):
        if _columns(data, form) and all(isinstance(each, dict) for each in data.values()):
            yield from _turned(data)
            return
        for key, value in data.items():
            if isinstance(value, dict) and not _columns(value, form):
                yield from _rows(value, form)
            else:
                yield str(key), value
    elif isinstance(data, list):
        for each in data:
            yield from _row_of(each, form)


def _row_of(each: object, form: FormDef) -> Iterator[tuple[str, Any]]:
    if isinstance(each, dict):
        label = _labelled(each)
        if not label:
            yield from _rows(each, form)
            return
        values = next((each[key] for key in each if str(key).lower() in _VALUES), None)
        yield label, values if values is not None else {key: value for key, value in each.items() if value is not label}
    elif isinstance(each, list) and each and isinstance(each[0], str):
        rest = each[1:]
        yield each[0], rest[0] if len(rest) == 1 and isinstance(rest[0], (list, dict)) else rest


def _labelled(each: Mapping[str, Any]) -> str:
    return next((str(value) for key, value in each.items() if str(key).lower() in _LABELS and isinstance(value, str)), "")


def _raw(text: str) -> Iterator[tuple[str, Any]]:
    pieces = [piece.strip() for piece in text.split("|")]
    for label, values in zip(pieces, pieces[1:], strict=False):
        if re.search(r"[\u4e00-\u9fff]{2}", label) and re.match(r"[\d\s,.-]", values or "x"):
            yield label, values


def _turned(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Columns outside, rows inside: the other way round."""
    labels = list(dict.fromkeys(label for column in data.values() for label in column))
    for label in labels:
        yield label, {column: values.get(label) for column, values in data.items()}


def _columns(data: Mapping[str, Any], form: FormDef) -> bool:
    """Whether the keys are heads of columns."""
    known = sum(any(column_of(str(key), table) for table in form.tables) for key in data)
    return known * 2 > len(data)


def _disclosure(label: str, form: FormDef) -> tuple[TableDef, RowDef] | None:
    by_id = next(((table, row) for table in form.tables if table.section == "disclosure" for row in table.rows if row.id == label), None)
    return by_id or disclosure_row(label, form)


def _row(label: str, table: TableDef) -> RowDef | None:
    return next((row for row in table.rows if row.id == label), None) or row_of(label, table)


def _put(row: RowDef, table: TableDef, values: Any, filling: Filling, *, order: Sequence[str] = (), known: tuple[int | None, ...] = ()) -> None:
    if isinstance(values, dict):
        named = [(column_of(str(key), table), value) for key, value in values.items()]
        named = [(column, value) for column, value in named if column]
        filling.row(table, row, [value for _, value in named], order=[column for column, _ in named])
    elif isinstance(values, list):
        filling.row(table, row, values, order=order if len(order) == len(values) else ())
    elif isinstance(values, str):
        run(row, pack(values), table, filling, known)
    else:
        filling.row(table, row, [values])
