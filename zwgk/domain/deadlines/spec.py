"""A time phrase of an official document as a typed fact: what List 2 of the requirements and the notices reader say.

date             2020年11月底前             dates
relative         公布后15个工作日内          anchor, amount, unit
recurrence       每年至少一次               frequency, min_count
start            从2017年起                 dates: the first day
conditional      待收费办法出台后            event: no day until it is recorded
vague            定期                       a person must set the interval
annual_product   年度报告                   frequency yearly
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from zwgk.domain.errors import BadInput
from zwgk.law.model import Unit


class Kind(StrEnum):
    """What a time phrase is."""

    DATE = "date"
    RELATIVE = "relative"
    RECURRENCE = "recurrence"
    START = "start"
    CONDITIONAL = "conditional"
    VAGUE = "vague"
    ANNUAL_PRODUCT = "annual_product"


class Frequency(StrEnum):
    """How often."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"
    UNSPECIFIED = "unspecified"


@dataclass(frozen=True, slots=True)
class TimeSpec:
    """One time phrase, read."""

    kind: Kind
    text: str = ""  # the words of the document
    dates: tuple[date, ...] = ()  # date: the last days; start: the first day
    other_dates: tuple[date, ...] = ()  # the other reading: “8月前” up to 31 August
    anchor: str = ""  # relative: the event that starts it
    amount: int | None = None
    unit: Unit | None = None
    frequency: Frequency | None = None
    min_count: int | None = None  # at least so many times in each period
    event: str = ""  # conditional: what must happen first
    by: str = ""  # recurrence: the named day of each period, "05" of a month, "01-31" of a year

    @classmethod
    def from_dict(cls, found: Mapping[str, Any]) -> TimeSpec:
        """From the mapping that the notices reader writes: kind, date, within, recurrence, event …"""
        try:
            within, recurrence = found.get("within") or {}, found.get("recurrence") or {}
            frequency, unit = recurrence.get("freq"), within.get("unit")
            return cls(
                kind=Kind(found["kind"]),
                text=str(found.get("text", "")),
                dates=_dates(found.get("date")),
                other_dates=_dates(found.get("alt_date")),
                anchor=str(found.get("anchor") or ""),
                amount=within.get("amount"),
                unit=Unit(unit) if unit else None,
                frequency=Frequency(frequency) if frequency else None,
                min_count=recurrence.get("min_count") or found.get("min_count"),
                event=str(found.get("event") or ""),
                by=str(recurrence.get("by") or ""),
            )
        except (KeyError, ValueError, TypeError) as error:
            raise BadInput(f"时限“{found.get('text', '')}”的写法无法使用：{error}。", field="deadline") from error

    def as_dict(self) -> dict[str, Any]:
        """The same mapping back; absent parts are left out."""
        days = [day.isoformat() for day in self.dates]
        other = [day.isoformat() for day in self.other_dates]
        repeat = {"freq": self.frequency and self.frequency.value, "min_count": self.min_count, "by": self.by}
        whole: dict[str, Any] = {
            "kind": self.kind.value,
            "text": self.text,
            "date": days[0] if len(days) == 1 else days,
            "alt_date": other[0] if len(other) == 1 else other,
            "anchor": self.anchor,
            "within": {"amount": self.amount, "unit": self.unit.value} if self.unit else None,
            "recurrence": {key: value for key, value in repeat.items() if value} if self.frequency else None,
            "event": self.event,
        }
        if not self.frequency and self.min_count:
            whole["min_count"] = self.min_count
        return {key: value for key, value in whole.items() if value}


def _dates(found: Any) -> tuple[date, ...]:
    if found is None:
        return ()
    items = found if isinstance(found, (list, tuple)) else [found]
    return tuple(item if isinstance(item, date) else date.fromisoformat(str(item)) for item in items)
