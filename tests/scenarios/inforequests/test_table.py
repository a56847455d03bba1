"""The table of acts: complete, lawful, and told with its consequence."""

from __future__ import annotations

from datetime import date

import pytest

from zwgk.domain.inforequests import TABLE, CaseState, Event, Facts, Kind, Step, arrows, next_state, run, steps
from zwgk.domain.rights import RIGHTS
from zwgk.domain.workdays import Calendar
from zwgk.law import ROOT, load

LAW = load()
RECEIVED = Event(date(2026, 7, 1), Kind.RECEIVED)


def facts(today: date, *events: Event, **more: object) -> Facts:
    standing = run([RECEIVED, *events], today, law=LAW, calendar=Calendar.of(LAW))
    return Facts(today, LAW, standing, **more)  # type: ignore[arg-type]


def step(state: CaseState, verb: str, known: Facts) -> Step:
    return next(one for one in steps(state, known) if one.verb == verb)


def test_every_act_has_its_right_and_every_state_is_reached() -> None:
    assert {verb.right for verb in TABLE.values()} <= set(RIGHTS)
    reached = {CaseState.ARRIVED} | {arrow.target for arrow in arrows()}
    assert reached == set(CaseState)
    assert set(Kind) == {verb.event for verb in TABLE.values() if verb.event}


@pytest.mark.requirement("REQ-02")
def test_what_moves_the_limit_has_an_article() -> None:
    moved = [verb for verb in TABLE.values() if verb.event and verb.name != "withdraw"]
    assert all(verb.article.startswith("《") for verb in moved)


def test_extension_is_offered_with_its_day_and_consent() -> None:
    offered = step(CaseState.IN_HAND, "extend", facts(date(2026, 7, 20)))
    assert offered.allowed
    assert "2026-08-26" in offered.consequence and "负责人同意" in offered.consequence


def test_what_is_no_longer_lawful_says_why() -> None:
    late = facts(date(2026, 7, 30))
    assert "已于2026-07-29届满" in step(CaseState.IN_HAND, "extend", late).why_not
    assert "第六条" in step(CaseState.IN_HAND, "notify_fee", late).why_not
    assert "最后一日是2026-07-10" in step(CaseState.IN_HAND, "clarify", late).why_not
    assert "逾期" in step(CaseState.APPROVED, "answer", late).consequence


def test_lapse_only_after_the_last_day_of_the_applicant() -> None:
    asked = Event(date(2026, 7, 3), Kind.CLARIFICATION_REQUESTED, limit_on=date(2026, 7, 10))
    assert not step(CaseState.CLARIFYING, "lapse_correction", facts(date(2026, 7, 10), asked)).allowed
    assert step(CaseState.CLARIFYING, "lapse_correction", facts(date(2026, 7, 13), asked)).allowed


def test_a_missing_paper_is_named_at_closing() -> None:
    closing = step(CaseState.SERVED, "close", facts(date(2026, 7, 20), papers_missing=("送达证明",)))
    assert not closing.allowed and "送达证明" in closing.why_not


def test_an_answer_leads_back_only_when_nobody_else_is_asked() -> None:
    day = date(2026, 7, 20)
    assert next_state(CaseState.CONSULTING, "third_party_answered", facts(day, third_parties_open=1)) is CaseState.CONSULTING
    assert next_state(CaseState.CONSULTING, "third_party_answered", facts(day)) is CaseState.IN_HAND
    assert next_state(CaseState.DRAFTED, "third_party_answered", facts(day)) is CaseState.DRAFTED


def test_what_the_files_name_exists() -> None:
    kinds = {file.stem for file in (ROOT / "forms/letters").glob("*.yaml")}
    assert {verb.letter for verb in TABLE.values() if verb.letter} <= kinds
    assert {outcome.letter for outcome in LAW.outcomes.values() if outcome.letter} <= kinds
    assert {ident for outcome in LAW.outcomes.values() for ident in outcome.more_open} <= set(LAW.outcomes)
    assert {outcome.remedy for outcome in LAW.outcomes.values()} <= set(LAW.remedies)
