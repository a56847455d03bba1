"""Meetings that heard the work, counted per organ and year; the warning from October on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.cast import AT, DAY, County, liaison_actor, office_actor
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.foundation.inbox.models import Message
from zwgk.foundation.organs.models import Organ
from zwgk.matters.findings.actions import Upload
from zwgk.matters.governance.actions import (
    NewMeeting,
    NewTarget,
    record_meeting,
    remind_unheard,
    set_meeting_target,
    void_meeting,
)
from zwgk.matters.governance.models import MeetingKind
from zwgk.matters.governance.queries import Hearing, hearings, meetings_of, target_of

pytestmark = pytest.mark.requirement("ORG-05")
LEADERSHIP = MeetingKind.LEADERSHIP


def meeting_of(organ: Organ, **values: object) -> NewMeeting:
    plain = NewMeeting(organ, LEADERSHIP, date(2026, 6, 8), "第7次", "听取政务公开工作汇报", "补齐基层目录，月底前完成")
    return replace(plain, **values)


def hearing_of(organ: Organ, day: date = DAY, year: int = 2026) -> Hearing:
    (found,) = hearings(year, day, [organ.pk])
    return found


@pytest.mark.db
def test_a_meeting_with_minutes_counts_for_its_year(county: County) -> None:
    minutes = Upload("会议纪要".encode(), "纪要.txt")
    row = record_meeting(meeting_of(county.finance), minutes=minutes, actor=liaison_actor(county.finance), at=AT)
    assert row.minutes.name == "纪要.txt"
    assert hearing_of(county.finance).state == "fine" and hearing_of(county.finance, year=2025).state == "late"


@pytest.mark.parametrize(
    ("day", "state"), [(date(2026, 9, 30), "later"), (date(2026, 10, 1), "soon"), (date(2026, 12, 31), "soon"), (date(2027, 1, 1), "late")]
)
def test_an_organ_without_a_meeting_is_warned_from_october_on(county: County, day: date, state: str) -> None:
    assert hearing_of(county.finance, day).state == state and hearing_of(county.finance, day).lacking == 1


def test_the_executive_meeting_belongs_to_the_government(county: County) -> None:
    wanted = meeting_of(county.government, kind=MeetingKind.EXECUTIVE, number="第12次")
    record_meeting(wanted, actor=office_actor(), at=AT)
    assert hearings(2026, DAY)[0].organ == county.government and hearings(2026, DAY)[0].state == "fine"
    for wrong in (replace(wanted, organ=county.finance), replace(wanted, kind=LEADERSHIP)):
        with pytest.raises(BadInput, match="常务会议"):
            record_meeting(wrong, actor=office_actor(), at=AT)


@pytest.mark.db
def test_the_required_number_comes_from_a_document_or_is_shown_as_a_setting(county: County) -> None:
    assert target_of(2026, LEADERSHIP).times == 1 and "平台设定" in target_of(2026, LEADERSHIP).words
    record_meeting(meeting_of(county.finance), actor=office_actor(), at=AT)
    new = NewTarget(2026, LEADERSHIP, 2, "每半年至少听取一次汇报", "和光县2026年政务公开工作要点")
    set_meeting_target(new, county.office, actor=office_actor(), at=AT)
    assert target_of(2026, LEADERSHIP).source_title.startswith("和光县2026年") and "平台设定" in target_of(2025, LEADERSHIP).words
    assert hearing_of(county.finance).state == "soon" and hearing_of(county.finance).lacking == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("held_on", date(2026, 11, 24)), ("held_on", date(1926, 6, 8)), ("number", ""), ("topic", " "), ("decisions", ""), ("kind", "party")],
)
def test_a_meeting_needs_date_number_and_decisions(county: County, field: str, value: object) -> None:
    with pytest.raises(BadInput) as refused:
        record_meeting(meeting_of(county.finance, **{field: value}), actor=office_actor(), at=AT)
    assert refused.value.field == field


def test_a_meeting_counts_once_and_a_voided_one_not_at_all(county: County) -> None:
    row = record_meeting(meeting_of(county.finance), actor=office_actor(), at=AT)
    with pytest.raises(Conflict, match="已经登记过"):
        record_meeting(meeting_of(county.finance), actor=office_actor(), at=AT)
    with pytest.raises(BadInput):
        void_meeting(row, " ", actor=office_actor(), at=AT)
    void_meeting(row, "登记错了单位", actor=office_actor(), at=AT)
    with pytest.raises(Conflict):
        void_meeting(row, "再来一次", actor=office_actor(), at=AT)
    assert hearing_of(county.finance).state == "soon" and [each.void_reason for each in meetings_of(county.finance)] == ["登记错了单位"]
    record_meeting(meeting_of(county.finance), actor=office_actor(), at=AT)
    assert hearing_of(county.finance).state == "fine"


def test_those_without_a_meeting_are_reminded(county: County) -> None:
    record_meeting(meeting_of(county.finance), actor=office_actor(), at=AT)
    liaison_actor(county.justice)
    asked = remind_unheard(2026, actor=office_actor(), at=AT)
    assert county.finance not in asked and {county.government, county.justice, county.qinghe} <= set(asked)
    assert Message.objects.filter(title__contains="还没有听取").exists()
    with pytest.raises(Conflict, match="10月"):
        remind_unheard(2027, actor=office_actor(), at=AT)


def test_an_organ_enters_its_own_meetings_and_sets_no_number(county: County) -> None:
    liaison = liaison_actor(county.finance)
    row = record_meeting(meeting_of(county.justice), actor=office_actor(), at=AT)
    with pytest.raises(NotAllowed):
        record_meeting(meeting_of(county.justice), actor=liaison, at=AT)
    with pytest.raises(NotAllowed):
        void_meeting(row, "因故", actor=liaison, at=AT)
    with pytest.raises(NotAllowed):
        remind_unheard(2026, actor=liaison, at=AT)
    with pytest.raises(NotAllowed):
        set_meeting_target(NewTarget(2026, LEADERSHIP, 1, "一次", "要点"), county.office, actor=liaison, at=AT)


@pytest.mark.parametrize(("field", "value"), [("year", 2206), ("times", 0), ("times", 400), ("words", ""), ("source_title", ""), ("kind", "x")])
def test_a_required_number_needs_its_document(county: County, field: str, value: object) -> None:
    new = NewTarget(2026, LEADERSHIP, 1, "年内至少专门听取一次", "要点")
    with pytest.raises(BadInput) as refused:
        set_meeting_target(replace(new, **{field: value}), county.office, actor=office_actor(), at=AT)
    assert refused.value.field == field
