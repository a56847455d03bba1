"""Signing in and out, passwords, lock-out: all in Chinese."""

import re

import pytest
from django.test import Client, RequestFactory

from tests.cast import PASSWORD, County, login, office_actor, person_with
from zwgk.domain.rights import Role
from zwgk.surfaces.office.accounts import locked_out


@pytest.fixture
def person(county: County) -> object:
    """Somebody of the office with a password."""
    person = person_with(Role.OFFICE, county.office)
    person.set_password(PASSWORD)
    person.save()
    return person


def english(html: str) -> list[str]:
    """Words of the page that are not Chinese, apart from those everybody uses."""
    text = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL)
    return [word for word in re.findall(r"[A-Za-z]{4,}", text) if word not in {"Excel", "Word"}]


def test_signing_in_leads_to_the_desk(client: Client, person: object):
    answer = client.post("/accounts/login/", {"login": person.username, "password": PASSWORD})
    assert answer.url == "/office/"


def test_a_wrong_password_is_told_in_chinese(client: Client, person: object):
    html = client.post("/accounts/login/", {"login": person.username, "password": "x"}).content.decode()
    assert "error-summary" in html
    assert english(html) == []


@pytest.mark.parametrize("path", ["login/", "login/?idle=1", "signup/", "inactive/", "password/reset/"])
def test_entrance_pages_are_chinese(client: Client, county: County, path: str):
    answer = client.get(f"/accounts/{path}")
    assert answer.status_code == 200
    assert english(answer.content.decode()) == []


@pytest.mark.parametrize("path", ["logout/", "password/change/", "reauthenticate/", "2fa/"])
def test_pages_of_the_signed_in_are_chinese(client: Client, person: object, path: str):
    answer = login(client, office_actor()).get(f"/accounts/{path}")
    assert answer.status_code == 200
    assert english(answer.content.decode()) == []


def test_setting_up_the_second_factor(client: Client, person: object):
    client.post("/accounts/login/", {"login": person.username, "password": PASSWORD})
    way = client.get("/accounts/2fa/totp/activate/").url
    assert "请再输入一次密码" in client.get(way).content.decode()
    answer = client.post(way, {"password": PASSWORD, "next": "/accounts/2fa/totp/activate/"}, follow=True)
    assert "动态口令二维码" in answer.content.decode()


def test_a_changed_password_is_no_first_password_any_more(client: Client, person: object):
    type(person).objects.update(must_change_password=True)
    client.post("/accounts/login/", {"login": person.username, "password": PASSWORD})
    new = "Jingtian-2026-gengxin"
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    person.refresh_from_db()
    assert person.check_password(new)
    assert not person.must_change_password


def test_a_weak_password_is_refused_with_the_rule(client: Client, person: object):
    client.post("/accounts/login/", {"login": person.username, "password": PASSWORD})
    html = client.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": "abcdefghij", "password2": "abcdefghij"}
    ).content.decode()
    assert "至少三种" in html


def test_signing_out_ends_the_session(client: Client, person: object):
    login(client, office_actor()).post("/accounts/logout/")
    assert client.get("/office/").status_code == 302


def test_the_lock_out_page_says_why_how_long_and_whom_to_call(db: None, rf: RequestFactory):
    answer = locked_out(rf.post("/accounts/login/"))
    html = answer.content.decode()
    assert answer.status_code == 429
    assert "连续 5 次" in html
    assert "锁定 30 分钟" in html
    assert "安全管理员" in html
