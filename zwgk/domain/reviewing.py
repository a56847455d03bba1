"""Who may take which step of a review, and whether enough different people have looked. Pure; the process is data (`law/reviews/`).

Nobody reviews his own draft. Steps go in their order. One person takes two steps only where the variant of the organ's kind
says so; the last step is refused while too few different persons have taken part.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from zwgk.law.review_model import ReviewDef, StepDef


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was passed, and by whom."""

    step: str
    person_id: int | None  # None: a person without an account, on paper
    name: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who wants to take a step."""

    person_id: int | None
    name: str
    roles: Collection[str]  # at the organ of the matter


def current(process: ReviewDef, taken: Sequence[Taken]) -> StepDef | None:
    """The step that is next; None when all are done."""
    done = {each.step for each in taken}
    return next((step for step in process.steps if step.id not in done), None)


def why_not(process: ReviewDef, organ_kind: str, taken: Sequence[Taken], drafter_id: int | None, who: Candidate) -> str:
    """Why this person may not take the next step, as a Chinese sentence; "" when he may."""
    step = current(process, taken)
    if step is None:
        return "审核已经完成。"
    if drafter_id is not None and who.person_id == drafter_id:
        return "起草人不能审核自己的稿件。"
    if not set(step.roles) & set(who.roles):
        return f"“{step.title}”由其他岗位办理。"
    variant = process.variant(organ_kind)
    for earlier in taken:
        if _same(earlier, who) and not any({earlier.step, step.id} <= group for group in variant.together):
            return f"您已办理“{process.step(earlier.step).title}”，按规定须由另一人办理“{step.title}”。"
    if len(process.steps) - len(taken) == 1 and persons([*taken, Taken(step.id, who.person_id, who.name)]) < variant.persons:
        return f"本单位至少须有{variant.persons}名不同的审核人，目前不足。"
    return ""


def _same(earlier: Taken, who: Candidate) -> bool:
    return earlier.person_id == who.person_id if None not in (earlier.person_id, who.person_id) else earlier.name == who.name


def persons(taken: Sequence[Taken]) -> int:
    """How many different persons took part."""
    return len({each.person_id if each.person_id is not None else each.name for each in taken})
