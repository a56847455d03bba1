"""What happens to a limit while it runs: pauses, restarts, extensions; and the days it is counted by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from zwgk.domain.errors import BadInput
from zwgk.domain.workdays import weekday

Moment = date | datetime


@dataclass(frozen=True, slots=True)
class Suspension:
    """Days that are not counted, the first and the last both included."""

    first: date
    last: date | None = None  # None: still suspended
    reason: str = ""  # 征求第三方意见
    basis: str = ""  # 《政府信息公开条例》第三十三条第三款

    def __post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            raise BadInput(
                f"暂停的结束日（{self.last}）早于开始日（{self.first}）。",
                field="suspend",
                remedy="请检查两个日期的先后。",
            )

    @classmethod
    def consultation(
        cls, sent: date, answered: date | None, *, reason: str = "征求意见", basis: str = ""
    ) -> Suspension:
        """Not counted: the days after the letter was sent, up to and including the day of the answer."""
        if answered is not None and answered <= sent:
            raise BadInput("答复意见的日期应当晚于发出征求意见书的日期。", field="answered")
        return cls(sent + timedelta(1), answered, reason, basis)


@dataclass(frozen=True, slots=True)
class Restart:
    """An event after which the whole limit is counted anew: a corrected application, a paid fee."""

    day: date
    reason: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Extension:
    """An extension that was granted."""

    amount: int  # in the unit of the rule's extension
    approved_by: str  # who consented
    decided: date | None = None  # must not lie after the unextended end
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DayNote:
    """One day on the way, and whether it counts."""

    day: date
    counted: bool
    number: int | None  # the how-manieth counted day; None if skipped, or if the unit is not counted by days
    reason: str  # 工作日, 周末, 国庆节放假, 调休上班, 暂停（…）
    basis: str = ""  # what makes it so

    def sentence(self) -> str:
        """“  3  2026-02-13 星期五  工作日”."""
        mark = f"{self.number:>3}" if self.number is not None else " 止" if self.counted else "  —"
        basis = f"（{self.basis}）" if self.basis else ""
        return f"{mark}  {self.day} {weekday(self.day)}  {self.reason}{basis}"

    def as_dict(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "date": self.day.isoformat(),
            "counted": self.counted,
            "number": self.number,
            "reason": self.reason,
            "basis": self.basis,
        }
