"""Letters of a request: drafted by the act, complete or not issued, with the remedy that is due; seen by the handling organ only."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import docx
import pypdfium2
import pytest

from tests.cast import AT, County, actor_with, assessor_actor, liaison_actor, login
from zwgk.domain.errors import BadInput, NotAllowed
from zwgk.domain.rights import Actor, Role
from zwgk.foundation.journal.models import Fact
from zwgk.matters.inforequests import actions
from zwgk.matters.inforequests.actions import Asked, Charge, Clarification, Extension, PartDraft, Search
from zwgk.matters.inforequests.models import SUBJECT, Case
from zwgk.matters.letters import actions as letters
from zwgk.matters.letters import queries as papers
from zwgk.matters.letters.kinds import kinds
from zwgk.matters.letters.models import Letter

from .conftest import RECEIVED, on

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("REQ-03")]
TOPICAL = [kind for kind in kinds().values() if kind.topic == "inforequests"]


@pytest.fixture
def told(county: County, officer: Actor) -> None:
    """The bureau has entered what its letters need."""
    actions.set_details(county.finance, {"court": "和光县人民法院", "internet": "https://fy.example.invalid/", "pay": "县财政非税账户"}, actor=officer, at=AT)


def of(case: Case, kind: str) -> Letter:
    return papers.of_subject(SUBJECT, case.pk).get(kind=kind)


def text_of(letter: Letter) -> str:
    with pypdfium2.PdfDocument(papers.bytes_of(letter, "pdf")) as document:
        return "".join("".join(document[n].get_textpage().get_text_range().split()) for n in range(len(document)))


def test_an_act_drafts_its_letter_with_what_the_case_knows(case: Case, officer: Actor) -> None:
    actions.clarify(case, Clarification("写明所需文件的年度\n写明提供的形式", date(2026, 11, 20), date(2026, 11, 4)), actor=officer, at=on(date(2026, 11, 4)))
    letter = of(case, "foi-clarification")
    assert papers.missing(papers.kind(letter.kind), letter.values) == []
    issued = letters.issue(letter, dated=date(2026, 11, 4), actor=officer, at=on(date(2026, 11, 4)))
    assert issued.number == "和光县财政局公告〔2026〕1号" or issued.number.endswith("公告〔2026〕1号")
    said = text_of(issued)
    for words in ("苏念青：", "写明提供的形式", "2026年11月20日", "视为放弃申请", "重新计算", "申〔2026〕1号"):
        assert words in said
    body = "".join(line.text for line in docx.Document(io.BytesIO(papers.bytes_of(issued, "docx"))).paragraphs)
    assert "写明提供的形式" in body and "{" not in body


def test_a_consultation_tells_both_sides_and_names_nobody_to_the_other(case: Case, officer: Actor) -> None:
    actions.consult(case, Asked("third_party", "启明建材有限公司", "2025年供货合同", date(2026, 11, 4)), actor=officer, at=on(date(2026, 11, 4)))
    asked, told = of(case, "foi-third-party"), of(case, "foi-consulting")
    assert (asked.addressee, told.addressee) == ("启明建材有限公司", "苏念青")
    assert "苏念青" not in "".join(papers.body_of(asked))
    assert "启明建材" not in "".join(papers.body_of(told))
    assert "15个工作日内（2026年11月25日以前）" in "".join(papers.body_of(asked))


def test_an_extension_says_its_new_day(case: Case, officer: Actor) -> None:
    actions.extend(case, Extension(10, "需要查找2015年以前的纸质档案", "傅思齐", date(2026, 11, 9)), actor=officer, at=on(date(2026, 11, 9)))
    said = "".join(papers.body_of(of(case, "foi-extension")))
    assert "延长10个工作日，至2026年12月14日" in said


def test_a_fee_notice_shows_its_reckoning_and_asks_how_to_pay(case: Case, officer: Actor) -> None:
    actions.notify_fee(case, Charge("by-page", "一次申请查阅资料250页", date(2026, 11, 9), 250), actor=officer, at=on(date(2026, 11, 9)))
    letter = of(case, "foi-fee")
    with pytest.raises(BadInput, match="缴纳方式"):
        letters.issue(letter, actor=officer, at=on(date(2026, 11, 9)))
    letters.revise(letter, {"pay": "到县政务服务中心非税窗口"}, actor=officer, at=on(date(2026, 11, 9)))
    assert "4700元" in text_of(letters.issue(letter, actor=officer, at=on(date(2026, 11, 9))))


def test_an_answer_without_its_remedy_goes_out_only_when_the_court_is_entered(case: Case, drafted: Callable[..., Case], officer: Actor, head: Actor) -> None:
    drafted(case, PartDraft("D02", {"supplied": "决算公开表"}))
    actions.approve_reply(case, actor=head, at=on(RECEIVED))
    with pytest.raises(BadInput, match="救济途径"):
        actions.issue_answer(case, dated=RECEIVED, actor=officer, at=on(RECEIVED))
    case.refresh_from_db()
    assert case.state == "approved"
    actions.set_details(case.organ, {"court": "和光县人民法院"}, actor=officer, at=on(RECEIVED))
    letter = actions.fill_letter(of(case, "foi-reply"), actor=officer, at=on(RECEIVED))  # nothing more to fill in
    assert "和光县人民法院" in "".join(letter.values["remedy"])
    assert actions.issue_answer(case, dated=RECEIVED, actor=officer, at=on(RECEIVED)).number


def test_an_answer_sent_back_takes_its_letter_along(case: Case, drafted: Callable[..., Case], officer: Actor, head: Actor) -> None:
    drafted(case)
    reply = actions.approve_reply(case, actor=head, at=on(RECEIVED))
    actions.return_reply(Case.objects.get(pk=case.pk), "理由不足", actor=head, at=on(RECEIVED))
    assert of(case, "foi-reply").state == "void"
    actions.drop_reply_letter(reply, actor=officer, at=on(RECEIVED))  # a voided one stays as it is


def test_the_answer_goes_out_with_its_number_and_says_every_decision(told: None, case: Case, drafted: Callable[..., Case], officer: Actor, head: Actor) -> None:
    actions.note_search(case, Search("档案室", "按文号检索", "决算", "没有查到", RECEIVED), actor=officer, at=on(RECEIVED))
    drafted(
        case, PartDraft("D02", {"supplied": "2025年部门决算公开表"}, covers="2025年部门决算"),
        PartDraft("D21", {"reasons": "2012年本机关没有编制部门决算"}, covers="2012年部门决算", not_taken="没有其他机关保存"),
    )  # fmt: skip
    actions.approve_reply(case, actor=head, at=on(RECEIVED))
    reply = actions.issue_answer(case, dated=RECEIVED, actor=officer, at=on(RECEIVED))
    letter = reply.letter
    assert letter is not None and reply.number == letter.number and "公复〔2026〕1号" in letter.number
    said = text_of(letter)
    for words in ("一、2025年部门决算", "二、2012年部门决算", "第三十六条第（四）项", "在档案室以按文号检索", "自收到本决定之日起60日内向和光县人民政府申请行政复议", "和光县人民法院"):
        assert words in said, words
    assert "没有其他机关保存" not in said  # why the more open way was not taken stays in the file


def test_what_is_computed_is_not_rewritten(told: None, case: Case, drafted: Callable[..., Case], officer: Actor, head: Actor) -> None:
    drafted(case)
    letter = actions.approve_reply(case, actor=head, at=on(RECEIVED)).letter
    assert letter is not None
    with pytest.raises(BadInput, match="“救济途径”由系统按规则生成"):
        letters.revise(letter, {"remedy": ["不得起诉"]}, actor=officer, at=on(RECEIVED))


def test_a_refusal_to_process_has_its_own_kind_and_prints_no_inner_fact(told: None, case: Case, drafted: Callable[..., Case], head: Actor) -> None:
    drafted(case, PartDraft("D31", {"right_channel": "县信访局，电话0999-600110", "reasons": "申请内容为投诉"}, not_taken="没有信息公开的内容"))
    letter = actions.approve_reply(case, actor=head, at=on(RECEIVED)).letter
    assert letter is not None and letter.kind == "foi-refusal"
    assert "第三十九条第一款" in "".join(papers.body_of(letter))


def test_a_secret_is_refused_without_saying_which(told: None, case: Case, drafted: Callable[..., Case], head: Actor) -> None:
    drafted(case, PartDraft("D11", {"secrecy": "机密，定密机关为县国防动员办", "reasons": "已依法确定为国家秘密"}, not_taken="不能区分"))
    letter = actions.approve_reply(case, actor=head, at=on(RECEIVED)).letter
    body = "".join(papers.body_of(letter))
    assert "机密" not in body and "先向和光县人民政府申请行政复议" in body


@pytest.mark.parametrize("kind", TOPICAL, ids=lambda kind: kind.id)
def test_every_kind_names_each_obligatory_element(kind: papers.LetterKind, case: Case, officer: Actor) -> None:
    letter = actions.write_letter(case, kind.id, actor=officer, at=on(RECEIVED))
    letter.values = {}
    letter.save()
    with pytest.raises(BadInput) as refused:
        letters.issue(letter, actor=officer, at=on(RECEIVED))
    for name in kind.required:
        assert f"“{kind.element(name).label}”" in refused.value.message


def test_every_decision_that_may_be_taken_can_be_said() -> None:
    from zwgk.foundation.rulebook import queries as rulebook

    said = kinds()["foi-reply"].parts.keys() | kinds()["foi-discontinued"].parts.keys()
    wanted = {each.id: each for each in rulebook.law().outcomes.values() if each.letter in ("foi-reply", "foi-refusal", "foi-discontinued")}
    assert wanted.keys() == said
    for name, outcome in wanted.items():
        kind = kinds()["foi-discontinued" if outcome.letter == "foi-discontinued" else "foi-reply"]
        inner = {fact.id for fact in outcome.requires if fact.kind == "inner"}
        assert set(kind.parts[name].needs) == {fact.id for fact in outcome.requires} - inner, name


def test_letters_to_persons_stand_in_no_list_and_the_journal_names_nobody(case: Case, county: County, officer: Actor, client) -> None:
    actions.clarify(case, Clarification("写明年度", date(2026, 11, 20), date(2026, 11, 4)), actor=officer, at=on(date(2026, 11, 4)))
    letter = letters.issue(of(case, "foi-clarification"), actor=officer, at=on(date(2026, 11, 4)))
    assert letter in papers.visible_to(officer) and letter not in papers.listed(officer)
    for other in (liaison_actor(county.qinghe), assessor_actor(), actor_with(Role.REVIEWER, county.finance)):
        assert letter not in papers.visible_to(other)
    assert not any("苏念青" in f"{fact.sentence} {fact.subject_title}" for fact in Fact.objects.all())
    login(client, liaison_actor(county.qinghe))
    assert client.get(letter.url).status_code == 404


def test_supervision_stays_with_the_office_and_letters_of_requests_with_the_organ(case: Case, county: County, officer: Actor) -> None:
    with pytest.raises(NotAllowed):
        letters.prepare(letters.Draft("urging", county.finance, {}), actor=officer, at=AT)
    with pytest.raises(NotAllowed):
        actions.write_letter(case, "foi-receipt", actor=liaison_actor(county.qinghe), at=AT)
    assert actions.write_letter(case, "foi-receipt", actor=officer, at=AT).values["due"]
    letters.set_pattern("foi-reply", county.finance, "和财公复〔{year}〕{serial}号", actor=officer, at=AT)
    assert papers.pattern_of("foi-reply", county.finance.pk) == "和财公复〔{year}〕{serial}号"
