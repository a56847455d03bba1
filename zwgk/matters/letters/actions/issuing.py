"""A letter goes out in three steps: its number is reserved, it is rendered outside any transaction, it is issued.

Reads: kind, template, seal. Writes: series, letter, files, journal, message. What breaks between the steps leaves a
reserved letter: issued again it keeps its number, or it is voided with a note. So a series has neither gaps nor doubles.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from zwgk.domain.errors import BadInput, Conflict, Refusal
from zwgk.domain.rights import Actor
from zwgk.foundation.files import actions as files
from zwgk.foundation.files import queries as stored
from zwgk.foundation.inbox import actions as inbox
from zwgk.matters.letters import docx_out, kinds, pdf_out, queries, words
from zwgk.matters.letters.models import Letter, Series, State

from .support import locked, tell


@dataclass(slots=True)
class Issued:
    """What became of a batch."""

    letters: list[Letter] = field(default_factory=list)
    failed: list[tuple[Letter, str]] = field(default_factory=list)  # reserved, and why


def issue(letter: Letter, *, dated: date | None = None, actor: Actor, at: datetime) -> Letter:
    """Number it, render it, send it out. `dated` is the day it bears (成文日期), today when empty."""
    reserved = _reserve(letter, dated or timezone.localdate(at), actor, at)
    try:
        docx, pdf = _rendered(reserved)
    except Exception as error:
        _note_failure(reserved, error, actor, at)
        if isinstance(error, Refusal):
            raise
        remedy = f"文号{reserved.number}已为它保留：请再次点“印发”继续，仍不成功时作废并注明原因。"
        raise Conflict(f"{reserved.kind_title}没有生成成功。", remedy=remedy) from error
    return _finish(reserved, docx, pdf, actor, at)


def issue_many(letters: Iterable[Letter], *, dated: date | None = None, actor: Actor, at: datetime) -> Issued:
    """Issue one after the other, in order; one that fails does not stop the rest."""
    done = Issued()
    for letter in letters:
        try:
            done.letters.append(issue(letter, dated=dated, actor=actor, at=at))
        except (BadInput, Conflict) as refusal:
            done.failed.append((letter, refusal.sentence))
    return done


@transaction.atomic
def _reserve(letter: Letter, day: date, actor: Actor, at: datetime) -> Letter:
    """Right, state and elements are in order: take the next number, or keep the one it has."""
    actor.require("letters.issue", letter.organ_id)
    letter = locked(letter, "印发", State.DRAFT, State.RESERVED)
    kind = kinds.kind(letter.kind)
    words.check_complete(kind, letter.values)
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


def _rendered(letter: Letter) -> tuple[bytes, bytes]:
    """The .docx from the template of the organ, the .pdf from the same words."""
    kind = kinds.kind(letter.kind)
    said: dict[str, Any] = words.context(
        kind, letter.values, organ=letter.organ.name, number=letter.number, day=letter.dated or date.min
    )
    seal = stored.content(letter.seal.file) if letter.seal else None
    docx = docx_out.render(queries.template_bytes(kind.id, letter.template), said, seal)
    return docx, pdf_out.render(kind, said, seal)


@transaction.atomic
def _finish(letter: Letter, docx: bytes, pdf: bytes, actor: Actor, at: datetime) -> Letter:
    letter = locked(letter, "印发", State.RESERVED)
    letter.docx = files.keep(docx, f"{letter.name}.docx", actor=actor, at=at)
    letter.pdf = files.keep(pdf, f"{letter.name}.pdf", actor=actor, at=at)
    letter.state, letter.failure, letter.issued_at, letter.issued_by = State.ISSUED, "", at, actor.name
    letter.save()
    kind = kinds.kind(letter.kind)
    digests = f"docx {letter.docx.sha256[:12]}，pdf {letter.pdf.sha256[:12]}"
    tell(
        letter,
        "issue",
        f"印发{letter.number}《{letter.title}》，主送{letter.addressee}（{digests}）",
        actor=actor,
        at=at,
        basis=kind.basis,
    )
    if letter.addressee_organ:
        note = inbox.Note(
            title=f"收到{kind.title}：{letter.title}", body=letter.number, url=letter.url, kind="letters", needs_receipt=kind.receipt,
            key=f"letters.issue:{letter.pk}",
        )  # fmt: skip
        inbox.send_to_organ(note, organ=letter.addressee_organ, actor=actor, at=at)
    return letter


@transaction.atomic
def _note_failure(letter: Letter, error: Exception, actor: Actor, at: datetime) -> None:
    said = error.sentence if isinstance(error, Refusal) else f"{type(error).__name__}"
    Letter.objects.filter(pk=letter.pk, state=State.RESERVED).update(failure=said[:300])
    tell(letter, "issue", f"{letter.number}没有生成成功，文号保留：{said}", actor=actor, at=at)
