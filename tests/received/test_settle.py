"""confirm, approval, superior document, corrected file."""

from datetime import date

import pytest

from tests.cast import AT, office_actor
from tests.received.conftest import TEXT
from zwgk.domain.errors import BadInput, Conflict
from zwgk.matters.notices import actions, queries
from zwgk.matters.notices.actions.settle import ApprovalFacts

pytestmark = pytest.mark.django_db


def test_a_document_without_title_is_not_confirmed(notice):
    notice.title = notice.annex_title = ""
    with pytest.raises(BadInput, match="标题"):
        actions.confirm(notice, actor=office_actor(), at=AT)


def test_confirming_twice_is_refused(notice):
    actions.confirm(notice, actor=office_actor(), at=AT)
    with pytest.raises(Conflict):
        actions.confirm(notice, actor=office_actor(), at=AT)


@pytest.mark.requirement("DOC-10")
def test_approval_is_kept_with_level_and_day(notice):
    facts = ApprovalFacts("和光县人民政府", date(2026, 10, 30), "县政府第18次常务会议")
    actions.record_approval(notice, facts, actor=office_actor(), at=AT)
    assert notice.approvals.get().approved_on == date(2026, 10, 30)


@pytest.mark.requirement("DOC-10")
def test_an_approval_in_the_future_is_refused(notice):
    with pytest.raises(BadInput, match="晚于今天"):
        actions.record_approval(notice, ApprovalFacts("县政府", date(2026, 12, 1), "县长"), actor=office_actor(), at=AT)


@pytest.mark.requirement("TSK-01")
def test_a_chain_of_superior_documents_may_not_run_in_a_circle(notice):
    other = actions.receive(TEXT.replace("31号", "8号").encode(), "上级.txt", actor=office_actor(), at=AT)
    actions.link_superior(notice, other, actor=office_actor(), at=AT)
    with pytest.raises(BadInput, match="循环"):
        actions.link_superior(other, notice, actor=office_actor(), at=AT)


@pytest.mark.requirement("DOC-05")
def test_a_corrected_file_shows_what_changed(notice):
    changed = TEXT.replace("2026年12月10日前", "2026年12月20日前").replace("（二）办好政务公开讲堂。年底前举办讲堂。（责任单位：县法治办）\n", "")
    new = actions.replace(notice, changed.encode(), "更正件.txt", actor=office_actor(), at=AT)
    changes = {(change.kind, change.path) for change in queries.difference(notice, new)}
    assert changes == {("changed", "一/(一)"), ("removed", "二/(二)")}
    notice.refresh_from_db()
    assert notice.state == "superseded"


@pytest.mark.requirement("DOC-09")
def test_one_title_with_two_numbers_is_a_conflict(notice):
    text = TEXT.replace("31号", "33号").replace("为落实", "为落实《关于做好公开工作的意见》（云办发〔2026〕8号）和《关于做好公开工作的意见》（云办发〔2026〕9号），依据")
    actions.receive(text.encode(), "两个号.txt", actor=office_actor(), at=AT)
    titles = [title for title, _ in queries.basis_conflicts()]
    assert titles == ["关于做好公开工作的意见"]
