"""Art. 44: suggested or often asked for → a draft record that goes through review, or a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from tests.inforequests.conftest import RECEIVED, on
from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.matters.inforequests import actions
from zwgk.matters.inforequests.actions.converting import (
    Suggestion,
    refuse_conversion,
    suggest_conversion,
    take_conversion,
)
from zwgk.matters.inforequests.models import Case, Conversion
from zwgk.matters.inforequests.queries.after import often_asked, supplied_text

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 5)


@pytest.mark.requirement("REQ-07")
def test_what_two_people_asked_for_is_proposed(arrive: Callable[..., Case], answered: Callable[..., Case], officer: Actor) -> None:
    for name, title in (("苏念青", "2025年高标准农田补贴明细"), ("江予安", "2025年高标准农田补贴的明细表"), ("江予安", "县城公交线路图")):
        answered(actions.assign(arrive(name=name, title=title), "办公室", None, actor=officer, at=on(date(2026, 11, 2))), day=DAY)
    found = often_asked(officer, DAY)
    assert [(one.people, len(one.cases)) for one in found] == [(2, 2)]
    assert "高标准农田" in found[0].title
    assert "部门决算" in supplied_text(found[0].cases[0])
    suggest_conversion(Suggestion(found[0].cases[0].organ, found[0].title, "多人申请", found[0].cases[0]), actor=officer, at=on(DAY))
    assert often_asked(officer, DAY) == []


def test_suggest_conversion_stands_in_the_queue_once(case: Case, officer: Actor) -> None:
    wanted = Suggestion(case.organ, "部门决算", "申请人建议", case)
    suggest_conversion(wanted, actor=officer, at=on(DAY))
    with pytest.raises(Conflict, match="清单里"):
        suggest_conversion(wanted, actor=officer, at=on(DAY))


def test_take_conversion_makes_a_draft_record(case: Case, officer: Actor) -> None:
    waiting = suggest_conversion(Suggestion(case.organ, "部门决算", "申请人建议", case), actor=officer, at=on(DAY))
    with pytest.raises(BadInput):
        take_conversion(waiting, " ", "", actor=officer, at=on(DAY))
    taken = take_conversion(waiting, "2025年部门决算", "见附件", actor=officer, at=on(DAY))
    assert taken.record is not None and (taken.record.state, taken.record.title) == ("draft", "2025年部门决算")
    with pytest.raises(Conflict):
        refuse_conversion(taken, "不合适", actor=officer, at=on(DAY))


def test_refuse_conversion_keeps_the_reason(case: Case, officer: Actor) -> None:
    waiting = suggest_conversion(Suggestion(case.organ, "部门决算", "申请人建议", case), actor=officer, at=on(DAY))
    with pytest.raises(BadInput):
        refuse_conversion(waiting, "", actor=officer, at=on(DAY))
    assert refuse_conversion(waiting, "属于个别情况", actor=officer, at=on(DAY)).reason == "属于个别情况"


@pytest.mark.requirement("REQ-07")
def test_suggest_by_applicant_once_and_the_answer_stands_on_the_own_page(client: Client, answered: Callable[..., Case], arrive: Callable[..., Case], officer: Actor) -> None:
    case = answered(actions.assign(arrive(phone="13900000001"), "办公室", None, actor=officer, at=on(RECEIVED)))
    client.post("/requests/progress/", {"code": case.code, "contact": "13900000001"})
    address = f"/requests/my/{case.code}/"
    assert "建议主动公开" in client.get(address).content.decode()
    client.post(f"{address}suggest/", {"suggest-text": "2025年部门决算", "suggest-why": "大家都想知道"})
    found = Conversion.objects.get()
    assert found.text == "2025年部门决算（理由：大家都想知道）" and found.suggested_by == "申请人建议" and "待研究" in client.get(address).content.decode()
    with pytest.raises(Conflict):
        actions.suggest_by_applicant(case, "又一次", "再说", at=on(RECEIVED))
    actions.refuse_conversion(found, "已经随决算公开", actor=officer, at=on(RECEIVED))
    assert "已经随决算公开" in client.get(address).content.decode()
