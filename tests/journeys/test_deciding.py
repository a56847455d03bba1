"""What waits for the word of a leader stands on his desk, each with the one tap that leads to it."""

from __future__ import annotations

import pytest

from tests.cast import AT, actor_with, leader_actor, liaison_actor, login, office_actor
from tests.datacalls import makers
from tests.datacalls.conftest import of, opened, row
from tests.letters.conftest import TASK, VALUES
from tests.records.conftest import drafted
from zwgk.domain.rights import Role
from zwgk.matters.datacalls import actions as datacalls
from zwgk.matters.datacalls.actions import Sending
from zwgk.matters.letters.actions import Draft, prepare
from zwgk.matters.records import actions as records
from zwgk.surfaces.office import deciding

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("ORG-04")
def test_a_return_to_sign_is_on_the_desk_of_its_leader_and_of_nobody_else(county, client):
    call = opened(makers.requests(), [county.finance], needs_sign=True)
    datacalls.send(of(call, county.finance), Sending(row("和光县财政局")), actor=liaison_actor(county.finance), at=AT)
    page = login(client, leader_actor(county.finance)).get("/office/").content.decode()
    assert "待您决定" in page and f'href="{of(call, county.finance).url}"' in page and "签发" in page
    assert deciding.waiting(leader_actor(county.justice)) == [] and deciding.waiting(liaison_actor(county.finance)) == []


def test_a_letter_that_needs_an_approval_is_read_from_the_desk(county, client):
    values = {name: value for name, value in VALUES.items() if name not in ("matter", "due")}
    letter = prepare(Draft("circular", county.office, values, addressee_organ=county.finance, subject=TASK), actor=office_actor(), at=AT)
    found = deciding.waiting(leader_actor(county.government))
    assert [(each.url, each.step) for each in found] == [(letter.url, "审阅")]
    client = login(client, leader_actor(county.government))
    assert client.get("/office/").status_code == 200 and client.get(letter.url).status_code == 200
    assert deciding.waiting(office_actor()) == []


def test_a_reviewer_is_told_what_waits_for_him_and_not_what_the_units_owe(county, client):
    drafted(county.finance, "关于收费目录的公告")
    records.submit(drafted(county.finance, "关于惠农补贴的公告"), actor=liaison_actor(county.finance), at=AT)
    page = login(client, actor_with(Role.REVIEWER, county.government)).get("/office/").content.decode()
    assert "待您决定 1 件。" in page and "关于惠农补贴的公告" in page and "关于收费目录的公告" not in page
