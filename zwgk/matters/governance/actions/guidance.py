"""Daily guidance by the competent department: the log, and the correction of an improper act through `findings`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.journal.actions import Subject
from zwgk.foundation.organs.models import Organ
from zwgk.matters.findings import actions as findings
from zwgk.matters.findings.models import Finding
from zwgk.matters.governance.models import Guidance, GuidanceKind
from zwgk.matters.governance.queries import GUIDANCE, correction_of, guidance_url

from .support import fill, past, tell


@dataclass(frozen=True, slots=True)
class NewGuidance:
    """A question answered, guidance given, or an improper act seen."""

    organ: Organ
    kind: str  # value of GuidanceKind
    day: date
    matter: str
    reply: str = ""
    channel: str = ""
    basis: str = ""


@transaction.atomic
def log_guidance(new: NewGuidance, *, actor: Actor, at: datetime) -> Guidance:
    """Enter it in the log; guidance and answers are told to the organ."""
    actor.require("governance.confirm")
    past(new.day, timezone.localdate(at), "day")
    if new.kind not in GuidanceKind.values:
        raise BadInput("请选择类别。", field="kind")
    fill(new, matter="事项")
    if new.kind != GuidanceKind.IMPROPER:
        fill(new, reply="答复或指导意见")
    row = Guidance.objects.create(
        organ=new.organ, kind=new.kind, day=new.day, matter=new.matter.strip(), reply=new.reply.strip(), channel=new.channel.strip(),
        basis=new.basis.strip(), entered_at=at, entered_by=actor.name,
    )  # fmt: skip
    tell(new.organ, "confirm", f"登记{row.get_kind_display()}：{row.title}", actor=actor, at=at, basis=row.basis)
    note = inbox.Note(f"{row.get_kind_display()}：{row.title}", row.reply or row.matter, guidance_url(row), kind="governance")
    inbox.send_to_organ(note, organ=row.organ, actor=actor, at=at)
    return row


@transaction.atomic
def correct_improper(row: Guidance, text: str, *, due_on: date, actor: Actor, at: datetime) -> Finding:
    """Order the correction of an improper act (及时纠正): a finding with this entry as its source, ordered at once."""
    actor.require("governance.confirm")
    row = Guidance.objects.select_for_update(of=("self",)).select_related("organ").get(pk=row.pk)
    if row.kind != GuidanceKind.IMPROPER:
        raise Conflict("只有不当行为才发整改通知。")
    if correction_of(row):
        raise Conflict("这一不当行为已经发出整改通知。", remedy="整改情况请到问题页查看。")
    source = Subject(GUIDANCE, row.pk, f"日常指导监督：{row.title}", guidance_url(row))
    found = findings.raise_finding(
        findings.NewFinding(row.matter, row.organ, basis=row.basis, found_on=row.day, source=source), actor=actor, at=at
    )
    found = findings.order_correction(found, findings.Order(text, due_on), actor=actor, at=at)
    tell(row.organ, "confirm", f"责令纠正不当行为：{found.order_number}，期限{due_on}", actor=actor, at=at, basis=row.basis)
    return found
