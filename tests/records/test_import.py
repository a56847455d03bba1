"""A file becomes a draft: what Word hides stays hidden, what only calls itself a document is refused, the original never blocks."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import docx.document
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image

from tests.cast import AT, County, liaison_actor, login
from tests.files.makers import converted, needs_ocr, needs_soffice, pdf_of
from tests.files.test_pdf import scan
from zwgk.domain.errors import BadInput
from zwgk.matters.records import actions, queries
from zwgk.matters.records.models import Record

from .conftest import drafted

pytestmark = pytest.mark.django_db
NUMBER = "11010519491231002X"


def notice(shown: str, hidden: str = "") -> bytes:
    paper = docx.Document()
    paper.add_paragraph("关于发放供暖补贴的通知")
    paper.add_paragraph(shown)
    run = paper.add_paragraph("").add_run(hidden)
    run.font.hidden = True
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def test_hidden_words_do_not_come_along(county: County):
    actor = liaison_actor(county.finance)
    record = actions.import_file(county.finance, notice("补贴标准每户600元。", "内部掌握，每户800元"), "通知.docx", actor=actor, at=AT)
    assert "600元" in record.body and "内部掌握" not in record.body


def test_personal_data_in_the_original_does_not_block_once_the_text_is_masked(county: County):
    actor = liaison_actor(county.finance)
    record = actions.import_file(county.finance, notice(f"李小山，身份证号{NUMBER}。"), "通知.docx", actor=actor, at=AT)
    actions.rescreen(record, actor=actor, at=AT)
    hits = record.hits.filter(blocks=True)
    assert [hit.part for hit in hits] == ["body"]
    actions.mask(hits, actor=actor, at=AT)
    record.refresh_from_db()
    assert NUMBER not in record.body and "hits" not in [each.field for each in queries.missing(record)]


def test_a_secrecy_mark_in_the_original_is_still_found(county: County):
    actor = liaison_actor(county.finance)
    record = actions.import_file(county.finance, notice("补贴标准每户600元。", "机密★10年"), "通知.docx", actor=actor, at=AT)
    actions.rescreen(record, actor=actor, at=AT)
    assert [hit.kind for hit in record.hits.filter(blocks=True)] == ["secrecy_mark"]


def test_what_only_calls_itself_a_document_is_refused(county: County):
    actor = liaison_actor(county.finance)
    with pytest.raises(BadInput, match="内容却不是"):
        actions.import_file(county.finance, "这不是文档。".encode(), "通知.docx", actor=actor, at=AT)


@needs_ocr
def test_words_that_were_guessed_from_a_scan_are_said_to_be(client: Client, county: County):
    login(client, liaison_actor(county.finance))
    paper = SimpleUploadedFile("补贴通知.pdf", scan(pdf_of("<h1>关于发放供暖补贴的通知</h1><p>补贴标准每户六百元。</p>")))
    shown = client.post("/office/records/import/", {"organ": county.finance.pk, "file": paper}, follow=True).content.decode()
    record = Record.objects.get(origin="imported")
    assert "逐字核对" in shown and "逐字核对" in client.get(record.url).content.decode()


@pytest.mark.requirement("ATT-04")
def test_reviewers_see_what_was_found_and_never_what_was_masked(county: County):
    actor = liaison_actor(county.finance)
    record = actions.import_file(county.finance, notice(f"李小山，身份证号{NUMBER}，电话13812345678。"), "关于发放补贴的通知.docx", actor=actor, at=AT)
    actions.edit(record, {"formed_on": AT.date(), "attribute": "public", "ground": "statutory", "genre": "通知"}, seen=record.number, actor=actor, at=AT)
    actions.rescreen(record, actor=actor, at=AT)
    actions.mask(record.hits.filter(text=NUMBER), actor=actor, at=AT)
    for hit in record.hits.exclude(text=NUMBER):
        actions.override(hit, "单位对外公布的值班电话", actor=actor, at=AT)
    review = actions.submit(record, actor=actor, at=AT)
    told = {each["kind"]: (each["text"], each["decision"]) for each in review.remarks}
    assert told["公民身份号码"] == ("110105********002X", "已遮盖") and told["手机号码"] == ("13812345678", "确认无误")
    assert NUMBER not in str(review.remarks)


def test_a_photo_in_which_nothing_can_be_read_is_looked_at_by_a_person(county: County):
    actor, out = liaison_actor(county.finance), io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(out, "PNG")
    record = drafted(county.finance)
    actions.attach_bytes(record, out.getvalue(), "现场.png", actor=actor, at=AT)
    with pytest.raises(BadInput, match="无法筛查"):
        actions.submit(record, actor=actor, at=AT)
    hit = record.hits.get(blocks=True)
    assert (hit.kind, hit.in_file) == ("unread_file", True)
    actions.override(hit, "空白背景图，已逐页看过", actor=actor, at=AT)
    assert actions.submit(record, actor=actor, at=AT).remarks[0]["reason"] == "空白背景图，已逐页看过"


def letter() -> docx.document.Document:
    """A notice as offices write it: red head, number, title, automatic numbers, a picture, signature and date on the right."""
    paper = docx.Document()
    for words in ("和光县人民政府办公室文件", "和光府办发〔2026〕18号", "关于加强汛期饮水安全工作的通知"):
        paper.add_paragraph(words).alignment = WD_ALIGN_PARAGRAPH.CENTER
    paper.add_paragraph("各乡镇人民政府：")
    numbering = paper.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for words in ("总体要求", "重点任务"):
        paper.add_paragraph(words)._p.get_or_add_pPr().append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'))
    paper.add_paragraph("各水厂每日检测水质，").add_run("发现异常立即报告").bold = True
    picture = io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "png")
    paper.add_picture(picture)
    for words in ("和光县人民政府办公室", "2026年6月1日"):
        paper.add_paragraph(words).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return paper


def stored(paper: docx.document.Document) -> bytes:
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def faithful(body: str) -> bool:
    assert body.startswith("<p>各乡镇人民政府：</p><p>一、总体要求</p><p>二、重点任务</p>"), body[:300]
    assert "<strong>发现异常立即报告</strong>" in body and "data:image/png" in body
    return '<p style="text-align:right">2026年6月1日</p>' in body


def test_the_draft_shows_what_the_paper_shows(county: County):
    record = actions.import_file(county.finance, stored(letter()), "通知.docx", actor=liaison_actor(county.finance), at=AT)
    assert (record.title, record.doc_number) == ("关于加强汛期饮水安全工作的通知", "和光府办发〔2026〕18号") and faithful(record.body)


@needs_soffice
def test_an_older_file_keeps_as_much(county: County, tmp_path: Path):
    data = converted(stored(letter()), "docx", "doc", tmp_path)
    assert faithful(actions.import_file(county.finance, data, "通知.wps", actor=liaison_actor(county.finance), at=AT).body)
