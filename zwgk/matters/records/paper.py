"""On paper: the capture of a page, and 《信息公开情况证明》 as .pdf and .docx, with a code and a square that anybody can check."""

from __future__ import annotations

import io

import segno
from django.conf import settings
from django.template.loader import render_to_string
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from zwgk.domain import kinds
from zwgk.foundation.files import queries as files
from zwgk.foundation.rulebook import queries as rulebook

from .models import DOCUMENT, Capture, Certificate

TITLE = "信息公开情况证明"


def capture_pdf(row: Capture) -> bytes:
    """What stood there: head, text as published, files with their digests."""
    publication = row.publication
    fields = []
    kind = rulebook.law().kinds.get(publication.kind) if publication.kind != DOCUMENT else None
    if kind is not None:
        fields = [(each.label, kinds.shown(each, publication.values[each.id])) for each in kind.fields if each.id in publication.values]
    told = {"row": row, "event": row.said, "publication": publication, "fields": fields, "files": publication.files.select_related("file")}
    return files.printed(render_to_string("records/_capture.html", told))


def check_address(certificate: Certificate) -> str:
    """Where anybody checks it."""
    return f"{settings.SITE_URL}/xxgk/check/{certificate.code}/"


def certificate_pdf(certificate: Certificate) -> bytes:
    """With the square."""
    square = segno.make(check_address(certificate), error="m").svg_data_uri(scale=3, border=1)
    return files.printed(render_to_string("records/_certificate.html", {
        "certificate": certificate, "content": certificate.content, "square": square, "address": check_address(certificate), "title": TITLE,
    }))  # fmt: skip


def certificate_docx(certificate: Certificate) -> bytes:
    """The same words for whoever must sign or enclose them."""
    content, page = certificate.content, Document()
    style = page.styles["Normal"]
    style.font.name, style.font.size = "FangSong", Pt(15)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    head = page.add_paragraph()
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = head.add_run(TITLE)
    run.font.size, run.bold = Pt(22), True
    for label, words in _lines(content):
        page.add_paragraph(f"{label}：{words}")
    _table(page, ("版本", "上线时间", "结束时间", "在线天数", "正文哈希"), [
        (f"第{each['number']}版（{each['standing']}）", each["from"], "\n其间封存：".join([each["until"] or "至今", *each.get("pauses", [])]), str(each["days"]), each["hash"]) for each in content["versions"]
    ])  # fmt: skip
    page.add_paragraph("")
    _table(page, ("时间", "事项", "正文哈希"), [(each["at"], each["event"], each["hash"]) for each in content["events"]])
    page.add_paragraph(f"验证码：{certificate.code}　核验地址：{check_address(certificate)}")
    square = io.BytesIO()
    segno.make(check_address(certificate), error="m").save(square, kind="png", scale=6, border=1)
    square.seek(0)
    page.add_picture(square, width=Cm(3))
    foot = page.add_paragraph(f"{content['organ']}\n{certificate.made_at.astimezone():%Y年%-m月%-d日}")
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    out = io.BytesIO()
    page.save(out)
    return out.getvalue()


def _lines(content: dict[str, str]) -> list[tuple[str, str]]:
    named = (
        ("信息名称", "title"), ("发布机构", "organ"), ("索引号", "index_number"), ("文号", "doc_number"), ("公开地址", "address"), ("首次公开", "first_published"),
        ("现在状态", "now"), ("统计截至", "counted_at"),
    )  # fmt: skip
    return [(label, content[key]) for label, key in named if content.get(key)]


def _table(page: Document, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    table = page.add_table(rows=1, cols=len(heads), style="Table Grid")
    for cells, words in [(table.rows[0].cells, heads), *((table.add_row().cells, row) for row in rows)]:
        for cell, word in zip(cells, words, strict=True):
            cell.text = ""
            cell.paragraphs[0].add_run(word).font.size = Pt(9)
