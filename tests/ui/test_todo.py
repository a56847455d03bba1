"""我要办的几件事: a liaison sees what is to do, each with its one next step, and little else; a leader which units are late."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import AT, County, actor_with, leader_actor, liaison_actor, login, office_actor
from tests.ledger.conftest import confirmed, decisions
from zwgk.domain.rights import Role
from zwgk.foundation.inbox.actions import Note, send_to_organ
from zwgk.matters.ledger import actions
from zwgk.matters.ledger.actions.progress import Progress
from zwgk.matters.ledger.models import Item
from zwgk.matters.ledger.queries import next_steps


@pytest.fixture
def plan(county: County):
    return actions.adopt(confirmed(), decisions(county), actor=office_actor(), at=AT)


def desk(client: Client) -> str:
    return client.get("/office/").content.decode()


@pytest.mark.db
def test_each_thing_once_with_its_next_step_and_a_count_in_words(plan, county: County) -> None:
    shown = desk(login(Client(), liaison_actor(county.finance)))
    assert "我要办的几件事" in shown and county.finance.label in shown and "上报进展" in shown
    assert "以后到期的" in shown or "本周内" in shown or "逾期" in shown


def test_what_was_handed_in_has_no_button(plan, county: County) -> None:
    items = Item.objects.filter(duty__organ=county.finance).select_related("duty__organ", "duty__task__plan")
    item = next(each for each in items if each.state == Item.State.TODO)
    actions.report(item, Progress("已全部完成并公布。", 100, True), actor=liaison_actor(county.finance), at=AT)
    assert next_steps([item.pk]) == {str(item.pk): ""}
    assert "等政务公开办审核" in desk(login(Client(), liaison_actor(county.finance)))


def test_what_is_to_be_signed_for_stands_first(county: County) -> None:
    send_to_organ(Note("收到催办单：报送第三季度落实情况", needs_receipt=True), organ=county.finance, actor=office_actor(), at=AT)
    shown = desk(login(Client(), liaison_actor(county.finance)))
    assert "待签收 1 件" in shown and ">签收</button>" in shown


def test_the_navigation_shows_what_is_used_and_tucks_the_rest_away(county: County) -> None:
    shown = desk(login(Client(), liaison_actor(county.finance)))
    assert "我要办的事" in shown and "更多" in shown
    assert "信息发布" in shown.partition("更多</summary>")[0]
    assert "审核" in desk(login(Client(), actor_with(Role.REVIEWER, county.finance))).partition("更多</summary>")[0]
    assert "更多</summary>" not in desk(login(Client(), office_actor()))


def test_a_leader_sees_which_of_the_units_are_late(plan, county: County) -> None:
    shown = desk(login(Client(), leader_actor(county.government)))
    assert "工作台" in shown
