"""The one message of a working day, and the one before the day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.cast import leader_actor, liaison_actor, office_actor, person_with
from tests.jobs.receivers import http_server
from zwgk.domain.rights import Role, system_actor
from zwgk.foundation.clocks import actions, jobs
from zwgk.foundation.clocks.digest import groups
from zwgk.foundation.clocks.digest.gathering import Owed
from zwgk.foundation.clocks.models import Clock
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.inbox import queries as reading
from zwgk.foundation.inbox.actions import NewWay, Note
from zwgk.foundation.inbox.models import Message, Relay
from zwgk.foundation.jobs import actions as outside
from zwgk.foundation.jobs.models import Delivery
from zwgk.foundation.organs.models import Person

from .conftest import ACTOR, TASK

pytestmark = [pytest.mark.django_db, pytest.mark.db, pytest.mark.requirement("TSK-07")]
BEIJING = ZoneInfo("Asia/Shanghai")
LATE, TODAY, TOMORROW, WEEK, LATER = (date(2026, 11, day) for day in (20, 23, 24, 27, 30))


@pytest.fixture
def person(county):
    found = person_with(Role.LIAISON, county.finance)
    found.email = "liaison@heguang.example"
    found.save()
    return found


def digests(person):
    return list(Message.objects.filter(person=person, kind="clocks.digest"))


def test_one_message_tells_what_is_late_and_due(started, person, at):
    for day in (LATE, TODAY, TOMORROW, WEEK, LATER):
        started(actions.Fixed(day))
    assert jobs.digest(at=at) == "每日汇总 1 人"
    [message] = digests(person)
    assert message.title == "今日待办：逾期 1 项，今天到期 1 项，明天到期 1 项，本周到期 1 项"
    assert message.body.splitlines()[0] == "逾期：公开预算：报送进展（逾期 1 个工作日）"
    assert len(message.body.splitlines()) == 4


def test_a_second_run_of_the_day_writes_nobody_twice(started, person, settings, at):
    settings.EMAIL_HOST = "127.0.0.1"
    started(actions.Fixed(TODAY))
    for hours in (0, 1, 8):
        jobs.digest(at=at + timedelta(hours=hours))
    assert (len(digests(person)), Delivery.objects.count()) == (1, 1)


def test_what_breaks_in_the_middle_is_done_as_a_whole_the_next_time(started, person, settings, at, monkeypatch):
    settings.EMAIL_HOST = "127.0.0.1"
    started(actions.Fixed(TODAY))
    with monkeypatch.context() as broken:
        broken.setattr(inbox, "push_written", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            actions.send_digests(actor=ACTOR, at=at)
    assert digests(person) == []
    assert actions.send_digests(actor=ACTOR, at=at) == 1
    assert Delivery.objects.get().key.endswith(f"clocks.digest:2026-11-23:{person.pk}")


def test_who_owes_nothing_gets_no_message(started, person, county, at):
    started(actions.Fixed(LATER))
    assert jobs.digest(at=at) == ""


def test_at_most_ten_lines_and_the_rest_as_a_number(started, person, at):
    for _ in range(25):
        started(actions.Fixed(TODAY))
    jobs.digest(at=at)
    lines = digests(person)[0].body.splitlines()
    assert (len(lines), lines[-1]) == (11, "另有 15 件，见工作台。")


def test_the_leader_hears_only_of_what_has_been_late_for_long(started, county, person, at):
    started(actions.Fixed(LATE))
    leader = leader_actor(county.finance)
    actions.send_digests(actor=ACTOR, at=at)
    assert not Message.objects.filter(person_id=leader.person_id).exists()
    started(actions.Fixed(date(2026, 11, 13)))
    actions.send_digests(actor=ACTOR, at=at + timedelta(1))
    assert Message.objects.get(person_id=leader.person_id).title == "今日待办：逾期 1 项"


def test_a_clock_of_a_person_is_told_to_that_person_and_one_of_nobody_to_the_leader(started, county, person, at):
    other, leader = person_with(Role.LIAISON, county.justice), person_with(Role.LEADER, county.qinghe)
    clock = started(actions.Fixed(TODAY))
    Clock.objects.filter(pk=clock.pk).update(person=other)
    started(actions.Fixed(TODAY), organ=county.qinghe)
    actions.send_digests(actor=ACTOR, at=at)
    assert set(Message.objects.values_list("person_id", flat=True)) == {other.pk, leader.pk}


def test_returned_and_unsigned_and_new_messages_are_told_and_read_ones_not(county, person, at):
    system, yesterday = system_actor("测试"), at - timedelta(hours=1)
    for note in (Note("退回补充：甲", kind="ledger.return_report"), Note("收文：乙", kind="notices.deliver", needs_receipt=True), Note("任务下达：丙", kind="ledger.adopt"),
                 Note("任务下达：丁", kind="ledger.adopt"), Note("催办 1 件", kind="ledger.urge")):  # fmt: skip
        message = inbox.send_to_organ(note, organ=county.finance, actor=system, at=yesterday)
        if "丁" in note.title:
            inbox.read(message, actor=liaison_actor(county.finance), at=yesterday)
    inbox.send(Note("任务下达：戊", kind="ledger.adopt"), person=person, actor=system, at=at - timedelta(9))  # old news
    actions.send_digests(actor=ACTOR, at=at)
    [message] = digests(person)
    assert message.title == "今日待办：退回 1 件，待签收 1 件，新消息 1 条"
    assert message.body == "退回：退回补充：甲\n待签收：收文：乙\n新消息：任务下达：丙"


def test_a_kind_that_the_person_lowered_stays_in_the_inbox(county, person, at):
    me = liaison_actor(county.finance)
    inbox.set_wish(person, quiet=(time(22), time(7)), rest_days=False, lowered=["ledger.adopt"], actor=me, at=at)
    inbox.send(Note("任务下达", kind="ledger.adopt"), person=person, actor=ACTOR, at=at - timedelta(hours=1))
    assert actions.send_digests(actor=ACTOR, at=at) == 0


def test_the_office_hears_how_the_county_stands(started, county, at):
    office = office_actor()
    started(actions.Fixed(LATE))
    started(actions.Fixed(TODAY), organ=county.justice)
    actions.send_digests(actor=ACTOR, at=at)
    assert Message.objects.get(person_id=office.person_id).body == "全县：逾期 1 项，涉及 1 个单位；今天到期 1 项。"


def test_on_days_of_rest_only_what_is_due_that_very_day(started, person, settings, at):
    settings.EMAIL_HOST = "127.0.0.1"
    started(actions.Fixed(LATE))
    sunday = at - timedelta(1)
    assert actions.send_digests(actor=ACTOR, at=sunday) == 0
    started(actions.Fixed(sunday.date()))
    assert actions.send_digests(actor=ACTOR, at=sunday) == 1
    assert Delivery.objects.get().next_try == sunday


def test_a_digest_that_could_ring_only_tomorrow_stays_in_the_inbox(started, person, settings, at):
    settings.EMAIL_HOST = "127.0.0.1"
    started(actions.Fixed(TODAY))
    actions.send_digests(actor=ACTOR, at=at.replace(hour=22, minute=30))
    assert len(digests(person)) == 1 and not Delivery.objects.exists()


def test_the_afternoon_tells_what_is_due_on_the_next_working_day(started, person, at):
    started(actions.Fixed(TOMORROW))
    started(actions.Fixed(WEEK))
    afternoon = at.replace(hour=15)
    assert jobs.tomorrow(at=afternoon) == "明日到期提醒 1 人" and jobs.tomorrow(at=afternoon) == ""
    assert Message.objects.get().title == "明天到期 1 项"


def test_before_a_weekend_and_a_holiday_the_last_working_day_tells(started, person):
    friday = datetime(2026, 11, 20, 15, tzinfo=BEIJING)
    started(actions.Fixed(date(2026, 11, 21)), date(2026, 11, 2))
    started(actions.Fixed(date(2026, 11, 23)), date(2026, 11, 2))
    actions.send_tomorrow(actor=ACTOR, at=friday)
    assert Message.objects.get().title == "11月23日（星期一）前到期 2 项"
    assert actions.send_tomorrow(actor=ACTOR, at=friday + timedelta(1)) == 0
    last = datetime(2026, 9, 30, 15, tzinfo=BEIJING)  # 国庆节 1–7 October
    started(actions.Fixed(date(2026, 10, 5)), date(2026, 9, 2))
    assert actions.send_tomorrow(actor=ACTOR, at=last) == 1
    assert Message.objects.filter(title="10月8日（星期四）前到期 1 项").exists()


def test_group_robots_speak_only_for_whom_nothing_else_reaches(started, county, person, settings, at):
    settings.EMAIL_HOST, settings.REACH_PRIVATE = "127.0.0.1", True
    lonely = person_with(Role.LIAISON, county.justice)
    started(actions.Fixed(TODAY))
    started(actions.Fixed(TODAY), organ=county.justice)
    with http_server() as robot:
        inbox.set_way(NewWay("wecom", robot.url, name="工作群"), organ=county.office, actor=office_actor(), at=at)
        for _ in range(2):
            actions.send_digests(actor=ACTOR, at=at)
        Delivery.objects.filter(channel="smtp").delete()
        outside.deliver_due(worker="here:1", at=at)
        [(_, _, data)] = robot.seen
    text = data["text"]["content"]
    assert f"@{lonely.name} 县司法局：今天到期 1 项" in text and person.name not in text
    assert Relay.objects.get().person == lonely


def test_group_text_goes_by_unit_and_never_beyond_500_characters():
    clock = Clock(title="报送进展", subject_title="公开" * 30, due_on=TODAY)
    owed = [Owed(Person(name=f"某{n:02}"), {n: f"单位{n:02}"}, late=[clock], today=[clock, clock]) for n in range(40)] + [Owed(Person(name="无事"), {1: "甲"})]
    texts = groups.texts(owed, TODAY)
    assert len(texts) > 3 and all(len(text) <= 500 for text in texts)
    assert texts[0].startswith(f"【政务公开】11月23日提醒（1/{len(texts)}）\n@某00 单位00：逾期 1 项，今天到期 2 项")
    assert sum(text.count("@") for text in texts) == 40 and "无事" not in "".join(texts)


def test_two_thousand_clocks_of_many_people_take_a_fixed_number_of_queries(county, at, settings, django_assert_max_num_queries):
    settings.EMAIL_HOST = "127.0.0.1"
    many = [
        actions.Timed(TASK, "报送", organ.pk, actions.Fixed(TODAY), date(2026, 11, 2)) for organ in (county.finance, county.justice, county.qinghe) for _ in range(60)
    ]
    for organ in (county.finance, county.justice, county.qinghe):
        person = person_with(Role.LIAISON, organ)
        person.email = "a@heguang.example"
        person.save()
    actions.start_many(many, actor=ACTOR, at=at)
    with django_assert_max_num_queries(24):
        assert actions.send_digests(actor=ACTOR, at=at) == 3
    assert reading.unread_count(liaison_actor(county.finance)) == 1
