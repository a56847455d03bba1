"""What has run out is told to the handler, once; nothing ends by itself."""

from __future__ import annotations

from datetime import date

import pytest

from zwgk.foundation.inbox.models import Message
from zwgk.matters.inforequests import actions, jobs
from zwgk.matters.inforequests.models import Case

from .conftest import on

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def test_a_correction_that_did_not_come_is_told_once_and_does_not_lapse(case, officer):
    asked = actions.Clarification("请写明年度", date(2026, 11, 13), date(2026, 11, 4))
    actions.clarify(case, asked, actor=officer, at=on(date(2026, 11, 4)))
    assert jobs.watch(at=on(date(2026, 11, 13))) == ""
    for _ in range(2):
        jobs.watch(at=on(date(2026, 11, 16)))
    assert Message.objects.filter(title__contains="补正期限已届满").count() == 1
    assert Case.objects.get(pk=case.pk).state == "clarifying"


def test_a_silent_third_party_and_an_unconfirmed_arrival(case, officer, arrive):
    actions.consult(case, actions.Asked("third_party", "甲公司", "报价明细", date(2026, 11, 4)), actor=officer, at=on(date(2026, 11, 4)))
    arrive(channel="online")
    jobs.watch(at=on(date(2026, 11, 26)))
    titles = " ".join(Message.objects.values_list("title", flat=True))
    assert "第三方的答复期限已届满" in titles and "还没有与申请人确认收到" in titles


def test_a_payment_that_did_not_come(case, officer):
    actions.notify_fee(case, actions.Charge("by-page", "共 240 页", date(2026, 11, 4), 240), actor=officer, at=on(date(2026, 11, 4)))
    assert "1 件" in jobs.watch(at=on(date(2026, 12, 7)))


def test_old_drafts_go():
    actions.keep_draft("key", {"title": ["甲"]}, "127.0.0.1", at=on(date(2026, 11, 2)))
    assert "清除过期草稿" in jobs.clean(at=on(date(2026, 11, 20)))


def test_a_handler_is_told_by_hand(case, officer):
    actions.tell_handler(case, "请留意", actor=officer, at=on(date(2026, 11, 4)))
    assert Message.objects.filter(title=f"{case.number} 请留意").count() == 1
