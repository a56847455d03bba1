"""From a phrase of time in a plan to the things a unit has to hand in; from a local measure to the superior one.

occurrences(limits, plan)   dated limits, periods of the year, and what hangs on the publication of the plan → Occurrence …
trace(local, superior)      which superior measure each local one most likely carries out (a proposal, with its likeness)

Conventions where the notices are silent (see requirements.md, List 7): a period ends on its last day; “每年至少 N 次” is due N times
by 31 December; a task without any date takes the plan's common date, if the office set one; an event that has not happened sets no date.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from zwgk.domain.deadlines.counting import month_end

PERIODS = {"monthly": 12, "quarterly": 4, "half_yearly": 2, "yearly": 1}
_OWN_PUBLICATION = re.compile(r"本?(?:要点|方案|通知|意见|计划|文件|任务分工|分工)(?:公布|印发|下发|发布|公开|出台)|^(?:公布|印发|下发)(?:后|之日)?$")


@dataclass(frozen=True, slots=True)
class PhraseOfTime:
    """What the reader, or a person, made of a phrase."""

    key: int  # number of the limit
    kind: str  # DeadlineKind value, or "default"
    phrase: str = ""
    due_on: date | None = None
    amount: int | None = None
    unit: str = ""
    anchor: str = ""
    anchored_on: date | None = None
    frequency: str = ""
    min_count: int | None = None


@dataclass(frozen=True, slots=True)
class PlanDates:
    """The dates of a plan that phrases lean on."""

    year: int
    adopted_on: date
    public_on: date | None = None
    default_due: date | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One thing to hand in. `due_on` for a fixed day; `amount`, `unit`, `start` for a length that the clocks compute."""

    limit: int | None
    label: str = ""
    due_on: date | None = None
    start: date | None = None
    amount: int | None = None
    unit: str = ""
    phrase: str = ""


def occurrences(limits: Sequence[PhraseOfTime], plan: PlanDates) -> tuple[Occurrence, ...]:
    """What every unit with this task has to hand in; never empty: at least the task as a whole."""
    found = [item for limit in limits for item in _of_limit(limit, plan)]
    if len(found) == 1 and not _recurs(limits):
        found = [replace(found[0], label="")]
    return tuple(found) or (Occurrence(None, "", plan.default_due, phrase="本计划统一期限" if plan.default_due else ""),)


def _recurs(limits: Sequence[PhraseOfTime]) -> bool:
    return any(limit.frequency for limit in limits)


def _of_limit(limit: PhraseOfTime, plan: PlanDates) -> list[Occurrence]:
    match limit.kind:
        case "date" | "default" if limit.due_on:
            return [Occurrence(limit.key, limit.phrase, limit.due_on, phrase=limit.phrase)]
        case "relative":
            return _relative(limit, plan)
        case "recurrence" | "vague" if limit.frequency:
            return _recurring(limit, plan)
        case "conditional" | "annual_product" | "vague" if limit.due_on:
            return [Occurrence(limit.key, limit.phrase, limit.due_on, phrase=limit.phrase)]
        case _:
            return []


def _relative(limit: PhraseOfTime, plan: PlanDates) -> list[Occurrence]:
    start = limit.anchored_on or (plan.public_on if own_publication(limit.anchor or limit.phrase) else None)
    if start is None or not limit.amount:
        return []  # the event has not happened: a standing rule, no date
    return [Occurrence(limit.key, limit.phrase, start=start, amount=limit.amount, unit=limit.unit, phrase=limit.phrase)]


def own_publication(anchor: str) -> bool:
    """True when the event is the publication of the plan itself (本要点公布后 …)."""
    return bool(_OWN_PUBLICATION.search(anchor)) and "政策" not in anchor and not re.search(r"(?<!本)文件(?:公开|公布|发布)", anchor)


def _recurring(limit: PhraseOfTime, plan: PlanDates) -> list[Occurrence]:
    periods = PERIODS.get(limit.frequency)
    if periods is None:  # daily, weekly: watched as one, not handed in one by one
        return [Occurrence(limit.key, limit.phrase, date(plan.year, 12, 31), phrase=limit.phrase)]
    if periods == 1:
        return _yearly(limit, plan)
    months = 12 // periods
    ends = [month_end(plan.year, months * (number + 1)) for number in range(periods)]
    return [
        Occurrence(limit.key, period_name(plan.year, limit.frequency, number), end, phrase=limit.phrase)
        for number, end in enumerate(ends)
        if end >= plan.adopted_on
    ]


def _yearly(limit: PhraseOfTime, plan: PlanDates) -> list[Occurrence]:
    count = limit.min_count or 1
    end = limit.due_on or date(plan.year, 12, 31)
    labels = [f"{plan.year}年第{number + 1}次" for number in range(min(count, 60))] if count > 1 else [f"{plan.year}年度"]
    return [Occurrence(limit.key, label, end, phrase=limit.phrase) for label in labels]


def period_name(year: int, frequency: str, number: int) -> str:
    """2026年第三季度, 2026年7月, 2026年上半年."""
    match frequency:
        case "monthly":
            return f"{year}年{number + 1}月"
        case "quarterly":
            return f"{year}年第{'一二三四'[number]}季度"
        case _:
            return f"{year}年{'上下'[number]}半年"


def trace(local: Sequence[str], superior: Sequence[str], least: float = 0.34) -> list[tuple[int, float] | None]:
    """For each local text the number of the most alike superior text and the likeness (0…1), or None below `least`.

    Likeness is the share of character pairs in common (Dice), which survives re-ordering and re-wording of clauses.
    """
    above = [_pairs(text) for text in superior]
    return [_best(_pairs(text), above, least) for text in local]


def _best(own: frozenset[str], above: Sequence[frozenset[str]], least: float) -> tuple[int, float] | None:
    scores = [2 * len(own & other) / max(1, len(own) + len(other)) for other in above]
    if not scores:
        return None
    number = max(range(len(scores)), key=scores.__getitem__)
    return (number, round(scores[number], 3)) if scores[number] >= least else None


def _pairs(text: str) -> frozenset[str]:
    plain = "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())[:600]
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1))
