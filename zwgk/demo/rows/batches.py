"""Batches of rows, the calendar of a year back from today, and names out of short lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from ..reading import load

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows that one unit imports and sends to review together."""

    unit: str  # slug
    day: date  # of the import
    rows: list[Values]
    steps: int = 4  # of the review; fewer: it still waits


Maker = Callable[[date], Iterator[Batch]]


def words(name: str) -> dict[str, Any]:
    return load(f"kinds/{name}.yaml")


def chance(name: str) -> Random:
    """The same throws for the same name."""
    return Random(f"和光县 {name}")


def month_back(today: date, count: int) -> date:
    """The first day of the month so many months ago; of a month ahead with a negative count."""
    months = today.year * 12 + today.month - 1 - count
    return date(months // 12, months % 12 + 1, 1)


def workday(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def days_back(today: date, count: int) -> date:
    return workday(today - timedelta(days=count))


def firm(draw: Random, trades: list[str]) -> str:
    told = words("names")
    return f"{draw.choice(told['first'])}{draw.choice(told['second'])}{draw.choice(trades)}"


def party(draw: Random, trades: list[str]) -> Values:
    """Mostly firms, many small traders, now and then a person."""
    sort = draw.random()
    if sort < 0.12:
        told = words("names")
        return {"party_kind": "自然人", "party": draw.choice(told["families"]) + draw.choice(told["givens"])}
    name = firm(draw, trades)
    return {"party_kind": "法人及非法人组织" if name.endswith("公司") else "个体工商户", "party": name}


def sessions(today: date, every: int, back: int = 11) -> list[date]:
    """A day of every so many months at which decisions are taken: 案审会, 许可集中办理. The last one lies some days back."""
    found = [workday(month_back(today, count).replace(day=8 + count * 5 % 9)) for count in range(back, -1, -every)]
    return [day for day in found if day <= today - timedelta(days=5)]


def decided(session: date, draw: Random) -> date:
    """In the days before."""
    return workday(session - timedelta(days=draw.randrange(4)))


def spoken(year: int, number: int, letters: str) -> str:
    """和市监处罚〔2026〕12号."""
    return f"{letters}〔{year}〕{number}号"
