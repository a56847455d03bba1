"""Redaction: what is burnt out is gone, in every kind of file an office has; what remains stays readable."""

from __future__ import annotations

import io
import time

import pypdfium2
import pytest
import weasyprint
from PIL import Image, ImageDraw, ImageFont

from tests.files.makers import needs_ocr, needs_soffice
from zwgk.domain.errors import BadInput
from zwgk.foundation.files import readers, redaction
from zwgk.foundation.files.redaction import Box

pytestmark = pytest.mark.requirement("REQ-04")
NAME, IDENTITY, PHONE = "欧阳启明", "110101199003077571", "13812345678"
PAGE = f"<h1>关于征收补偿的函</h1><p>申请人{NAME}，公民身份号码{IDENTITY}，联系电话{PHONE}。</p><p>用地面积十二亩，已经批准。</p>"


def made(html: str, **more: object) -> bytes:
    return bytes(weasyprint.HTML(string=html).write_pdf(**more))


def text_of(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        return "".join("".join(document[n].get_textpage().get_text_range().split()) for n in range(len(document)))


def test_words_are_burnt_out_wherever_they_stand() -> None:
    source = made(PAGE + f'<p style="break-before:page">第二页又提到{NAME}。</p><p style="break-before:page">用地面积十二亩。</p>')
    done = redaction.redact(source, "函.pdf", [], [NAME, IDENTITY])
    assert done.burnt == (1, 2)
    assert NAME in text_of(source)
    for word in (NAME, IDENTITY, "启明"):
        assert word not in text_of(done.data)
        assert all(word.encode(code) not in done.data for code in ("utf-8", "utf-16-be", "gb18030"))


def test_a_word_over_a_line_end_is_found() -> None:
    source = made(f'<div style="width:10em;font-size:16pt">行末写着当事人{NAME}的姓名</div>')
    boxes = redaction.find(source, "a.pdf", [NAME])
    assert len(boxes) == 2
    assert NAME not in text_of(redaction.redact(source, "a.pdf", [], [NAME]).data)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_turned_pages_are_burnt_where_the_word_is_shown(turned: int) -> None:
    with pypdfium2.PdfDocument(made(PAGE)) as document:
        document[0].set_rotation(turned)
        document[0].set_cropbox(20, 30, 560, 820)
        out = io.BytesIO()
        document.save(out)
    source = out.getvalue()
    [box] = redaction.find(source, "a.pdf", [IDENTITY])
    before = Image.open(io.BytesIO(redaction.picture(source, "a.pdf", 1))).convert("L")
    assert before.crop(box.pixels(*before.size)).getextrema()[0] < 100  # ink stands in the box
    done = redaction.redact(source, "a.pdf", [box])
    after = Image.open(io.BytesIO(redaction.picture(done.data, "a.pdf", 1))).convert("L")
    assert after.size == before.size
    left, top, right, bottom = box.pixels(*after.size)
    assert after.crop((left + 3, top + 3, right - 3, bottom - 3)).getextrema()[1] < 60


def test_what_hides_in_the_file_does_not_come_along() -> None:
    more = f'<p><a href="https://example.invalid/{NAME}">链接</a></p><form><input name="who" value="{NAME}"></form>'
    source = made(f"<title>{NAME}的申请</title><meta name=author content={NAME}>" + PAGE + more, attachments=[weasyprint.Attachment(string=NAME, name="a.txt")], pdf_forms=True)
    done = redaction.redact(source, "a.pdf", [], [NAME])
    with pypdfium2.PdfDocument(done.data) as document:
        assert document.count_attachments() == 0
        assert NAME not in str(document.get_metadata_dict())
    for mark in (b"/EmbeddedFiles", b"/AcroForm", b"/Thumb", b"/OCProperties", b"/Metadata"):
        assert mark not in done.data


def test_untouched_pages_stay_text_unless_their_font_would_tell() -> None:
    plain = "".join(f'<p style="break-before:page">第{n}页，用地面积十二亩，本页不含个人信息。</p>' for n in "一二三")
    source = made("<p>第一二三页，用地面积十二亩，本页不含个人信息。</p>" + plain)
    done = redaction.redact(source, "a.pdf", [Box(1, 0.0, 0.0, 0.9, 0.2)])
    assert (done.burnt, done.flattened) == ((1,), ())
    assert "第二页，用地面积" in text_of(done.data)
    rare = redaction.redact(made(PAGE + plain), "a.pdf", [], [NAME])
    assert rare.flattened == (2, 3, 4)  # the subset font would still hold the characters of the name


def test_vector_drawings_and_pictures_under_a_box_are_gone() -> None:
    source = made(f'<svg width="400" height="80"><text x="10" y="50" font-size="30">{NAME}</text><path d="M10 60 H300" stroke="black"/></svg>')
    done = redaction.redact(source, "a.pdf", [Box(1, 0, 0, 1, 0.4)])
    with pypdfium2.PdfDocument(done.data) as document:
        assert document[0].get_textpage().count_chars() == 0
        assert len(list(document[0].get_objects())) == 1  # one picture


@needs_soffice
def test_a_word_document_is_burnt_as_it_prints() -> None:
    import docx

    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph(f"申请人{NAME}，电话{PHONE}。")
    document.save(out)
    done = redaction.redact(out.getvalue(), "材料.docx", [], [NAME])
    assert done.ending == "pdf"
    assert NAME not in text_of(done.data)


def scan(*, kind: str = "PNG", **more: object) -> bytes:
    picture = Image.new("RGB", (1240, 800), "white")
    face = ImageFont.truetype("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 48)
    ImageDraw.Draw(picture).text((100, 200), f"申请人{NAME}", fill="black", font=face)
    ImageDraw.Draw(picture).text((100, 400), "用地面积十二亩", fill="black", font=face)
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_pictures_are_burnt_and_forget_what_they_knew(kind: str) -> None:
    exif = Image.Exif()
    exif[0x010E] = "secret words"
    source = scan(kind=kind, exif=exif) if kind != "TIFF" else scan(kind=kind)
    done = redaction.redact(source, "扫描件", [Box(1, 0.05, 0.2, 0.6, 0.36)])
    after = Image.open(io.BytesIO(done.data))
    assert after.convert("L").crop((80, 180, 700, 270)).getextrema()[1] < 60
    assert b"secret words" not in done.data


@needs_ocr
def test_a_scanned_page_is_read_again_and_says_nothing_under_the_box() -> None:
    out = io.BytesIO()
    Image.open(io.BytesIO(scan())).save(out, "PDF", resolution=150)
    pages = redaction.pages(out.getvalue(), "扫描.pdf")
    assert pages.without_text == (1,)
    done = redaction.redact(out.getvalue(), "扫描.pdf", [Box(1, 0.05, 0.2, 0.6, 0.36)])
    said = "".join(block.text for block in readers.extract(done.data, "扫描.pdf").blocks)
    assert "用地面积" in said.replace(" ", "")
    assert "欧阳" not in said


def test_personal_numbers_are_proposed() -> None:
    found = {each.word: each.kind for each in redaction.propose(made(PAGE), "a.pdf")}
    assert found == {IDENTITY: "公民身份号码", PHONE: "手机号码"}


@pytest.mark.parametrize(("boxes", "said"), [([], "还没有标出"), ([Box(3, 0, 0, 1, 1)], "没有第 3 页"), ([Box(1, 0.5, 0, 0.2, 1)], "不在页面内")])
def test_impossible_boxes_are_told(boxes: list[Box], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        redaction.redact(made(PAGE), "a.pdf", boxes)


def test_other_files_are_refused_with_the_way_out() -> None:
    with pytest.raises(BadInput, match="不能涂黑"):
        redaction.redact(b"PK\x03\x04", "表.xlsx", [Box(1, 0, 0, 1, 1)])


@pytest.mark.slow
def test_two_hundred_pages() -> None:
    source = made(PAGE + "".join(f'<p style="break-before:page">第{n}页，{"用地面积十二亩。" * 150}</p>' for n in range(199)))
    began = time.monotonic()
    done = redaction.redact(source, "a.pdf", [], [NAME])
    assert len(done.burnt + done.flattened) == 200
    assert time.monotonic() - began < 120
