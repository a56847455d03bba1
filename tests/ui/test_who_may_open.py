"""staff(right), public, second_factor, and the idle log-out."""

import time

import pytest
from django.test import Client, RequestFactory

from tests.cast import County, actor_with, liaison_actor, login, office_actor, person_with
from zwgk.domain.errors import NotAllowed
from zwgk.domain.rights import Role
from zwgk.foundation.organs import pages


def test_a_stranger_is_sent_to_sign_in_and_back(client: Client, db: None):
    assert client.get("/office/journal/?q=a").url == "/accounts/login/?next=/office/journal/%3Fq%3Da"


def test_a_part_fetched_by_htmx_moves_the_whole_page(client: Client, db: None):
    answer = client.get("/office/", headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"].startswith("/accounts/login/")


def test_without_the_right_the_page_says_who_has_it(client: Client, county: County):
    answer = login(client, liaison_actor(county.finance)).get("/office/journal/")
    assert answer.status_code == 403
    assert "审计管理员" in answer.content.decode()


def test_staff_pages_are_never_cached(office_client: Client):
    assert "no-store" in office_client.get("/office/").headers["Cache-Control"]


def test_a_first_password_must_be_changed_before_anything(client: Client, county: County):
    person = person_with(Role.OFFICE, county.office)
    type(person).objects.filter(pk=person.pk).update(must_change_password=True)
    login(client, office_actor())
    assert client.get("/office/").url == "/accounts/password/change/"
    assert "初始密码" in client.get("/accounts/password/change/").content.decode()


def test_the_decorator_marks_its_view():
    assert pages.staff("ledger.see")(lambda request: None).right == "ledger.see"
    assert pages.public(lambda request: None).public


def test_real_activity_renews_the_session(office_client: Client):
    office_client.get("/office/", headers={"X-Background": "1"})
    assert "seen" not in office_client.session
    office_client.get("/office/")
    assert office_client.session["seen"] == pytest.approx(time.time(), abs=10)


def test_a_person_without_a_post_may_do_nothing(client: Client, county: County, django_user_model: type):
    client.force_login(django_user_model.objects.create_user("nobody", name="无岗"), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/office/").status_code == 403


@pytest.fixture
def wanted(settings: object) -> None:
    settings.SECOND_FACTOR = True


def asked(county: County, records: list[dict]) -> object:
    """The answer of a page that asks for the second factor."""
    request = RequestFactory().get("/office/ledger/plans/1/")
    request.user = person_with(Role.OFFICE, county.office)
    request.session = {"account_authentication_methods": records, "account_authentication_methods_user": str(request.user.pk)}
    request.actor = actor_with(Role.OFFICE, county.office)
    return pages.second_factor(lambda request: "opened")(request)


def test_second_factor_leads_to_set_up(county: County, wanted: None):
    assert asked(county, []).url == "/office/second-factor/?next=%2Foffice%2Fledger%2Fplans%2F1%2F"


def test_second_factor_is_asked_once_a_day(county: County, wanted: None):
    assert asked(county, [{"method": "mfa", "at": time.time() - 60}]) == "opened"
    assert asked(county, [{"method": "mfa", "at": time.time() - 86_400}]) != "opened"


def test_second_factor_can_be_switched_off_in_a_demo(county: County, settings: object):
    settings.SECOND_FACTOR = False
    assert asked(county, []) == "opened"


def test_refusals_are_raised_for_the_page_of_refusals(county: County):
    with pytest.raises(NotAllowed):
        liaison_actor(county.finance).require("journal.see")
