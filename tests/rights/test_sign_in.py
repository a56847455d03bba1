"""Signing in: password rules, lock-out after wrong attempts, first password, idle log-out."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client, override_settings

from tests.cast import AT, PASSWORD, County, liaison_actor, login, office_actor, person_with
from zwgk.domain.rights import Role, system_actor
from zwgk.foundation.organs.actions import lock_person, reset_password
from zwgk.foundation.organs.actions.people import initial_password
from zwgk.foundation.organs.models import Person
from zwgk.foundation.organs.queries import actor_of

LOGIN = "/accounts/login/"


@pytest.fixture
def person(county: County) -> Person:
    found = person_with(Role.LIAISON, county.finance)
    found.set_password(PASSWORD)
    found.save()
    return found


def sign_in(person: Person, password: str, client: Client | None = None) -> Client:
    client = client or Client()
    client.post(LOGIN, {"login": person.username, "password": password})
    return client


@pytest.mark.parametrize("password", ["short-A1", "alllowercase-only", "1234567890", "password1234", "ABCDEFGHIJKL"])
def test_a_weak_password_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


def test_a_strong_and_an_issued_password_pass() -> None:
    validate_password(PASSWORD)
    for _ in range(20):
        validate_password(initial_password())


def test_a_password_like_the_own_name_is_refused(county: County) -> None:
    with pytest.raises(ValidationError):
        validate_password("Liaison.finance1", person_with(Role.LIAISON, county.finance))


@pytest.mark.db
def test_the_right_password_opens_the_office(person: Person) -> None:
    assert sign_in(person, PASSWORD).get("/office/organs/").status_code == 200
    assert sign_in(person, "wrong").get("/office/organs/").status_code == 302


@override_settings(AXES_ENABLED=True)
def test_five_wrong_attempts_lock_out_even_the_right_password(person: Person) -> None:
    client = Client()
    for _ in range(settings.AXES_FAILURE_LIMIT):
        sign_in(person, "Wrong-password-1", client)
    assert sign_in(person, PASSWORD, client).get("/office/organs/").status_code == 302


def test_a_first_password_leads_to_the_change_and_nowhere_else(person: Person) -> None:
    password = reset_password(person, actor=office_actor(), at=AT)
    client = sign_in(person, password)
    assert client.get("/office/organs/").headers["Location"] == "/accounts/password/change/"
    new = {"oldpassword": password, "password1": "Xin-kouling-2026", "password2": "Xin-kouling-2026"}
    client.post("/accounts/password/change/", new)
    assert not Person.objects.get(pk=person.pk).must_change_password
    assert client.get("/office/organs/").status_code == 200


def test_a_locked_account_does_not_get_in_and_is_thrown_out(person: Person) -> None:
    client = sign_in(person, PASSWORD)
    lock_person(person, reason="借调", actor=office_actor(), at=AT)
    assert client.get("/office/organs/").status_code == 302
    assert sign_in(person, PASSWORD).get("/office/organs/").status_code == 302


def test_without_a_post_one_may_sign_in_but_do_nothing(db: None) -> None:
    bare = Person.objects.create_user("bare", PASSWORD, name="无岗位")
    assert sign_in(bare, PASSWORD).get("/office/organs/").status_code == 403


def test_idle_for_thirty_minutes_ends_the_session(county: County) -> None:
    client = login(Client(), liaison_actor(county.finance))
    client.get("/office/organs/")
    assert client.session.get_expiry_age() <= 30 * 60
    assert settings.SESSION_COOKIE_HTTPONLY and settings.SESSION_COOKIE_SAMESITE == "Lax"


def test_nobody_signs_up(client: Client, db: None) -> None:
    client.post("/accounts/signup/", {"username": "intruder", "password1": PASSWORD, "password2": PASSWORD})
    assert not Person.objects.filter(username="intruder").exists()


def test_the_installer_may_do_everything_until_there_is_a_security_administrator(county: County) -> None:
    installer = Person.objects.create_superuser("root", PASSWORD, name="安装人员")
    assert actor_of(installer, AT.date()).may("organs.appoint_admin")
    person_with(Role.SECURITY_ADMIN, county.office)
    assert not actor_of(installer, AT.date()).may("organs.see")
    assert system_actor("安装").may("organs.appoint_admin")
