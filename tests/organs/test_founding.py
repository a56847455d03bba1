"""The first start: a code from the terminal, a county, its office and the first officer; first passwords for everybody else."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.test import Client

from tests.cast import AT, County, liaison_actor, login, office_actor, person_with
from zwgk.domain.divisions import Level, level_of, place_of, province_of
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.domain.rights import Role
from zwgk.foundation.organs import setup_code
from zwgk.foundation.organs.actions import Founding, found, issue_passwords, prepare_first_start
from zwgk.foundation.organs.models import Organ, Person

TOLD = Founding("999901", "晴川县人民政府", "晴川县人民政府办公室", "陆青禾", "luqinghe", "Qingchuan-2026", "0999-6000001")
TYPED = {
    "division_code": TOLD.division_code, "government": TOLD.government, "office": TOLD.office, "name": TOLD.name, "username": TOLD.username,
    "password": TOLD.password, "again": TOLD.password,
}  # fmt: skip


@pytest.fixture
def code(db: None, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return prepare_first_start()


@pytest.mark.db
def test_the_county_its_office_and_the_first_officer(code, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        person = found(TOLD, code, at=AT)
    office = Organ.objects.get(name="晴川县人民政府办公室")
    assert office.parent.name == "晴川县人民政府" and office.short_name == "县政府办公室"
    assert person.check_password(TOLD.password) and not person.must_change_password
    assert person.holdings.get().post.roles == [Role.OFFICE]
    assert prepare_first_start() == "" and not setup_code.fits(code)
    with pytest.raises((Conflict, BadInput)):
        found(TOLD, code, at=AT)


@pytest.mark.parametrize(("change", "field"), [
    ({"division_code": "12345"}, "division_code"), ({"division_code": "990000"}, "division_code"), ({"division_code": "999900"}, "government"),
    ({"government": "晴川县政府"}, "government"), ({"office": "晴川县人民政府"}, "office"), ({"password": "12345"}, "password"),
])  # fmt: skip
def test_what_cannot_be_is_told_at_its_field_and_nothing_is_made(code, change: dict[str, str], field: str) -> None:
    told = Founding(**{**{name: getattr(TOLD, name) for name in TOLD.__slots__}, **change})
    with pytest.raises(BadInput) as refused:
        found(told, code, at=AT)
    assert refused.value.field == field


def test_without_the_code_nobody_founds_anything(code) -> None:
    with pytest.raises(BadInput, match="启用码"):
        found(TOLD, "AAAA-BBBB-CCCC", at=AT)
    assert not Person.objects.exists()


def test_codes_of_divisions() -> None:
    assert level_of("999901") is Level.COUNTY and level_of("999900") is Level.CITY
    assert place_of("999901", "晴川县人民政府") == "晴川县" and province_of("330100") == "浙江省"


def test_the_page_signs_the_officer_in_and_is_gone_afterwards(code, client: Client) -> None:
    assert "首次设置" in client.get("/accounts/login/").content.decode()
    wrong = client.post("/setup/", {**TYPED, "code": "wrong"})
    assert "启用码不对" in wrong.content.decode() and "晴川县人民政府" in wrong.content.decode()
    answer = client.post("/setup/", {**TYPED, "code": code.lower().replace("-", "")})
    assert answer.headers["Location"] == "/office/organs/import/"
    assert client.get("/setup/").status_code == 404 and Client().post("/setup/", TYPED).status_code == 404
    desk = client.get("/office/").content.decode()
    assert "还差几步" in desk and "粘贴通讯录" in desk


def test_who_guesses_the_code_has_to_wait(code, client: Client) -> None:
    for _ in range(20):
        client.post("/setup/", {**TYPED, "code": "AAAA"})
    assert client.post("/setup/", {**TYPED, "code": code}).status_code == 429


@pytest.mark.db
def test_first_passwords_for_many_are_returned_once_and_must_be_changed(county: County) -> None:
    person = person_with(Role.LIAISON, county.finance)
    person.must_change_password = True
    issued = issue_passwords([person], actor=office_actor(), at=AT)
    person.refresh_from_db()
    assert person.check_password(issued[0][1]) and Person.objects.get(pk=person.pk).must_change_password
    with pytest.raises(NotAllowed):
        issue_passwords([person], actor=liaison_actor(county.finance), at=AT)
    person.last_login = AT
    with pytest.raises(Conflict, match="已经登录过"):
        issue_passwords([person], actor=office_actor(), at=AT)


def test_slips_to_print_or_as_a_sheet(office_client: Client, county: County) -> None:
    person = person_with(Role.LIAISON, county.finance)
    Person.objects.filter(pk=person.pk).update(must_change_password=True)
    page = "/office/organs/people/slips/"
    assert person.username in office_client.get(page).content.decode()
    printed = office_client.post(page, {"person": [person.pk], "do": "print"}).content.decode()
    assert "初始口令" in printed and person.name in printed
    sheet = openpyxl.load_workbook(io.BytesIO(office_client.post(page, {"person": [person.pk], "do": "sheet"}).content)).active
    assert person.username in [cell.value for row in sheet.iter_rows() for cell in row]
    assert office_client.post(page, {"do": "print"}).headers["Location"] == page
    assert login(Client(), liaison_actor(county.justice)).get(page).status_code == 403


def test_rows_are_mended_on_the_page(office_client: Client, county: County) -> None:
    text = "单位\t姓名\t手机\n和光县财政局\t张三\t1380000001\n和光县司法局\t李四\t13800000002\n"
    at = office_client.post("/office/organs/import/", {"pasted": text}).headers["Location"]
    assert "应为 11 位" in office_client.get(at).content.decode()
    assert "接着核对" in office_client.get("/office/organs/import/").content.decode()
    mended = {"0-name": "和光县财政局", "0-person": "张三", "0-mobile": "13800000001", "0-roles": "信息员（联络员）", "1-name": "和光县司法局", "1-out": "on", "do": "take"}
    assert office_client.post(at, mended).headers["Location"] == "/office/organs/people/slips/"
    assert Person.objects.filter(name="张三", phone="13800000001").exists() and not Person.objects.filter(name="李四").exists()
