"""我为政府网站找错: from the form of a reader to the answer, with its clock."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from tests.cast import AT, County, assessor_actor, liaison_actor, login, office_actor
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.foundation.clocks.queries import State as ClockState
from zwgk.foundation.gate import queries as gate
from zwgk.foundation.inbox.models import Message
from zwgk.foundation.jobs.models import Delivery
from zwgk.foundation.ui import words
from zwgk.matters.sites import actions, jobs, queries
from zwgk.matters.sites.actions import NewCorrection
from zwgk.matters.sites.models import Correction
from zwgk.matters.sites.queries import corrections as reading

pytestmark = pytest.mark.requirement("PAG-14")
State = Correction.State


def told(token: str = "a", **more: str) -> Correction:
    said = {"page": "https://www.heguang.gov.cn/xxgk/finance/", "kind": "wording", "text": "第三段“其它”应为“其他”。", **more}
    return actions.report(NewCorrection(token=token, **said), "192.0.2.1", at=AT)


def test_it_is_taken_once_and_the_clock_of_the_rule_begins(county: County) -> None:
    made = told()
    assert told().pk == made.pk
    clock = reading.clock_of(made)
    assert (clock.rule, clock.due_on) == ("website/error-report", date(2026, 11, 26))  # three working days after Monday
    assert Message.objects.filter(kind="sites.correction", title__contains=made.number).exists()


def test_it_goes_to_whoever_keeps_the_page_and_the_time_runs_on(county: County) -> None:
    made = actions.accept(told(), actor=office_actor(), at=AT)
    assert queries.organ_of_page(made.page) == county.finance
    passed = actions.pass_to(made, county.finance, "请核实", actor=office_actor(), at=AT + timedelta(hours=2))
    clock = reading.clock_of(passed)
    assert (clock.organ, clock.due_on) == (county.finance, date(2026, 11, 26))
    answered = actions.answer(passed, "已改为“其他”。", actor=liaison_actor(county.finance), at=AT + timedelta(days=1))
    assert answered.state == State.ANSWERED and reading.clock_of(answered).state == ClockState.MET


def test_who_may_not_answer(county: County) -> None:
    made = told()
    with pytest.raises(NotAllowed):
        actions.answer(made, "已改", actor=liaison_actor(county.qinghe), at=AT)
    with pytest.raises(NotAllowed):
        actions.accept(made, actor=liaison_actor(county.finance), at=AT)
    assert not reading.visible_to(liaison_actor(county.finance)).exists()
    with pytest.raises(BadInput):
        actions.reject(made, " ", actor=office_actor(), at=AT)
    actions.reject(made, "网页没有这一段。", actor=office_actor(), at=AT)
    with pytest.raises(Conflict):
        actions.answer(made, "已改", actor=office_actor(), at=AT)
    with pytest.raises(Conflict):
        actions.pass_to(made, county.finance, "", actor=office_actor(), at=AT)


def test_a_true_error_may_become_a_finding_and_the_mailbox_hears(county: County) -> None:
    made = told(contact="reader@example.com")
    answered = actions.answer(made, "栏目已补发", as_finding=True, actor=office_actor(), at=AT)
    assert answered.finding.source_id == str(made.pk) and answered.finding.organ == made.organ
    assert "栏目已补发" in Delivery.objects.get(key=f"sites:correction:{made.pk}").body


def test_too_many_from_one_place_are_refused(county: County) -> None:
    for n in range(10):
        told(str(n))
    with pytest.raises(Conflict, match="一小时"):
        told("11")


def test_on_its_last_day_whoever_has_it_is_reminded_once(county: County) -> None:
    made = told()
    assert jobs.watch(at=AT) == ""
    late = AT + timedelta(days=3)
    assert "1 件" in jobs.watch(at=late)
    jobs.watch(at=late)
    assert Message.objects.filter(title__startswith=f"{made.number}应当在2026-11-26前答复").count() == 1
    actions.remind(made, "2026-11-26", actor=jobs.ACTOR, at=late)
    assert queries.totals(2026, AT + timedelta(days=9)).late == 1


def test_who_may_not_open_it_does_not_find_it_on_the_desk(county: County) -> None:
    made = told()
    assert made.url in login(Client(), office_actor()).get("/office/").content.decode()
    assert made.url not in login(Client(), assessor_actor()).get("/office/").content.decode()


@pytest.mark.parametrize(
    ("page", "leads"),
    [("/xxgk/finance/", "/xxgk/finance/"), ("http://testserver/xxgk/", "/xxgk/"), ("https://elsewhere.example/xxgk/", ""), ("javascript:alert(1)", ""), ("http:////elsewhere.example/", ""), ("http://[", "")],
)
def test_only_an_address_of_ours_is_a_link(db: None, page: str, leads: str) -> None:
    assert reading.own_page(page, "testserver") == leads
    assert queries.organ_of_page(page) is None


def test_every_figure_of_the_year_leads_to_its_rows(county: County) -> None:
    first, second, last = told(), told("b"), told("c")
    actions.answer(actions.accept(first, actor=office_actor(), at=AT), "已改。", actor=office_actor(), at=AT)
    actions.reject(actions.accept(second, actor=office_actor(), at=AT), "网页上没有这一段。", actor=office_actor(), at=AT + timedelta(days=9))
    at = AT + timedelta(days=9)
    assert queries.totals(2026, at) == reading.Totals(3, 2, 1, 2)
    assert set(reading.of_state(Correction.objects.all(), "told", at)) == {first, second} and set(reading.of_state(Correction.objects.all(), "late", at)) == {second, last}
    page = login(Client(), office_actor()).get("/office/sites/corrections/", {"state": "told", "year": "2026"}).content.decode()
    assert first.url in page and second.url in page and last.url not in page and "?state=told&amp;year=2026" in page


def test_what_was_typed_stays_and_the_code_leads_to_the_answer(county: County, client: Client) -> None:
    page = client.get("/corrections/", {"page": "http://testserver/xxgk/finance/"}).content.decode()
    assert "http://testserver/xxgk/finance/" in page and "3个工作日" in page
    asked = gate.ask()
    sent = {"page": "http://testserver/xxgk/finance/", "kind": "wording", "text": "电话写错了。", "mark": asked.mark, "answer": "no"}
    assert "电话写错了" in client.post("/corrections/", sent).content.decode()
    renewed = client.post("/corrections/", {**sent, "renew": "1"}).content.decode()
    assert "电话写错了" in renewed and not Correction.objects.exists()
    said = client.post("/corrections/", {**sent, "answer": asked.letters}).content.decode()
    made = Correction.objects.get()
    assert gate.spaced(made.code) in said and f"{words.cn_date(reading.clock_of(made).due_on)}前答复" in said
    office = login(Client(), office_actor())
    assert made.text in office.get(made.url).content.decode()
    assert office.post(f"{made.url}accept/").status_code == 302
    assert f'value="{county.finance.pk}" selected' in office.get(f"{made.url}pass/").content.decode()
    assert office.post(f"{made.url}pass/", {"organ": county.finance.pk, "said": ""}).status_code == 302
    unit = login(Client(), liaison_actor(county.finance))
    assert made.text in unit.get("/office/sites/corrections/").content.decode()
    assert unit.post(f"{made.url}answer/", {"text": "号码已更正。"}).status_code == 302
    shown = client.post("/corrections/result/", {"code": gate.spaced(made.code).lower()}).content.decode()
    assert "号码已更正" in shown
    assert "没有这个查询码" in client.post("/corrections/result/", {"code": "XXXX"}).content.decode()


def test_the_national_form_stands_beside_when_there_is_a_code(county: County, client: Client, settings) -> None:
    assert "zfwzgl" not in client.get("/corrections/").content.decode()
    settings.SITE = {"id_code": "9999000001"}
    queries.forget()  # a setting changes with a new start only
    assert "site_code=9999000001" in client.get("/corrections/").content.decode()
