"""The office pages of organs and people: what is shown, what is hidden, what the forms do."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import AT, County, actor_with, liaison_actor, login, office_actor, person_with
from zwgk.domain.rights import Role
from zwgk.foundation.organs.actions import propose_alias
from zwgk.foundation.organs.models import Alias, Holding, Organ, OrganGroup, Person

BASE = "/office/organs/"


def text(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, url
    return answer.content.decode()


def test_every_page_opens_for_the_office(office_client: Client, county: County) -> None:
    alias = propose_alias(county.center, "县政务中心", actor=office_actor(), at=AT)
    holding, group = Holding.objects.first(), OrganGroup.objects.first()
    organ, person = f"{BASE}{alias.organ_id}/", f"{BASE}people/{holding.person_id}/"
    pages = [BASE, f"{BASE}?closed=1", f"{BASE}?kind=township&q=青禾", f"{BASE}new/", organ, f"{BASE}aliases/", f"{BASE}groups/",
             f"{BASE}groups/new/", f"{BASE}groups/{group.pk}/", f"{BASE}people/", f"{BASE}people/?role=office&q=办公", f"{BASE}people/?state=idle",
             f"{BASE}people/new/", person, f"{BASE}holdings/{holding.pk}/release/", f"{BASE}import/", f"{BASE}import/template/",
             *(organ + name + "/" for name in ("edit", "rename", "move", "close", "alias", "appoint")),
             *(person + name + "/" for name in ("edit", "appoint", "lock"))]  # fmt: skip
    for page in pages:
        assert office_client.get(page).status_code == 200, page


def test_a_stranger_signs_in_first(client: Client, county: County) -> None:
    assert "/accounts/login/" in client.get(BASE).headers["Location"]


def test_a_liaison_looks_and_changes_nothing(liaison_client: Client, county: County) -> None:
    assert "登记单位" not in text(liaison_client, BASE)
    assert "更名" not in text(liaison_client, f"{BASE}{county.finance.pk}/")
    for page in ("new/", "import/", "people/new/", f"{county.finance.pk}/edit/"):
        text(liaison_client, BASE + page, 403)


def test_an_organ_is_registered_and_a_refusal_stands_at_its_field(office_client: Client, county: County) -> None:
    sent = {"name": "和光县水利局", "short_name": "县水利局", "kind": "department", "parent": county.government.pk}
    assert office_client.post(f"{BASE}new/", sent).status_code == 302
    again = office_client.post(f"{BASE}new/", sent)
    assert "已经登记过" in again.content.decode() and again.context["form"].errors["name"]


def test_rename_move_close_and_edit(office_client: Client, county: County) -> None:
    organ = f"{BASE}{county.justice.pk}/"
    office_client.post(f"{organ}edit/", {"kind": "department", "address": "和光县仁和街30号"})
    office_client.post(f"{organ}rename/", {"name": "和光县司法和行政局", "short_name": "县司法局"})
    office_client.post(f"{organ}move/", {"parent": county.office.pk})
    office_client.post(f"{organ}close/", {"on": "2026-11-23", "successor": county.finance.pk})
    stored = Organ.objects.get(pk=county.justice.pk)
    assert (stored.address, stored.name, stored.parent, stored.successor) == ("和光县仁和街30号", "和光县司法和行政局", county.office, county.finance)
    assert "已撤销" in text(office_client, organ) and "县财政局" in text(office_client, organ)


@pytest.mark.requirement("DOC-06")
def test_an_alias_is_proposed_confirmed_and_rejected_on_the_pages(office_client: Client, county: County) -> None:
    office_client.post(f"{BASE}{county.center.pk}/alias/", {"text": "县政务中心", "seen_in": "来文"})
    alias = Alias.objects.get()
    assert "县政务中心" in text(office_client, f"{BASE}aliases/")
    back = office_client.post(f"{BASE}aliases/{alias.pk}/confirm/", {"next": f"{BASE}{county.center.pk}/"})
    assert back.headers["Location"] == f"{BASE}{county.center.pk}/"
    office_client.post(f"{BASE}aliases/{alias.pk}/reject/", {"next": "https://elsewhere.example/"})
    assert Alias.objects.get().state == Alias.State.REJECTED


def test_a_liaison_may_propose_but_not_confirm(liaison_client: Client, county: County) -> None:
    liaison_client.post(f"{BASE}{county.center.pk}/alias/", {"text": "县政务中心"})
    assert liaison_client.post(f"{BASE}aliases/{Alias.objects.get().pk}/confirm/").status_code == 403


def test_a_group_is_made_and_corrected(office_client: Client, county: County) -> None:
    office_client.post(f"{BASE}groups/new/", {"name": "试点单位", "members": [county.finance.pk]})
    group = OrganGroup.objects.get(name="试点单位")
    office_client.post(f"{BASE}groups/{group.pk}/", {"spellings": "试点部门\n试点领域部门", "members": [county.justice.pk]})
    assert OrganGroup.objects.get(name="试点单位").keys == ["试点部门", "试点领域部门"]


@pytest.mark.requirement("TSK-03")
def test_a_newcomer_gets_post_and_password_which_is_shown_once(office_client: Client, county: County) -> None:
    office_client.post(f"{BASE}people/new/", {"name": "宋致远", "username": "songzhiyuan"})
    person = Person.objects.get(username="songzhiyuan")
    page = f"{BASE}people/{person.pk}/"
    sent = {"organ": county.finance.pk, "title": "信息员", "roles": ["liaison"], "since": "2026-11-23"}
    assert office_client.post(f"{page}appoint/", sent).status_code == 302
    office_client.post(f"{page}password/")
    assert "只显示这一次" in text(office_client, page) and "只显示这一次" not in text(office_client, page)
    holding = Holding.objects.get(person=person)
    office_client.post(f"{BASE}holdings/{holding.pk}/release/", {"until": "2026-12-31"})
    assert "2026年12月31日" in text(office_client, page)


def test_an_account_is_locked_and_comes_back(office_client: Client, county: County) -> None:
    page = f"{BASE}people/{person_with(Role.LIAISON, county.finance).pk}/"
    office_client.post(f"{page}lock/", {"reason": "借调"})
    assert "账号已停用" in text(office_client, page)
    office_client.post(f"{page}unlock/")
    office_client.post(f"{page}edit/", {"name": "何秋", "phone": "0999-6001111"})
    assert Person.objects.get(name="何秋").is_active


def test_the_office_is_not_offered_administrators(office_client: Client, county: County) -> None:
    page = f"{BASE}people/{person_with(Role.LIAISON, county.finance).pk}/appoint/"
    assert "审计管理员" not in text(office_client, page)
    security = login(Client(), actor_with(Role.SECURITY_ADMIN, county.office))
    assert "审计管理员" in text(security, page)


def test_the_wizard_shows_mistakes_and_then_takes_the_table_over(office_client: Client, county: County) -> None:
    def send(body: str) -> str:
        return office_client.post(f"{BASE}import/", {"file": SimpleUploadedFile("名册.csv", body.encode())}).headers["Location"]

    assert "没有“衙门”这种类别" in text(office_client, send("单位全称,类别\n丁,衙门\n"))
    good = send("单位全称,类别,姓名\n和光县水利局,政府部门,宋致远\n")
    shown = text(office_client, good)
    assert "全部写入" in shown and "和光县水利局" in shown and "宋致远" in shown and "第 2 行姓名" in shown
    assert office_client.post(good).headers["Location"] == f"{BASE}people/slips/"
    assert Organ.objects.filter(name="和光县水利局").exists()
    liaison_actor(county.finance)
    assert text(login(Client(), actor_with(Role.SYSTEM_ADMIN, county.office)), good, 404)


def test_a_file_that_is_no_table_is_refused_at_the_field(office_client: Client) -> None:
    answer = office_client.post(f"{BASE}import/", {"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04broken")})
    assert "另存" in answer.content.decode() and "a.xlsx" not in answer.headers.get("Location", "")
