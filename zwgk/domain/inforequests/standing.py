"""What the clock of a request comes to on a day: frozen, explains itself, storable as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from zwgk.domain.deadlines import DayNote, Extension, Restart, Suspension
from zwgk.domain.inforequests.states import CLOCK_NAMES, FINISHED, ClockState


@dataclass(frozen=True, slots=True)
class Ground:
    """Why the clock stands as it does: one sentence with its article."""

    article: str
    text: str

    def as_dict(self) -> dict[str, str]:
        """Plain values."""
        return {"article": self.article, "text": self.text}


@dataclass(frozen=True, slots=True)
class Refused:
    """An event that moved nothing, and why."""

    index: int  # place in the list, from 0
    reason: str

    def as_dict(self) -> dict[str, Any]:
        """Plain values."""
        return {"index": self.index, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class ClockSpec:
    """What `deadlines.compute` needs to reach the same day: told to the clocks, replayed there when the calendar changes."""

    rule: str  # requests/answer, or fees/answer-after-payment
    start: date
    suspensions: tuple[Suspension, ...] = ()
    extension: Extension | None = None
    restart: Restart | None = None  # why it counts from `start`, where that is not the day of receipt
    not_before: date | None = None  # Art. 35: the day that the organ has set


@dataclass(frozen=True, slots=True)
class Standing:
    """How a request stands on the day asked."""

    state: ClockState
    asked_on: date
    due: date | None
    remaining: int | None  # working days after the day asked up to the last one; 0 when late, None when nothing runs
    provisional: bool  # rests on a calendar that is not announced yet
    grounds: tuple[Ground, ...]
    refused: tuple[Refused, ...]
    lines: tuple[DayNote, ...]  # each day of the present count, counted or not, with its reason
    spec: ClockSpec | None  # None: no limit runs (correction or payment awaited, withdrawn, lapsed)
    waits_until: date | None = None  # last day of the applicant to correct or to pay
    clarify_by: date | None = None  # last day to ask for a correction; None once asked
    may_extend: int = 0  # working days that may still be granted
    open_until: tuple[tuple[str, date | None], ...] = ()  # unanswered consultations: name, last day (None: no limit)

    @property
    def finished(self) -> bool:
        """Whether nothing moves it any more."""
        return self.state in FINISHED

    def as_dict(self) -> dict[str, Any]:
        """The answer of `zwgk inforequest clock`."""
        return {
            "state": self.state.value,
            "due": self.due.isoformat() if self.due else None,
            "remaining_working_days": self.remaining,
            "grounds": [ground.as_dict() for ground in self.grounds],
            "refused": [refused.as_dict() for refused in self.refused],
            "provisional": self.provisional,
        }

    def explain(self) -> str:
        """Everything, for people."""
        head = f"{self.asked_on}：{CLOCK_NAMES[self.state]}"
        if self.due:
            head += f"；答复期限至{self.due}{'（暂定）' if self.provisional else ''}"
        if self.remaining is not None:
            head += f"，还剩{self.remaining}个工作日"
        said = [head, "", *(f"· {ground.text}（{ground.article}）" for ground in self.grounds)]
        if self.refused:
            said += ["", "不能成立的事项：", *(f"  第{one.index}项：{one.reason}" for one in self.refused)]
        if self.lines:
            said += ["", "逐日计算：", *(note.sentence() for note in self.lines)]
        return "\n".join(said)
