"""A letter goes out in three steps: its number is reserved, it is rendered outside any transaction, it is issued.

Reads: kind, template, seal. Writes: series, letter, files, journal, message. What breaks between the steps leaves a
reserved letter: issued again it keeps its number, or it is voided with a note. So a series has neither gaps nor doubles.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from zwgk.domain.errors import BadInput, Conflict, Refusal
from zwgk.domain.rights import Actor
from zwgk.foundation.files import actions as files
from zwgk.foundation.inbox import actions as inbox
from zwgk.matters.letters import kinds, queries, rendering, words
from zwgk.matters.letters.models import Letter, Series, State

from .support import locked, tell


@dataclass(slots=True)
class Issued:
    """What became of a batch."""

    letters: list[Letter] = field(default_factory=list)
    failed: list[tuple[Letter, str]] = field(default_factory=list)  # reserved, and why


def issue(letter: Letter, *, dated: date | None = None, actor: Actor, at: datetime) -> Letter:
    """Number it, render it, send it out. `dated` is the day it bears (成文日期), today when empty."""
    taken = reserve(letter, dated or timezone.localdate(at), actor, at)
    made = rendering.rendered([taken])[0]
    if isinstance(made, Exception):
        note_failure(taken, made, actor, at)
        if isinstance(made, Refusal):
            raise made
        remedy = f"文号{taken.number}已为它保留：请再次点“印发”继续，仍不成功时作废并注明原因。"
        raise Conflict(f"{taken.kind_title}没有生成成功。", remedy=remedy) from made
    return finish(taken, *made, actor, at)


def issue_many(letters: Iterable[Letter], *, dated: date | None = None, actor: Actor, at: datetime) -> Issued:
    """Issue one after the other, in order, here and now; one that fails does not stop the rest. Pages use `issue_later`."""
    done = Issued()
    for letter in letters:
        try:
            done.letters.append(issue(letter, dated=dated, actor=actor, at=at))
        except (BadInput, Conflict) as refusal:
            done.failed.append((letter, refusal.sentence))
    return done


@transaction.atomic
def reserve(letter: Letter, day: date, actor: Actor, at: datetime) -> Letter:
    """Right, state and elements are in order: take the next number, or keep the one it has."""
    kind = kinds.kind(letter.kind)
    actor.require(kind.right("issue"), letter.organ_id)
    letter = locked(letter, "印发", State.DRAFT, State.RESERVED)
    words.check_complete(kind, letter.values)
    check_approved(kind, letter)
    if day > timezone.localdate(at):
        raise BadInput("成文日期不能晚于今天。", field="dated")
    seal = queries.seal_of(letter.organ_id) if letter.with_seal else None
    if letter.with_seal and seal is None:
        raise BadInput(
            f"{letter.organ.label}还没有印章图片。",
            field="with_seal",
            remedy="请先在“模板与编号”上传，或不加盖印章图片、印后用章。",
        )
    letter.seal, letter.template = seal, queries.template_of(kind.id, letter.organ_id)
    if letter.state == State.DRAFT:
        _take_number(letter, queries.pattern_of(kind.id, letter.organ_id), day)
        tell(letter, "issue", f"为{kind.title}取号：{letter.number}", actor=actor, at=at)
    letter.issued_by = actor.name
    letter.save()
    return letter


def _take_number(letter: Letter, pattern: str, day: date) -> None:
    """The next of the series, under its lock; the lock lasts as long as this transaction only."""
    Series.objects.get_or_create(organ_id=letter.organ_id, pattern=pattern, year=day.year)
    series = Series.objects.select_for_update().get(organ_id=letter.organ_id, pattern=pattern, year=day.year)
    series.last += 1
    series.save(update_fields=["last"])
    letter.pattern, letter.year, letter.serial = pattern, day.year, series.last
    letter.number = pattern.format(year=day.year, serial=series.last)
    letter.state, letter.dated = State.RESERVED, day


@transaction.atomic
def finish(letter: Letter, docx: bytes, pdf: bytes, actor: Actor, at: datetime) -> Letter:
    letter = locked(letter, "印发", State.RESERVED)
    letter.docx = files.keep(docx, f"{letter.name}.docx", actor=actor, at=at)
    letter.pdf = files.keep(pdf, f"{letter.name}.pdf", actor=actor, at=at)
    letter.state, letter.failure, letter.issued_at, letter.queued_at = State.ISSUED, "", at, None
    letter.save()
    kind = kinds.kind(letter.kind)
    digests = f"docx {letter.docx.sha256[:12]}，pdf {letter.pdf.sha256[:12]}"
    to = "" if kind.personal else f"，主送{letter.addressee}"
    tell(
        letter,
        "issue",
        f"印发{letter.number}《{letter.title}》{to}（{digests}）",
        actor=actor,
        at=at,
        basis=kind.basis,
    )
    _tell_units(letter, kind, actor, at)
    return letter


def _tell_units(letter: Letter, kind: kinds.LetterKind, actor: Actor, at: datetime) -> None:
    """A message to the addressee and to every unit that shares the letter."""
    units = {organ.pk: organ for organ in (letter.addressee_organ, *letter.recipients.all()) if organ}
    for organ in units.values():
        note = inbox.Note(
            title=f"收到{kind.title}：{letter.title}"[:200], body=letter.number, url=letter.url, kind="letters", needs_receipt=kind.receipt,
            key=f"letters.issue:{letter.pk}:{organ.pk}",
        )  # fmt: skip
        inbox.send_to_organ(note, organ=organ, actor=actor, at=at)


def check_approved(kind: kinds.LetterKind, letter: Letter) -> None:
    """Some kinds go out only with a record of who approved them."""
    if kind.approval and not (letter.approved_by and letter.approved_on):
        raise BadInput(
            f"{kind.title}还没有登记批准。", field="approved_by", basis=kind.basis, remedy=f"请先登记{kind.signer}的批准（姓名、日期，可附签批单扫描件）。"
        )


@transaction.atomic
def note_failure(letter: Letter, error: Exception, actor: Actor, at: datetime) -> None:
    said = error.sentence if isinstance(error, Refusal) else f"{type(error).__name__}"
    changed = Letter.objects.filter(pk=letter.pk, state=State.RESERVED).update(failure=said[:300], queued_at=None, leased_until=None)
    if not changed:  # another worker has issued it meanwhile
        return
    tell(letter, "issue", f"{letter.number}没有生成成功，文号保留：{said}", actor=actor, at=at)
