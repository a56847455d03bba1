"""Desk, inbox, rulebook, calendar, journal, account, style guide."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import County, actor_with, liaison_actor, login, office_actor
from zwgk.domain.rights import Role, system_actor
from zwgk.foundation.clocks import actions as clocks
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.journal.actions import Subject
from zwgk.foundation.rulebook import actions as rulebook
from zwgk.foundation.rulebook import queries as rules

SYSTEM = system_actor("测试")


@pytest.fixture
def now() -> datetime:
    return timezone.now()


def start(county: County, organ: object, title: str, days: int, now: datetime) -> None:
    """A fixed day for the organ, so many days from today."""
    subject = Subject("ledger.task", title, title, "/office/ledger/")
    clocks.start_fixed(subject, organ=organ, title=title, due_on=(now + timedelta(days)).date(), started_on=now.date(), actor=SYSTEM, at=now)


def test_the_desk_of_the_office_joins_units_with_the_same_matter(office_client: Client, county: County, now: datetime):
    for organ in (county.finance, county.justice):
        start(county, organ, "更新标准目录", -3, now)
    html = office_client.get("/office/").content.decode()
    assert html.count("更新标准目录") == 1
    assert "2 个单位" in html
    assert "逾期" in html


def test_the_desk_of_a_unit_shows_its_own(client: Client, county: County, now: datetime):
    start(county, county.finance, "公开预算", 2, now)
    start(county, county.justice, "公布清单", 2, now)
    html = login(client, liaison_actor(county.finance)).get("/office/").content.decode()
    assert "公开预算" in html
    assert "公布清单" not in html


def test_units_by_weeks(office_client: Client, county: County, now: datetime):
    start(county, county.finance, "公开预算", -2, now)
    html = office_client.get("/office/?view=units").content.decode()
    assert "县财政局" in html
    assert "heat-late-1" in html


def test_an_empty_desk_says_so(client: Client, county: County):
    assert "眼下没有要办的事" in login(client, liaison_actor(county.finance)).get("/office/").content.decode()
    assert "没有限时办理的事项" in login(client, actor_with(Role.LEGAL, county.office)).get("/office/").content.decode()


def test_a_message_is_read_by_opening_and_acknowledged_by_a_button(client: Client, county: County, now: datetime):
    note = inbox.Note("请签收来文", "正文", "/office/notices/", needs_receipt=True)
    message = inbox.send_to_organ(note, organ=county.finance, actor=SYSTEM, at=now)
    login(client, liaison_actor(county.finance))
    assert '<span class="count"' in client.get("/office/").content.decode()
    assert "请签收来文" in client.get("/office/inbox/?show=receipt").content.decode()
    assert "打开相关事项" in client.get(f"/office/inbox/{message.pk}/").content.decode()
    assert "已签收" in client.post(f"/office/inbox/{message.pk}/receipt/", follow=True).content.decode()
    message.refresh_from_db()
    assert message.read_at and message.received_at


def test_a_message_to_others_is_not_there(client: Client, county: County, now: datetime):
    message = inbox.send_to_organ(inbox.Note("甲"), organ=county.justice, actor=SYSTEM, at=now)
    assert login(client, liaison_actor(county.finance)).get(f"/office/inbox/{message.pk}/").status_code == 404


def test_rules_can_be_found_and_the_unsure_ones_are_marked(office_client: Client):
    html = office_client.get("/office/rulebook/?q=答复政府信息公开申请").content.decode()
    assert "20个工作日" in html
    assert "《中华人民共和国政府信息公开条例》第三十三条第二款" in html
    assert "未核实" in office_client.get("/office/rulebook/?unverified=1").content.decode()


def test_a_trial_explains_every_day(office_client: Client):
    html = office_client.get("/office/rulebook/requests/answer/?start=2026-11-16").content.decode()
    assert "2026年12月14日" in html
    assert "第 20 日" in html
    assert "周末" in html


def test_a_trial_of_nonsense_is_told_kindly(office_client: Client):
    assert "请填写日期" in office_client.get("/office/rulebook/requests/answer/?start=昨天").content.decode()


def test_two_people_set_a_stricter_value(client: Client, county: County):
    sent = {"value": "15", "since": "2026-11-01", "reference": "《曜州市实施办法》第三条"}
    login(client, office_actor())
    assert "等另一位同志" in client.post("/office/rulebook/requests/answer/", sent, follow=True).content.decode()
    row = rules.proposals()[0]
    refused = client.post(f"/office/rulebook/waiting/override/{row.pk}/", {"do": "confirm"})
    assert refused.status_code == 403
    assert "另一位同志" in refused.content.decode()
    rulebook.confirm(row, actor=actor_with(Role.OFFICE, county.center), at=timezone.now())
    assert "15个工作日" in client.get("/office/rulebook/requests/answer/").content.decode()
    rules.forget()


def test_a_looser_value_is_refused_at_its_field(office_client: Client):
    sent = {"value": "30", "since": "2026-11-01", "reference": "《办法》第三条"}
    html = office_client.post("/office/rulebook/requests/answer/", sent).content.decode()
    assert "error-summary" in html
    assert not rules.proposals()


def test_the_calendar_shows_rest_and_work(office_client: Client):
    html = office_client.get("/office/calendar/?year=2026").content.decode()
    assert "248 个工作日" in html
    assert "调休上班" in html
    assert "暂定" in office_client.get("/office/calendar/?year=2027").content.decode()


def test_a_year_is_typed_in_as_the_notice_says_it(office_client: Client):
    sent = {"year": 2027, "number": "国办发明电〔2026〕9号", "off": "元旦：2027-01-01 至 2027-01-03\n春节:2027-02-05，2027-02-06", "work": ""}
    office_client.post("/office/calendar/propose/", sent)
    assert rules.proposals()[0].off == {"元旦": ["2027-01-01", "2027-01-02", "2027-01-03"], "春节": ["2027-02-05", "2027-02-06"]}


def test_a_line_that_cannot_be_read_is_quoted(office_client: Client):
    html = office_client.post("/office/calendar/propose/", {"year": 2027, "number": "x", "off": "元旦：一月一日"}).content.decode()
    assert "看不懂“一月一日”" in html


def test_the_journal_can_be_searched(office_client: Client, county: County, now: datetime):
    start(county, county.finance, "公开预算", 2, now)
    assert "公开预算" in office_client.get("/office/journal/?q=公开预算").content.decode()
    assert "没有符合条件" in office_client.get("/office/journal/?q=公开预算&subject=notices.&since=x").content.decode()


@pytest.mark.parametrize("path", ["account/", "style/", "second-factor/?next=/office/ledger/"])
def test_pages_of_the_shell_open(office_client: Client, path: str):
    assert office_client.get(f"/office/{path}").status_code == 200


def test_places_without_the_right_are_not_in_the_navigation(client: Client, county: County):
    html = login(client, liaison_actor(county.finance)).get("/office/").content.decode()
    assert 'href="/office/rulebook/"' in html
    assert 'href="/office/journal/"' not in html
