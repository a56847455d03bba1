"""After the number is taken: a letter is voided, its sealed copy attached, its receipt registered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Actor
from zwgk.foundation.files import actions as files
from zwgk.foundation.inbox import actions as inbox
from zwgk.matters.letters import kinds
from zwgk.matters.letters.models import Letter, Receipt, State

from .support import Upload, locked, tell

SCANS = (".pdf", ".ofd", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".docx", ".doc", ".wps")


@dataclass(frozen=True, slots=True)
class Received:
    """A receipt as it came back."""

    received_on: date
    received_by: str
    scan: Upload | None = None


@transaction.atomic
def void(letter: Letter, reason: str, *, actor: Actor, at: datetime) -> Letter:
    """Withdraw it; its number stays taken and is shown as void. The addressee of an issued letter is told."""
    actor.require(kinds.kind(letter.kind).right("void"), letter.organ_id)
    letter = locked(letter, "作废", State.DRAFT, State.RESERVED, State.ISSUED)
    if not reason.strip():
        raise BadInput("请写明作废原因。", field="reason", remedy="例如：文稿有误，另行印发。")
    was_issued = letter.state == State.ISSUED
    letter.state, letter.voided_at, letter.voided_by, letter.void_reason = (
        State.VOID,
        at,
        actor.name,
        reason.strip()[:300],
    )
    letter.save()
    tell(letter, "void", f"作废{letter.number or letter.kind_title}：{letter.void_reason}", actor=actor, at=at)
    if was_issued and letter.addressee_organ:
        note = inbox.Note(title=f"{letter.number}已作废", body=letter.void_reason, url=letter.url, kind="letters")
        inbox.send_to_organ(note, organ=letter.addressee_organ, actor=actor, at=at)
    return letter


@transaction.atomic
def attach_signed(letter: Letter, upload: Upload, *, actor: Actor, at: datetime) -> Letter:
    """Keep the sealed copy (盖章件): scan of the paper or file with an electronic seal; its digest stands in the journal."""
    actor.require(kinds.kind(letter.kind).right("attach_signed"), letter.organ_id)
    letter = locked(letter, "挂接盖章件", State.ISSUED)
    _check_scan(upload, "file")
    letter.signed = files.keep(upload.data, upload.name, actor=actor, at=at)
    letter.save(update_fields=["signed"])
    digest = f"SHA-256 {letter.signed.sha256}"
    tell(letter, "attach_signed", f"挂接{letter.number}的盖章件“{letter.signed.name}”（{digest}）", actor=actor, at=at)
    return letter


@transaction.atomic
def register_receipt(letter: Letter, received: Received, *, actor: Actor, at: datetime) -> Receipt:
    """Enter who received it and when, with the signed scan; the office, or the addressee itself."""
    receivers = [letter.addressee_organ_id, *letter.recipients.values_list("pk", flat=True)]
    if not any(pk and actor.may("letters.register_receipt", pk) for pk in receivers):
        actor.require(kinds.kind(letter.kind).right("register_receipt"), letter.organ_id)
    letter = locked(letter, "登记回执", State.ISSUED)
    if not received.received_by.strip():
        raise BadInput("请写明签收人。", field="received_by")
    if received.received_on > timezone.localdate(at):
        raise BadInput("签收日期不能晚于今天。", field="received_on")
    if letter.dated and received.received_on < letter.dated:
        raise BadInput(f"签收日期不能早于成文日期{letter.dated}。", field="received_on")
    if received.scan:
        _check_scan(received.scan, "scan")
    receipt = Receipt.objects.create(
        letter=letter, received_on=received.received_on, received_by=received.received_by.strip()[:80],
        file=files.keep(received.scan.data, received.scan.name, actor=actor, at=at) if received.scan else None,
        registered_at=at, registered_by=actor.name,
    )  # fmt: skip
    tell(
        letter,
        "register_receipt",
        f"登记{letter.number}的回执：{receipt.received_on}由{receipt.received_by}签收",
        actor=actor,
        at=at,
    )
    return receipt


def _check_scan(upload: Upload, field: str) -> None:
    if not upload.name.lower().endswith(SCANS):
        raise BadInput(
            f"“{upload.name}”不是扫描件或版式文件。", field=field, remedy=f"请上传 {'、'.join(SCANS)} 文件。"
        )
