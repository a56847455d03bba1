"""A letter is numbered, rendered, issued; what fails keeps its number; a voided number is not given again."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import docx
import pypdfium2
import pytest

from tests.cast import AT, County, assessor_actor, liaison_actor, office_actor
from tests.letters.conftest import TASK
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.foundation.inbox.models import Message
from zwgk.foundation.journal import queries as journal
from zwgk.matters.letters import pdf_out, queries
from zwgk.matters.letters.actions import (
    Approval,
    Draft,
    Received,
    Upload,
    approve,
    attach_signed,
    issue,
    issue_many,
    prepare,
    prepare_many,
    register_receipt,
    revise,
    void,
)
from zwgk.matters.letters.models import SUBJECT, Letter, Series, State

pytestmark = [pytest.mark.db, pytest.mark.requirement("TSK-09")]
Drafted = Callable[..., Letter]


def words_of(data: bytes) -> str:
    return "\n".join(line.text for line in docx.Document(io.BytesIO(data)).paragraphs)


def pages_of(data: bytes) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


def test_an_issued_letter_holds_everything_in_both_files(drafted: Drafted) -> None:
    letter = issue(drafted(), actor=office_actor(), at=AT)
    assert (letter.state, letter.number, letter.dated) == (State.ISSUED, "政务公开督办〔2026〕1号", date(2026, 11, 23))
    wanted = [
        "和光县人民政府办公室文件", letter.number, "方知远", letter.title, "和光县财政局：", "一、任务要求", "办结期限：2026年12月10日",
        "1.逾期任务清单", "2.联系表", "2026年11月23日", "抄送：县委办公室，县人大常委会办公室。", "2026年11月23日印发",
    ]  # fmt: skip
    for text in (words_of(queries.bytes_of(letter, "docx")), pages_of(queries.bytes_of(letter, "pdf"))):
        assert [each for each in wanted if each not in text.replace("\r\n", "")] == []


def test_the_unit_is_told_and_the_journal_knows(drafted: Drafted, county: County) -> None:
    letter = issue(drafted(), actor=office_actor(), at=AT)
    note = Message.objects.get(organ=county.finance)
    assert note.needs_receipt and letter.number in note.body and note.url == letter.url
    assert [fact.verb for fact in journal.of_subject(SUBJECT, letter.pk)] == ["letters.issue", "letters.issue", "letters.prepare"]
    assert list(queries.of_subject(TASK.type, TASK.id)) == [letter]


def test_a_missing_element_is_named(drafted: Drafted) -> None:
    letter = drafted(signer="", due="")
    with pytest.raises(BadInput, match="督办单缺少“办结期限”、“签发人”") as refused:
        issue(letter, actor=office_actor(), at=AT)
    assert "GB/T 9704" in refused.value.basis and Letter.objects.get().state == State.DRAFT and not Series.objects.exists()


def test_numbers_run_per_organ_kind_and_year(drafted: Drafted, county: County) -> None:
    first, second = (issue(drafted(), actor=office_actor(), at=AT).number for _ in range(2))
    other = issue(drafted("reminder", signer="", due=""), actor=office_actor(), at=AT).number
    last_year = issue(drafted(), dated=date(2025, 12, 31), actor=office_actor(), at=AT).number
    assert [first, second, other, last_year] == [
        "政务公开督办〔2026〕1号", "政务公开督办〔2026〕2号", "政务公开提醒〔2026〕1号", "政务公开督办〔2025〕1号",
    ]  # fmt: skip


def test_a_failed_rendering_keeps_the_number_and_is_tried_again(drafted: Drafted, monkeypatch: pytest.MonkeyPatch) -> None:
    letter = drafted()
    with monkeypatch.context() as patched:
        patched.setattr(pdf_out, "render", lambda *_: 1 / 0)
        with pytest.raises(Conflict, match="政务公开督办〔2026〕1号已为它保留"):
            issue(letter, actor=office_actor(), at=AT)
    letter.refresh_from_db()
    assert (letter.state, letter.failure) == (State.RESERVED, "ZeroDivisionError")
    assert issue(drafted(), actor=office_actor(), at=AT).serial == 2
    again = issue(letter, actor=office_actor(), at=AT)
    assert (again.serial, again.state, again.failure) == (1, State.ISSUED, "")


def test_a_voided_letter_keeps_its_number(drafted: Drafted) -> None:
    letter = issue(drafted(), actor=office_actor(), at=AT)
    with pytest.raises(BadInput, match="作废原因"):
        void(letter, " ", actor=office_actor(), at=AT)
    gone = void(letter, "文稿有误", actor=office_actor(), at=AT)
    assert (gone.state, gone.serial) == (State.VOID, 1)
    assert issue(drafted(), actor=office_actor(), at=AT).serial == 2
    with pytest.raises(Conflict, match="已作废，不能印发"):
        issue(letter, actor=office_actor(), at=AT)


def test_only_the_office_writes_letters(drafted: Drafted, county: County) -> None:
    letter = drafted()
    for actor in (liaison_actor(county.finance), assessor_actor()):
        with pytest.raises(NotAllowed):
            prepare(Draft("reminder", county.office, {}), actor=actor, at=AT)
        with pytest.raises(NotAllowed):
            revise(letter, {"title": "x"}, actor=actor, at=AT)
        with pytest.raises(NotAllowed):
            issue(letter, actor=actor, at=AT)
        with pytest.raises(NotAllowed):
            void(letter, "x", actor=actor, at=AT)


def test_the_sealed_copy_is_kept_with_its_digest(drafted: Drafted) -> None:
    letter = issue(drafted(), actor=office_actor(), at=AT)
    with pytest.raises(BadInput, match="不是扫描件"):
        attach_signed(letter, Upload(b"MZ", "盖章.exe"), actor=office_actor(), at=AT)
    signed = attach_signed(letter, Upload(b"%PDF-1.7", "盖章件.pdf"), actor=office_actor(), at=AT).signed
    assert signed.sha256 in journal.of_subject(SUBJECT, letter.pk)[0].sentence


def test_a_receipt_says_who_and_when(drafted: Drafted, county: County) -> None:
    letter = issue(drafted(), actor=office_actor(), at=AT)
    waiting = queries.filtered(queries.visible_to(office_actor()), queries.Wanted(receipt="waiting"))
    assert list(waiting) == [letter]
    with pytest.raises(BadInput, match="不能早于成文日期"):
        register_receipt(letter, Received(date(2026, 11, 1), "丁一"), actor=office_actor(), at=AT)
    with pytest.raises(NotAllowed):
        register_receipt(letter, Received(AT.date(), "丁一"), actor=liaison_actor(county.justice), at=AT)
    back = Received(AT.date(), "丁一", Upload(b"%PDF-1.7", "回执.pdf"))
    receipt = register_receipt(letter, back, actor=liaison_actor(county.finance), at=AT)
    assert receipt.file.name == "回执.pdf" and not waiting.all().exists()


def test_a_batch_is_one_zip_and_one_print_file(county: County) -> None:
    values = {"title": "关于报送进展的催办单", "body": "请尽快报送。", "due": "2026-11-30"}
    organs = [county.finance, county.justice, county.qinghe]
    letters = prepare_many([Draft("urging", county.office, values, organ) for organ in organs], actor=office_actor(), at=AT)
    done = issue_many(letters, actor=office_actor(), at=AT)
    assert [letter.serial for letter in done.letters] == [1, 2, 3] and not done.failed
    rows = queries.of_batch(letters[0].batch)
    assert len(queries.zip_of(rows)) > 50_000 and len(pypdfium2.PdfDocument(queries.print_of(rows))) == 6
    assert issue_many(letters, actor=office_actor(), at=AT).failed[0][1].startswith("这份催办单已印发")


def test_a_batch_with_a_gap_is_not_written(county: County) -> None:
    with pytest.raises(BadInput, match="催办单缺少“正文”"):
        prepare_many([Draft("urging", county.office, {"title": "催办", "due": "2026-11-30"}, county.finance)], actor=office_actor(), at=AT)
    with pytest.raises(BadInput, match="没有选择收文单位"):
        prepare_many([], actor=office_actor(), at=AT)


@pytest.mark.parametrize(("typed", "said"), [({"due": "明天"}, "日期“明天”不对"), ({"title": "长" * 301}, "超过 300 字"), ({"nonsense": "x"}, "没有要素")])
def test_values_that_cannot_be_used_are_refused(county: County, typed: dict[str, str], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        prepare(Draft("urging", county.office, typed, county.finance), actor=office_actor(), at=AT)


def test_markup_and_control_characters_stay_words(drafted: Drafted) -> None:
    letter = issue(drafted(body="<b>甲&乙</b>\x0b\n{{ number }}"), actor=office_actor(), at=AT)
    for text in (words_of(queries.bytes_of(letter, "docx")), pages_of(queries.bytes_of(letter, "pdf"))):
        assert "<b>甲&乙</b>" in text and "{{ number }}" in text


def test_a_draft_is_completed_and_then_closed_to_changes(drafted: Drafted) -> None:
    letter = revise(drafted(signer=""), {"signer": "方知远", "addressee": ""}, actor=office_actor(), at=AT)
    assert issue(letter, actor=office_actor(), at=AT).addressee == "和光县财政局"
    with pytest.raises(Conflict, match="已印发，不能修改"):
        revise(letter, {"title": "另一个标题"}, actor=office_actor(), at=AT)


def test_a_pasted_table_stands_in_both_files(county: County) -> None:
    values = {"title": "关于任务办理情况的通报", "body": "现通报如下。", "signer": "方知远", "addressee": "各乡镇人民政府"}
    pasted = "单位\t任务数\t逾期\n县财政局\t12\t3\n青禾镇\t9"
    draft = prepare(Draft("circular", county.office, {**values, "table": pasted}), actor=office_actor(), at=AT)
    with pytest.raises(BadInput, match="11 列"):
        revise(draft, {"table": "\t" * 10 + "x"}, actor=office_actor(), at=AT)
    with pytest.raises(BadInput, match="还没有登记批准"):
        issue(draft, actor=office_actor(), at=AT)
    approve([draft], Approval("方知远", AT.date()), actor=office_actor(), at=AT)
    done = issue(draft, actor=office_actor(), at=AT)
    table = docx.Document(io.BytesIO(queries.bytes_of(done, "docx"))).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["单位", "任务数", "逾期"], ["县财政局", "12", "3"], ["青禾镇", "9", ""]]
    assert "任务数" in pages_of(queries.bytes_of(done, "pdf"))
