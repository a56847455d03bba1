"""A problem is found, and its correction ordered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import actions as clocks
from zwgk.foundation.journal.actions import Subject
from zwgk.foundation.organs.models import Organ
from zwgk.matters.findings.models import Finding, Severity, State

from .support import Upload, announce, attach, check_far, locked, subject, tell

TRIES = 5


@dataclass(frozen=True, slots=True)
class NewFinding:
    """A problem as it was found."""

    problem: str
    organ: Organ
    severity: str = Severity.MINOR
    basis: str = ""
    found_on: date | None = None  # today when empty
    found_by: str = ""  # the actor when empty
    source: Subject | None = None  # the inspection, notice, scan … that found it


@dataclass(frozen=True, slots=True)
class Order:
    """A correction order (交办单)."""

    text: str
    due_on: date
    number: str = ""  # made from the number of the finding when empty


@transaction.atomic
def raise_finding(new: NewFinding, *, proofs: Iterable[Upload] = (), actor: Actor, at: datetime) -> Finding:
    """Enter a problem. It is the office's until an order goes out."""
    actor.require("findings.raise", new.organ.pk)
    today = timezone.localdate(at)
    if not new.problem.strip():
        raise BadInput("请写明问题。", field="problem", remedy="写清在哪里、有什么不符合要求。")
    if new.severity not in Severity.values:
        raise BadInput("请选择问题程度。", field="severity")
    if new.found_on and new.found_on > today:
        raise BadInput("发现日期不能晚于今天。", field="found_on")
    source = new.source or Subject("", "", "")
    finding = _numbered(Finding(
        year=today.year, problem=new.problem.strip(), organ=new.organ, severity=new.severity,
        basis=new.basis.strip(), found_on=new.found_on or today, found_by=new.found_by.strip() or actor.name,
        source_type=source.type, source_id=str(source.id), source_title=source.title[:300], source_url=source.url,
        raised_at=at, raised_by=actor.name,
    ))  # fmt: skip
    attach(finding, proofs, None, actor=actor, at=at)
    origin = f"（来源：{source.title}）" if source.title else ""
    tell(finding, "findings.raise", f"登记问题{finding.number}：{finding.title}{origin}", actor=actor, at=at, basis=finding.basis)
    return finding


@transaction.atomic
def order_correction(finding: Finding, order: Order, *, actor: Actor, at: datetime) -> Finding:
    """Send the correction order to the organ; its time limit begins."""
    actor.require("findings.order", finding.organ_id)
    finding = locked(finding, "交办", State.RAISED)
    today = timezone.localdate(at)
    if not order.text.strip():
        raise BadInput("请写明整改要求。", field="text")
    if order.due_on < today:
        raise BadInput("整改期限不能早于今天。", field="due_on")
    check_far(order.due_on, today, "due_on")
    number = order.number.strip() or f"政务公开交办{finding.number}"
    if Finding.objects.filter(order_number=number).exists():
        raise Conflict(f"交办单编号“{number}”已经用过。", field="number", remedy="请换一个编号，或留空由系统编号。")
    finding.state, finding.order_number, finding.order_text, finding.order_due = State.ORDERED, number, order.text.strip(), order.due_on
    finding.ordered_at, finding.ordered_by = at, actor.name
    finding.save()
    clocks.start_fixed(
        subject(finding), organ=finding.organ, due_on=order.due_on, title="整改并答复问题",
        grounds={"words": f"{number}限定{order.due_on}前整改"}, actor=actor, at=at,
    )  # fmt: skip
    tell(finding, "findings.order", f"交办整改：{number}，期限{order.due_on}", actor=actor, at=at, basis=finding.basis)
    announce(finding, f"收到交办单：{finding.title}", f"{order.text.strip()}\n请于{order.due_on}前整改并答复。", actor=actor, at=at)
    return finding


def _numbered(finding: Finding) -> Finding:
    """Save it under the next free number of its year; two at the same moment get two numbers."""
    for attempt in range(TRIES):
        finding.serial = (Finding.objects.filter(year=finding.year).aggregate(last=Max("serial"))["last"] or 0) + 1
        try:
            with transaction.atomic():
                finding.save(force_insert=True)
            return finding
        except IntegrityError:
            if attempt == TRIES - 1:
                raise
    return finding
