"""A return on the phone: by the digest or by the office's link, without a log-in; sent once; never signed off, never another's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import County, liaison_actor, login, office_actor, person_with
from tests.datacalls import makers
from tests.datacalls.conftest import of, opened, row
from tests.datacalls.test_pages import sent
from zwgk.domain.errors import NotAllowed
from zwgk.domain.rights import Role, system_actor
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.clocks.digest import passes
from zwgk.foundation.journal.models import Fact
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ
from zwgk.matters.datacalls import actions
from zwgk.matters.datacalls.models import SUBJECT, DataCall, Return

pytestmark = [pytest.mark.requirement("TSK-08"), pytest.mark.db]
LIMIT = 60 * 1024


@pytest.fixture
def call(call: DataCall) -> DataCall:
    """The same call; each unit has its liaison."""
    for given in call.returns.all():
        person_with(Role.LIAISON, given.organ)
    return call


@pytest.fixture
def open_link() -> Callable[[str], Client]:
    def opened_with(address: str) -> Client:
        client = Client()
        path = address[address.index("/p/") :]
        client.get(path)
        client.post(path)
        return client

    return opened_with


def link_of(call: DataCall, organ: Organ) -> str:
    links = actions.give_links(call, actor=office_actor(), at=timezone.now())
    return next(each.address for each in links if each.given.organ_id == organ.pk)


def test_filled_and_sent_without_a_log_in(call, county: County, open_link):
    given, client = of(call, county.finance), open_link(link_of(call, county.finance))
    page = client.get(given.url)
    assert page.status_code == 200 and len(page.content) < LIMIT
    assert "县财政局" in page.content.decode() and "只能填报这一张表" in page.content.decode()
    assert client.post(f"{given.url}draft/", row("县财政局"), content_type="application/json").status_code == 200
    assert "平台已经收到" in sent(client, given.url, row("县财政局"))
    given.refresh_from_db()
    assert given.has_sent and "经手机链接" in Fact.objects.filter(verb="datacalls.answer").latest("pk").sentence
    again = client.post(given.url, {"rows": "{}", "send": ""})
    assert again.status_code == 403  # used up: the receipt stays, nothing changes


def test_wrong_cells_are_told_and_nothing_is_lost(call, county: County, open_link):
    given, client = of(call, county.finance), open_link(link_of(call, county.finance))
    page = sent(client, given.url, row("县财政局", people="三个"))
    assert "处需要修改" in page and "三个" in page


def test_only_this_one_and_never_signed_off(county: County, open_link):
    call = opened(makers.requests(), [county.finance, county.justice], needs_sign=True)
    person_with(Role.LIAISON, county.finance)
    given, other = of(call, county.finance), of(call, county.justice)
    client = open_link(link_of(call, county.finance))
    held = organs.passes().filter(organ=county.finance).first()
    assert client.get(other.url).status_code == 302
    assert client.get(f"{other.url}?pass={held.pk}").status_code in (403, 404)
    assert "等待本单位领导登录平台签发" in sent(client, given.url, row("县财政局"))
    assert client.post(f"{given.url}sign/").status_code == 302  # asked to log in
    given.refresh_from_db()
    assert not given.has_sent


def test_another_return_of_the_same_unit_stays_closed(call, county: County, open_link):
    second = of(opened(makers.requests(), [county.finance], "附件2.xlsx"), county.finance)
    client = open_link(link_of(call, county.finance))
    held = organs.passes().filter(organ=county.finance).first()
    assert client.get(f"{second.url}?pass={held.pk}").status_code == 403


def test_the_digest_carries_the_link(call, county: County, open_link):
    given = of(call, county.finance)
    due = list(clocks.of_subject(SUBJECT, given.pk))
    told = passes.links(person_with(Role.LIAISON, county.finance), due, actor=system_actor("每日汇总"), at=timezone.now())
    client = open_link(told.split("：")[-1])
    assert client.get(given.url).status_code == 200


def test_the_office_hands_links_out_once(call, county: County):
    client = login(Client(), office_actor())
    page = client.post(f"{call.url}codes/").content.decode()
    assert page.count("/p/") == Return.objects.filter(call=call).count() and "仅限本人" in page
    assert "/p/" not in client.get(f"{call.url}codes/").content.decode()
    with pytest.raises(NotAllowed):
        actions.give_links(call, actor=liaison_actor(county.finance), at=timezone.now())


def test_a_unit_without_a_liaison_is_named(county: County):
    [link] = actions.give_links(opened(makers.requests(), [county.qinghe]), actor=office_actor(), at=timezone.now())
    assert (link.person, link.address) == (None, "")
