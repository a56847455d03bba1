"""The answer: drafted in parts that lack nothing, approved by another person, issued, served; and the end of the case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.domain.rights import Grant, Role
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.files.actions import keep
from zwgk.foundation.journal import queries as journal
from zwgk.matters.inforequests import actions, queries
from zwgk.matters.inforequests.models import SUBJECT

from .conftest import GIVE, on

pytestmark = [pytest.mark.django_db, pytest.mark.db]
DAY = date(2026, 11, 16)
NONE = actions.PartDraft("D21", {"reasons": "该年度没有编制"}, not_taken="没有其他机关制作")
KEEP = actions.PartDraft(
    "D17", {"enforcement_file": "〔2025〕3号案卷，询问笔录", "reasons": "笔录属于执法案卷"}, covers="询问笔录", not_taken="隐去姓名仍能识别"
)  # fmt: skip


def test_a_draft_says_what_its_decision_lacks(case, officer):
    with pytest.raises(BadInput, match="检索记录"):
        actions.draft_reply(case, actions.Draft([NONE]), actor=officer, at=on(DAY))
    search = actions.Search("局档案室", "按题名检索", "决算", "没有", DAY)
    actions.note_search(case, search, actor=officer, at=on(DAY))
    reply = actions.draft_reply(case, actions.Draft([NONE]), actor=officer, at=on(DAY))
    assert "局档案室" in reply.parts.get().facts["search_log"] and reply.case.state == "drafted"


@pytest.mark.requirement("REQ-04")
def test_a_refusal_is_offered_the_more_open_way_and_says_why_it_is_not_taken(case, officer):
    silent = actions.PartDraft("D17", KEEP.facts)
    with pytest.raises(BadInput, match="可以更公开的处理") as refused:
        actions.draft_reply(case, actions.Draft([silent]), actor=officer, at=on(DAY))
    assert refused.value.field == "not_taken-0"
    reply = actions.draft_reply(case, actions.Draft([KEEP]), actor=officer, at=on(DAY))
    assert reply.parts.get().not_taken == "隐去姓名仍能识别"


@pytest.mark.requirement("REQ-04")
def test_given_in_part_counts_as_one_row(case, answered):
    given = actions.PartDraft(GIVE.outcome, GIVE.facts, covers="处罚决定书")
    case = answered(case, given, KEEP, day=DAY)
    assert (case.outcome, case.report_row) == ("D03", "R3.2")


def test_with_several_decisions_each_says_what_it_covers(case, officer):
    with pytest.raises(BadInput, match="对应申请中的哪一部分"):
        actions.draft_reply(case, actions.Draft([GIVE, KEEP]), actor=officer, at=on(DAY))


def test_whoever_drafts_does_not_approve(case, head):
    actions.draft_reply(case, actions.Draft([GIVE]), actor=_also_drafter(head), at=on(DAY))
    with pytest.raises(Conflict, match="拟稿人"):
        actions.approve_reply(case, actor=head, at=on(DAY))


def test_only_who_signs_approves_and_a_returned_draft_goes_back(case, officer, head, drafted):
    case = drafted(case, day=DAY)
    with pytest.raises(NotAllowed):
        actions.approve_reply(case, actor=officer, at=on(DAY))
    case = actions.return_reply(case, "补充查阅途径", actor=head, at=on(DAY))
    assert case.state == "in_hand" and queries.current_reply(case) is None
    assert drafted(case, day=DAY).state == "drafted"


def test_nothing_is_issued_without_approval(case, officer, drafted):
    with pytest.raises(Conflict, match="不能“作出答复”"):
        actions.answer(drafted(case, day=DAY), DAY, actor=officer, at=on(DAY))


def test_issued_in_time_the_clock_is_met_and_the_cell_is_filled(case, answered):
    case = answered(case, day=DAY)
    clock = clocks.of_subject(SUBJECT, case.pk).get()
    assert (clock.state, clock.met_late, case.finished_on, case.answered_late) == ("met", False, DAY, False)
    assert queries.cells([case.organ_id], 2026)["R3.1"] == {"natural": 1}


def test_on_the_day_of_receipt_it_is_on_the_spot(case, answered):
    assert answered(case, day=date(2026, 11, 2)).on_the_spot


@pytest.mark.requirement("REQ-02")
def test_the_day_of_posting_counts_as_the_day_of_the_answer(case, answered, officer):
    case = answered(case, day=date(2026, 11, 30))
    served = actions.Served("post", date(2026, 12, 2), tracking="XA12345678999")
    actions.serve(case, served, actor=officer, at=on(date(2026, 12, 2)))
    case.refresh_from_db()
    assert (case.state, case.finished_on, case.answered_late) == ("served", date(2026, 12, 2), True)
    assert clocks.of_subject(SUBJECT, case.pk).get().met_late


def test_service_without_proof_is_refused(case, answered, officer):
    case = answered(case, day=DAY)
    for way, wanted in (("post", "邮件号码"), ("direct", "签收人")):
        with pytest.raises(BadInput, match=wanted):
            actions.serve(case, actions.Served(way, DAY), actor=officer, at=on(DAY))


def test_closed_and_archived(case, answered, officer):
    case = answered(case, day=DAY)
    actions.serve(case, actions.Served("direct", DAY, signed_by="苏念青"), actor=officer, at=on(DAY))
    actions.add_paper(case, "paper", "答复书扫描件", keep(b"%PDF", "答复书.pdf", actor=officer, at=on(DAY)), actor=officer, at=on(DAY))
    case = actions.close(case, actor=officer, at=on(DAY))
    case = actions.archive(case, "2026-依申请-0001", actor=officer, at=on(DAY))
    assert (case.state, case.archive_number) == ("archived", "2026-依申请-0001")


def test_a_withdrawn_request_is_counted_as_other(case, officer):
    case = actions.withdraw(case, "来电表示已在网站找到", DAY, actor=officer, at=on(DAY))
    assert (case.state, case.report_row, case.counted) == ("withdrawn", "R3.6.3", True)
    with pytest.raises(Conflict):
        actions.clarify(case, actions.Clarification("请写明年度", date(2026, 11, 20), DAY), actor=officer, at=on(DAY))


def test_withdrawn_before_it_was_received_it_is_not_counted(arrive, officer):
    case = arrive(channel="online")
    case = actions.withdraw(case, "来电撤回", DAY, actor=officer, at=on(DAY))
    assert (case.state, case.counted, case.received_on) == ("withdrawn", False, None)


def test_a_remanded_case_starts_a_new_clock_and_its_own_cell(case, answered, officer):
    case = answered(case, day=DAY)
    remand = actions.Remand("和光县人民政府", "和政复决〔2026〕9号", date(2026, 11, 20))
    new = actions.reopen(case, remand, actor=officer, at=on(date(2026, 11, 20)))
    case.refresh_from_db()
    assert (case.state, case.report_row, new.state, new.reopened_from) == ("answered", "R3.1", "in_hand", case)
    assert clocks.of_subject(SUBJECT, new.pk).get().due_on == date(2026, 12, 18)
    found = queries.cells([case.organ_id], 2026)
    assert (found["R1"], found["R3.1"], found["R4"]) == ({"natural": 2}, {"natural": 1}, {"natural": 1})


def test_a_record_of_the_applicants_own_is_corrected(case, officer):
    correction = actions.Correction("与户籍底册核对，系录入错误", "已更正")
    case = actions.correct_record(case, correction, actor=officer, at=on(DAY))
    assert case.events.last().kind == "correct_record"


def test_the_journal_knows_neither_who_asks_nor_for_what(case, answered, officer):
    case = answered(case, KEEP, day=DAY)
    told = " ".join(f"{fact.sentence} {fact.subject_title}" for fact in journal.of_subject(SUBJECT, case.pk))
    assert case.number in told and case.applicant not in told and case.title not in told


def _also_drafter(head):
    """The same person, on a second post as officer."""
    return replace(head, grants=(*head.grants, Grant(Role.DISCLOSURE, head.organ_id)))
