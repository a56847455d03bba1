"""代录: the office enters for a unit what came on stamped paper; shown as such, and the unit may object."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor, Role
from zwgk.foundation.files import actions as files
from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.inbox.actions import Note
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Told

from ..entries import Entry
from ..models import Evidence, Extension, Item, Report
from ..subjects import of_item
from .evidence import add_file
from .extend import ask_extension
from .progress import Progress, report

SCANS = (".pdf", ".ofd", ".jpg", ".jpeg", ".png", ".tif", ".tiff")


@dataclass(frozen=True, slots=True)
class Paper:
    """The stamped paper from which is entered."""

    data: bytes
    name: str
    on: date  # the date on the paper


@dataclass(frozen=True, slots=True)
class Upload:
    """A piece of evidence that came with it."""

    data: bytes
    name: str


def enter_report(item: Item, progress: Progress, paper: Paper, *, evidence: Sequence[Upload] = (), actor: Actor, at: datetime) -> Entry:
    """Progress as the unit wrote it."""
    kept = _checked(item, paper, actor, at)
    with transaction.atomic():
        row = report(item, progress, actor=_for_unit(actor), at=at)
        for each in evidence:
            add_file(item, each.data, each.name, report=row, actor=_for_unit(actor), at=at)
        return _entered(item, kept, paper, actor, at, report=row)


def enter_evidence(item: Item, proof: Upload, paper: Paper, *, actor: Actor, at: datetime) -> Entry:
    """Evidence that the unit handed in on paper or a stick."""
    kept = _checked(item, paper, actor, at)
    with transaction.atomic():
        row = add_file(item, proof.data, proof.name, actor=_for_unit(actor), at=at)
        return _entered(item, kept, paper, actor, at, evidence=row)


def enter_extension(item: Item, until: date, reason: str, paper: Paper, *, actor: Actor, at: datetime) -> Entry:
    """The unit's request for more time. Deciding on it is another step."""
    kept = _checked(item, paper, actor, at)
    with transaction.atomic():
        row = ask_extension(item, until, reason, actor=_for_unit(actor), at=at)
        return _entered(item, kept, paper, actor, at, extension=row)


@transaction.atomic
def object_to(entry: Entry, text: str, *, actor: Actor, at: datetime) -> Entry:
    """异议: the unit says that it is not so; the office is told and puts it right in the open."""
    organ = entry.item.duty.organ
    actor.require("ledger.object", organ.pk)
    if entry.objection:
        raise Conflict("已经提过异议。", remedy="请等待政务公开办处理。")
    if len(text.strip()) < 4:
        raise BadInput("请写明异议的内容。", field="text", remedy="写清哪里与盖章件不一致。")
    entry.objection, entry.objected_at, entry.objected_by = text.strip(), at, actor.name
    entry.save(update_fields=["objection", "objected_at", "objected_by"])
    subject = of_item(entry.item)
    journal.record(subject, Told("ledger.object", f"对代录的{entry.what}提出异议：{text.strip()[:150]}", organ_id=organ.pk, organ_name=organ.label), actor=actor, at=at)
    note = Note(f"{organ.label}对代录提出异议：{subject.title}"[:200], text.strip(), subject.url, kind="ledger.object")
    inbox.send_to_organ(note, organ=entry.item.duty.task.plan.organ, role=Role.OFFICE, actor=actor, at=at)
    return entry


def _checked(item: Item, paper: Paper, actor: Actor, at: datetime) -> StoredFile:
    """The right, the date, the scan; the bytes are kept before the transaction begins."""
    actor.require("ledger.enter_for", item.duty.organ_id)
    if paper.on > localdate(at):
        raise BadInput("盖章件日期不能晚于今天。", field="paper_on")
    if not paper.name.lower().endswith(SCANS):
        raise BadInput("盖章件须是扫描件或照片。", field="paper", remedy="可以用 PDF、OFD、JPG、PNG。")
    return files.keep(paper.data, paper.name, actor=actor, at=at)


def _for_unit(actor: Actor) -> Actor:
    """Same name; the stamped paper is the unit's authority, and `ledger.enter_for` has been checked."""
    return replace(actor, system=True)


def _entered(
    item: Item, kept: StoredFile, paper: Paper, actor: Actor, at: datetime, *, report: Report | None = None, evidence: Evidence | None = None, extension: Extension | None = None
) -> Entry:
    row = Entry.objects.create(
        item=item, report=report, evidence=evidence, extension=extension, paper=kept, paper_on=paper.on, entered_at=at, entered_by=actor.name
    )
    organ, subject = item.duty.organ, of_item(item)
    told = Told("ledger.enter_for", f"代{organ.label}录入{row.what}，依据盖章件 {paper.on}（{kept.name}）", organ_id=organ.pk, organ_name=organ.label, data={"sha256": kept.sha256})
    journal.record(subject, told, actor=actor, at=at)
    note = Note(f"已代录{row.what}：{subject.title}"[:200], f"{actor.name}依据你单位{paper.on}的盖章件代录。与盖章件不一致的，请在页面上提出异议。", subject.url, kind="ledger.enter_for")
    inbox.send_to_organ(note, organ=organ, actor=actor, at=at)
    return row
