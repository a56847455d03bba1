"""The guidance log; an improper act is corrected through findings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.cast import AT, DAY, County, liaison_actor, office_actor
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.domain.rights import system_actor
from zwgk.foundation.inbox.models import Message
from zwgk.foundation.organs.models import Organ
from zwgk.matters.findings import actions as findings
from zwgk.matters.findings.models import State
from zwgk.matters.governance.actions import NewGuidance, correct_improper, log_guidance
from zwgk.matters.governance.models import GuidanceKind
from zwgk.matters.governance.queries import correction_of, guidance_counts, guidance_of

pytestmark = pytest.mark.requirement("ORG-07")
DUE = date(2026, 12, 4)


def question(organ: Organ, **values: object) -> NewGuidance:
    plain = NewGuidance(organ, GuidanceKind.QUESTION, DAY, "预算表格是否公开到项级？", "按财政部门要求公开到支出功能分类项级。", "电话")
    return replace(plain, **values)


def improper(organ: Organ, **values: object) -> NewGuidance:
    told = {"kind": GuidanceKind.IMPROPER, "matter": "答复书未告知救济途径", "reply": "", "basis": "《中华人民共和国政府信息公开条例》第三十六条"}
    return question(organ, **{**told, **values})


@pytest.mark.db
def test_questions_and_guidance_are_logged_counted_and_told(county: County) -> None:
    liaison_actor(county.finance)
    log_guidance(question(county.finance), actor=office_actor(), at=AT)
    log_guidance(question(county.justice, kind=GuidanceKind.GUIDANCE), actor=office_actor(), at=AT)
    assert guidance_counts(guidance_of(None, year=2026)) == {"question": 1, "guidance": 1, "improper": 0}
    assert [row.organ for row in guidance_of([county.finance.pk])] == [county.finance]
    assert not guidance_of(None, year=2025).exists() and guidance_of(None, kind="guidance", organ=county.justice).count() == 1
    assert Message.objects.filter(title__startswith="答复咨询").exists()


@pytest.mark.db
def test_an_improper_act_becomes_a_finding_that_runs_until_it_is_closed(county: County) -> None:
    row = log_guidance(improper(county.finance), actor=office_actor(), at=AT)
    found = correct_improper(row, "请重新制作答复书并送达。", due_on=DUE, actor=office_actor(), at=AT)
    assert (found.state, found.organ, found.order_due) == (State.ORDERED, county.finance, DUE)
    assert (found.source_type, found.source_id) == ("governance.guidance", str(row.pk)) and found.basis.endswith("第三十六条")
    findings.answer(found, "已重新制作并送达。", actor=liaison_actor(county.finance), at=AT)
    findings.close(found, "已核验送达回证。", actor=office_actor(), at=AT)
    assert correction_of(row).state == State.CLOSED


def test_an_act_is_corrected_once_unless_the_order_was_withdrawn(county: County) -> None:
    row = log_guidance(improper(county.finance), actor=office_actor(), at=AT)
    found = correct_improper(row, "请纠正。", due_on=DUE, actor=office_actor(), at=AT)
    with pytest.raises(Conflict, match="已经发出"):
        correct_improper(row, "请纠正。", due_on=DUE, actor=office_actor(), at=AT)
    findings.withdraw(found, "文号写错", actor=office_actor(), at=AT)
    assert correction_of(row) is None
    correct_improper(row, "请纠正。", due_on=DUE, actor=office_actor(), at=AT)


def test_a_question_is_no_improper_act_and_an_order_needs_text_and_day(county: County) -> None:
    asked = log_guidance(question(county.finance), actor=office_actor(), at=AT)
    with pytest.raises(Conflict):
        correct_improper(asked, "请纠正。", due_on=DUE, actor=office_actor(), at=AT)
    row = log_guidance(improper(county.finance), actor=office_actor(), at=AT)
    for text, due in ((" ", DUE), ("请纠正。", date(2026, 11, 1))):
        with pytest.raises(BadInput):
            correct_improper(row, text, due_on=due, actor=office_actor(), at=AT)
    assert correction_of(row) is None


@pytest.mark.parametrize(("field", "value"), [("matter", ""), ("reply", " "), ("kind", "praise"), ("day", date(2026, 11, 24))])
def test_an_entry_needs_matter_and_answer(county: County, field: str, value: object) -> None:
    with pytest.raises(BadInput) as refused:
        log_guidance(question(county.finance, **{field: value}), actor=office_actor(), at=AT)
    assert refused.value.field == field


def test_only_the_competent_department_guides(county: County) -> None:
    row = log_guidance(improper(county.finance), actor=office_actor(), at=AT)
    liaison = liaison_actor(county.finance)
    with pytest.raises(NotAllowed):
        log_guidance(question(county.finance), actor=liaison, at=AT)
    with pytest.raises(NotAllowed):
        correct_improper(row, "请纠正。", due_on=DUE, actor=liaison, at=AT)
    assert correct_improper(row, "请纠正。", due_on=DUE, actor=system_actor("测试"), at=AT).is_open
