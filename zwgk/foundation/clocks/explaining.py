"""The stored grounds of a clock, line by line: with the rules of its day, whatever the law says now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from zwgk.domain.workdays import weekday

from .models import Clock


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, or one day with its reason."""

    text: str
    day: date | None = None
    counted: bool = False
    number: int | None = None  # the how-manieth counted day
    basis: str = ""


def explain(clock: Clock) -> list[Line]:
    """Rule, steps, each counted and each skipped day, result, warnings, version of the law."""
    grounds = clock.grounds
    lines = [Line(f"期限规则：{grounds['title']}")] if grounds.get("title") else []
    if grounds.get("reference"):
        lines.append(Line(f"依据：{grounds['reference']}", basis=grounds["reference"]))
    lines += [Line(f"来源：{text}") for text in _source(grounds.get("source") or {})]
    lines += [Line(step) for step in grounds.get("steps", [])]
    lines += [line for run in grounds.get("days", []) for line in _unpacked(*run)]
    if grounds.get("result"):
        lines.append(Line(grounds["result"]))
    lines += [Line(f"注意：{warning}") for warning in grounds.get("warnings", [])]
    if grounds.get("law_version"):
        lines.append(Line(f"规则库版本：{grounds['law_version']}"))
    return lines


def _source(source: dict[str, object]) -> Iterator[str]:
    yield from (str(value) for value in source.values() if isinstance(value, str) and value)


def _unpacked(first: str, last: str, number: int | None, reason: str, basis: str) -> Iterator[Line]:
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    step = 1 if end >= begin else -1
    for n in range(abs((end - begin).days) + 1):
        day, count = begin + timedelta(step * n), None if number is None else number + n
        mark = f"第{count}日" if count is not None else "不计"
        yield Line(f"{day} {weekday(day)} {mark}：{reason}", day, number is not None, count, basis)
