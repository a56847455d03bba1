"""The leader ticks one of the offered decisions; the meeting that heard the work is recorded."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor, Role
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.organs import queries as organs
from zwgk.matters.governance import actions as governance
from zwgk.matters.governance.models import Meeting, MeetingKind

from ..models import Briefing, Decision, Kind, Question
from .support import locked, tell


@transaction.atomic
def decide(question: Question, option: str, remark: str = "", *, actor: Actor, at: datetime) -> Decision:
    """Record it and tell the office. It carries out nothing: somebody does that with the verb of the matter."""
    actor.require("briefings.decide", question.briefing.organ_id)
    briefing = locked(question.briefing, "批示", Briefing.State.FINISHED)
    if option not in question.options:
        raise BadInput("请选择列出的一项。", field="option", remedy=f"可选：{'、'.join(question.options)}。")
    made = Decision.objects.create(question=question, option=option, remark=remark.strip()[:500], decided_at=at, decided_by=actor.name)
    said = f"批示“{question.text}”：{option}" + (f"（{made.remark}）" if made.remark else "")
    tell(briefing, "decide", said, actor=actor, at=at)
    inbox.send_to_organ(inbox.Note(f"{actor.name}已批示：{option}"[:200], said, briefing.url, kind="briefings"), organ=briefing.organ, role=Role.OFFICE, actor=actor, at=at)
    return made


@transaction.atomic
def record_hearing(briefing: Briefing, held_on: date, number: str, decisions: str, *, actor: Actor, at: datetime) -> Meeting:
    """The executive meeting has heard this paper: the meeting is entered in governance, where it is counted."""
    actor.require("briefings.write", briefing.organ_id)
    briefing = locked(briefing, "登记上会")
    if briefing.kind != Kind.MEETING:
        raise BadInput("专报不上会。", remedy="请从常务会议汇报材料登记。")
    if briefing.heard_on:
        raise Conflict(f"已登记：{briefing.heard_on}{briefing.heard_number}。")
    government = organs.government()
    if government is None:
        raise Conflict("还没有登记本级人民政府。", remedy="请先在“单位与人员”登记。")
    if held_on > localdate(at):
        raise BadInput("上会日期不能晚于今天。", field="held_on")
    new = governance.NewMeeting(government, MeetingKind.EXECUTIVE, held_on, number, briefing.title[:200], decisions)
    meeting = governance.record_meeting(new, actor=actor, at=at)
    briefing.heard_on, briefing.heard_number = held_on, number.strip()
    briefing.save(update_fields=["heard_on", "heard_number"])
    tell(briefing, "write", f"登记常务会议听取汇报：{held_on}{number.strip()}", actor=actor, at=at)
    return meeting
