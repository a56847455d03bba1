"""receive: bytes kept, document read, nothing guessed."""

import sys

import pytest

from tests.cast import AT, liaison_actor, office_actor
from tests.received.conftest import TEXT
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.foundation.files import queries as files
from zwgk.foundation.journal import queries as journal
from zwgk.matters.notices import actions
from zwgk.matters.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("DOC-01")
@pytest.mark.db
def test_record_is_filled_with_the_source_line_of_every_field(notice):
    assert notice.doc_number == "和政办发〔2026〕31号"
    assert notice.title == "和光县人民政府办公室关于印发和光县2026年政务公开工作要点的通知"
    assert str(notice.signed_date) == "2026-11-02"
    assert str(notice.printed_date) == "2026-11-02"
    assert notice.fields["doc_number"]["line"] == 1
    assert notice.publicity == "此件公开发布"


@pytest.mark.requirement("DOC-01")
def test_what_the_document_does_not_say_stays_empty_and_is_asked_for(notice):
    assert notice.index_number == ""
    assert "index_number" in notice.to_ask


@pytest.mark.requirement("DOC-03")
def test_cover_and_annex_are_parts_with_their_own_titles(notice):
    kinds = list(notice.parts.values_list("kind", flat=True))
    assert kinds == ["cover", "annex"]
    assert notice.parts.get(kind="annex").title == "和光县2026年政务公开工作要点"


@pytest.mark.requirement("DOC-05")
@pytest.mark.db
def test_clauses_become_leaves_with_units_and_deadlines(notice):
    paths = list(notice.clauses.values_list("path", flat=True))
    assert paths == ["一/(一)", "一/(二)", "二/(一)", "二/(二)", "三/(一)"]
    first = notice.clauses.first()
    assert first.responsible_units == ["县司法局", "县财政局"]
    assert first.deadlines[0]["date"] == "2026-12-10"


def test_original_bytes_are_kept(notice):
    assert files.content(notice.file) == TEXT.encode()


def test_the_same_file_is_not_registered_twice(notice):
    with pytest.raises(Conflict, match="已于"):
        actions.receive(TEXT.encode(), "再来一次.txt", actor=office_actor(), at=AT)


def test_a_liaison_may_not_register(county):
    with pytest.raises(NotAllowed):
        actions.receive(TEXT.encode(), "来文.txt", actor=liaison_actor(county.finance), at=AT)
    assert Notice.objects.count() == 0


def test_an_unreadable_file_is_refused_with_a_remedy_and_leaves_nothing(county):
    with pytest.raises(BadInput) as refusal:
        actions.receive(b"\x7fELF\x02\x01\x01" + b"\0" * 200, "通知.doc", actor=office_actor(), at=AT)
    assert refusal.value.remedy
    assert Notice.objects.count() == 0


def test_a_file_with_thousands_of_clauses_is_no_document(county, monkeypatch):
    monkeypatch.setattr(sys.modules[actions.receive.__module__], "MOST_TASKS", 3)
    with pytest.raises(BadInput, match="不像一份公文"):
        actions.receive(TEXT.encode(), "很长.txt", actor=office_actor(), at=AT)
    assert Notice.objects.count() == 0


def test_the_journal_tells_of_it(notice):
    assert "5 项任务" in journal.of_subject("notices.notice", notice.pk).last().sentence


@pytest.mark.requirement("DOC-09")
def test_basis_documents_are_registered_with_alias(notice):
    citation = notice.citations.get(basis__title="中华人民共和国政府信息公开条例")
    assert citation.alias == "条例"


@pytest.mark.requirement("DOC-04")
def test_addressees_and_copies_are_split(notice):
    assert list(notice.recipients.filter(copy=False).values_list("text", flat=True)) == ["各乡镇人民政府、街道办事处", "县政府各部门"]
    assert list(notice.recipients.filter(copy=True).values_list("text", flat=True)) == ["县委办公室", "县人大常委会办公室"]
