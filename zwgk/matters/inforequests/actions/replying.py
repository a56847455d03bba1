"""The answer is drafted in parts, judged by a second person, and sent back where it does not do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.outcomes import missing, more_open
from zwgk.domain.rights import Actor, Role
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.law.outcome_model import Outcome

from .. import queries
from ..models import Case, Part, Reply
from .course import Act, begin, finish, need
from .telling import tell_handler
from .writing import draft_reply_letter, drop_reply_letter


@dataclass(frozen=True, slots=True)
class PartDraft:
    """One decision: what it covers, and the facts that law.outcomes requires of it."""

    outcome: str
    facts: Mapping[str, str] = field(default_factory=dict)
    covers: str = ""  # which part of the request; empty: all of it
    not_taken: str = ""  # why the more open alternative is not taken (REQ-04)


@dataclass(frozen=True, slots=True)
class Draft:
    """The whole answer."""

    parts: Sequence[PartDraft]
    text: str = ""  # what is said beside the decisions


@transaction.atomic
def draft_reply(case: Case, draft: Draft, *, actor: Actor, at: datetime) -> Reply:
    """Put the answer together; what a decision lacks is named before anybody approves it."""
    case = begin(case, "draft_reply", localdate(at), actor=actor, at=at)
    if not draft.parts:
        raise BadInput("请至少选择一项处理决定。", field="outcome", basis="《中华人民共和国政府信息公开条例》第三十六条")
    checked = [_checked(case, part, len(draft.parts) > 1, n, at) for n, part in enumerate(draft.parts)]
    case.replies.filter(state__in=(Reply.State.DRAFT, Reply.State.SUBMITTED)).update(state=Reply.State.REPLACED)
    reply = Reply.objects.create(
        case=case, state=Reply.State.SUBMITTED, text=draft.text.strip(), drafted_by=actor.name, drafted_by_id=actor.person_id, drafted_at=at
    )
    Part.objects.bulk_create(
        Part(reply=reply, order=n, outcome=part.outcome, ground=outcome.cited[:200], covers=part.covers.strip()[:300], reasons=facts.get("reasons", ""),
             facts=facts, withheld=facts.get("withheld_parts", ""), not_taken=part.not_taken.strip())
        for n, (part, outcome, facts) in enumerate(checked)
    )  # fmt: skip
    names = "、".join(outcome.label for _, outcome, _ in checked)
    finish(case, Act("draft_reply", localdate(at), f"拟答复：{names}", {"reply": reply.pk}), actor=actor, at=at)
    note = inbox.Note(f"{case.number} 答复待审批", names, case.url, kind="inforequests")
    inbox.send_to_organ(note, organ=case.organ, role=Role.LEADER, actor=actor, at=at)
    return reply


@transaction.atomic
def return_reply(case: Case, reason: str, *, actor: Actor, at: datetime) -> Case:
    """It does not do yet: back to whoever handles the case; the limit runs on."""
    case = begin(case, "return_reply", localdate(at), actor=actor, at=at)
    reply = _current(case)
    reply.state, reply.returned_by, reply.return_reason = Reply.State.REPLACED, actor.name, need(reason, "reason", "退回的意见")
    reply.save(update_fields=["state", "returned_by", "return_reason"])
    finish(case, Act("return_reply", localdate(at), f"退回修改：{reply.return_reason}", told="退回修改"), actor=actor, at=at)
    drop_reply_letter(reply, actor=actor, at=at)
    tell_handler(case, "答复被退回修改", reply.return_reason, actor=actor, at=at)
    return case


@transaction.atomic
def approve_reply(case: Case, *, actor: Actor, at: datetime) -> Reply:
    """Somebody other than the drafter approves."""
    case = begin(case, "approve_reply", localdate(at), actor=actor, at=at)
    reply = _current(case)
    if actor.person_id is not None and reply.drafted_by_id == actor.person_id:
        raise Conflict("拟稿人不能批准自己拟的答复。", remedy="请由本单位另一名负责人批准。")
    reply.state, reply.approved_by, reply.approved_at = Reply.State.APPROVED, actor.name, at
    reply.save(update_fields=["state", "approved_by", "approved_at"])
    finish(case, Act("approve_reply", localdate(at), "批准答复", {"reply": reply.pk}), actor=actor, at=at)
    draft_reply_letter(reply, actor=actor, at=at)
    tell_handler(case, "答复已批准，可以作出答复", actor=actor, at=at)
    return reply


def _current(case: Case) -> Reply:
    return case.replies.select_for_update().filter(state__in=(Reply.State.SUBMITTED, Reply.State.APPROVED)).latest("id")


def _checked(case: Case, part: PartDraft, several: bool, n: int, at: datetime) -> tuple[PartDraft, Outcome, dict[str, str]]:
    """The part with its outcome and its facts, those that the case itself knows put in."""
    outcome = {each.id: each for each in queries.outcomes(localdate(at))}.get(part.outcome)
    if outcome is None:
        raise BadInput("请从处理决定的清单中选择。", field=f"outcome-{n}")
    if several and not part.covers.strip():
        raise BadInput("有几项处理决定时，每一项都要写明对应申请中的哪一部分。", field=f"covers-{n}")
    typed = {name: text.strip() for name, text in part.facts.items() if text.strip()}
    facts = {**queries.known_facts(case, outcome, localdate(at)), **typed}
    if lacking := missing(outcome, facts):
        first = lacking[0]
        names = "、".join(each.label for each in lacking)
        raise BadInput(f"“{outcome.label}”还缺：{names}。", field=f"{first.id}-{n}", basis=outcome.cited, remedy=first.help)
    if (better := more_open(rulebook.law(), outcome)) and not part.not_taken.strip():
        open_ways = "、".join(each.outcome.label for each in better)
        raise BadInput(
            f"可以更公开的处理：{open_ways}。不采用的，请写明理由（{outcome.ask}）。", field=f"not_taken-{n}",
            basis="《中华人民共和国政府信息公开条例》第五条", remedy="以公开为常态、不公开为例外；理由只留在案卷里，不写入答复书。",
        )  # fmt: skip
    return part, outcome, facts
