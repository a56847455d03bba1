"""Entering, choosing, trying, removing ways; robots of the county; wishes; what was told in the group."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from tests.cast import DAY, liaison_actor, office_actor
from tests.jobs.receivers import http_server
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.foundation.inbox import actions, queries
from zwgk.foundation.inbox.actions import NewWay
from zwgk.foundation.inbox.models import Way, Wish
from zwgk.foundation.journal.models import Fact

pytestmark = [pytest.mark.django_db, pytest.mark.db]


@pytest.fixture
def me(county, person):
    return liaison_actor(county.finance)


@pytest.mark.parametrize(
    ("kind", "address", "field"),
    [("mail", "no address", "address"), ("sms", "0999-6000001", "address"), ("dingtalk", "https://127.0.0.1/robot", "address"), ("wecom", "http://qyapi.example/", "address"), ("pigeon", "x", "kind")],
)
def test_what_is_no_address_is_refused_at_its_field(person, me, at, kind, address, field):
    with pytest.raises(BadInput) as refused:
        actions.set_way(NewWay(kind, address), person=person, actor=me, at=at)
    assert refused.value.field == field


def test_secrets_rest_sealed_and_nothing_shows_them(person, me, connected, at):
    way = actions.set_way(NewWay("dingtalk", "http://127.0.0.1:1/robot?access_token=abc", "SEC777", "政务"), person=person, actor=me, at=at)
    kept = " ".join(str(value) for value in Way.objects.filter(pk=way.pk).values_list()[0]) + "".join(Fact.objects.values_list("sentence", flat=True))
    assert "SEC777" not in kept and "access_token" not in kept
    assert way.shown.startswith("127.0.0.1 …")


def test_ways_belong_to_the_person_and_robots_to_the_office(county, person, me, connected, at):
    with pytest.raises(NotAllowed):
        actions.set_way(NewWay("sms", "13900000000"), person=person, actor=office_actor(), at=at)
    with pytest.raises(NotAllowed):
        actions.set_way(NewWay("wecom", "http://127.0.0.1:1/"), organ=county.office, actor=me, at=at)
    with pytest.raises(BadInput):
        actions.set_way(NewWay("sms", "13900000000"), organ=county.office, actor=office_actor(), at=at)
    robot = actions.set_way(NewWay("wecom", "http://127.0.0.1:1/", name="政务公开工作群"), organ=county.office, actor=office_actor(), at=at)
    assert list(queries.robots()) == [robot]
    with pytest.raises(Conflict):
        actions.use_way(robot, actor=office_actor(), at=at)


def test_after_removing_the_used_way_the_next_one_is_used(person, me, connected, at):
    first = actions.set_way(NewWay("sms", "13900000000"), person=person, actor=me, at=at)
    second = actions.set_way(NewWay("mail", "a@heguang.example"), person=person, actor=me, at=at)
    actions.drop_way(second, actor=me, at=at)
    assert queries.ways_of(person.pk).get(main=True) == first
    with pytest.raises(NotAllowed):
        actions.drop_way(first, actor=office_actor(), at=at)


def test_at_most_ten(person, me, connected, at):
    for n in range(10):
        actions.set_way(NewWay("sms", f"1390000000{n}"), person=person, actor=me, at=at)
    with pytest.raises(Conflict, match="最多"):
        actions.set_way(NewWay("sms", "13900000000"), person=person, actor=me, at=at)


def test_trying_shows_the_answer_and_goes_out_once_a_minute(person, me, connected, at):
    with http_server() as robot:
        way = actions.set_way(NewWay("wecom", robot.url), person=person, actor=me, at=at)
        assert actions.try_way(way, actor=me, at=at).state == "sent"
        actions.try_way(way, actor=me, at=at)
        assert len(robot.seen) == 1
        robot.answer = '{"errcode": 93000}'
        assert actions.try_way(way, actor=me, at=at + timedelta(minutes=1)).state == "failed"
    assert "发送失败" in Way.objects.get().tried_said


def test_what_is_urgent_cannot_be_lowered(person, me, at):
    quiet = (time(21), time(8))
    wish = actions.set_wish(person, quiet=quiet, rest_days=True, lowered=["ledger.adopt"], actor=me, at=at)
    assert Wish.objects.get() == wish and queries.reaches([person])[person.pk].wish.lowered == ["ledger.adopt"]
    with pytest.raises(BadInput, match="催办"):
        actions.set_wish(person, quiet=quiet, rest_days=False, lowered=["ledger.urge"], actor=me, at=at)
    with pytest.raises(NotAllowed):
        actions.set_wish(person, quiet=quiet, rest_days=False, lowered=[], actor=office_actor(), at=at)


def test_who_was_told_in_the_group_is_marked_once_a_day(person, me, at):
    assert actions.relay([person], DAY, actor=office_actor(), at=at) == 1
    assert actions.relay([person], DAY, actor=office_actor(), at=at) == 0
    assert queries.relayed(DAY)[person.pk].by == office_actor().name
    with pytest.raises(NotAllowed):
        actions.relay([person], DAY, actor=me, at=at)
