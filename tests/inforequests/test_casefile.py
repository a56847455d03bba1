"""The file for court: every paper in order under one numbering, the list of evidence, what lacks named at closing; nothing withheld inside."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date

import docx
import pypdfium2
import pytest
from PIL import Image

from tests.cast import AT, County
from zwgk.domain.errors import Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.files import actions as files
from zwgk.matters.inforequests import actions, casefile, queries
from zwgk.matters.inforequests.actions import Clarification, PartDraft, Search, Served
from zwgk.matters.inforequests.models import SUBJECT, WITHHELD, Case
from zwgk.matters.letters import actions as letters
from zwgk.matters.letters import queries as papers

from .conftest import RECEIVED, on

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("REQ-02")]
DAY = date(2026, 11, 4)
BACK = date(2026, 11, 9)


def text(data: bytes, page: int | None = None) -> str:
    with pypdfium2.PdfDocument(data) as document:
        numbers = range(len(document)) if page is None else [page]
        return "".join("".join(document[n].get_textpage().get_text_range().split()) for n in numbers)


def picture(mark: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (800, 500), "white").save(out, mark)
    return out.getvalue()


@pytest.fixture
def finished(county: County, case: Case, officer: Actor, head: Actor) -> Case:
    """Clarified, searched, answered, served; with a scan, a Word file and a withheld original among its papers."""
    actions.set_details(county.finance, {"court": "和光县人民法院"}, actor=officer, at=AT)
    keep = lambda data, name: files.keep(data, name, actor=officer, at=on(DAY))  # noqa: E731
    actions.clarify(case, Clarification("写明年度", date(2026, 11, 20), DAY), actor=officer, at=on(DAY))
    letter = letters.issue(papers.of_subject(SUBJECT, case.pk).get(kind="foi-clarification"), dated=DAY, actor=officer, at=on(DAY))
    actions.serve_letter(letter, Served("direct", DAY, signed_by="苏念青"), actor=officer, at=on(DAY))
    actions.supply_correction(case, "2012年度", BACK, actor=officer, at=on(BACK))
    actions.note_search(case, Search("档案室", "按题名检索", "2012 决算", "没有查到", BACK), actor=officer, at=on(BACK))
    actions.add_paper(case, "paper", "检索截图", keep(picture(), "检索.png"), actor=officer, at=on(BACK))
    actions.add_paper(case, WITHHELD, "不公开的原件", keep(b"%PDF-1.4 secret", "原件.pdf"), actor=officer, at=on(BACK))
    draft = actions.Draft([PartDraft("D21", {"reasons": "当年没有编制部门决算"}, not_taken="没有其他机关保存")])
    actions.draft_reply(case, draft, actor=officer, at=on(BACK))
    actions.approve_reply(case, actor=head, at=on(BACK))
    actions.issue_answer(case, dated=BACK, actor=officer, at=on(BACK))
    case.refresh_from_db()
    proof = keep(picture("JPEG"), "收寄回执.jpg")
    actions.serve(case, Served("post", BACK, tracking="XA123456789CN", proof=proof), actor=officer, at=on(BACK))
    return Case.objects.get(pk=case.pk)


def test_one_file_with_a_number_on_every_page_and_contents_that_agree(finished: Case) -> None:
    done = casefile.bound(finished, on(BACK))
    titles = [each.piece.title for each in done.placed]
    order = ["政府信息公开申请登记表", "政府信息公开申请补正告知书", "检索记录", "审批单", "政府信息公开申请答复书", "送达登记", "送达证明", "期限计算说明"]
    assert [next(n for n, title in enumerate(titles) if title.startswith(each)) for each in order] == sorted(next(n for n, title in enumerate(titles) if title.startswith(each)) for each in order)
    with pypdfium2.PdfDocument(done.pdf) as document:
        front = len(document) - done.pages - 1
        assert front >= 2  # cover, contents; the note at the end
        for at in range(done.pages):
            assert text(done.pdf, front + at).endswith(str(at + 1)) or str(at + 1) in text(done.pdf, front + at)
    contents = text(done.pdf, 1)
    for each in done.placed:
        assert each.pages in contents
    for each in done.placed:
        if each.piece.page:
            assert each.piece.title.split("（")[0][:4] in text(done.pdf, front + each.first - 1)
    assert "卷内备考表" in text(done.pdf) and "2012决算" in text(done.pdf)


def test_what_is_withheld_is_not_in_it(finished: Case) -> None:
    assert WITHHELD in {row.kind for row in finished.papers.all()}
    assert not any("不公开的原件" in piece.title for piece in casefile.pieces(finished, on(BACK)))


def test_the_reckoning_says_every_day_and_the_rules_as_they_were(finished: Case) -> None:
    piece = next(each for each in casefile.pieces(finished, on(BACK)) if each.page == "clock")
    assert len(piece.values["found"].lines) >= 0 and piece.values["rules"]
    assert any("20个工作日" in length for _, length, _, _ in piece.values["rules"])


def test_the_list_of_evidence_as_word_and_pdf(finished: Case) -> None:
    done = casefile.bound(finished, on(BACK))
    table = docx.Document(io.BytesIO(casefile.evidence_docx(done, on(BACK)))).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["序号", "证据名称", "证明目的", "页码"]
    assert [row.cells[3].text for row in table.rows[1:]] == [each.pages for each in done.placed]
    assert "证据清单" in text(casefile.evidence_pdf(done, on(BACK)))


def test_the_archive_gets_the_foi_status_and_the_digests(finished: Case) -> None:
    with zipfile.ZipFile(io.BytesIO(casefile.exported(finished, on(BACK)))) as archive:
        said = json.loads(archive.read("归档信息.json"))
        names = archive.namelist()
    assert said["政府信息公开情况"] == "没有提供" and "第三十六条" in said["依据"]
    assert {"案卷.pdf", "证据清单.pdf", "归档信息.xlsx"} <= set(names)
    assert not any("原件.pdf" in name for name in names)


def test_a_missing_paper_is_named_at_closing(case: Case, officer: Actor, answered: Callable[..., Case]) -> None:
    actions.extend(case, actions.Extension(10, "档案多", "傅思齐", DAY), actor=officer, at=on(DAY))
    case = answered(Case.objects.get(pk=case.pk), day=BACK)
    actions.serve(case, Served("direct", BACK, signed_by="苏念青"), actor=officer, at=on(BACK))
    case = Case.objects.get(pk=case.pk)
    assert queries.missing_papers(case) == ["政府信息公开申请延期答复告知书（已起草，没有印发）", "答复书（平台以外印发的，请放入扫描件）"]
    with pytest.raises(Conflict, match="延期答复告知书.*答复书"):
        actions.close(case, actor=officer, at=on(BACK))


def test_a_complete_file_closes(finished: Case, officer: Actor) -> None:
    assert queries.missing_papers(finished) == []
    assert actions.close(finished, actor=officer, at=on(BACK)).state == "closed"


def test_only_the_post_carries_official_documents(case: Case, officer: Actor) -> None:
    actions.clarify(case, Clarification("写明年度", date(2026, 11, 20), RECEIVED), actor=officer, at=on(RECEIVED))
    letter = letters.issue(papers.of_subject(SUBJECT, case.pk).get(kind="foi-clarification"), dated=RECEIVED, actor=officer, at=on(RECEIVED))
    for number, said in (("SF1234567890123", "快递企业"), ("123", "不像邮政企业")):
        with pytest.raises(Exception, match=said):
            actions.serve_letter(letter, Served("post", RECEIVED, tracking=number), actor=officer, at=on(RECEIVED))
    [row] = actions.serve_many([(letter, "XA123456789CN")], RECEIVED, actor=officer, at=on(RECEIVED))
    assert row.tracking == "XA123456789CN"
