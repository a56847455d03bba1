"""One problem from discovery to closure: each verb, its success and its refusals."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from tests.cast import AT, DAY, County, actor_with, assessor_actor, liaison_actor, office_actor
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.domain.rights import Role
from zwgk.foundation.clocks.queries import State as ClockState
from zwgk.foundation.inbox.models import Message
from zwgk.foundation.journal.actions import Subject
from zwgk.foundation.journal.models import Fact
from zwgk.matters.findings.actions import (
    NewFinding,
    Order,
    Upload,
    answer,
    close,
    order_correction,
    raise_finding,
    return_answer,
    withdraw,
)
from zwgk.matters.findings.models import Finding, State
from zwgk.matters.findings.queries import clock_of, counts, lights_of, of_source, open_for, visible_to

pytestmark = pytest.mark.requirement("TSK-09")
DUE = date(2026, 12, 4)
PROOF = Upload(b"\x89PNG fake", "整改后截图.png")


@pytest.fixture
def finding(county: County) -> Finding:
    new = NewFinding("预决算栏目连续三个月没有更新", county.finance, severity="serious", basis="《政府信息公开条例》第二十条第七项")
    return raise_finding(new, actor=office_actor(), at=AT)


@pytest.fixture
def ordered(finding: Finding) -> Finding:
    return order_correction(finding, Order("补发2026年8月以来的预算执行信息", DUE), actor=office_actor(), at=AT)


def later(days: int) -> datetime:
    return AT + timedelta(days=days)


@pytest.mark.db
def test_the_whole_way_to_closure(ordered: Finding, county: County) -> None:
    answer(ordered, "已补发4条信息", evidence=[PROOF], actor=liaison_actor(county.finance), at=later(2))
    closed = close(ordered, "逐条打开核对，均已公开", actor=office_actor(), at=later(3))
    assert (closed.state, closed.closed_by) == (State.CLOSED, office_actor().name)
    told = list(Fact.objects.filter(subject_type="findings.finding").order_by("id").values_list("verb", flat=True))
    assert [verb for verb in told if verb.startswith("findings.")] == ["findings.raise", "findings.order", "findings.answer", "findings.close"]


def test_a_finding_knows_its_source_and_is_numbered_in_its_year(county: County) -> None:
    source = Subject("ledger.inspection", 7, "三季度督导检查", "/office/ledger/inspections/7/")
    first = raise_finding(NewFinding("链接打不开", county.finance, source=source), actor=assessor_actor(), at=AT)
    second = raise_finding(NewFinding("电话无人接听", county.qinghe, source=source), actor=assessor_actor(), at=AT)
    assert (first.number, second.number) == ("〔2026〕1号", "〔2026〕2号")
    assert set(of_source("ledger.inspection", 7)) == {first, second}
    assert first.found_by == assessor_actor().name


def test_an_order_starts_the_clock_and_tells_the_organ(ordered: Finding, county: County) -> None:
    clock = clock_of(ordered)
    assert clock and (clock.due_on, clock.organ) == (DUE, county.finance)
    assert Message.objects.get(organ=county.finance).title.startswith("收到交办单")
    assert lights_of([ordered], AT)[ordered.pk].state == "later"
    assert lights_of([ordered], later(20))[ordered.pk].state == "late"


def test_an_answer_stops_the_clock_and_keeps_the_proof(ordered: Finding, county: County) -> None:
    given = answer(ordered, "已补发", evidence=[PROOF], actor=liaison_actor(county.finance), at=later(2))
    assert clock_of(ordered).state == ClockState.MET
    assert [attachment.name for attachment in given.attachments.all()] == ["整改后截图.png"]


def test_a_returned_answer_runs_on_and_keeps_the_first_round(ordered: Finding, county: County) -> None:
    answer(ordered, "已补发", actor=liaison_actor(county.finance), at=later(2))
    return_answer(ordered, "缺少9月的数据", new_due=DUE + timedelta(days=7), actor=office_actor(), at=later(3))
    clock = clock_of(ordered)
    assert (clock.state, clock.due_on) == (ClockState.RUNNING, DUE + timedelta(days=7))
    answer(ordered, "9月数据已补", actor=liaison_actor(county.finance), at=later(4))
    assert [given.return_reason for given in ordered.answers.all()] == ["缺少9月的数据", ""]


def test_something_mended_on_the_spot_needs_no_order(finding: Finding, county: County) -> None:
    answer(finding, "当场改正", actor=liaison_actor(county.finance), at=AT)
    assert close(finding, "已复核", actor=office_actor(), at=AT).state == State.CLOSED


def test_a_withdrawn_finding_voids_the_clock(ordered: Finding) -> None:
    assert withdraw(ordered, "重复登记", actor=office_actor(), at=AT).state == State.WITHDRAWN
    assert clock_of(ordered).state == ClockState.VOID


def test_nobody_closes_what_he_answered(ordered: Finding) -> None:
    answer(ordered, "代录", actor=office_actor(), at=AT)
    with pytest.raises(Conflict, match="不能为自己销号"):
        close(ordered, "已核", actor=office_actor(), at=AT)


def test_each_verb_is_refused_in_the_wrong_state(finding: Finding) -> None:
    actor = office_actor()
    with pytest.raises(Conflict):
        close(finding, "已核", actor=actor, at=AT)
    with pytest.raises(Conflict):
        return_answer(finding, "退", actor=actor, at=AT)
    withdraw(finding, "重复", actor=actor, at=AT)
    with pytest.raises(Conflict):
        order_correction(finding, Order("改", DUE), actor=actor, at=AT)
    with pytest.raises(Conflict):
        answer(finding, "改了", actor=actor, at=AT)
    with pytest.raises(Conflict):
        withdraw(finding, "再撤", actor=actor, at=AT)


def test_empty_words_are_refused_at_their_field(finding: Finding, county: County) -> None:
    actor = office_actor()
    with pytest.raises(BadInput) as refused:
        raise_finding(NewFinding(" ", county.finance), actor=actor, at=AT)
    assert refused.value.field == "problem"
    with pytest.raises(BadInput):
        order_correction(finding, Order("", DUE), actor=actor, at=AT)
    with pytest.raises(BadInput, match="早于今天"):
        order_correction(finding, Order("改", date(2026, 11, 20)), actor=actor, at=AT)
    with pytest.raises(BadInput, match="年份"):
        order_correction(finding, Order("改", date(2206, 11, 20)), actor=actor, at=AT)
    with pytest.raises(BadInput):
        answer(finding, " ", actor=actor, at=AT)
    with pytest.raises(BadInput):
        withdraw(finding, " ", actor=actor, at=AT)


def test_nothing_is_found_tomorrow_or_of_unknown_severity(county: County) -> None:
    with pytest.raises(BadInput):
        raise_finding(NewFinding("问题", county.finance, found_on=DAY + timedelta(days=1)), actor=office_actor(), at=AT)
    with pytest.raises(BadInput):
        raise_finding(NewFinding("问题", county.finance, severity="deadly"), actor=office_actor(), at=AT)


def test_an_order_number_is_used_once(county: County) -> None:
    actor = office_actor()
    for expected in (True, False):
        found = raise_finding(NewFinding("问题", county.finance), actor=actor, at=AT)
        if expected:
            order_correction(found, Order("改", DUE, "交办1号"), actor=actor, at=AT)
        else:
            with pytest.raises(Conflict):
                order_correction(found, Order("改", DUE, "交办1号"), actor=actor, at=AT)


def test_a_liaison_answers_for_the_own_organ_only(ordered: Finding, county: County) -> None:
    with pytest.raises(NotAllowed):
        answer(ordered, "不是我的", actor=liaison_actor(county.justice), at=AT)
    with pytest.raises(NotAllowed):
        raise_finding(NewFinding("问题", county.finance), actor=liaison_actor(county.finance), at=AT)
    assert list(visible_to(liaison_actor(county.finance))) == [ordered]
    assert not visible_to(liaison_actor(county.justice)).exists()
    assert visible_to(assessor_actor()).count() == 1
    assert not visible_to(actor_with(Role.CLERK, county.finance)).exists()


def test_open_findings_of_an_organ_and_their_counts(ordered: Finding, county: County) -> None:
    raise_finding(NewFinding("另一个问题", county.finance), actor=office_actor(), at=AT)
    assert open_for(county.finance).count() == 2 and not open_for(county.justice).exists()
    found = counts(visible_to(office_actor()))
    assert (found["raised"], found["ordered"], found["open"]) == (1, 1, 2)


def test_two_findings_at_the_same_moment_get_two_numbers(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    raise_finding(NewFinding("一", county.finance), actor=office_actor(), at=AT)
    said = iter([0, 1])  # the first answer is what somebody saw who asked a moment too early
    monkeypatch.setattr(Finding.objects.none().__class__, "aggregate", lambda self, **asked: {"last": next(said)})
    assert raise_finding(NewFinding("二", county.finance), actor=office_actor(), at=AT).serial == 2
