"""An event of a request, and the file in which somebody may ask about one without a database."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from zwgk.domain.errors import BadInput
from zwgk.domain.inforequests.states import Kind


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a request on a day."""

    on: date
    kind: Kind
    limit_on: date | None = None  # clarification_requested, delayed: the day set by the organ
    days: int = 0  # extended
    approved_by: str = ""  # extended, delayed
    who: str = ""  # who was consulted; tells parallel consultations apart

    @property
    def is_answer(self) -> bool:
        """Whether somebody who was consulted has answered."""
        return self.kind in (Kind.THIRD_PARTY_ANSWERED, Kind.CO_MAKER_ANSWERED, Kind.OTHER_ORGAN_ANSWERED)


READABLE = tuple(kind for kind in Kind if kind is not Kind.DELAYED)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_FORM = '{"events": [{"on": "2026-02-10", "event": "received"}], "asked_on": "2026-03-30"}'


@dataclass(frozen=True, slots=True)
class Question:
    """What the file asks."""

    events: tuple[Event, ...]
    asked_on: date


def read_question(text: str) -> Question:
    """The events and the day asked; refused with the place of the mistake."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInput("文件内容不是正确的 JSON。", field="file", remedy=f"写成 {_FORM}。") from error
    if not isinstance(found, dict):
        raise BadInput("文件最外层应当是一个对象（花括号）。", field="file", remedy=f"写成 {_FORM}。")
    rows = found.get("events")
    if not isinstance(rows, list) or not rows:
        raise BadInput("缺少 events，或者 events 不是列表、里面没有事项。", field="events", remedy=f"写成 {_FORM}。")
    asked_on = _day(found, "asked_on", "asked_on")
    return Question(tuple(_event(row, index) for index, row in enumerate(rows)), asked_on)


def _event(row: Any, index: int) -> Event:
    place = f"events[{index}]"
    if not isinstance(row, dict):
        raise BadInput(f"{place} 应当是一个对象。", field=place, remedy='写成 {"on": "2026-02-10", "event": "received"}。')
    name = row.get("event")
    if name not in READABLE:
        known = "、".join(READABLE)
        shown = "没有写 event" if name is None else f"的 event“{name}”不认识"
        raise BadInput(f"{place} {shown}。", field=f"{place}.event", remedy=f"可用的事项：{known}。")
    on, kind = _day(row, "on", f"{place}.on"), Kind(name)
    limit = _day(row, "limit_on", f"{place}.limit_on") if kind is Kind.CLARIFICATION_REQUESTED else None
    days = _days(row, place) if kind is Kind.EXTENDED else 0
    return Event(on, kind, limit, days, _text(row, "approved_by", place), _text(row, "who", place))


def _day(row: Mapping[str, Any], key: str, place: str) -> date:
    found = row.get(key)
    if found is None:
        raise BadInput(f"缺少 {place}。", field=place, remedy=f'补上“"{key}": "2026-02-10"”。')
    try:
        if not isinstance(found, str) or not _DAY.fullmatch(found):
            raise ValueError(found)
        return date.fromisoformat(found)
    except ValueError as error:
        raise BadInput(f"{place} 的“{found}”不是日期。", field=place, remedy="日期写成 2026-02-10 的形式，须是日历上有的日子。") from error


def _days(row: Mapping[str, Any], place: str) -> int:
    found = row.get("days")
    if isinstance(found, int) and not isinstance(found, bool):
        return found
    said = f"缺少 {place}.days" if found is None else f"{place}.days 的“{found}”不是整数"
    raise BadInput(f"{said}。", field=f"{place}.days", remedy="写延长的工作日数，如 20。")


def _text(row: Mapping[str, Any], key: str, place: str) -> str:
    found = row.get(key)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise BadInput(f"{place}.{key} 应当是文字。", field=f"{place}.{key}")
    return found.strip()
