"""Others are asked, more time is granted, a fee is told: what stops the clock, and what may not."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import actor_with
from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Role
from zwgk.foundation.clocks import queries as clocks
from zwgk.matters.inforequests import actions
from zwgk.matters.inforequests.models import SUBJECT, Case

from .conftest import on

pytestmark = [pytest.mark.django_db, pytest.mark.db]
FIRM = actions.Asked("third_party", "和光建材有限公司", "投标报价明细是否公开", date(2026, 11, 4))


def due(case):
    return clocks.of_subject(SUBJECT, case.pk).get().due_on


@pytest.mark.requirement("REQ-02")
def test_a_third_party_has_fifteen_days_and_the_clock_stands_still_until_it_answers(case, officer):
    row = actions.consult(case, FIRM, actor=officer, at=on(date(2026, 11, 4)))
    assert (row.case.state, row.limit_on, due(case)) == ("consulting", date(2026, 11, 25), date(2026, 12, 21))
    row = actions.hear(row, actions.Heard(False, "属于商业秘密", date(2026, 11, 9)), actor=officer, at=on(date(2026, 11, 9)))
    case.refresh_from_db()
    assert (case.state, due(case)) == ("in_hand", date(2026, 12, 3))  # 5, 6, 9 November were not counted


def test_two_parallel_consultations_count_once(case, officer):
    first = actions.consult(case, FIRM, actor=officer, at=on(date(2026, 11, 4)))
    actions.consult(case, actions.Asked("co_maker", "和光县司法局", "联合印发的文件", date(2026, 11, 4)), actor=officer, at=on(date(2026, 11, 4)))
    actions.hear(first, actions.Heard(True, "同意", date(2026, 11, 9)), actor=officer, at=on(date(2026, 11, 9)))
    case.refresh_from_db()
    assert (case.state, due(case)) == ("consulting", date(2026, 12, 21))


def test_the_same_party_is_not_asked_twice_at_once_nor_told_who_asks(case, officer):
    actions.consult(case, FIRM, actor=officer, at=on(date(2026, 11, 4)))
    with pytest.raises(Conflict, match="已经征求"):
        actions.consult(case, FIRM, actor=officer, at=on(date(2026, 11, 4)))
    with pytest.raises(BadInput, match="申请人的姓名"):
        asked = actions.Asked("other_organ", "和光县司法局", "苏念青申请的文件", date(2026, 11, 4))
        actions.consult(case, asked, actor=officer, at=on(date(2026, 11, 4)))


def test_an_answer_is_recorded_once_and_not_before_it_was_asked(case, officer):
    row = actions.consult(case, FIRM, actor=officer, at=on(date(2026, 11, 4)))
    with pytest.raises(BadInput, match="早于"):
        actions.hear(row, actions.Heard(True, "同意", date(2026, 11, 3)), actor=officer, at=on(date(2026, 11, 5)))
    actions.hear(row, actions.Heard(True, "同意", date(2026, 11, 5)), actor=officer, at=on(date(2026, 11, 5)))
    with pytest.raises(Conflict):
        actions.hear(row, actions.Heard(True, "同意", date(2026, 11, 5)), actor=officer, at=on(date(2026, 11, 5)))


def test_nothing_is_disclosed_while_a_third_party_may_still_object(case, officer, drafted, head):
    actions.consult(case, FIRM, actor=officer, at=on(date(2026, 11, 4)))
    case = drafted(case, day=date(2026, 11, 5))
    actions.approve_reply(case, actor=head, at=on(date(2026, 11, 5)))
    with pytest.raises(Conflict, match="第三十二条"):
        actions.answer(case, date(2026, 11, 25), actor=officer, at=on(date(2026, 11, 25)))
    reply = actions.answer(case, date(2026, 11, 26), actor=officer, at=on(date(2026, 11, 26)))
    assert reply.case.state == "answered"


def test_a_third_party_that_objected_is_told_what_is_disclosed(case, officer):
    row = actions.consult(case, FIRM, actor=officer, at=on(date(2026, 11, 4)))
    with pytest.raises(Conflict):
        actions.tell_third_party(row, "公开总价", date(2026, 11, 5), actor=officer, at=on(date(2026, 11, 5)))
    row = actions.hear(row, actions.Heard(False, "商业秘密", date(2026, 11, 9)), actor=officer, at=on(date(2026, 11, 9)))
    row = actions.tell_third_party(row, "公开总价，涉及重大公共利益", date(2026, 11, 10), actor=officer, at=on(date(2026, 11, 10)))
    assert row.told_on == date(2026, 11, 10)


def extension(days=20, day=date(2026, 11, 23), by="陆青禾"):
    return actions.Extension(days, "需要汇总多个年度的资料", by, day)


@pytest.mark.requirement("REQ-02")
def test_an_extension_needs_the_heads_consent_and_comes_once(case, officer):
    with pytest.raises(BadInput, match="负责人"):
        actions.extend(case, extension(by=""), actor=officer, at=on(date(2026, 11, 23)))
    case = actions.extend(case, extension(), actor=officer, at=on(date(2026, 11, 23)))
    assert due(case) > date(2026, 12, 25)
    with pytest.raises(Conflict, match="延长过一次"):
        actions.extend(case, extension(1), actor=officer, at=on(date(2026, 11, 23)))


@pytest.mark.parametrize(("days", "day"), [(21, date(2026, 11, 23)), (5, date(2026, 12, 1))])
def test_more_than_twenty_days_and_after_the_limit_are_refused(case, officer, days, day):
    with pytest.raises(Conflict, match="第三十三条"):
        actions.extend(case, extension(days, day), actor=officer, at=on(day))
    assert due(case) == date(2026, 11, 30)


def test_no_act_lies_in_the_future(case, officer):
    with pytest.raises(BadInput, match="不能晚于今天"):
        actions.extend(case, extension(day=date(2026, 11, 24)), actor=officer, at=on(date(2026, 11, 23)))


@pytest.mark.requirement("REQ-06")
def test_a_fee_by_page_is_reckoned_told_paid_and_the_limit_runs_anew(case, officer):
    charge = actions.Charge("by-page", "单件信息共 240 页", date(2026, 11, 16), pages=240)
    fee = actions.notify_fee(case, charge, actor=officer, at=on(date(2026, 11, 16)))
    case.refresh_from_db()
    assert fee.amount > 0 and fee.lines and fee.due_on == date(2026, 12, 14) and case.state == "awaiting_payment"
    fee = actions.pay_fee(case, date(2026, 11, 20), "非税票据 0001", actor=officer, at=on(date(2026, 11, 20)))
    assert (fee.paid_on, fee.case.state, due(case)) == (date(2026, 11, 20), "in_hand", date(2026, 12, 18))


def test_what_costs_nothing_needs_no_notice(case, officer):
    with pytest.raises(BadInput, match="不收费"):
        actions.notify_fee(case, actions.Charge("by-item", "本月第1件", date(2026, 11, 16)), actor=officer, at=on(date(2026, 11, 16)))


def test_an_unpaid_fee_lapses_only_after_its_last_day(case, officer):
    charge = actions.Charge("by-page", "共 240 页", date(2026, 11, 16), pages=240)
    actions.notify_fee(case, charge, actor=officer, at=on(date(2026, 11, 16)))
    with pytest.raises(Conflict, match="届满"):
        actions.lapse_fee(case, date(2026, 12, 14), actor=officer, at=on(date(2026, 12, 14)))
    case = actions.lapse_fee(case, date(2026, 12, 15), actor=officer, at=on(date(2026, 12, 15)))
    assert (case.state, case.report_row) == ("lapsed", "R3.6.2")


@pytest.mark.requirement("REQ-08")
def test_the_legal_adviser_is_asked_and_gives_an_opinion(case, officer, county):
    row = actions.ask_legal(case, "能否按过程性信息不予公开", actor=officer, at=on(date(2026, 11, 4)))
    legal = actor_with(Role.LEGAL, county.finance)
    row = actions.give_legal(row, "不宜，已形成最终决定", actor=legal, at=on(date(2026, 11, 5)))
    assert row.given_by == legal.name
    with pytest.raises(Conflict):
        actions.give_legal(row, "再说一次", actor=legal, at=on(date(2026, 11, 5)))


def test_sections_searches_papers_and_tags(case, officer):
    case = actions.transfer(case, "预算股", None, "属于预算股职责", actor=officer, at=on(date(2026, 11, 4)))
    search = actions.Search("局档案室、OA系统", "按题名检索", "部门决算 2025", "检索到1件", date(2026, 11, 4))
    row = actions.note_search(case, search, actor=officer, at=on(date(2026, 11, 4)))
    case = actions.tag(case, ["公共卫生", "没有这个标签"], actor=officer, at=on(date(2026, 11, 4)))
    assert (Case.objects.get(pk=case.pk).section, row.by, case.tags) == ("预算股", officer.name, ["公共卫生"])
