"""What a limit comes to, with its grounds: frozen, storable, explains itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from zwgk.domain.deadlines import notes
from zwgk.domain.deadlines.facts import DayNote, Suspension
from zwgk.domain.workdays import Calendar, weekday
from zwgk.law.model import Direction, Unit


@dataclass(frozen=True)
class Due:
    """One computed limit. `days` and `explain()` are made when asked for."""

    due: (
        date | datetime | None
    )  # last day to act (within), earliest end (at_least, keep_at_least); None: no day can be said
    provisional: bool  # rests on a year whose calendar has not been announced
    start: date | datetime  # the event; its day is not counted
    unit: Unit
    amount: int | str | None  # length that was counted, extension included
    direction: Direction
    steps: tuple[str, ...] = ()  # how it was reached, one sentence each
    warnings: tuple[str, ...] = ()
    rule: str = ""  # id; "" for a bare length
    code: str = ""
    title: str = ""
    reference: str = ""  # 《…》第…条
    law_version: str = ""
    suspensions: tuple[Suspension, ...] = ()
    remaining: int | None = None  # units left while suspended without end
    calendar: Calendar | None = field(default=None, repr=False, compare=False)

    @property
    def day(self) -> date | None:
        """The calendar day of `due`."""
        return self.due.date() if isinstance(self.due, datetime) else self.due

    @cached_property
    def days(self) -> tuple[DayNote, ...]:
        """Each counted and each skipped day, in order."""
        if self.due is None or self.calendar is None:
            return ()
        return notes.day_notes(self.start, self.due, self.unit, self.calendar, self.suspensions)

    def explain(self) -> str:
        """All of it in Chinese, line by line, each day with its reason."""
        lines = [f"期限规则：{self.title}" + (f"（{self.rule}）" if self.rule else "")]
        if self.reference:
            lines.append(f"依据：{self.reference}")
        lines += [*self.steps, *(note.sentence() for note in self.days)]
        lines.append(self.result())
        lines += [f"注意：{warning}" for warning in self.warnings]
        if self.law_version:
            lines.append(f"规则库版本：{self.law_version}")
        return "\n".join(lines)

    def result(self) -> str:
        """“期限届满日：2026-03-17（星期二）” in the words that fit the direction."""
        label = notes.RESULT[self.direction]
        if self.due is None:
            return f"{label}：暂不能确定"
        shown = self.due.strftime("%Y-%m-%d %H:%M") if isinstance(self.due, datetime) else self.due.isoformat()
        provisional = "（暂定）" if self.provisional else ""
        return f"{label}：{shown}（{weekday(self.due)}）{provisional}"

    def _written(self) -> str | None:
        """As exact as the start was: hours from a bare day give a day."""
        if isinstance(self.due, datetime) and isinstance(self.start, datetime):
            return self.due.isoformat(timespec="minutes")
        return self.day.isoformat() if self.day else None

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for JSON and for the stored grounds."""
        return {
            "due": self._written(),
            "due_date": self.day.isoformat() if self.day else None,
            "due_at": self.due.isoformat(timespec="minutes") if isinstance(self.due, datetime) else None,
            "provisional": self.provisional,
            "start": self.start.isoformat(),
            "amount": self.amount,
            "unit": self.unit.value,
            "direction": self.direction.value,
            "rule": self.rule,
            "code": self.code,
            "title": self.title,
            "reference": self.reference,
            "law_version": self.law_version,
            "steps": list(self.steps),
            "warnings": list(self.warnings),
            "days": [note.as_dict() for note in self.days],
        }
