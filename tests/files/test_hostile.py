"""Files that want to harm or that cannot be read: each is refused in Chinese, with place and remedy, quickly."""

from __future__ import annotations

import http.server
import io
import struct
import threading
import zipfile
import zlib

import openpyxl
import pytest
from PIL import Image

from zwgk.domain.errors import BadInput
from zwgk.foundation.files.readers import extract, limits

from .makers import PLAN, W, converted, docx_of, needs_soffice, ofd_of, p, pdf_of, saved, task_book, word_plan, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refused(data: bytes, name: str, words: str) -> BadInput:
    with pytest.raises(BadInput, match=words) as refusal:
        extract(data, name)
    assert refusal.value.field == "file" and refusal.value.remedy
    return refusal.value


def ole_with(*names: str) -> bytes:
    """An OLE file whose directory holds entries of these names."""
    raw = b""
    for name in names:
        encoded = name.encode("utf-16-le")
        raw += encoded.ljust(64, b"\0") + struct.pack("<H", len(encoded) + 2) + bytes(62)
    return (OLE + bytes(22) + struct.pack("<H", 9)).ljust(512, b"\0") + raw.ljust(512, b"\0")


def test_an_empty_file():
    refused(b"", "通知.docx", "空的")


def test_a_file_of_blanks():
    refused(b" \r\n\t\n", "a.txt", "没有读到文字")


def test_a_program_under_the_name_of_a_document():
    refused(b"MZ\x90\x00" + bytes(200), "通知.doc", "可执行程序")


@pytest.mark.parametrize(("data", "name"), [(b"#!/bin/sh\nrm -rf x\n", "a.txt"), (b"WScript.Echo 1", "a.vbs"), (b"alert(1)", "通知.docx.js")])
def test_scripts(data, name):
    refused(data, name, "脚本")


def test_noise_is_not_text():
    refused(bytes(range(1, 32)) * 200, "a.txt", "认不出")


def test_an_archive_of_documents():
    refused(zipped({"a.txt": "x"}), "a.zip", "压缩包")
    refused(b"Rar!\x1a\x07\x00" + bytes(50), "a.rar", "先解压")


def test_a_zip_bomb():
    refused(docx_of(p(PLAN), word__media__x="0" * (limits.ZIP_RATIO_FLOOR + 1) * 2), "a.docx", "恶意构造")


def test_more_entries_than_any_document_has():
    refused(zipped({f"word/{at}": "" for at in range(limits.ZIP_ENTRIES + 1)}), "a.docx", "恶意构造")


def test_an_entry_that_hides_its_size():
    raw = bytearray(zipped({"word/document.xml": "<w>" + "一" * 5000 + "</w>"}))
    at = raw.rindex(b"PK\x01\x02")
    raw[at + 24 : at + 28] = struct.pack("<I", 10)
    refused(bytes(raw), "a.docx", "损坏")


def test_entities_that_unfold():
    bomb = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + f"<w:document {W}><w:body>{p('&b;')}</w:body></w:document>"
    refused(zipped({"word/document.xml": bomb}), "a.docx", "ENTITY")


def test_entities_that_read_our_disk():
    spy = '<?xml version="1.0"?>' + " " * 300_000 + '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + f"<w:document {W}><w:body>{p('&a;')}</w:body></w:document>"
    refused(zipped({"word/document.xml": spy}), "a.docx", "ENTITY")


def test_entities_in_a_workbook():
    parts = zipfile.ZipFile(io.BytesIO(saved(task_book())))
    content = {name: parts.read(name) for name in parts.namelist()}
    content["xl/styles.xml"] = b'<!DOCTYPE d [<!ENTITY a "b">]>' + content["xl/styles.xml"]
    refused(zipped(content), "a.xlsx", "ENTITY")


def test_entities_in_an_ofd():
    refused(ofd_of([[(10, 10, PLAN)]], **{"OFD.xml": '<!DOCTYPE d [<!ENTITY a "b">]><d/>'}), "a.ofd", "ENTITY")


def test_xml_nested_too_deep():
    refused(docx_of("<w:sdt>" * 2000 + "</w:sdt>" * 2000), "a.docx", "嵌套|损坏")


def test_a_page_nested_too_deep():
    refused(b"<html><body>" + b"<div>" * 20_000 + "文字".encode(), "a.html", "嵌套")


def test_tables_nested_in_tables():
    body = p(PLAN)
    for _ in range(40):
        body = f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>"
    assert PLAN in str(extract(docx_of(body), "a.docx").blocks)


def test_a_merge_over_the_whole_sheet():
    parts = zipfile.ZipFile(io.BytesIO(saved(task_book())))
    content = {name: parts.read(name) for name in parts.namelist()}
    content["xl/worksheets/sheet1.xml"] = content["xl/worksheets/sheet1.xml"].replace(b'ref="A1:C1"', b'ref="A1:XFD1048576"')
    refused(zipped(content), "a.xlsx", "合并单元格")


def test_more_cells_than_the_limit(monkeypatch):
    monkeypatch.setattr(limits, "CELLS", 5)
    refused(saved(task_book()), "a.xlsx", "单元格太多.*5 个")
    refused(saved(word_plan()), "a.docx", "单元格太多")


def test_a_cell_that_spans_a_million_rows_of_a_page():
    rows = "<tr><td rowspan=99999999 colspan=99999999>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr>" * 400
    refused(f"<html><body><p>{PLAN * 5}</p><table>{rows}</table></body></html>".encode(), "a.html", "单元格太多")


