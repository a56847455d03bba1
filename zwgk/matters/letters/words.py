"""What was typed → clean values; what is missing; values → the words a template may use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from zwgk.domain.errors import BadInput

from . import composing
from .kinds import Element, LetterKind

STANDARD = "《党政机关公文格式》GB/T 9704-2012 第7部分"
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
LEVELS = (re.compile(r"^[一二三四五六七八九十]+、"), re.compile(r"^（[一二三四五六七八九十]+）"))
LONGEST = 20_000  # characters of one element
WIDEST, LONGEST_TABLE = 10, 500  # columns and rows of a table in a letter
# What every template may use beside the elements of its kind.
HEAD = {
    "organ": "发文单位", "kind": "文种", "number": "文号", "date": "成文日期", "printed_by": "印发机关", "printed_on": "印发日期",
    "seal": "印章图片（没有时为空）",
}  # fmt: skip


class Line(str):
    """A paragraph of the body; `level` 1 is “一、”, 2 is “（一）”, 0 plain text."""

    @property
    def level(self) -> int:
        return next((n for n, pattern in enumerate(LEVELS, 1) if pattern.match(self)), 0)


def cleaned(kind: LetterKind, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Values by element, blanks trimmed; refused when the kind has no such element or it is too long."""
    known = {element.id: element for element in kind.elements}
    if unknown := [name for name in typed if name not in known]:
        raise BadInput(
            f"{kind.title}没有要素“{'、'.join(unknown)}”。",
            remedy=f"可填的有：{'、'.join(e.label for e in kind.elements)}。",
        )
    return {name: _clean(known[name], value) for name, value in typed.items()}


def _clean(element: Element, value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if element.type == "table":
        return _table(element, value)
    if element.type == "parts":
        return [{name: _plain(str(text)) for name, text in part.items() if text} for part in value or ()]
    if element.type == "lines":
        given = (
            value.splitlines()
            if isinstance(value, str)
            else [part for each in value or () for part in str(each).splitlines()]
        )
        lines = [stripped for line in given if (stripped := _plain(line))]
        _check_length(element, sum(map(len, lines)))
        return lines
    text = " ".join(_plain(str(value or "")).split())
    _check_length(element, len(text), 300 if element.id == "title" else 500)
    return _checked_day(element, text) if element.type == "date" and text else text


def _table(element: Element, value: Any) -> dict[str, Any]:
    """Rows, or text pasted from a sheet (cells apart by tabs): the first row is the head; short rows are filled up."""
    if isinstance(value, Mapping):
        value = [value["head"], *value["rows"]] if value else []
    given = [line.split("\t") for line in value.splitlines() if line.strip()] if isinstance(value, str) else value or []
    rows = [[_plain(str(cell)) for cell in row] for row in given]
    if not rows:
        return {}
    width = max(map(len, rows))
    if width > WIDEST or len(rows) > LONGEST_TABLE:
        raise BadInput(f"“{element.label}”有 {len(rows)} 行 {width} 列，最多 {LONGEST_TABLE} 行 {WIDEST} 列。", field=element.id, remedy="请放进附件。")
    head, *rest = [row + [""] * (width - len(row)) for row in rows]
    return {"head": head, "rows": rest}


def _plain(text: str) -> str:
    return UNPRINTABLE.sub("", text).strip()


def _check_length(element: Element, length: int, longest: int = LONGEST) -> None:
    if length > longest:
        raise BadInput(
            f"“{element.label}”有 {length} 字，超过 {longest} 字。", field=element.id, remedy="请缩短，或写进附件。"
        )


def _checked_day(element: Element, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise BadInput(f"“{element.label}”的日期“{text}”不对。", field=element.id, remedy="请写成 2026-11-30。")


def missing(kind: LetterKind, values: Mapping[str, Any]) -> list[Element]:
    """Obligatory elements that are empty, in the order of the page."""
    empty = [element for element in kind.elements if element.id in kind.required and not values.get(element.id)]
    return [*empty, *composing.gaps(kind, values)]


def check_complete(kind: LetterKind, values: Mapping[str, Any]) -> None:
    """Refuse, naming each missing element."""
    if gaps := missing(kind, values):
        named = "、".join(f"“{element.label}”" for element in gaps)
        raise BadInput(
            f"{kind.title}缺少{named}，不能印发。", field=gaps[0].id, basis=kind.basis if kind.topic else STANDARD, remedy="请补齐后再印发。"
        )


def cn_day(day: date) -> str:
    """2026年11月3日: Arabic digits, no leading zero."""
    return f"{day.year}年{day.month}月{day.day}日"


def variables(kind: LetterKind) -> dict[str, str]:
    """Template variable → what it is."""
    return HEAD | {element.id: element.label for element in kind.elements}


def context(kind: LetterKind, values: Mapping[str, Any], *, organ: str, number: str, day: date) -> dict[str, Any]:
    """The words of one letter, all of them printable, empty where nothing was said."""
    said: dict[str, Any] = {element.id: _said(element, values.get(element.id)) for element in kind.elements}
    said["body"] = [Line(line) for line in (composing.body(kind, values) if kind.text else said["body"])]
    said["attachments"] = list(_attached(said["attachments"]))
    return said | {
        "organ": organ, "kind": kind.title, "number": number, "date": cn_day(day), "printed_by": organ, "printed_on": cn_day(day), "seal": "",
    }  # fmt: skip


def _said(element: Element, value: Any) -> Any:
    if element.type in ("lines", "parts"):
        return list(value or ())
    if element.type == "table":
        return value or {}
    return cn_day(date.fromisoformat(value)) if element.type == "date" and value else value or ""


def _attached(names: list[str]) -> Iterable[str]:
    """附件：one alone without a number, several numbered below one another."""
    if len(names) == 1:
        yield f"附件：{names[0]}"
        return
    for n, name in enumerate(names, 1):
        yield f"{'附件：' if n == 1 else '　　　'}{n}.{name}"


def sample(kind: LetterKind) -> dict[str, Any]:
    """Values that fill every element, to try a template with."""
    texts: dict[str, Any] = {element.id: f"（{element.label}示例）" for element in kind.elements}
    texts |= {element.id: [f"（{element.label}示例）"] for element in kind.elements if element.type == "lines"}
    texts |= {element.id: "2026-12-31" for element in kind.elements if element.type == "date"}
    texts |= {element.id: {"head": ["单位", "事项"], "rows": [["示例", "示例"]]} for element in kind.elements if element.type == "table"}
    if kind.parts:
        part = next(iter(kind.parts.values()))
        texts["parts"] = [{"outcome": part.id, **dict.fromkeys(part.needs, "（示例）")}]
    return texts | {
        "body": ["正文第一段。", "一、第一层", "（一）第二层", "正文末段。"],
        "attachments": ["任务清单", "联系表"],
    }
