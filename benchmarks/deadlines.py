"""How many due dates a second, beside the obvious way: step day by day and ask chinesecalendar.

    python benchmarks/deadlines.py [--count 20000]

Both answer the same random questions (7 to 60 working days, 2007–2026); the answers are compared before the times are printed.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from datetime import date, timedelta

import chinese_calendar

from zwgk.domain.deadlines import Suspension, Unit, compute, compute_length, find
from zwgk.domain.workdays import Calendar
from zwgk.law import load

Question = tuple[date, int]


def naive(start: date, length: int) -> date:
    """What everybody writes first."""
    day = start
    while length:
        day += timedelta(1)
        length -= chinese_calendar.is_workday(day)
    return day


def questions(count: int) -> list[Question]:
    """The same ones every time."""
    chance = random.Random(20)
    first, span = date(2007, 1, 1), (date(2026, 9, 1) - date(2007, 1, 1)).days
    return [(first + timedelta(chance.randrange(span)), chance.randint(7, 60)) for _ in range(count)]


def measure(name: str, ask: Callable[[date, int], object], asked: list[Question]) -> list[object]:
    """The answers; prints how many a second."""
    begin = time.perf_counter()
    answers = [ask(*question) for question in asked]
    print(f"{name:<58}{len(asked) / (time.perf_counter() - begin):>12,.0f} /s")
    return answers


def main() -> None:
    """Measure, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20_000)
    asked = questions(parser.parse_args().count)
    begin = time.perf_counter()
    law = load()
    calendar = Calendar.of(law)
    print(f"load {len(law.deadlines)} rules and the calendar: {time.perf_counter() - begin:.2f} s")
    rule = find(law, "requests/answer")

    def pause(start: date) -> list[Suspension]:
        return [Suspension(start + timedelta(3), start + timedelta(12))]

    slow = measure("naive loop with chinesecalendar", naive, asked)
    fast = measure("calendar.add", calendar.add, asked)
    assert slow == fast, "the two disagree"
    late = [question for question in asked if question[0] >= date(2008, 5, 1)]
    measure(
        "compute_length with grounds", lambda s, n: compute_length(n, Unit.WORKING_DAY, s, calendar=calendar), asked
    )
    measure("a rule of the law with grounds", lambda s, n: compute(rule, s, calendar=calendar), late)
    measure("… with a suspension", lambda s, n: compute(rule, s, calendar=calendar, suspensions=pause(s)), late)
    measure("… explained day by day", lambda s, n: compute(rule, s, calendar=calendar).explain(), late[:2000])


if __name__ == "__main__":
    main()
