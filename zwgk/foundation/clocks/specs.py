"""How a clock is to be computed, as plain values that fit into JSON.

ByRule("requests/answer")                 a rule of the rulebook
Length(20, Unit.WORKING_DAY)              an own length, e.g. of a notice: “收到后20个工作日内”
Fixed(date(2026, 12, 31), "年底前")        a named day; also one round of a recurring duty: `round="2026年第四季度"`
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from zwgk.domain.deadlines import Direction, Unit


@dataclass(frozen=True, slots=True)
class ByRule:
    """The rule with this id says how long."""

    rule: str
    amount: int | None = None  # only for rules that leave the number to the organ (合理期限)


@dataclass(frozen=True, slots=True)
class Length:
    """A length of our own; the day of the event is not counted."""

    amount: int
    unit: Unit = Unit.WORKING_DAY
    words: str = ""  # the words of the document
    direction: Direction = Direction.WITHIN


@dataclass(frozen=True, slots=True)
class Fixed:
    """A named day: no calendar moves it."""

    due_on: date
    words: str = ""  # “每季度第一个月10日前”
    round: str = ""  # which round of a recurring duty


Spec = ByRule | Length | Fixed


def to_json(spec: Spec) -> dict[str, Any]:
    """Plain values."""
    match spec:
        case ByRule(rule, amount):
            return {"kind": "rule", "rule": rule, "amount": amount}
        case Length(amount, unit, words, direction):
            return {
                "kind": "length",
                "amount": amount,
                "unit": unit.value,
                "words": words,
                "direction": direction.value,
            }
        case Fixed(due_on, words, of_round):
            return {"kind": "fixed", "due": due_on.isoformat(), "words": words, "round": of_round}


def from_json(values: Mapping[str, Any]) -> Spec:
    """The spec that `to_json` wrote."""
    match values["kind"]:
        case "rule":
            return ByRule(values["rule"], values.get("amount"))
        case "length":
            return Length(
                values["amount"],
                Unit(values["unit"]),
                values.get("words", ""),
                Direction(values.get("direction", "within")),
            )
        case _:
            return Fixed(date.fromisoformat(values["due"]), values.get("words", ""), values.get("round", ""))
