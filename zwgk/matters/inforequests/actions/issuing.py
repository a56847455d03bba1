"""Letters of a request go out. The answer is issued with its letter: two transactions, because nothing is rendered inside one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.matters.letters import actions as letters
from zwgk.matters.letters.models import State

from .. import queries
from ..models import Case, Reply
from .answering import answer
from .writing import draft_reply_letter, fill_letter

if TYPE_CHECKING:
    from zwgk.matters.letters.models import Letter

ANSWERS = ("foi-reply", "foi-refusal")


def issue_answer(case: Case, *, dated: date, actor: Actor, at: datetime) -> Reply:
    """Number and render the letter of the approved answer, then state the answer with it; tried again it keeps its number."""
    case = Case.objects.select_related("organ").get(pk=case.pk)
    reply = case.replies.filter(state=Reply.State.APPROVED).select_related("letter").order_by("-id").first()
    if reply is None:
        raise Conflict(f"{case.number}还没有批准的答复。", remedy="请先报负责人批准。")
    step = next((each for each in queries.steps(case, dated) if each.verb == "answer"), None)
    if step is None or not step.allowed:
        raise Conflict(step.why_not if step else f"{case.number}{case.get_state_display()}，不能作出答复。")
    actor.require("inforequests.answer", case.organ_id)
    letter = reply.letter or draft_reply_letter(reply, actor=actor, at=at)
    if letter.state == State.DRAFT:
        letter = fill_letter(letter, actor=actor, at=at)
    if not letter.issued_at:
        letter = letters.issue(letter, dated=dated, actor=actor, at=at)
    return answer(case, letter.dated or dated, number=letter.number, letter_id=letter.pk, actor=actor, at=at)


def issue_letters(found: Iterable[Letter], *, dated: date, actor: Actor, at: datetime) -> list[Letter]:
    """Numbers for many now, the worker renders; an answer is not among them, it goes out by `issue_answer`."""
    chosen = list(found)
    if any(letter.kind in ANSWERS for letter in chosen):
        raise BadInput("答复书要在案件页面“作出答复”，不能在这里成批印发。", field="letters", remedy="请取消勾选答复书、不予处理告知书。")
    return letters.issue_later(chosen, dated=dated, actor=actor, at=at)
