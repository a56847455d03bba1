"""Templates of the county: tried before they count; shipped ones are what the script builds; numbers and seal."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from PIL import Image

from tests.cast import AT, County, liaison_actor, office_actor
from zwgk.domain.errors import BadInput, NotAllowed
from zwgk.matters.letters import queries
from zwgk.matters.letters.actions import Upload, issue, set_pattern, set_seal, set_template
from zwgk.matters.letters.kinds import kinds
from zwgk.matters.letters.models import Letter
from zwgk.matters.letters.shipped import build

pytestmark = pytest.mark.requirement("TSK-09")
GOOD = ("{{ number }}", "{{ title }}", "{{ addressee }}", "{%p for line in body %}", "{{ line }}", "{%p endfor %}", "{{ date }}")


def template(*lines: str) -> Upload:
    page = docx.Document()
    for line in lines:
        page.add_paragraph(line)
    out = io.BytesIO()
    page.save(out)
    return Upload(out.getvalue(), "督办单.docx")


def png() -> Upload:
    out = io.BytesIO()
    Image.new("RGBA", (420, 420), (220, 0, 0, 90)).save(out, "PNG")
    return Upload(out.getvalue(), "印章.png")


def test_the_next_letter_uses_the_new_version_and_the_old_one_stays(county: County, drafted: Callable[..., Letter]) -> None:
    before = issue(drafted(), actor=office_actor(), at=AT)
    made = set_template("supervision", county.office, template("本县自己的版头", *GOOD), note="换版头", actor=office_actor(), at=AT)
    after = issue(drafted(), actor=office_actor(), at=AT)
    texts = [docx.Document(io.BytesIO(queries.bytes_of(letter, "docx"))).paragraphs[0].text for letter in (before, after)]
    assert texts == ["和光县人民政府办公室文件", "本县自己的版头"]
    assert (made.version, before.template, after.template) == (1, None, made)


def test_an_unknown_variable_is_refused_with_its_place(county: County) -> None:
    with pytest.raises(BadInput, match="“leader”（在“分管：{{ leader }}”）") as refused:
        set_template("supervision", county.office, template("分管：{{ leader }}", *GOOD), actor=office_actor(), at=AT)
    assert "signer 签发人" in refused.value.remedy


@pytest.mark.parametrize(
    ("upload", "said"),
    [
        (Upload(b"x", "督办单.doc"), "须是 .docx"), (Upload(b"PK nonsense", "督办单.docx"), "须是 .docx|损坏"), (Upload(b"%PDF-1.7", "督办单.docx"), "须是 .docx"), (template("{{ number }}", "{{ title"), "大括号写坏了：第 2 段"),
        (template(*GOOD[1:]), "没有文号"), (template("{% for n in range(9) %}{% endfor %}", *GOOD), "不认识的变量：“range”"),
        (template("{{ title.__class__.__mro__ }}", *GOOD), "语法有错|没有成功"), (template("{{ 1 / 0 }}", *GOOD), "试生成没有成功"),
    ],
)  # fmt: skip
def test_a_bad_template_is_refused(county: County, upload: Upload, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        set_template("supervision", county.office, upload, actor=office_actor(), at=AT)
    assert queries.template_of("supervision", county.office.pk) is None


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.title)
def test_a_shipped_template_is_what_the_script_builds_and_passes_its_own_check(county: County, kind: queries.LetterKind) -> None:
    shipped = queries.template_bytes(kind.id, None)
    out = io.BytesIO()
    build.build(kind).save(out)
    for part in ("word/document.xml", "word/fontTable.xml"):
        assert zipfile.ZipFile(io.BytesIO(shipped)).read(part) == zipfile.ZipFile(out).read(part)
    text = zipfile.ZipFile(out).read("word/document.xml").decode()
    assert "w:sdt" not in text and "方正小标宋简体" in text and "仿宋_GB2312" in text
    assert set_template(kind.id, county.office, Upload(shipped, "x.docx"), actor=office_actor(), at=AT).version == 1


def test_the_organ_numbers_its_own_way(county: County, drafted: Callable[..., Letter]) -> None:
    set_pattern("supervision", county.office, "和政办督〔{year}〕{serial}号", actor=office_actor(), at=AT)
    assert issue(drafted(), actor=office_actor(), at=AT).number == "和政办督〔2026〕1号"
    for wrong in ("和政办督[{year}]{serial}号", "和政办督〔{year}〕第{serial}号", "〔{year}〕{serial}号", "督{x}〔{year}〕{serial}号"):
        with pytest.raises(BadInput, match="编号格式不对"):
            set_pattern("supervision", county.office, wrong, actor=office_actor(), at=AT)


def test_kinds_with_one_pattern_share_one_series(county: County, drafted: Callable[..., Letter]) -> None:
    for kind in ("supervision", "urging"):
        set_pattern(kind, county.office, "和政办督〔{year}〕{serial}号", actor=office_actor(), at=AT)
    assert [issue(drafted(kind), actor=office_actor(), at=AT).serial for kind in ("supervision", "urging")] == [1, 2]


def test_the_seal_lies_over_the_signature(county: County, drafted: Callable[..., Letter]) -> None:
    letter = drafted(with_seal=True)
    with pytest.raises(BadInput, match="还没有印章图片"):
        issue(letter, actor=office_actor(), at=AT)
    seal = set_seal(county.office, png(), actor=office_actor(), at=AT)
    done = issue(letter, actor=office_actor(), at=AT)
    xml = zipfile.ZipFile(io.BytesIO(queries.bytes_of(done, "docx"))).read("word/document.xml").decode()
    assert done.seal == seal and "wp:anchor" in xml and "wp:inline" not in xml


def test_a_seal_is_a_picture_and_set_by_the_office_only(county: County) -> None:
    with pytest.raises(BadInput, match="读不出来"):
        set_seal(county.office, Upload(b"GIF", "印章.png"), actor=office_actor(), at=AT)
    liaison = liaison_actor(county.finance)
    with pytest.raises(NotAllowed):
        set_seal(county.office, png(), actor=liaison, at=AT)
    with pytest.raises(NotAllowed):
        set_template("supervision", county.office, template(*GOOD), actor=liaison, at=AT)
    with pytest.raises(NotAllowed):
        set_pattern("supervision", county.office, "和政办督〔{year}〕{serial}号", actor=liaison, at=AT)
