"""Each verb of a data call, its success and its refusals."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.cast import AT, County, leader_actor, liaison_actor, office_actor
from tests.datacalls import makers
from tests.datacalls.conftest import DUE, of, opened, row
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.inbox.models import Message
from zwgk.matters.datacalls import actions, queries
from zwgk.matters.datacalls.actions import Design, Sending, Start
from zwgk.matters.datacalls.models import SUBJECT, CallState, DataCall, State

pytestmark = pytest.mark.requirement("TSK-08")
LATER = AT + timedelta(hours=5)


def clock(call: DataCall, organ: object) -> clocks.Clock:
    return clocks.of_subject(SUBJECT, of(call, organ).pk).get()


@pytest.mark.db
def test_a_call_stands_on_every_desk(call: DataCall, county: County) -> None:
    assert call.state == CallState.RUNNING and call.returns.count() == 5
    assert (clock(call, county.finance).due_on, clock(call, county.finance).state) == (DUE, "running")
    assert Message.objects.filter(organ=county.qinghe, title__startswith="请填报").count() == 1


def test_sending_meets_the_clock_and_correcting_leaves_a_trace(call: DataCall, county: County) -> None:
    actor = liaison_actor(county.finance)
    actions.send(of(call, county.finance), Sending(row("和光县财政局")), actor=actor, at=AT)
    assert clock(call, county.finance).state == "met"
    with pytest.raises(BadInput, match="更正请写明原因"):
        actions.send(of(call, county.finance), Sending(row("和光县财政局", "4")), actor=actor, at=LATER)
    given = actions.send(of(call, county.finance), Sending(row("和光县财政局", "4"), note="漏报1件"), actor=actor, at=LATER)
    assert [each.note for each in given.revisions.all()] == ["", "漏报1件"]
    assert queries.differences(call.spec, given.revisions.first().values, given.values) == ["第 1 行 申请数量 / 自然人：3 → 4"]


def test_a_zero_report_counts_as_sent(call: DataCall, county: County) -> None:
    given = actions.send(of(call, county.finance), Sending({}, zero=True), actor=liaison_actor(county.finance), at=AT)
    assert given.state == State.SENT and queries.answers(call)["附件1"][0].rows == []


def test_empty_wrong_and_foreign_returns_are_refused(call: DataCall, county: County) -> None:
    given, actor = of(call, county.finance), liaison_actor(county.finance)
    with pytest.raises(BadInput):
        actions.send(given, Sending({}), actor=actor, at=AT)
    with pytest.raises(BadInput, match="C7：应为整数"):
        actions.send(given, Sending(row("和光县财政局", "三件")), actor=actor, at=AT)
    with pytest.raises(NotAllowed):
        actions.send(given, Sending(row("和光县财政局")), actor=liaison_actor(county.justice), at=AT)
    with pytest.raises(NotAllowed):
        actions.save_draft(given, {}, actor=liaison_actor(county.justice), at=AT)


def test_opening_is_noted_once_and_only_for_the_unit(call: DataCall, county: County) -> None:
    actions.see(of(call, county.finance), actor=office_actor(), at=AT)
    assert of(call, county.finance).seen_at is None
    actions.see(of(call, county.finance), actor=liaison_actor(county.finance), at=AT)
    actions.see(of(call, county.finance), actor=liaison_actor(county.finance), at=LATER)
    assert of(call, county.finance).seen_at == AT


def test_the_leader_signs_what_somebody_else_filled(county: County) -> None:
    call = opened(makers.requests(), [county.finance], needs_sign=True)
    actions.send(of(call, county.finance), Sending(row("和光县财政局")), actor=liaison_actor(county.finance), at=AT)
    assert (of(call, county.finance).state, clock(call, county.finance).state) == (State.SIGNING, "running")
    with pytest.raises(NotAllowed):
        actions.sign(of(call, county.finance), actor=liaison_actor(county.finance), at=AT)
    assert actions.sign(of(call, county.finance), actor=leader_actor(county.finance), at=AT).state == State.SENT
    assert clock(call, county.finance).state == "met"
    with pytest.raises(Conflict):
        actions.sign(of(call, county.finance), actor=leader_actor(county.finance), at=AT)


def test_nobody_signs_what_he_filled(county: County) -> None:
    call = opened(makers.requests(), [county.finance], needs_sign=True)
    actions.send(of(call, county.finance), Sending(row("和光县财政局")), actor=leader_actor(county.finance), at=AT)
    with pytest.raises(Conflict, match="不能为自己签发"):
        actions.sign(of(call, county.finance), actor=leader_actor(county.finance), at=AT)


def test_a_return_goes_back_with_its_reason_and_the_clock_runs(call: DataCall, county: County) -> None:
    with pytest.raises(Conflict):
        actions.give_back(of(call, county.finance), "改", actor=office_actor(), at=AT)
    actions.send(of(call, county.finance), Sending(row("和光县财政局")), actor=liaison_actor(county.finance), at=AT)
    with pytest.raises(BadInput):
        actions.give_back(of(call, county.finance), " ", actor=office_actor(), at=AT)
    actions.give_back(of(call, county.finance), "件数不符", actor=office_actor(), at=LATER)
    assert clock(call, county.finance).state == "running" and queries.answers(call)["附件1"] == []
    assert actions.send(of(call, county.finance), Sending(row("和光县财政局")), actor=liaison_actor(county.finance), at=LATER).state == State.SENT


def test_urging_writes_to_those_who_are_late_and_keeps_the_words(call: DataCall, county: County) -> None:
    actions.send(of(call, county.finance), Sending({}, zero=True), actor=liaison_actor(county.finance), at=AT)
    made = actions.urge(call, actor=office_actor(), at=LATER)
    assert len(made.organs) == 4 and "县财政局" not in made.text and "11月25日中午12时前" in made.text
    assert Message.objects.filter(title__startswith="催报").count() == 4
    assert actions.urge(call, actor=office_actor(), at=LATER) == made  # a second tap writes nothing
    with pytest.raises(NotAllowed):
        actions.urge(call, actor=liaison_actor(county.finance), at=LATER)


def test_a_file_hangs_on_the_return(call: DataCall, county: County) -> None:
    made = actions.keep_paper(of(call, county.finance), b"\xff\xd8", "盖章.jpg", actor=liaison_actor(county.finance), at=AT)
    assert made.name == "盖章.jpg"
    with pytest.raises(NotAllowed):
        actions.keep_paper(of(call, county.finance), b"\xff\xd8", "盖章.jpg", actor=liaison_actor(county.justice), at=AT)


def test_a_closed_call_takes_nothing_until_it_is_reopened(call: DataCall, county: County) -> None:
    actions.close(call, actor=office_actor(), at=AT)
    assert clock(call, county.finance).state == "void"
    with pytest.raises(Conflict):
        actions.send(of(call, county.finance), Sending(row("和光县财政局")), actor=liaison_actor(county.finance), at=AT)
    actions.reopen(call, actor=office_actor(), at=AT)
    assert clock(call, county.finance).state == "running"
    with pytest.raises(Conflict):
        actions.reopen(call, actor=office_actor(), at=AT)


def test_a_version_handed_on_is_frozen_and_names_who_is_missing(call: DataCall, county: County) -> None:
    actions.send(of(call, county.finance), Sending(row("和光县财政局")), actor=liaison_actor(county.finance), at=AT)
    made = actions.hand_on(call, "曜州市人民政府办公室", actor=office_actor(), at=AT)
    assert len(made.missing) == 4 and len(made.sha256) == 64 and queries.changes_since(made) == []
    actions.send(of(call, county.justice), Sending(row("和光县司法局")), actor=liaison_actor(county.justice), at=LATER)
    assert queries.changes_since(made) == ["县司法局：补报，1 行。"]
    with pytest.raises(BadInput):
        actions.hand_on(call, " ", actor=office_actor(), at=AT)
    with pytest.raises(Conflict):
        actions.void(call, "收回", actor=office_actor(), at=AT)


def test_a_call_may_be_taken_back(call: DataCall, county: County) -> None:
    with pytest.raises(BadInput):
        actions.void(call, "", actor=office_actor(), at=AT)
    assert actions.void(call, "上级收回", actor=office_actor(), at=AT).state == CallState.VOID
    assert clock(call, county.finance).state == "void"


def test_what_looks_odd_is_said_before_it_goes_up(call: DataCall, county: County) -> None:
    actions.send(of(call, county.finance), Sending(row("和光县财政局", "3")), actor=liaison_actor(county.finance), at=AT)
    again = opened(makers.requests(), [county.finance], follows=call)
    actions.send(of(again, county.finance), Sending(row("和光县财政局", "30")), actor=liaison_actor(county.finance), at=AT)
    found = queries.preview(again)[0]
    assert found.totals[1] == "30" and found.notes == ["变化较大：和光县财政局“申请数量 / 自然人”上期3，本期30。"]


def test_a_call_is_designed_and_started_once(county: County) -> None:
    actor = office_actor()
    call = actions.receive(makers.requests(), "附件1.xlsx", actor=actor, at=AT)
    with pytest.raises(NotAllowed):
        actions.receive(makers.requests(), "附件1.xlsx", actor=liaison_actor(county.finance), at=AT)
    with pytest.raises(BadInput):
        actions.design(call, Design("", call.spec), actor=actor, at=AT)
    with pytest.raises(BadInput, match="至少选一张"):
        actions.design(call, Design("表", []), actor=actor, at=AT)
    with pytest.raises(BadInput, match="填报单位"):
        actions.start(call, Start([], DUE), actor=actor, at=AT)
    with pytest.raises(BadInput, match="早于今天"):
        actions.start(call, Start([county.finance], date(2026, 11, 1)), actor=actor, at=AT)
    actions.start(call, Start([county.finance, county.finance], DUE), actor=actor, at=AT)
    with pytest.raises(Conflict):
        actions.design(call, Design("表", call.spec), actor=actor, at=AT)
    assert call.returns.count() == 1


def test_what_the_platform_knows_is_not_typed_twice(call: DataCall, county: County) -> None:
    liaison_actor(county.finance)
    assert queries.started(of(call, county.finance), office_actor(), AT)["附件1"] == [{"2": "和光县财政局"}]
    assert queries.known(of(call, county.finance), office_actor(), AT)["person"].startswith("县财政局")
