"""Which decision: the list, what is missing, what would be more open, several parts together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from zwgk.domain.errors import LawMissing
from zwgk.law.book import Law
from zwgk.law.model import Status
from zwgk.law.outcome_model import FactDef, Outcome, OutcomeGroup

PARTLY, PARTLY_OTHER = "D03", "D04"
_CHOSEN = (
    OutcomeGroup.DISCLOSED, OutcomeGroup.PARTLY, OutcomeGroup.WITHHELD, OutcomeGroup.UNABLE, OutcomeGroup.DECLINED, OutcomeGroup.OTHER,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Alternative:
    """A more open way; not taking it needs an answer to the question."""

    outcome: Outcome
    ask: str


@dataclass(frozen=True, slots=True)
class Combined:
    """One reply with one or several decisions, as the annual report counts it."""

    outcome: Outcome
    row: str
    row_2019: str
    parts: tuple[Outcome, ...]
    unverified: str = ""  # what is not settled about the counting


def find(law: Law, ident: str) -> Outcome:
    """The decision of that id, or a refusal."""
    try:
        return law.outcomes[ident]
    except KeyError as error:
        raise LawMissing(f"没有“{ident}”这种处理决定。", field="outcome", remedy=f"从这些中选择：{'、'.join(law.outcomes)}。") from error


def decisions(law: Law, on: date) -> tuple[Outcome, ...]:
    """Every decision on a request in force on that day, the most open ones first."""
    return tuple(sorted((each for each in law.outcomes.values() if each.group in _CHOSEN and each.since <= on), key=lambda one: one.order))


def of_group(law: Law, group: OutcomeGroup) -> tuple[Outcome, ...]:
    """The decisions of one group."""
    return tuple(sorted((each for each in law.outcomes.values() if each.group is group), key=lambda one: one.order))


def missing(outcome: Outcome, facts: Mapping[str, object]) -> tuple[FactDef, ...]:
    """The facts that the decision must state and that are still empty."""
    return tuple(fact for fact in outcome.requires if _empty(facts.get(fact.id)))


def more_open(law: Law, outcome: Outcome) -> tuple[Alternative, ...]:
    """The ways that would give the applicant more."""
    return tuple(Alternative(law.outcomes[ident], outcome.ask) for ident in outcome.more_open)


def combined(law: Law, idents: Iterable[str]) -> Combined:
    """One decision for the whole reply: the same one, or 部分公开 where something is given and something is not."""
    # 《条例》第三十七条；年度报告格式：区分处理的，只计“部分公开”这一情形，不计其他情形。
    parts = tuple(dict.fromkeys(find(law, ident) for ident in idents))
    if not parts:
        raise LawMissing("还没有选择处理决定。", field="outcome")
    first = parts[0]
    if len(parts) == 1:
        return Combined(first, first.row, first.row_2019, parts)
    given = [each for each in parts if each.group in (OutcomeGroup.DISCLOSED, OutcomeGroup.PARTLY)]
    kept = [each for each in parts if each not in given]
    if given and (kept or any(each.group is OutcomeGroup.PARTLY for each in given)):
        refused = any(each.remedy == "P" for each in parts)
        whole = find(law, PARTLY if refused else PARTLY_OTHER)
        other = [each.label for each in kept if each.group is not OutcomeGroup.WITHHELD]
        doubt = f"一部分公开、另一部分“{'、'.join(other)}”，按区分处理计入“部分公开”，口径未见明文。" if other else ""
        return Combined(whole, whole.row, whole.row_2019, parts, doubt)
    if given:
        return Combined(given[-1], given[-1].row, given[-1].row_2019, parts)
    return Combined(first, first.row, first.row_2019, parts, f"同一答复有几种不公开的决定，按第一项“{first.label}”统计，口径未见明文。")


def unverified(outcomes: Iterable[Outcome]) -> tuple[str, ...]:
    """What a lawyer should still look at."""
    return tuple(f"{each.label}：{each.note}" for each in outcomes if each.status is Status.UNVERIFIED)


def _empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip()) or (isinstance(value, (list, tuple, dict)) and not value)
