"""People and their accounts: enter, first password, lock."""

from __future__ import annotations

import pytest

from tests.cast import AT, County, actor_with, liaison_actor, office_actor, person_with
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.domain.rights import Role
from zwgk.foundation.journal.models import Fact
from zwgk.foundation.organs.actions import create_person, edit_person, lock_person, reset_password, unlock_person
from zwgk.foundation.organs.models import Person


@pytest.mark.db
def test_a_person_has_no_password_until_one_is_issued(county: County) -> None:
    person = create_person("songzhiyuan", "宋致远", phone="0999-6001234", actor=office_actor(), at=AT)
    assert not person.has_usable_password()
    password = reset_password(person, actor=office_actor(), at=AT)
    stored = Person.objects.get(pk=person.pk)
    assert stored.check_password(password) and stored.must_change_password


def test_the_journal_never_holds_the_password(county: County) -> None:
    person = create_person("songzhiyuan", "宋致远", actor=office_actor(), at=AT)
    password = reset_password(person, actor=office_actor(), at=AT)
    assert not any(password in fact.sentence or password in str(fact.data) for fact in Fact.objects.all())


def test_changing_the_password_oneself_takes_the_mark_away(county: County) -> None:
    person = create_person("songzhiyuan", "宋致远", actor=office_actor(), at=AT)
    reset_password(person, actor=office_actor(), at=AT)
    person.set_password("Hexie-2026-xin")
    assert not person.must_change_password


@pytest.mark.parametrize(("username", "name", "error"), [("a b", "甲", BadInput), ("jia", "", BadInput), ("Office.Office", "甲", Conflict)])
def test_a_bad_or_taken_username_is_refused(county: County, username: str, name: str, error: type[Exception]) -> None:
    actor = office_actor()
    with pytest.raises(error):
        create_person(username, name, actor=actor, at=AT)


def test_a_liaison_enters_corrects_and_resets_nobody(county: County) -> None:
    liaison, person = liaison_actor(county.finance), person_with(Role.LEADER, county.finance)
    with pytest.raises(NotAllowed):
        create_person("jia", "甲", actor=liaison, at=AT)
    with pytest.raises(NotAllowed):
        edit_person(person, name="乙", actor=liaison, at=AT)
    with pytest.raises(NotAllowed):
        reset_password(person, actor=liaison, at=AT)


def test_a_locked_account_does_not_log_in_and_comes_back(county: County) -> None:
    person = person_with(Role.LIAISON, county.finance)
    lock_person(person, reason="借调期间", actor=office_actor(), at=AT)
    assert not Person.objects.get(pk=person.pk).is_active
    unlock_person(person, actor=office_actor(), at=AT)
    assert Person.objects.get(pk=person.pk).is_active


def test_nobody_locks_himself_or_without_a_reason(county: County) -> None:
    with pytest.raises(Conflict):
        lock_person(person_with(Role.OFFICE, county.office), reason="误点", actor=office_actor(), at=AT)
    with pytest.raises(BadInput):
        lock_person(person_with(Role.LIAISON, county.finance), reason=" ", actor=office_actor(), at=AT)


def test_the_office_cannot_take_over_the_account_of_an_administrator(county: County) -> None:
    person = person_with(Role.AUDIT_ADMIN, county.office)
    with pytest.raises(NotAllowed):
        reset_password(person, actor=office_actor(), at=AT)
    with pytest.raises(NotAllowed):
        lock_person(person, reason="试试", actor=office_actor(), at=AT)
    assert reset_password(person, actor=actor_with(Role.SECURITY_ADMIN, county.office), at=AT)
