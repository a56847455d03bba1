"""Letters of a request are drafted from the case and its acts; `issuing` sends them out.

`draft_after(event)` is called by `course.finish` for every act that calls for a letter, `draft_reply_letter` when an answer is approved,
`write_letter` by a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Actor, system_actor
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject
from zwgk.foundation.organs import queries as organs
from zwgk.law.outcome_model import OutcomeGroup
from zwgk.matters.letters import actions as letters
from zwgk.matters.letters import queries as papers
from zwgk.matters.letters.models import State

from .. import queries, wording
from ..models import SUBJECT, Case, Details, Event, Reply

if TYPE_CHECKING:
    from zwgk.foundation.organs.models import Organ
    from zwgk.matters.letters.models import Letter

RIGHT = "inforequests.letters"
DETAILS = ("court", "review_organ", "review_kind", "internet", "contact", "sender", "pay")


def draft_after(event: Event, *, actor: Actor, at: datetime) -> list[Letter]:
    """The drafts that an act calls for; the first belongs to the act. Inside the transaction of the act."""
    made = [_draft(event.case, kind, event, {}, _writer(event.case, actor), at) for kind in wording.due(event)]
    if made:
        event.letter_id = made[0].pk
        event.save(update_fields=["letter"])
    return made


def draft_reply_letter(reply: Reply, *, actor: Actor, at: datetime) -> Letter:
    """The letter of an approved answer: 答复书, or 不予处理告知书 when nothing is processed."""
    case = reply.case
    found = {each.id: each for each in queries.outcomes(localdate(at))}
    declined = all(found[part.outcome].group is OutcomeGroup.DECLINED for part in reply.parts.all())
    letter = _draft(case, "foi-refusal" if declined else "foi-reply", None, {}, _writer(case, actor), at)
    reply.letter_id = letter.pk
    reply.save(update_fields=["letter"])
    return letter


@transaction.atomic
def write_letter(case: Case, kind: str, values: Mapping[str, Any] | None = None, *, to: Organ | None = None, actor: Actor, at: datetime) -> Letter:
    """A letter that no act has drafted, or one anew: its act is the latest that calls for this kind."""
    actor.require(RIGHT, case.organ_id)
    if papers.kinds().get(kind) is None or papers.kind(kind).topic != "inforequests":
        raise BadInput("请选择依申请公开的文种。", field="kind")
    calling = [name for name, kinds in wording.AFTER.items() if kind in kinds]
    event = case.events.filter(kind__in=calling).last()
    letter = _draft(case, kind, event, values or {}, actor, at, to)
    if event is not None and event.letter_id is None:
        event.letter_id = letter.pk
        event.save(update_fields=["letter"])
    return letter


def fill_letter(letter: Letter, *, actor: Actor, at: datetime) -> Letter:
    """Put in what the case and the organ know by now and the draft still lacks: a court that was entered later, a limit that was set."""
    case = Case.objects.select_related("organ").get(pk=letter.subject_id)
    said = wording.values(case, letter.kind, Event.objects.filter(letter_id=letter.pk).first(), localdate(at))
    known = {element.id for element in papers.kind(letter.kind).elements}
    lacking = {name: value for name, value in said.items() if name in known and not letter.values.get(name)}
    return letters.revise(letter, lacking, actor=actor, at=at) if lacking else letter


def drop_reply_letter(reply: Reply, *, actor: Actor, at: datetime) -> None:
    """The answer was sent back: its letter, not yet numbered, goes with it."""
    if reply.letter is not None and reply.letter.state == State.DRAFT:
        letters.void(reply.letter, "答复退回修改，另行起草。", actor=_writer(reply.case, actor), at=at)


@transaction.atomic
def set_details(organ: Organ, said: Mapping[str, str], *, actor: Actor, at: datetime) -> Details:
    """What the letters of this organ say about courts, payment and contact."""
    actor.require(RIGHT, organ.pk)
    row, _ = Details.objects.get_or_create(organ=organ)
    for name in DETAILS:
        if name in said:
            setattr(row, name, said[name].strip())
    row.set_at, row.set_by = at, actor.name
    row.save()
    for letter in papers.visible_to(actor).filter(organ=organ, subject_type=SUBJECT, state=State.DRAFT):
        fill_letter(letter, actor=actor, at=at)
    told = journal.Told(RIGHT, "修改依申请公开文书设置", organ_id=organ.pk, organ_name=organ.label)
    journal.record(Subject("organs.organ", organ.pk, organ.label, "/office/requests/letters/details/"), told, actor=actor, at=at)
    return row


def _draft(case: Case, kind: str, event: Event | None, more: Mapping[str, Any], actor: Actor, at: datetime, to: Organ | None = None) -> Letter:
    said = wording.values(case, kind, event, localdate(at)) | dict(more)
    known = {element.id for element in papers.kind(kind).elements}
    said = {name: value for name, value in said.items() if name in known}
    if not papers.kind(kind).personal and to is None:
        to = organs.existing().filter(name=said.get("addressee", "")).first()
    about = Subject(SUBJECT, case.pk, f"政府信息公开申请{case.number}", case.url)
    return letters.prepare(letters.Draft(kind, case.organ, said, addressee_organ=to, subject=about), actor=actor, at=at)


def _writer(case: Case, actor: Actor) -> Actor:
    """Who consents or signs need not hold the right to write: the draft is then the system's."""
    return actor if actor.may(RIGHT, case.organ_id) else system_actor("文书起草")
