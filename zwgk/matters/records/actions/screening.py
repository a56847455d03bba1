"""Findings of the screening: kept with the record, each mended, masked, or overridden with a reason by a named person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.domain.screening.model import KIND_NAMES, Kind
from zwgk.matters.records import clean
from zwgk.matters.records.examining import Examined, examine
from zwgk.matters.records.models import Hit, Record

from .drafting import changed
from .support import EDITABLE, locked, tell


def rescreen(record: Record, *, actor: Actor, at: datetime) -> Examined:
    """Look through it again and keep what was found. Reads files, therefore before any transaction."""
    actor.require("records.draft", record.organ_id)
    record = Record.objects.select_related("organ").get(pk=record.pk)
    examined = examine(record)
    with transaction.atomic():
        keep(record, examined, at=at)
    return examined


def keep(record: Record, examined: Examined, *, at: datetime) -> None:
    """Findings as rows: decisions stay with the same spot, what is gone was mended."""
    known = {hit.mark: hit for hit in record.hits.all()}
    fresh = []
    for spot in examined.spots:
        finding = spot.finding
        hit = known.pop(spot.mark, None)
        if hit is None:
            fresh.append(Hit(
                record=record, mark=spot.mark, kind=finding.kind.value, text=finding.text[:300], part=spot.part, where=finding.where[:200],
                position=finding.position, severity=finding.severity.value, advice=finding.advice[:300], mask=finding.mask[:300],
                ground=finding.ground[:300], blocks=spot.blocks,
            ))  # fmt: skip
        elif hit.decision in (Hit.Decision.MENDED, Hit.Decision.MASKED):
            hit.decision, hit.decided_by, hit.decided_at = Hit.Decision.OPEN, "", None
            hit.save(update_fields=["decision", "decided_by", "decided_at"])
    Hit.objects.bulk_create(fresh, batch_size=200)
    gone = [hit.pk for hit in known.values() if not hit.decision]
    Hit.objects.filter(pk__in=gone).update(decision=Hit.Decision.MENDED, decided_at=at)
    if examined.mark != record.mark:
        record.mark = examined.mark
        record.save(update_fields=["mark"])


@transaction.atomic
def mask(hits: Iterable[Hit], *, actor: Actor, at: datetime) -> Record:
    """Replace what was found by the proposed mask, in one new version. Files cannot be masked here."""
    chosen = list(hits)
    if not chosen:
        raise BadInput("请选择要遮盖的内容。", field="hits")
    record = locked(chosen[0].record, "遮盖", *EDITABLE)
    actor.require("records.draft", record.organ_id)
    before = record.hash
    for hit in chosen:
        if hit.record_id != record.pk:
            raise BadInput("一次只能处理一篇信息中的内容。", field="hits")
        _mask(record, hit)
        hit.decision, hit.decided_by, hit.decided_at = Hit.Decision.MASKED, actor.name, at
        hit.save(update_fields=["decision", "decided_by", "decided_at"])
    changed(record, f"遮盖{len(chosen)}处", before, actor=actor, at=at)
    tell(record, "records.mask", f"遮盖{'、'.join(sorted({KIND_NAMES[Kind(hit.kind)] for hit in chosen}))}{len(chosen)}处", actor=actor, at=at)
    return record


def _mask(record: Record, hit: Hit) -> None:
    if not hit.mask:
        raise BadInput(f"“{hit.text}”没有建议的遮盖方式。", field="hits", remedy=hit.advice or "请在正文中修改。")
    if hit.part.startswith("file:"):
        raise BadInput(f"{hit.where}：附件里的内容不能在这里遮盖。", field="hits", remedy="请修改附件后重新上传，或者不公开这个附件。")
    if hit.part.startswith("value:"):
        raise BadInput(f"“{hit.where}”请在字段中修改。", field="hits")
    if hit.part in ("title", "summary"):
        setattr(record, hit.part, getattr(record, hit.part).replace(hit.text, hit.mask))
        return
    mended = clean.replaced(record.body, hit.text, hit.mask)
    if mended is None:
        raise Conflict(f"“{hit.text}”的文字中夹有格式，不能自动遮盖。", remedy="请在正文中手工修改。")
    record.body = mended


@transaction.atomic
def override(hit: Hit, reason: str, *, actor: Actor, at: datetime) -> Hit:
    """It may be published as it stands, for a reason that is kept under the name of who decided."""
    actor.require("records.override_finding", hit.record.organ_id)
    hit = Hit.objects.select_for_update(of=("self",)).select_related("record__organ").get(pk=hit.pk)
    record = locked(hit.record, "确认筛查结果", *EDITABLE)
    if len(reason.strip()) < 4:
        raise BadInput("请写明为什么可以公开。", field="reason", remedy="例如：文中电话为单位对外公布的值班电话。")
    if hit.blocks and hit.kind == Kind.SECRECY.value and actor.person_id == record.drafter_id and actor.person_id is not None:
        raise BadInput("涉密标志须由起草人以外的人确认。", field="reason", basis="《中华人民共和国保守国家秘密法》第三十五条", remedy="请由保密审查人办理。")
    hit.decision, hit.reason, hit.decided_by, hit.decided_at = Hit.Decision.OVERRIDDEN, reason.strip()[:300], actor.name, at
    hit.save(update_fields=["decision", "reason", "decided_by", "decided_at"])
    tell(record, "records.override", f"筛查发现“{KIND_NAMES[Kind(hit.kind)]}”经确认可以公开：{hit.reason}", actor=actor, at=at)
    return hit
