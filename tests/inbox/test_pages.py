"""The pages: settings, robots, records, whom nothing reaches, the inbox itself, the gateway's call back."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

import zwgk
from tests.cast import liaison_actor, login, office_actor, person_with
from tests.jobs.receivers import http_server
from zwgk.domain.rights import Role, system_actor
from zwgk.foundation.clocks import actions as clocks
from zwgk.foundation.inbox import actions
from zwgk.foundation.inbox.actions import NewWay, Note
from zwgk.foundation.inbox.models import Message, Relay, Way, Wish
from zwgk.foundation.jobs import actions as jobs
from zwgk.foundation.jobs.models import Delivery
from zwgk.foundation.journal.actions import Subject

pytestmark = [pytest.mark.django_db]
NOW = timezone.now


def body(answer):
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_a_person_enters_tries_and_removes_a_way(liaison_client, person, connected):
    with http_server() as robot:
        url = f"{robot.url}?access_token=TOKEN9"
        liaison_client.post(reverse("office:add_way"), {"kind": "wecom", "address": url})
        way = Way.objects.get()
        tried = liaison_client.post(reverse("office:change_way", args=[way.pk, "try"]), follow=True)
        assert "已发出" in body(tried) and "errcode" in body(tried) and "TOKEN9" not in body(tried)
        robot.answer = '{"errcode": 93000, "errmsg": "invalid webhook"}'
        Delivery.objects.all().delete()
        assert "重新添加机器人" in body(liaison_client.post(reverse("office:change_way", args=[way.pk, "try"]), follow=True))
    liaison_client.post(reverse("office:change_way", args=[way.pk, "drop"]))
    assert not Way.objects.exists()


def test_what_was_typed_wrongly_stays_with_the_reason(liaison_client, person):
    page = body(liaison_client.post(reverse("office:add_way"), {"kind": "sms", "address": "12345"}))
    assert "11 位" in page and 'value="12345"' in page


def test_wishes_are_kept_and_urgent_kinds_cannot_be_chosen(liaison_client, person):
    told = {"quiet_from": "21:00", "quiet_until": "08:00", "rest_days": "on", "lowered": ["ledger.adopt"]}
    assert liaison_client.post(reverse("office:wish"), told).status_code == 302
    assert Wish.objects.get().lowered == ["ledger.adopt"]
    assert "ledger.urge" not in body(liaison_client.get(reverse("office:reaching")))


def test_nobody_touches_the_way_of_another(liaison_client, county, person, connected, at):
    other = person_with(Role.LIAISON, county.justice)
    way = actions.set_way(NewWay("sms", "13900000000"), person=other, actor=liaison_actor(county.justice), at=at)
    robot = actions.set_way(NewWay("wecom", "http://127.0.0.1:1/"), organ=county.office, actor=office_actor(), at=at)
    for pk in (way.pk, robot.pk):
        assert liaison_client.post(reverse("office:change_way", args=[pk, "drop"])).status_code == 404
    for name in ("robots", "unreached", "deliveries"):
        assert liaison_client.get(reverse(f"office:{name}")).status_code == 403


def test_the_office_enters_a_robot_of_the_county(office_client, county, connected):
    told = {"organ": county.office.pk, "kind": "dingtalk", "name": "政务公开工作群", "address": "http://127.0.0.1:1/robot", "secret": "SEC55", "keyword": "政务公开"}
    assert office_client.post(reverse("office:robots"), told).status_code == 302
    page = body(office_client.get(reverse("office:robots")))
    assert "政务公开工作群" in page and "SEC55" not in page


def test_records_tell_reason_and_remedy_and_a_person_sends_again(office_client, county, at):
    jobs.queue(jobs.Parcel("1", "sms", "13900000000", "今日待办", "内容甲乙丙", recipient="县财政局 某某"), at=at)
    jobs.deliver_due(worker="x", at=at)
    page = body(office_client.get(reverse("office:deliveries"), {"state": "failed", "channel": "sms", "q": "财政"}))
    assert "没有设置短信网关" in page and "内容甲乙丙" not in page
    office_client.post(reverse("office:retry_delivery", args=[Delivery.objects.get().pk]))
    assert Delivery.objects.get().state == "queued"


def test_whom_nothing_reaches_is_listed_with_a_text_for_the_group(office_client, county):
    lonely = person_with(Role.LIAISON, county.finance)
    day = date(2026, 1, 5)
    clocks.start(Subject("ledger.task", 7, "公开预算"), spec=clocks.Fixed(day), started_on=day, organ=county.finance, title="报送进展", actor=system_actor("测试"), at=NOW())
    page = body(office_client.get(reverse("office:unreached")))
    assert f"@{lonely.name} 县财政局：逾期 1 项（公开预算：报送进展）" in page and "复制群消息" in page
    office_client.post(reverse("office:relay"), {"person": [lonely.pk]})
    assert Relay.objects.get().person == lonely
    assert f"@{lonely.name}" not in body(office_client.get(reverse("office:unreached")))


def test_the_inbox_filters_by_kind_and_marks_as_read(liaison_client, county, at):
    for note in (Note("催办甲", kind="ledger.urge"), Note("任务乙", kind="ledger.adopt"), Note("任务丙", kind="ledger.adopt")):
        actions.send_to_organ(note, organ=county.finance, actor=office_actor(), at=at)
    page = body(liaison_client.get(reverse("office:inbox"), {"kind": "新任务"}))
    assert "任务乙" in page and "催办甲" not in page
    chosen = [row.pk for row in Message.objects.filter(kind="ledger.adopt")]
    liaison_client.post(reverse("office:read_many"), {"message": [*chosen, "x"]})
    page = body(liaison_client.get(reverse("office:inbox"), {"show": "unread"}))
    assert "催办甲" in page and "任务乙" not in page


def test_the_gateway_calls_back_under_its_secret(client, settings, at):
    settings.SMS_HOOK = "geheim42"
    jobs.queue(jobs.Parcel("inbox:1:1", "sms", "13900000000"), at=at)
    told = {"id": "inbox:1:1", "status": "DELIVRD"}
    browser = Client(enforce_csrf_checks=True)
    assert browser.post("/hooks/sms/wrong/", told, "application/json").status_code == 404
    assert browser.post("/hooks/sms/geheim42/", "{", "application/json").status_code == 400
    assert browser.post("/hooks/sms/geheim42/", told, "application/json").content == b"ok 1"
    assert browser.post("/hooks/sms/geheim42/", told).content == b"ok 0"  # the same again, as a form
    assert Delivery.objects.get().reported == "delivered"
    settings.SMS_HOOK = ""
    assert browser.post("/hooks/sms//", told).status_code == 404


COUNTED = re.compile(r"登录次数|登录排名|登录率|在线时长|活跃度|打卡(?!。)|签到|已读率|未读排名|login_count")


@pytest.mark.requirement("TSK-07")
def test_no_page_counts_log_ins_or_readers():
    """指尖上的形式主义: nobody is ranked by how often he opens the platform."""
    root = Path(zwgk.__file__).parent
    found = [
        f"{file.relative_to(root)}: {hit[0]}"
        for file in [*root.rglob("*.html"), *(root / "surfaces").rglob("*.py"), *root.rglob("queries*.py")]
        for hit in COUNTED.finditer(re.sub(r"不[^。]*打卡", "", file.read_text("utf-8")))
    ]
    assert found == []
    pages = {pattern.callback.__module__ for pattern in get_resolver().url_patterns if hasattr(pattern, "callback") and pattern.callback}
    assert not any("statistics" in module for module in pages)


@pytest.mark.parametrize("name", ["inbox", "reaching", "robots", "unreached", "deliveries"])
def test_pages_need_no_more_queries_for_more_people(name, county, office_client, at, connected, django_assert_max_num_queries):
    for organ in (county.finance, county.justice, county.qinghe, county.baishi):
        login(Client(), liaison_actor(organ))
        actions.send_to_organ(Note("催办", kind="ledger.urge"), organ=organ, actor=office_actor(), at=at)
    with django_assert_max_num_queries(26):
        body(office_client.get(reverse(f"office:{name}")))
