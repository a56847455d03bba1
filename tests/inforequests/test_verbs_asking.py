"""The applicant is asked: each act with its limit, its article and its effect on the clock."""

from __future__ import annotations

from datetime import date

import pytest

from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.jobs.models import Delivery
from zwgk.matters.inforequests import actions, queries
from zwgk.matters.inforequests.models import SUBJECT

from .conftest import on

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def due(case):
    return clocks.of_subject(SUBJECT, case.pk).get().due_on


def clarification(day=date(2026, 11, 11), limit=date(2026, 11, 20)):
    return actions.Clarification("请写明年度", limit, day)


@pytest.mark.requirement("REQ-02")
def test_the_limit_runs_from_the_day_after_receipt(case):
    assert (case.state, due(case)) == ("in_hand", date(2026, 11, 30))


@pytest.mark.requirement("REQ-02")
def test_a_correction_is_asked_for_within_seven_working_days_and_restarts_the_limit(case, officer):
    case = actions.clarify(case, clarification(), actor=officer, at=on(date(2026, 11, 11)))
    waiting = clocks.of_subject(SUBJECT, case.pk).get()
    assert (case.state, waiting.state, waiting.title, waiting.due_on) == ("clarifying", "waiting", "等待申请人补正", date(2026, 11, 20))
    case = actions.supply_correction(case, "2025年度", date(2026, 11, 16), actor=officer, at=on(date(2026, 11, 16)))
    assert (case.state, due(case)) == ("in_hand", date(2026, 12, 14))


def test_on_the_eighth_working_day_it_is_refused_with_its_article_and_nothing_changes(case, officer):
    before = due(case), case.events.count()
    with pytest.raises(Conflict, match="第三十条"):
        actions.clarify(case, clarification(date(2026, 11, 12)), actor=officer, at=on(date(2026, 11, 12)))
    case.refresh_from_db()
    assert (case.state, (due(case), case.events.count())) == ("in_hand", before)


def test_it_is_asked_once(case, officer):
    case = actions.clarify(case, clarification(date(2026, 11, 4)), actor=officer, at=on(date(2026, 11, 4)))
    case = actions.supply_correction(case, "2025年度", date(2026, 11, 5), actor=officer, at=on(date(2026, 11, 5)))
    with pytest.raises(Conflict, match="一次性告知"):
        actions.clarify(case, clarification(date(2026, 11, 6)), actor=officer, at=on(date(2026, 11, 6)))


def test_the_limit_of_the_applicant_lies_after_the_day_of_asking(case, officer):
    with pytest.raises(BadInput, match="补正期限"):
        actions.clarify(case, clarification(limit=date(2026, 11, 11)), actor=officer, at=on(date(2026, 11, 11)))


def test_nothing_lapses_before_the_last_day_is_over_nor_by_itself(case, officer):
    case = actions.clarify(case, clarification(), actor=officer, at=on(date(2026, 11, 11)))
    with pytest.raises(Conflict, match="届满"):
        actions.lapse_correction(case, "没有说明理由", date(2026, 11, 20), actor=officer, at=on(date(2026, 11, 20)))
    case.refresh_from_db()
    assert case.state == "clarifying"
    case = actions.lapse_correction(case, "期限内没有补正，也没有说明理由", date(2026, 11, 23), actor=officer, at=on(date(2026, 11, 23)))
    assert (case.state, case.outcome, case.report_row, case.finished_on) == ("lapsed", "D41", "R3.6.1", date(2026, 11, 23))
    assert clocks.of_subject(SUBJECT, case.pk).get().state == "void"


def test_reasons_are_asked_with_counted_facts_and_the_clock_runs_on(case, officer):
    with pytest.raises(BadInput, match="数字"):
        actions.ask_reasons(case, "申请太多", date(2026, 11, 13), date(2026, 11, 4), actor=officer, at=on(date(2026, 11, 4)))
    case = actions.ask_reasons(case, "2026年1月至10月共62件", date(2026, 11, 13), date(2026, 11, 4), actor=officer, at=on(date(2026, 11, 4)))
    assert (case.state, due(case)) == ("in_hand", date(2026, 11, 30))
    case = actions.give_reasons(case, "各件对应不同地块", date(2026, 11, 10), actor=officer, at=on(date(2026, 11, 10)))
    assert queries.known_facts(case, _outcome("D34"), date(2026, 11, 23))["applicant_reasons"] == "各件对应不同地块"


def test_a_delay_under_article_35_needs_reasons_given_and_sets_the_day(case, officer, office):
    with pytest.raises(Conflict, match="第三十五条"):
        actions.delay(case, date(2026, 12, 31), "数量大", actor=office, at=on(date(2026, 11, 12)))
    case = actions.ask_reasons(case, "10个月共62件", date(2026, 11, 13), date(2026, 11, 4), actor=officer, at=on(date(2026, 11, 4)))
    case = actions.give_reasons(case, "各件对应不同地块", date(2026, 11, 10), actor=officer, at=on(date(2026, 11, 10)))
    with pytest.raises(NotAllowed):
        actions.delay(case, date(2026, 12, 31), "数量大", actor=officer, at=on(date(2026, 11, 12)))
    case = actions.delay(case, date(2026, 12, 31), "共62件，逐件检索", actor=office, at=on(date(2026, 11, 12)))
    assert due(case) == date(2026, 12, 31)


def test_the_applicant_hears_of_it_without_a_word_about_the_content(arrive, officer):
    case = actions.assign(arrive(email="sunianqing@example.cn"), "办公室", None, actor=officer, at=on(date(2026, 11, 2)))
    actions.clarify(case, clarification(), actor=officer, at=on(date(2026, 11, 11)))
    told = Delivery.objects.get(channel="smtp")
    assert told.address == "sunianqing@example.cn" and "2026-11-20" in told.body
    assert case.title not in told.body and case.applicant not in told.body


def _outcome(name):
    return next(each for each in queries.outcomes(date(2026, 11, 23)) if each.id == name)
