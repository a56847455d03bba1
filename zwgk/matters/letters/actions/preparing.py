"""A letter is drafted, one or a batch. A draft has no number and may still lack elements."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Actor
from zwgk.foundation.journal.actions import Subject
from zwgk.matters.letters import kinds, words
from zwgk.matters.letters.models import Letter, State

from .support import locked, tell

if TYPE_CHECKING:
    from zwgk.foundation.organs.models import Organ

MOST = 500  # letters of one batch


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be written to one addressee."""

    kind: str  # id of a LetterKind
    organ: Organ  # whose letter it is
    values: Mapping[str, Any]  # element id → text, lines or day
    addressee_organ: Organ | None = None  # its name is the addressee when the values name none
    subject: Subject | None = None  # the task, finding, request … it is about
    with_seal: bool = False  # lay the image of the seal over the signature
    recipients: Sequence[Organ] = ()  # units that share one letter: several addressees, copies


@transaction.atomic
def prepare(draft: Draft, *, actor: Actor, at: datetime) -> Letter:
    """Write the draft; what is missing is told at the latest by `issue`."""
    return _write(draft, "", actor, at)


@transaction.atomic
def prepare_many(drafts: Sequence[Draft], *, actor: Actor, at: datetime) -> list[Letter]:
    """Write a batch, complete or not at all: here a missing element is refused at once."""
    if not drafts:
        raise BadInput("没有选择收文单位。", field="organs", remedy="请至少选择一个单位。")
    if len(drafts) > MOST:
        raise BadInput(f"一批最多 {MOST} 份，这里有 {len(drafts)} 份。", field="organs", remedy="请分批办理。")
    batch = f"{at:%Y%m%d}-{secrets.token_hex(4)}"
    made = [_write(draft, batch, actor, at) for draft in drafts]
    for letter in made:
        words.check_complete(kinds.kind(letter.kind), letter.values)
    return made


@transaction.atomic
def revise(letter: Letter, values: Mapping[str, Any], *, actor: Actor, at: datetime) -> Letter:
    """Change a draft, or a reserved letter whose rendering failed; what was issued is never changed."""
    kind = kinds.kind(letter.kind)
    actor.require(kind.right("prepare"), letter.organ_id)
    letter = locked(letter, "修改", State.DRAFT, State.RESERVED)
    changed = words.cleaned(kind, values)
    _check_fixed(kind, letter.values, changed)
    letter.values = {**letter.values, **changed}
    if letter.addressee_organ and not letter.values.get("addressee"):
        letter.values["addressee"] = letter.addressee_organ.name
    letter.title, letter.addressee = letter.values.get("title", ""), letter.values.get("addressee", "")
    letter.save()
    tell(letter, "prepare", f"修改{kind.title}：{letter.title}", actor=actor, at=at)
    return letter


def _check_fixed(kind: kinds.LetterKind, before: Mapping[str, Any], changed: Mapping[str, Any]) -> None:
    """What is computed is not rewritten by hand: the paragraph on remedies, the decisions that were approved."""
    for element in kind.elements:
        if element.fixed and element.id in changed and changed[element.id] != before.get(element.id, changed[element.id]):
            raise BadInput(f"“{element.label}”由系统按规则生成，不能在文书里改。", field=element.id, remedy="请在案件页面修改它所依据的内容，再重新起草。")


def _write(draft: Draft, batch: str, actor: Actor, at: datetime) -> Letter:
    kind = kinds.kind(draft.kind)
    actor.require(kind.right("prepare"), draft.organ.pk)
    values = words.cleaned(kind, draft.values)
    if kind.heading and not values.get("title"):
        values["title"] = kind.heading
    if draft.addressee_organ and not values.get("addressee"):
        values["addressee"] = draft.addressee_organ.name
    about = draft.subject or Subject("", "", "")
    letter = Letter.objects.create(
        kind=kind.id, kind_title=kind.title, organ=draft.organ, addressee_organ=draft.addressee_organ, title=values.get("title", ""),
        addressee=values.get("addressee", ""), values=values, subject_type=about.type, subject_id=str(about.id),
        subject_title=about.title[:300], subject_url=about.url, batch=batch, with_seal=draft.with_seal,
        prepared_at=at, prepared_by=actor.name,
    )  # fmt: skip
    letter.recipients.set(draft.recipients)
    tell(
        letter,
        "prepare",
        f"起草{kind.title}：{letter.title}{'' if kind.personal else f'（主送：{letter.addressee}）'}",
        actor=actor,
        at=at,
        basis=kind.basis,
    )
    return letter
