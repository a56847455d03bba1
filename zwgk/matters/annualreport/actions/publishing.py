"""An accepted report becomes a draft record with intact tables and files; reviews clear it and records publish it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.errors import Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ, OrganKind
from zwgk.matters.catalogue import queries as catalogue
from zwgk.matters.records import actions as records
from zwgk.matters.records.actions import NewRecord
from zwgk.matters.records.models import Attribute, Record

from ..models import Report, State
from .support import ARTICLE_49, locked, meet_clock, tell

COLUMN = "report"  # 政府信息公开年报


@transaction.atomic
def hand_over(report: Report, body: str, files: Mapping[str, bytes], *, actor: Actor, at: datetime) -> Record:
    """Make the draft to be reviewed and published. Body and files are rendered before, outside the transaction."""
    actor.require("annualreport.submit", report.organ_id)
    report = locked(report, "转入发布", State.ACCEPTED, State.IMPORTED)
    if report.record_id:
        raise Conflict("这份报告已经转入发布。", remedy="请在信息发布中继续办理。")
    organ = publisher(report.organ)
    column = catalogue.column_at(organ, COLUMN)
    said = {
        "attribute": Attribute.PUBLIC, "ground": "statutory", "genre": "report", "summary": f"{report.organ.name}{report.year}年度政府信息公开工作情况。",
        "formed_on": localdate(at),
    }  # fmt: skip
    record = records.draft(NewRecord(organ, title=report.title, body=body, said=said, columns=[column] if column else []), actor=actor, at=at)
    for name, data in files.items():
        records.attach_bytes(record, data, name, actor=actor, at=at)
    report.record = record
    report.save(update_fields=["record"])
    tell(report, "annualreport.submit", "转入信息发布，等待审核", actor=actor, at=at, basis=ARTICLE_49)
    return record


def publisher(organ: Organ) -> Organ:
    """A government's report is published by its office, which has the people to draft and judge it."""
    if organ.kind != OrganKind.GOVERNMENT:
        return organ
    return organs.existing().filter(parent=organ, kind=OrganKind.GOVERNMENT_OFFICE).first() or organ


@transaction.atomic
def settle(report: Report, *, actor: Actor, at: datetime) -> bool:
    """Meet the limit once the report is public; True when it was met now."""
    actor.require("annualreport.submit", report.organ_id)
    report = Report.objects.select_related("organ", "record__live").get(pk=report.pk)
    if not report.is_online or report.record is None or report.record.live is None:
        return False
    meet_clock(report, met_at=report.record.live.published_at, actor=actor, at=at)
    tell(report, "annualreport.submit", f"{report.title}已公布", actor=actor, at=at, basis=ARTICLE_49)
    return True
