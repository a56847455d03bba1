"""How we count where the law is silent: a closed choice, dated, always shown as ours and not as the law's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zwgk.law.model import Reference, Status


@dataclass(frozen=True, slots=True)
class Choice:
    """What holds from a day on."""

    since: date
    value: str  # one of the convention's options
    reference: Reference  # the article that leaves it open
    status: Status
    note: str


@dataclass(frozen=True, slots=True)
class Convention:
    """One question that the law leaves open, with the ways in which it can be answered."""

    id: str
    title: str
    options: Mapping[str, str]  # value → what it means, one Chinese sentence
    choices: tuple[Choice, ...]  # oldest first
    layer: str = "national"

    def on(self, day: date) -> Choice:
        """The choice in force on that day; before the first one, the first."""
        held = [choice for choice in self.choices if choice.since <= day]
        return held[-1] if held else self.choices[0]

    def text(self, day: date) -> str:
        """What it means on that day."""
        return self.options[self.on(day).value]
