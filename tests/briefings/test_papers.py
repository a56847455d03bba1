"""draft, revise, restore, finish, decide, record_hearing, set_template; the job."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta

import pypdfium2
import pytest

from tests.briefings.conftest import LATER, work
from tests.cast import AT, leader_actor, liaison_actor, office_actor
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.foundation.files import queries as files
from zwgk.foundation.files import readers
from zwgk.foundation.inbox.models import Message
from zwgk.foundation.journal import queries as journal
from zwgk.matters.briefings import actions, jobs, queries
from zwgk.matters.briefings.actions import Paper
from zwgk.matters.briefings.models import Briefing, Question
from zwgk.matters.briefings.queries.papers import texts
from zwgk.matters.governance import queries as governance

pytestmark = pytest.mark.django_db
END = AT.replace(year=2027, month=1, day=5)
needs_office = pytest.mark.skipif(not readers.available()["soffice"], reason="LibreOffice is not installed")


def drafted(county, kind="paper", code="2026M11", at=LATER, **values):
    return actions.draft(Paper(kind, county.office, queries.period(code), at, **values), actor=office_actor(), at=at)


@pytest.fixture
def busy(items, county):
    """One done, the rest waiting."""
    work(items[0], county, reported=AT, confirmed=AT)
    return items


@pytest.mark.db
def test_three_facts_with_comparison_and_every_number_leads_to_a_figure(busy, county):
    made = drafted(county)
    facts = [each for each in queries.paragraphs(made) if each.id.startswith("f")]
    assert len(facts) == 3 and all("上年同期" in each.text for each in facts)
    for each in queries.paragraphs(made):
        numbers = [words for words, figure in each.pieces if figure is None]
        assert not re.search(r"\d+(?:\.\d+)?(?:%| 件| 条)", "".join(numbers)), each.text


def test_risks_have_a_unit_and_a_day(busy, county):
    made = drafted(county, code="2026M12", at=END)
    risks = [each.text for each in queries.paragraphs(made) if each.id.startswith("r")]
    assert 1 <= len(risks) <= 3
    assert all(re.search(r"\d+月\d+日", text) for text in risks)
    assert "县财政局逾期未完成" in risks[0]


@pytest.mark.requirement("ORG-05")
def test_the_paper_asks_for_the_meeting_while_none_has_heard_the_work(busy, county):
    made = drafted(county)
    asked = [question.text for question in made.questions.all()]
    assert any("提请常务会议听取" in text for text in asked)
    assert all(question.options for question in made.questions.all())


@pytest.mark.db
def test_the_persons_words_stand_beside_the_generated_ones(busy, county):
    made = drafted(county)
    actions.revise(made, {"f1": "任务总体顺利。"}, actor=office_actor(), at=LATER)
    actions.revise(made, {"f1": "任务总体顺利，个别滞后。"}, actor=office_actor(), at=LATER)
    first = queries.paragraphs(made)[0]
    assert first.text == "任务总体顺利，个别滞后。" and first.changed and "完成率" in first.generated
    assert {tag for tag, _ in first.difference} >= {"gone", "new"}
    actions.restore(made, "f1", actor=office_actor(), at=LATER)
    assert not queries.paragraphs(made)[0].changed
    assert made.versions.count() == 3


def test_a_number_that_nobody_counted_is_pointed_at(busy, county):
    made = drafted(county)
    actions.revise(made, {"f2": "本月各单位上报进展 777 条。"}, actor=office_actor(), at=LATER)
    assert queries.unnumbered(made) == [("f2", ["777"])]


def test_an_unknown_or_endless_paragraph_is_refused(busy, county):
    made = drafted(county)
    with pytest.raises(BadInput, match="没有段落"):
        actions.revise(made, {"x9": "……"}, actor=office_actor(), at=LATER)
    with pytest.raises(BadInput, match="超过 600 字"):
        actions.revise(made, {"f1": "长" * 601}, actor=office_actor(), at=LATER)


@needs_office
@pytest.mark.db
def test_finished_it_is_one_page_with_the_next_issue_and_the_leader_knows(busy, county):
    one, two = drafted(county), drafted(county, code="2026M10")
    one = actions.finish(one, actor=office_actor(), at=LATER)
    assert one.issue_label == "2026年第1期"
    assert actions.finish(two, actor=office_actor(), at=LATER).issue == 2
    pdf = pypdfium2.PdfDocument(io.BytesIO(files.content(one.pdf)))
    assert len(pdf) == 1 and "第1期" in pdf[0].get_textpage().get_text_range().replace(" ", "")
    assert Message.objects.filter(role="leader", url=one.url).count() == 2  # office and government
    with pytest.raises(Conflict):
        actions.revise(one, {"f1": "改一改。"}, actor=office_actor(), at=LATER)


@needs_office
def test_too_long_says_which_paragraph_to_shorten(busy, county):
    made = drafted(county)
    actions.revise(made, dict.fromkeys(("f1", "f2", "f3"), "这一段很长。" * 60) | {"f2": "最长的一段在这里，" * 60}, actor=office_actor(), at=LATER)
    with pytest.raises(BadInput, match="最长的是“最长的一段在这里"):
        actions.finish(made, actor=office_actor(), at=LATER)
    made.refresh_from_db()
    assert made.state == "draft" and made.issue is None


@needs_office
def test_a_tick_is_recorded_and_carries_out_nothing(busy, county):
    made = actions.finish(drafted(county), actor=office_actor(), at=LATER)
    question = made.questions.first()
    leader = leader_actor(county.government)
    ticked = actions.decide(question, question.options[0], "抓紧办理。", actor=leader, at=LATER)
    assert ticked.decided_by == leader.name
    assert "抓紧办理" in journal.of_subject("briefings.briefing", made.pk).first().sentence
    with pytest.raises(BadInput, match="列出的一项"):
        actions.decide(question, "另一种", actor=leader, at=LATER)
    with pytest.raises(NotAllowed):
        actions.decide(question, question.options[0], actor=leader_actor(county.finance), at=LATER)


def test_a_draft_is_not_decided_upon(busy, county):
    question = Question.objects.filter(briefing=drafted(county)).first()
    with pytest.raises(Conflict):
        actions.decide(question, question.options[0], actor=leader_actor(county.office), at=LATER)


@pytest.mark.db
@pytest.mark.requirement("ORG-05")
def test_the_meeting_that_heard_the_paper_is_counted(busy, county):
    made = drafted(county, kind="meeting")
    assert any(each.head.endswith("议定事项") for each in queries.paragraphs(made))
    before = queries.hearing(2026, AT.date())
    actions.record_hearing(made, AT.date(), "第23次", "原则同意。", actor=office_actor(), at=LATER)
    after = queries.hearing(2026, AT.date())
    assert (len(before.meetings), len(after.meetings), after.lacking) == (0, 1, 0)
    assert governance.meetings_of(county.government)[0].topic == made.title
    with pytest.raises(Conflict, match="已登记"):
        actions.record_hearing(made, AT.date(), "第24次", "同意。", actor=office_actor(), at=LATER)


def test_only_the_paper_for_the_meeting_goes_there(busy, county):
    with pytest.raises(BadInput, match="专报不上会"):
        actions.record_hearing(drafted(county), AT.date(), "第23次", "同意。", actor=office_actor(), at=LATER)
    with pytest.raises(BadInput, match="不能晚于今天"):
        actions.record_hearing(drafted(county, kind="meeting"), date(2026, 12, 30), "第23次", "同意。", actor=office_actor(), at=LATER)


@pytest.mark.db
@pytest.mark.requirement("TSK-08")
def test_the_job_drafts_last_month_once_on_the_first_working_day(busy, department):
    opening = AT.replace(month=12, day=1)
    assert jobs.draft_month(at=AT) == ""
    assert jobs.draft_month(at=opening).startswith("起草")
    assert jobs.draft_month(at=opening + timedelta(hours=1)) == ""
    assert Briefing.objects.get().key == "paper:2026M11"
    assert Message.objects.filter(kind="briefings").count() == 1


@pytest.mark.requirement("ORG-05")
def test_the_office_is_warned_from_october_and_when_the_year_ended_without(county, department):
    assert jobs.warn_unheard(at=AT.replace(month=9)) == ""
    assert "还没有达到要求" in jobs.warn_unheard(at=AT)
    assert jobs.warn_unheard(at=AT + timedelta(days=1)) == ""
    assert "全年未达到要求" in jobs.warn_unheard(at=END)


def test_drafting_twice_with_one_key_gives_the_same_paper(busy, county):
    assert drafted(county, key="k") == drafted(county, key="k")


def test_the_countys_template_is_tried_first(busy, county):
    shipped = queries.template_bytes("paper")
    made = actions.set_template("paper", shipped, "模板.docx", actor=office_actor(), at=AT)
    assert queries.template_bytes("paper") == shipped and made.set_by
    with pytest.raises(BadInput, match=".docx"):
        actions.set_template("paper", b"%PDF-1.4", "模板.pdf", actor=office_actor(), at=AT)
    with pytest.raises(NotAllowed):
        actions.set_template("paper", shipped, "模板.docx", actor=liaison_actor(county.finance), at=AT)


def test_a_unit_drafts_no_paper(county):
    with pytest.raises(NotAllowed):
        actions.draft(Paper("paper", county.office, queries.period("2026M11"), AT), actor=liaison_actor(county.finance), at=AT)


def test_texts_of_a_fresh_paper_are_the_generated_ones(busy, county):
    made = drafted(county)
    assert texts(made) == {each["id"]: each["text"] for each in made.generated}
