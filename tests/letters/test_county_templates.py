"""The county's own template: cut into runs by WPS, saved again by LibreOffice, broken; it decides how the PDF looks."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pypdfium2
import pytest

from tests.cast import AT, County, office_actor
from zwgk.domain.errors import BadInput
from zwgk.foundation.files.readers import available, office
from zwgk.matters.letters import queries
from zwgk.matters.letters.actions import Upload, issue, issue_later, render_waiting, set_template
from zwgk.matters.letters.models import Letter, State

pytestmark = [pytest.mark.requirement("TSK-09"), pytest.mark.django_db]
TAGS = ("{{ number }}", "{{ title }}", "{{ addressee }}：", "{%p for line in body %}", "{{ line }}", "{%p endfor %}", "{{ date }}")
needs_office = pytest.mark.skipif(not available()["soffice"], reason="LibreOffice is not installed here")


def cut(*lines: str, every: int = 3) -> bytes:
    """A template as WPS leaves it: each tag cut into runs of a few characters, with marks of the spelling checker between."""
    page = docx.Document()
    for line in lines:
        paragraph = page.add_paragraph()
        for start in range(0, len(line), every):
            run = paragraph.add_run(line[start : start + every])
            run.font.name = "仿宋" if start % 2 else "FangSong"
            run._element.addnext(run._element.makeelement("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}proofErr", {}))
    out = io.BytesIO()
    page.save(out)
    return out.getvalue()


def pages_of(letter: Letter) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(queries.bytes_of(letter, "pdf"))).replace(" ", "")


@pytest.mark.parametrize("every", [1, 2, 3, 5])
def test_a_template_cut_into_runs_still_works(county: County, drafted: Callable[..., Letter], every: int) -> None:
    set_template("supervision", county.office, Upload(cut("本县版头", *TAGS, every=every), "督办单.docx"), actor=office_actor(), at=AT)
    letter = drafted()
    made = docx.Document(io.BytesIO(_docx(letter)))
    assert letter.title in [line.text for line in made.paragraphs] and "{" not in "".join(line.text for line in made.paragraphs)


def _docx(letter: Letter) -> bytes:
    said = queries.context(queries.kind(letter.kind), letter.values, organ=letter.organ.name, number="试〔2026〕1号", day=AT.date())
    return queries.docx_out.render(queries.template_bytes(letter.kind, queries.template_of(letter.kind, letter.organ_id)), said)


@needs_office
@pytest.mark.slow
def test_a_template_saved_again_by_another_program_still_works_and_drives_the_pdf(county: County, drafted: Callable[..., Letter]) -> None:
    again = office.convert(office.convert(cut("本县自己的版头", *TAGS), "docx", "odt", "docx"), "odt", "docx", "odt")
    set_template("supervision", county.office, Upload(again, "督办单.docx"), actor=office_actor(), at=AT)
    alone = issue(drafted(), actor=office_actor(), at=AT)
    batch = issue_later([drafted(), drafted()], actor=office_actor(), at=AT)
    render_waiting(at=AT)
    for letter in (alone, *(Letter.objects.get(pk=each.pk) for each in batch)):
        assert letter.state == State.ISSUED and "本县自己的版头" in pages_of(letter) and letter.number in pages_of(letter)


@pytest.mark.parametrize(
    ("line", "said"),
    [("编号{{ number }", "第 1 段“编号{{ number }”里的大括号或百分号不成对"), ("｛｛ number ｝｝", "全角的大括号"), ("{{ 文号 1 }}", "变量名写错了"), ("{%p for line in body }", "不成对")],
)  # fmt: skip
def test_a_broken_tag_is_told_with_its_place(county: County, line: str, said: str) -> None:
    with pytest.raises(BadInput, match=said.replace("{", r"\{").replace("}", r"\}")):
        set_template("supervision", county.office, Upload(cut(line, *TAGS, every=4), "督办单.docx"), actor=office_actor(), at=AT)


def test_without_libreoffice_the_letter_goes_out_in_the_shipped_layout(county: County, drafted: Callable[..., Letter], monkeypatch: pytest.MonkeyPatch) -> None:
    set_template("supervision", county.office, Upload(cut("本县版头", *TAGS), "督办单.docx"), actor=office_actor(), at=AT)
    monkeypatch.setattr("zwgk.foundation.files.readers.tools.soffice", lambda: None)
    letter = issue(drafted(), actor=office_actor(), at=AT)
    assert letter.state == State.ISSUED and "本县版头" not in pages_of(letter)

