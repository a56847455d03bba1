"""What leaves the inbox by itself, by which way and when."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from tests.cast import liaison_actor, office_actor
from zwgk.domain.workdays import Calendar
from zwgk.foundation.inbox import actions, kinds, queries, quiet
from zwgk.foundation.inbox.actions import NewWay, Note
from zwgk.foundation.jobs.models import Delivery
from zwgk.law import load

pytestmark = [pytest.mark.django_db, pytest.mark.db]
BEIJING = ZoneInfo("Asia/Shanghai")
URGE = Note("催办 1 件", "请尽快办理", "/office/ledger/", kind="ledger.urge")


def moment(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (moment(23, 9), moment(23, 9)),
        (moment(23, 23), moment(24, 7)),
        (moment(24, 3), moment(24, 7)),
        (moment(20, 22, 30), moment(23, 7)),  # Friday night → Monday morning
        (moment(21, 10), moment(23, 7)),  # Saturday
    ],
)
def test_nothing_rings_at_night_and_on_days_of_rest(when, expected):
    assert quiet.rings_at(when, Calendar.of(load())) == expected


def test_who_wants_it_hears_on_saturday_and_hours_may_lie_within_a_day():
    calendar = Calendar.of(load())
    assert quiet.rings_at(moment(21, 10), calendar, rest_days=True) == moment(21, 10)
    assert quiet.rings_at(moment(23, 13), calendar, quiet=(time(12), time(14))) == moment(23, 14)
    assert quiet.rings_at(moment(23, 23), calendar, quiet=(time(0), time(0))) == moment(23, 23)


def test_an_urgent_message_goes_out_by_the_e_mail_of_the_account(county, person, connected, at):
    message = actions.send_to_organ(URGE, organ=county.finance, actor=office_actor(), at=at)
    row = Delivery.objects.get()
    assert (row.key, row.channel, row.address, row.next_try) == (f"inbox:{message.pk}:{person.pk}", "smtp", person.email, at)
    assert "https://zwgk.heguang.example/office/ledger/" in row.body


def test_what_can_wait_waits_for_the_digest(county, person, connected, at):
    for kind in ("ledger.adopt", "", "notices.deliver"):
        actions.send(Note("新任务", kind=kind), person=person, actor=office_actor(), at=at)
    assert not Delivery.objects.exists()


def test_at_night_it_waits_until_morning(county, person, connected):
    actions.send(URGE, person=person, actor=office_actor(), at=moment(23, 22, 30))
    assert Delivery.objects.get().next_try == moment(24, 7)


def test_only_one_way_is_used_the_one_that_was_chosen(county, person, connected, at):
    me = liaison_actor(county.finance)
    first = actions.set_way(NewWay("sms", "139 0000 0000"), person=person, actor=me, at=at)
    actions.set_way(NewWay("dingtalk", "http://127.0.0.1:1/robot", "SEC"), person=person, actor=me, at=at)
    actions.send(URGE, person=person, actor=office_actor(), at=at)
    assert Delivery.objects.get().channel == "webhook"
    actions.use_way(first, actor=me, at=at)
    actions.send(URGE, person=person, actor=office_actor(), at=at)
    row = Delivery.objects.order_by("-id")[0]
    assert (row.channel, row.address) == ("sms", "13900000000") and len(row.body) <= 180


def test_a_way_without_connector_leads_nowhere(county, person, settings, at):
    settings.EMAIL_HOST = settings.SMS_URL = ""
    actions.set_way(NewWay("sms", "13900000000"), person=person, actor=liaison_actor(county.finance), at=at)
    actions.send(URGE, person=person, actor=office_actor(), at=at)
    assert queries.reaches([person])[person.pk].way is None
    assert not Delivery.objects.exists()


def test_every_kind_that_a_slice_sends_has_its_line_in_the_table():
    table = kinds.kinds()
    assert {"ledger.urge", "ledger.return_report", "letters", "findings", "notices.deliver", "clocks.replay"} <= table.keys()
    assert not table["ledger.urge"].may_lower and table["ledger.adopt"].may_lower
    assert kinds.kind_of("no.such").push is kinds.Push.DIGEST
