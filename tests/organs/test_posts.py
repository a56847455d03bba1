"""Posts and roles: appoint, release, three different administrators."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import AT, DAY, County, actor_with, liaison_actor, office_actor, person_with
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.domain.rights import ADMIN_ROLES, Role
from zwgk.foundation.organs.actions import Appointment, appoint, close_organ, create_person, release
from zwgk.foundation.organs.models import Organ, Person
from zwgk.foundation.organs.queries import actor_of, roles_on

pytestmark = pytest.mark.requirement("TSK-03")


@pytest.fixture
def newcomer(county: County) -> Person:
    return create_person("songzhiyuan", "宋致远", actor=office_actor(), at=AT)


def liaison_of(organ: Organ, person: Person, since: date = DAY) -> Appointment:
    return Appointment(person, organ, "信息员", [Role.LIAISON], since)


@pytest.mark.db
def test_a_post_gives_its_rights_from_the_first_to_the_last_day(county: County, newcomer: Person) -> None:
    holding = appoint(liaison_of(county.finance, newcomer), actor=office_actor(), at=AT)
    assert actor_of(newcomer, DAY).may("ledger.report", county.finance.pk)
    assert not actor_of(newcomer, date(2026, 11, 22)).grants
    release(holding, until=date(2026, 12, 31), actor=office_actor(), at=AT)
    assert actor_of(newcomer, date(2026, 12, 31)).grants and not actor_of(newcomer, date(2027, 1, 1)).grants


def test_the_same_post_is_used_again_and_not_held_twice(county: County, newcomer: Person) -> None:
    first = appoint(liaison_of(county.finance, newcomer), actor=office_actor(), at=AT)
    with pytest.raises(Conflict):
        appoint(liaison_of(county.finance, newcomer), actor=office_actor(), at=AT)
    other = create_person("heqiu", "何秋", actor=office_actor(), at=AT)
    assert appoint(liaison_of(county.finance, other), actor=office_actor(), at=AT).post == first.post


def test_a_deputy_acts_for_the_holder(county: County, newcomer: Person) -> None:
    holder = person_with(Role.LIAISON, county.finance).holdings.get()
    wanted = Appointment(newcomer, county.finance, "信息员（B角）", [Role.LIAISON], DAY, deputy_for=holder)
    assert appoint(wanted, actor=office_actor(), at=AT).deputy_for == holder


@pytest.mark.parametrize("second", sorted(ADMIN_ROLES - {Role.SYSTEM_ADMIN}))
def test_one_person_is_never_two_of_the_three_administrators(county: County, newcomer: Person, second: Role) -> None:
    security = actor_with(Role.SECURITY_ADMIN, county.office)
    appoint(Appointment(newcomer, county.office, "系统管理员", [Role.SYSTEM_ADMIN], DAY), actor=security, at=AT)
    with pytest.raises(Conflict, match="不同的人"):
        appoint(Appointment(newcomer, county.office, "兼职", [second], DAY), actor=security, at=AT)
    assert roles_on(newcomer, DAY) == {Role.SYSTEM_ADMIN}


def test_two_administrators_in_one_post_are_refused(county: County, newcomer: Person) -> None:
    wanted = Appointment(newcomer, county.office, "管理员", [Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN], DAY)
    with pytest.raises(Conflict):
        appoint(wanted, actor=actor_with(Role.SECURITY_ADMIN, county.office), at=AT)


def test_the_office_appoints_and_releases_no_administrator(county: County, newcomer: Person) -> None:
    with pytest.raises(NotAllowed):
        appoint(Appointment(newcomer, county.office, "审计管理员", [Role.AUDIT_ADMIN], DAY), actor=office_actor(), at=AT)
    holding = person_with(Role.AUDIT_ADMIN, county.office).holdings.get()
    with pytest.raises(NotAllowed):
        release(holding, until=DAY, actor=office_actor(), at=AT)


def test_nobody_makes_himself_an_administrator(county: County) -> None:
    person = person_with(Role.SECURITY_ADMIN, county.office)
    with pytest.raises(Conflict, match="自己"):
        appoint(Appointment(person, county.office, "审计管理员", [Role.AUDIT_ADMIN], DAY), actor=actor_of(person, DAY), at=AT)


def test_a_liaison_appoints_nobody(county: County, newcomer: Person) -> None:
    with pytest.raises(NotAllowed):
        appoint(liaison_of(county.finance, newcomer), actor=liaison_actor(county.finance), at=AT)


def test_unusable_appointments_say_why(county: County, newcomer: Person) -> None:
    actor = office_actor()
    with pytest.raises(BadInput, match="角色"):
        appoint(Appointment(newcomer, county.finance, "信息员", ["king"], DAY), actor=actor, at=AT)
    with pytest.raises(BadInput, match="至少"):
        appoint(Appointment(newcomer, county.finance, "信息员", [], DAY), actor=actor, at=AT)
    with pytest.raises(BadInput, match="岗位名称"):
        appoint(Appointment(newcomer, county.finance, " ", [Role.LIAISON], DAY), actor=actor, at=AT)
    close_organ(county.justice, on=DAY, actor=actor, at=AT)
    with pytest.raises(Conflict, match="撤销"):
        appoint(liaison_of(county.justice, newcomer), actor=actor, at=AT)


def test_leaving_before_coming_or_twice_is_refused(county: County) -> None:
    holding = person_with(Role.LIAISON, county.finance).holdings.get()
    with pytest.raises(BadInput):
        release(holding, until=date(2025, 12, 31), actor=office_actor(), at=AT)
    release(holding, until=DAY, actor=office_actor(), at=AT)
    with pytest.raises(Conflict):
        release(holding, until=DAY, actor=office_actor(), at=AT)
