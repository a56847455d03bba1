"""The front door: content decides, names are only compared; nothing heavy is loaded for a small text."""

from __future__ import annotations

import subprocess
import sys

import pytest

from zwgk.foundation.files.readers import Kind, available, extract, sniff

from .makers import PLAN, docx_of, lines, ofd_of, p, pdf_of, saved, task_book

SAMPLES = {
    Kind.TXT: lambda: PLAN.encode("gb18030"),
    Kind.HTML: lambda: f"<html><body><p>{PLAN}</p></body></html>".encode(),
    Kind.DOCX: lambda: docx_of(p(PLAN)),
    Kind.XLSX: lambda: saved(task_book()),
    Kind.PDF: lambda: pdf_of(f"<p>{PLAN}</p>"),
    Kind.OFD: lambda: ofd_of([[(10, 10, PLAN)]]),
    Kind.RTF: lambda: b"{\\rtf1\\ansi x}",
    Kind.IMAGE: lambda: b"\x89PNG\r\n\x1a\n" + bytes(20),
}


@pytest.mark.parametrize("kind", SAMPLES)
@pytest.mark.parametrize("name", ["", "通知.doc", "通知.pdf", "通知.txt", "通知"])
def test_the_kind_is_found_by_content_whatever_the_name(kind, name):
    assert sniff(SAMPLES[kind](), name) is kind


@pytest.mark.parametrize(
    ("kind", "name", "note"),
    [
        (Kind.DOCX, "通知.doc", "文件名是 .doc，内容是 .docx，已按真实内容读取。"),
        (Kind.HTML, "通知.doc", "文件名是 .doc，内容是网页，已按真实内容读取。"),
        (Kind.TXT, "通知.docx", "文件名是 .docx，内容是 .txt，已按真实内容读取。"),
        (Kind.PDF, "通知.ofd", "文件名是 .ofd，内容是 .pdf，已按真实内容读取。"),
    ],
)
def test_a_wrong_extension_is_noted(kind, name, note):
    found = extract(SAMPLES[kind](), name)
    assert found.notes[0] == note


@pytest.mark.parametrize("name", ["通知.docx", "通知.wps", "通知", "2026.3.2 通知"])
def test_a_fitting_or_absent_extension_needs_no_note(name):
    assert not extract(docx_of(p(PLAN)), name).notes


def test_text_about_tags_is_not_a_web_page():
    found = extract(f"{PLAN}\n页面应使用 <table> 标签展示。\n".encode(), "a.txt")
    assert found.format == "txt" and len(lines(found)) == 2


def test_available_names_the_optional_programs():
    assert set(available()) == {"soffice", "tesseract", "tesseract chi_sim"}


def test_reading_text_loads_neither_django_nor_office_libraries(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text(PLAN, "utf-8")
    program = (
        "import sys, pathlib; from zwgk.foundation.files.readers import extract; extract(pathlib.Path(sys.argv[1]).read_bytes(), 'a.txt');"
        "print(*{'django', 'lxml', 'pdfplumber', 'openpyxl', 'PIL', 'selectolax'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program, str(file)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
