"""Meetings that heard the work: the required number a year, the meetings with their decisions and minutes, the reminder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.files import actions as files
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.organs.models import Organ, OrganKind
from zwgk.matters.findings.actions import Upload
from zwgk.matters.governance.models import Meeting, MeetingKind, MeetingTarget
from zwgk.matters.governance.queries import hearings

from .support import fill, known_year, past, tell

MOST = 12  # a month


@dataclass(frozen=True, slots=True)
class NewTarget:
    """How often a year, as a document says."""

    year: int
    kind: str  # value of MeetingKind
    times: int
    words: str
    source_title: str


@dataclass(frozen=True, slots=True)
class NewMeeting:
    """A meeting that heard the work."""

    organ: Organ
    kind: str  # value of MeetingKind
    held_on: date
    number: str
    topic: str
    decisions: str


@transaction.atomic
def set_meeting_target(new: NewTarget, organ: Organ, *, actor: Actor, at: datetime) -> MeetingTarget:
    """Enter the number that a plan or document requires; told in the journal of the competent department."""
    actor.require("governance.call")
    known_year(new.year, timezone.localdate(at))
    fill(new, words="文件中的说法", source_title="依据文件")
    if new.kind not in MeetingKind.values:
        raise BadInput("请选择会议。", field="kind")
    if not 1 <= new.times <= MOST:
        raise BadInput(f"次数应在1至{MOST}之间。", field="times")
    row = MeetingTarget.objects.create(
        year=new.year, kind=new.kind, times=new.times, words=new.words.strip(), source_title=new.source_title.strip(),
        entered_at=at, entered_by=actor.name,
    )  # fmt: skip
    said = f"{row.year}年{row.get_kind_display()}听取政务公开工作汇报不少于{row.times}次（{row.words}）"
    tell(organ, "call", said, actor=actor, at=at, basis=row.source_title)
    return row


@transaction.atomic
def record_meeting(new: NewMeeting, *, minutes: Upload | None = None, actor: Actor, at: datetime) -> Meeting:
    """Enter a meeting that has taken place, with its number, its decisions and the minutes."""
    actor.require("governance.register", new.organ.pk)
    past(new.held_on, timezone.localdate(at), "held_on")
    fill(new, number="会次", topic="议题", decisions="议定事项")
    if new.kind not in MeetingKind.values:
        raise BadInput("请选择会议。", field="kind")
    if (new.kind == MeetingKind.EXECUTIVE) is not (new.organ.kind == OrganKind.GOVERNMENT):
        raise BadInput("政府常务会议只登记在县级人民政府名下，其他单位登记领导班子会议。", field="kind")
    same = Meeting.objects.filter(organ=new.organ, kind=new.kind, held_on=new.held_on, number=new.number.strip(), voided_at__isnull=True)
    if same.exists():
        raise Conflict("这次会议已经登记过。", field="number")
    row = Meeting.objects.create(
        organ=new.organ, kind=new.kind, held_on=new.held_on, number=new.number.strip(), topic=new.topic.strip(),
        decisions=new.decisions.strip(), minutes=minutes and files.keep(minutes.data, minutes.name, actor=actor, at=at),
        entered_at=at, entered_by=actor.name,
    )  # fmt: skip
    without = "" if minutes else "（未附纪要）"
    said = f"登记{row.held_on}{row.get_kind_display()}{row.number}听取政务公开工作汇报{without}"
    tell(new.organ, "register", said, actor=actor, at=at)
    return row


@transaction.atomic
def void_meeting(meeting: Meeting, reason: str, *, actor: Actor, at: datetime) -> Meeting:
    """It was entered by mistake: it no longer counts, and stays visible."""
    actor.require("governance.register", meeting.organ_id)
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("organ").get(pk=meeting.pk)
    if meeting.voided_at:
        raise Conflict("这条登记已经作废。")
    if not reason.strip():
        raise BadInput("请写明作废原因。", field="reason")
    meeting.voided_at, meeting.void_reason = at, reason.strip()
    meeting.save(update_fields=["voided_at", "void_reason"])
    said = f"作废{meeting.held_on}{meeting.get_kind_display()}{meeting.number}的登记：{meeting.void_reason}"
    tell(meeting.organ, "register", said, actor=actor, at=at)
    return meeting


@transaction.atomic
def remind_unheard(year: int, *, actor: Actor, at: datetime) -> list[Organ]:
    """A message to each organ whose meeting has not heard the work often enough; from October on."""
    actor.require("governance.call")
    short = [row for row in hearings(year, timezone.localdate(at)) if row.warned]
    if not short:
        raise Conflict("没有需要提醒的单位。", remedy="每年10月起提醒尚未听取汇报的单位。")
    for row in short:
        body = f"{row.target.words}，已登记 {len(row.meetings)} 次。请安排并登记会议日期、会次、议定事项和纪要。"
        note = inbox.Note(
            title=f"{year}年{row.kind_label}还没有听取政务公开工作汇报", body=body, url=f"/office/governance/meetings/?year={year}", kind="governance"
        )
        inbox.send_to_organ(note, organ=row.organ, actor=actor, at=at)
        tell(row.organ, "call", f"提醒安排{row.kind_label}听取{year}年政务公开工作汇报", actor=actor, at=at)
    return [row.organ for row in short]
