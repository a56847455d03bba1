"""Three levels of responsibility, routing and escalation; the joint lead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.cast import AT, DAY, County, actor_with, leader_actor, liaison_actor, office_actor, person_with
from tests.governance.test_people import leader_of
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.domain.rights import Role
from zwgk.foundation.journal.models import Fact
from zwgk.foundation.organs.models import Organ
from zwgk.matters.governance.actions import (
    Department,
    JointLead,
    NewMeeting,
    NewSection,
    publish_work,
    record_meeting,
    register_department,
    set_joint_lead,
    set_responsible,
    set_section,
)
from zwgk.matters.governance.models import CompetentDepartment, Duty, MeetingKind, Section
from zwgk.matters.governance.queries import chain, chains, leads, public_duties, shares_lead, strange_staff

pytestmark = pytest.mark.requirement("ORG-04")
BASIS = "和光县2026年政务公开工作要点"


def section_of(organ: Organ, **values: object) -> NewSection:
    return replace(NewSection(organ, "办公室", "方知行", "主任", "0999-6000032", date(2026, 1, 5), "承办政务公开日常工作"), **values)


def fill_chain(organ: Organ) -> None:
    set_section(section_of(organ), actor=office_actor(), at=AT)
    set_responsible(leader_of(organ), actor=office_actor(), at=AT)
    head = leader_of(organ, duty=Duty.HEAD, name="宋致远", title="局长", work="主持全面工作，亲自管政务公开")
    set_responsible(head, actor=office_actor(), at=AT)


@pytest.mark.db
def test_the_chain_goes_from_the_section_to_the_head_and_above(county: County) -> None:
    register_department(Department(county.government, county.office, date(2026, 1, 5)), actor=office_actor(), at=AT)
    fill_chain(county.finance)
    found = chain(county.finance, DAY)
    assert [(link.said, link.name) for link in found.ladder] == [("具体做", "方知行"), ("负责抓", "章若水"), ("亲自管", "宋致远")]
    assert found.missing == [] and found.above == (county.office,)
    assert found.first().level == "section" and found.after("section").name == "章若水" and found.after("leader").name == "宋致远"
    assert found.after("head") is None


def test_a_chain_with_gaps_says_what_is_missing_and_rises_past_them(county: County) -> None:
    assert chain(county.finance, DAY).first() is None and len(chain(county.finance, DAY).missing) == 3
    head = leader_of(county.finance, duty=Duty.HEAD)
    set_responsible(head, actor=office_actor(), at=AT)
    found = chain(county.finance, DAY)
    assert found.missing == ["具体承办科室", "分管负责同志"] and found.first().level == "head" and found.after("section").level == "head"
    assert {each.organ for each in chains(DAY)} >= {county.finance, county.qinghe}


def test_the_chain_of_an_earlier_day_names_the_people_of_that_day(county: County) -> None:
    fill_chain(county.finance)
    set_section(section_of(county.finance, name="政务公开科", chief="章晚舟", since=DAY), actor=liaison_actor(county.finance), at=AT)
    assert chain(county.finance, DAY).section.section == "政务公开科"
    assert chain(county.finance, DAY - timedelta(days=1)).section.name == "方知行"
    assert chain(county.finance, date(2025, 1, 1)).ladder == ()
    assert Section.objects.get(name="办公室").until == DAY - timedelta(days=1)
    assert Fact.objects.filter(sentence__contains="此前为办公室（方知行）").exists()


def test_a_link_finds_the_account_of_its_person(county: County) -> None:
    account = person_with(Role.LIAISON, county.finance)
    set_section(section_of(county.finance, chief=account.name), actor=office_actor(), at=AT)
    assert chain(county.finance, DAY).section.account == account
    set_responsible(leader_of(county.finance), actor=office_actor(), at=AT)
    assert chain(county.finance, DAY).leader.account is None


@pytest.mark.parametrize(
    ("field", "value"), [("name", ""), ("chief", " "), ("title", ""), ("phone", "13900000001"), ("since", date(2025, 1, 1))]
)
def test_a_section_needs_its_chief_and_an_office_telephone(county: County, field: str, value: object) -> None:
    set_section(section_of(county.finance), actor=office_actor(), at=AT)
    with pytest.raises(BadInput) as refused:
        set_section(section_of(county.finance, **{field: value}), actor=office_actor(), at=AT)
    assert refused.value.field == field


def test_an_organ_names_its_own_section_only(county: County) -> None:
    set_section(section_of(county.finance), actor=liaison_actor(county.finance), at=AT)
    with pytest.raises(NotAllowed):
        set_section(section_of(county.finance), actor=liaison_actor(county.justice), at=AT)


def test_only_published_leaders_are_public(county: County) -> None:
    fill_chain(county.finance)
    assert public_duties() == []
    publish_work(county.finance.responsible.get(duty=Duty.LEADER), actor=office_actor(), at=AT)
    ((organ, rows, section),) = public_duties()
    assert (organ, [row.name for row in rows], section.name) == (county.finance, ["章若水"], "办公室")


@pytest.mark.db
def test_a_joint_lead_is_a_dated_entry(county: County) -> None:
    register_department(Department(county.government, county.office, date(2026, 1, 5)), actor=office_actor(), at=AT)
    set_joint_lead(JointLead(county.government, county.development, date(2026, 6, 1), BASIS), actor=office_actor(), at=AT)
    assert [(lead.organ, lead.joint) for lead in leads(DAY)] == [(county.office, False), (county.development, True)]
    assert not shares_lead(county.development, date(2026, 5, 31)) and shares_lead(county.development, date(2026, 6, 1))
    assert chain(county.finance, DAY).above == (county.office, county.development)
    set_joint_lead(JointLead(county.government, None, DAY, "职责调整"), actor=office_actor(), at=AT)
    assert not shares_lead(county.development, DAY) and shares_lead(county.development, DAY - timedelta(days=1))
    assert CompetentDepartment.objects.count() == 3


def test_the_joint_lead_works_with_the_rights_of_the_office(county: County) -> None:
    """Nothing was added to RIGHTS: a post of the office at the organ that leads too carries them; its other posts do not."""
    register_department(Department(county.government, county.office, date(2026, 1, 5)), actor=office_actor(), at=AT)
    joint = actor_with(Role.OFFICE, county.development)
    assert [person.pk for person in strange_staff(DAY)] == [joint.person_id]
    set_joint_lead(JointLead(county.government, county.development, DAY, BASIS), actor=office_actor(), at=AT)
    assert strange_staff(DAY) == [] and [person.pk for person in leads(DAY)[1].staff] == [joint.person_id]
    set_section(section_of(county.finance), actor=joint, at=AT)
    meeting = NewMeeting(county.finance, MeetingKind.LEADERSHIP, DAY, "第3次", "汇报", "议定")
    for other in (liaison_actor(county.development), leader_actor(county.development)):
        with pytest.raises(NotAllowed):
            record_meeting(meeting, actor=other, at=AT)


def test_a_joint_lead_needs_a_department_a_ground_and_a_change(county: County) -> None:
    wanted = JointLead(county.government, county.development, DAY, BASIS)
    with pytest.raises(Conflict, match="主管部门"):
        set_joint_lead(wanted, actor=office_actor(), at=AT)
    register_department(Department(county.government, county.office, date(2026, 1, 5)), actor=office_actor(), at=AT)
    for wrong in (replace(wanted, basis=" "), replace(wanted, joint=county.office), replace(wanted, since=date(2025, 1, 1))):
        with pytest.raises(BadInput):
            set_joint_lead(wrong, actor=office_actor(), at=AT)
    with pytest.raises(Conflict, match="没有变动"):
        set_joint_lead(replace(wanted, joint=None), actor=office_actor(), at=AT)
    with pytest.raises(NotAllowed):
        set_joint_lead(wanted, actor=liaison_actor(county.development), at=AT)
