"""Short messages against a real HTTP server: answers of many kinds, two shapes of gateway, status reports."""

from __future__ import annotations

from datetime import timedelta

import pytest

from zwgk.foundation.jobs import actions, queries
from zwgk.foundation.jobs.actions import Parcel
from zwgk.foundation.jobs.connectors import http
from zwgk.foundation.jobs.models import Delivery

from .receivers import http_server

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def gateway(settings):
    with http_server() as posted:
        settings.SMS_URL, settings.SMS_TOKEN, settings.SMS_USER, settings.SMS_GATEWAY = posted.url, "令牌", "heguang", "form"
        posted.answer = '{"result": {"code": "0", "msgid": "M77"}}'
        yield posted


def message(at, key="inbox:1:1"):
    return actions.queue(Parcel(key, "sms", "13900000000", "", "今天到期 1 项 {token}", recipient="县财政局 某某"), at=at)


def go(at) -> Delivery:
    actions.deliver_due(worker="here:1", at=at)
    return Delivery.objects.order_by("-id")[0]


def test_a_form_gateway_gets_its_fields_and_typed_braces_stay_text(gateway, at):
    message(at)
    assert go(at).gateway_number == "M77"
    [(_, headers, data)] = gateway.seen
    assert headers["Content-Type"].startswith("application/x-www-form-urlencoded")
    assert data == {"account": "heguang", "password": "令牌", "mobile": "13900000000", "content": "【政务公开】今天到期 1 项 {token}", "extno": "inbox:1:1"}


def test_200_with_an_error_code_has_not_been_taken(gateway, at):
    gateway.answer = '{"result": {"code": "118", "message": "balance"}}'
    message(at)
    row = go(at)
    assert (row.state, "余额" in queries.reason(row).remedy) == ("failed", True)
    gateway.answer = '{"result": {"code": "109"}}'
    message(at, "2")
    assert go(at).state == "queued"
    gateway.answer = "<html>"
    message(at, "3")
    assert go(at).state == "failed"


def test_429_waits_as_long_as_it_is_asked_to_and_500_as_we_think_fit(gateway, at):
    gateway.status, gateway.headers = 429, {"Retry-After": "600"}
    message(at)
    assert go(at).next_try == at + timedelta(seconds=600)
    gateway.status, gateway.headers = 500, {}
    message(at, "2")
    assert go(at).next_try == at + timedelta(minutes=1)


def test_no_answer_may_mean_that_it_arrived_so_a_person_decides(gateway, at, monkeypatch):
    monkeypatch.setattr(http, "TIMEOUT", 0.2)
    gateway.delay = 0.6
    message(at)
    row = go(at)
    assert (row.state, "可能已经送达" in queries.reason(row).said) == ("uncertain", True)
    go(at + timedelta(days=1))
    assert len(gateway.seen) == 1


def test_a_gateway_that_tells_repetitions_apart_is_asked_again(gateway, at, monkeypatch, settings, tmp_path):
    own = tmp_path / "county.yaml"
    own.write_text('url: "{url}?key={token}"\nshape: json\nbody: {to: ["{phone}"], text: "{content}", "no": "{id}"}\nrepeatable: true\n', "utf-8")
    settings.SMS_GATEWAY, settings.SMS_TOKEN = str(own), "abc"
    monkeypatch.setattr(http, "TIMEOUT", 0.2)
    gateway.delay = 0.6
    message(at)
    assert go(at).state == "queued"
    gateway.delay = 0
    assert go(at + timedelta(minutes=1)).state == "sent"
    assert gateway.seen[0][0].endswith("?key=abc")
    assert gateway.seen[0][2]["to"] == ["13900000000"] and gateway.seen[0][2]["no"] == gateway.seen[1][2]["no"]


@pytest.mark.parametrize(("text", "said"), [("body: {}", "至少要写"), ("url: x\nbody: {}\nheader: {}", "header"), ("url: [", "写错了"), ("url: x\nbody: {no: 1}", "加引号")])
def test_a_mistake_in_the_description_is_told(gateway, at, settings, tmp_path, text, said):
    own = tmp_path / "county.yaml"
    own.write_text(text, "utf-8")
    settings.SMS_GATEWAY = str(own)
    message(at)
    assert said in go(at).last_error
    settings.SMS_GATEWAY = "absent.yaml"
    message(at, "2")
    assert "找不到" in go(at).last_error


def test_a_status_report_is_noted_once_and_a_later_one_does_not_undo_it(gateway, at):
    message(at)
    go(at)
    lost = {"reports": [{"msgid": "M77", "status": "UNDELIV"}, {"msgid": "unknown", "status": "DELIVRD"}, "junk", {}]}
    assert actions.report(lost, at=at) == 1
    row = Delivery.objects.get()
    assert (row.reported, "手机没有收到" in queries.reason(row).said) == ("undelivered", True)
    assert list(queries.records(state="undelivered", channel="sms", text="财政")) == [row]
    assert actions.report({"reports": [{"msgid": "M77", "status": "DELIVRD"}]}, at=at) == 1
    assert actions.report(lost, at=at) == 0
    assert Delivery.objects.get().reported == "delivered"


def test_a_report_clears_up_an_uncertain_message(gateway, at):
    row = message(at)
    Delivery.objects.filter(pk=row.pk).update(state="uncertain", gateway_number="M77", last_error="Unknown: x")
    actions.report({"reports": [{"msgid": "M77", "status": "DELIVRD"}]}, at=at)
    assert Delivery.objects.get().state == "sent"