def test_more_pages_than_the_limit(monkeypatch):
    monkeypatch.setattr(limits, "PAGES", 1)
    refused(pdf_of("<p>甲</p><p style='page-break-before:always'>乙</p>"), "a.pdf", "页数太多")
    refused(ofd_of([[(10, 10, "甲")], [(10, 10, "乙")]]), "a.ofd", "页数太多")


def test_more_text_than_the_limit(monkeypatch):
    monkeypatch.setattr(limits, "TEXT_CHARACTERS", 10)
    for data, name in ((PLAN.encode(), "a.txt"), (docx_of(p(PLAN)), "a.docx"), (pdf_of(f"<p>{PLAN}</p>"), "a.pdf")):
        refused(data, name, "文字太多")


def test_a_file_beyond_the_size_limit(monkeypatch):
    monkeypatch.setattr(limits, "FILE_BYTES", 10)
    refused(PLAN.encode(), "a.txt", "文件太大")


def test_a_picture_of_too_many_pixels(monkeypatch):
    monkeypatch.setattr(limits, "IMAGE_PIXELS", 50)
    out = io.BytesIO()
    Image.new("L", (10, 10)).save(out, "PNG")
    refused(out.getvalue(), "a.png", "像素")


def test_a_word_file_locked_by_password():
    refused(ole_with("EncryptionInfo", "EncryptedPackage"), "a.docx", "密码")


def test_an_old_word_file_locked_by_password():
    word = bytearray(ole_with("WordDocument"))
    struct.pack_into("<II", word, 512 + 116, 1, 8192)
    word += b"\xec\xa5" + bytes(8) + struct.pack("<H", 0x0100) + bytes(9000)
    refused(bytes(word), "a.doc", "密码")


def test_an_old_workbook_locked_by_password():
    book = bytearray(ole_with("Workbook"))
    struct.pack_into("<II", book, 512 + 116, 1, 8192)
    book += struct.pack("<HH", 0x0809, 16) + bytes(16) + struct.pack("<HH", 0x002F, 54) + bytes(9000)
    refused(bytes(book), "a.xls", "密码")


def test_a_zip_locked_by_password():
    raw = bytearray(docx_of(p(PLAN)))
    raw[6] |= 1
    at = raw.index(b"PK\x01\x02")
    raw[at + 8] |= 1
    refused(bytes(raw), "a.docx", "密码")


def test_a_pdf_locked_by_password():
    """pypdfium2 cannot write encrypted files, so the lock is added by hand: an Encrypt dictionary no empty password opens."""
    plain = pdf_of(f"<p>{PLAN}</p>")
    assert extract(plain, "a.pdf").blocks
    lock = b"<</Filter/Standard/V 1/R 2/Length 40/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>"
    old = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"trailer<</Root 1 0 R/Size 3/ID[<" + b"30" * 16 + b"><" + b"30" * 16 + b">]/Encrypt " + lock + b">>\n%%EOF"
    )
    refused(old, "a.pdf", "密码")


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_truncated_office_files(share):
    for data, name in ((saved(word_plan()), "a.docx"), (saved(task_book()), "a.xlsx"), (ofd_of([[(10, 10, PLAN)]]), "a.ofd")):
        refused(data[: int(len(data) * share)], name, "损坏")


def test_a_truncated_pdf_is_refused_or_read():
    data = pdf_of(f"<p>{PLAN}</p>")
    refused(data[: len(data) // 4], "a.pdf", "损坏|没有读到文字")


def test_a_truncated_picture():
    out = io.BytesIO()
    Image.effect_noise((200, 200), 50).save(out, "PNG")
    refused(out.getvalue()[:500], "a.png", "损坏")


@needs_soffice
def test_a_truncated_doc(tmp_path):
    data = converted(saved(word_plan()), "docx", "doc", tmp_path)
    refused(data[:1000], "a.doc", "损坏|没有读到文字")


def test_an_ole_file_without_document():
    refused(ole_with("Contents"), "a.doc", "损坏")


def test_slides():
    refused(ole_with("PowerPoint Document"), "a.ppt", "演示文稿")
    refused(zipped({"ppt/presentation.xml": "<p/>"}), "a.pptx", "演示文稿")


def test_a_workbook_with_broken_parts():
    parts = zipfile.ZipFile(io.BytesIO(saved(task_book())))
    content = {name: parts.read(name) for name in parts.namelist()}
    content["xl/workbook.xml"] = b"<workbook><sheets>"
    refused(zipped(content), "a.xlsx", "损坏")


def test_an_ofd_that_points_outside():
    refused(ofd_of([[(10, 10, PLAN)]], **{"OFD.xml": "<OFD><DocBody><DocRoot>../../etc/passwd</DocRoot></DocBody></OFD>"}), "a.ofd", "缺少")


def test_an_empty_workbook():
    refused(saved(openpyxl.Workbook()), "a.xlsx", "没有读到文字")


def test_a_pdf_stream_that_unfolds(monkeypatch):
    monkeypatch.setattr(limits, "PDF_STREAM_BYTES", 1_000_000)
    body = zlib.compress(b" " * 2_000_000)
    data = b"%PDF-1.4\n4 0 obj<</Filter/FlateDecode/Length " + str(len(body)).encode() + b">>stream\n" + body + b"\nendstream endobj\n%%EOF"
    refused(data, "a.pdf", "异常地大")


@needs_soffice
def test_conversion_never_opens_the_network():
    asked: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_GET

        def log_message(self, *args: object) -> None: ...

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        link = f"http://127.0.0.1:{server.server_port}/x.png"
        found = extract(b"{\\rtf1 county {\\field{\\*\\fldinst INCLUDEPICTURE " + link.encode() + b"}{\\fldrslt}} end}", "a.rtf")
        server.shutdown()
    assert found.blocks and asked == []
