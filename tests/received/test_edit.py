"""A person corrects the reading; the old value stays in the journal."""

import pytest

from tests.cast import AT, liaison_actor, office_actor
from tests.received.conftest import TEXT
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.foundation.journal import queries as journal
from zwgk.matters.notices import actions
from zwgk.matters.notices.forms import split_units

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("DOC-01")
def test_a_corrected_field_says_who_filled_it_in(notice):
    actions.correct_field(notice, "index_number", "HG02/2026-00031", actor=office_actor(), at=AT)
    assert notice.fields["index_number"]["by"] == office_actor().name
    assert "index_number" not in notice.to_ask


def test_the_old_value_is_in_the_journal(notice):
    actions.correct_field(notice, "signed_date", "2026-11-03", actor=office_actor(), at=AT)
    assert "2026-11-02 → 2026-11-03" in journal.of_subject("notices.notice", notice.pk).first().sentence


@pytest.mark.requirement("DOC-02")
def test_a_document_number_is_used_once(notice):
    other = actions.receive(TEXT.replace("31号", "32号").encode(), "另一份.txt", actor=office_actor(), at=AT)
    with pytest.raises(Conflict, match="已用于"):
        actions.correct_field(other, "doc_number", "和政办发〔2026〕31号", actor=office_actor(), at=AT)


@pytest.mark.requirement("DOC-02")
def test_an_index_number_is_used_once(notice):
    actions.correct_field(notice, "index_number", "HG02/2026-00031", actor=office_actor(), at=AT)
    other = actions.receive(TEXT.replace("31号", "32号").encode(), "另一份.txt", actor=office_actor(), at=AT)
    with pytest.raises(Conflict, match="索引号"):
        actions.correct_field(other, "index_number", "HG02/2026-00031", actor=office_actor(), at=AT)


def test_a_wrong_date_is_refused_with_the_form_it_should_have(notice):
    with pytest.raises(BadInput, match="2026-11-23"):
        actions.correct_field(notice, "signed_date", "11月3日", actor=office_actor(), at=AT)


@pytest.mark.requirement("DOC-06")
def test_units_of_a_clause_are_set_by_hand(notice):
    clause = notice.clauses.get(path="二/(二)")
    actions.change_clause(clause, {"responsible_units": split_units("县司法局、各乡镇（街道、村）")}, actor=office_actor(), at=AT)
    clause.refresh_from_db()
    assert clause.responsible_units == ["县司法局", "各乡镇（街道、村）"]


def test_two_windows_on_one_clause_do_not_overwrite_each_other(notice):
    clause = notice.clauses.first()
    seen = clause.mark
    actions.change_clause(clause, {"heading": "公开权责清单和目录"}, seen=seen, actor=office_actor(), at=AT)
    with pytest.raises(Conflict, match="刚刚被"):
        actions.change_clause(clause, {"heading": "另一个标题"}, seen=seen, actor=office_actor(), at=AT)


def test_a_clause_without_words_is_refused(notice):
    with pytest.raises(BadInput, match="不能为空"):
        actions.change_clause(notice.clauses.first(), {"text": " "}, actor=office_actor(), at=AT)


def test_a_liaison_may_not_correct(notice, county):
    with pytest.raises(NotAllowed):
        actions.correct_field(notice, "title", "改", actor=liaison_actor(county.finance), at=AT)


@pytest.mark.requirement("DOC-08")
def test_a_lost_bracket_is_proposed_and_taken_only_when_accepted(county):
    damaged = TEXT.replace("和政办发〔2026〕31号", "和政办发2026〕31号")
    notice = actions.receive(damaged.encode(), "缺括号.txt", actor=office_actor(), at=AT)
    index = next(number for number, repair in enumerate(notice.repairs) if "〔2026〕31号" in repair["proposed"])
    assert notice.lines[0][1] == "和政办发2026〕31号"
    actions.accept_repair(notice, index, actor=office_actor(), at=AT)
    notice.refresh_from_db()
    assert notice.repairs[index]["state"] == "accepted"
    with pytest.raises(Conflict):
        actions.refuse_repair(notice, index, actor=office_actor(), at=AT)
