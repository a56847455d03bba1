"""Older office formats go through LibreOffice and come out like their modern twins."""

from __future__ import annotations

import pytest

from zwgk.foundation.files.readers import extract, office, tools

from .makers import PLAN, SENTENCE, converted, grid, lines, needs_soffice, saved, spans, tables, task_book, word_plan


@needs_soffice
@pytest.mark.parametrize(("made", "name", "kind"), [("doc", "通知.doc", "doc"), ("doc", "通知.wps", "wps"), ("rtf", "通知.rtf", "rtf"), ("odt", "通知.odt", "odt")])
@pytest.mark.requirement("DOC-01")
def test_older_text_formats(made, name, kind, tmp_path):
    found = extract(converted(saved(word_plan()), "docx", made, tmp_path), name)
    assert found.format == kind and lines(found) == [PLAN, SENTENCE, "（此件公开发布）"]
    assert spans(tables(found)[0]) == {"公开权责清单": (2, 1)}


@needs_soffice
@pytest.mark.parametrize(("name", "kind"), [("分工.xls", "xls"), ("分工.et", "et")])
@pytest.mark.requirement("DOC-03")
def test_older_workbooks(name, kind, tmp_path):
    found = extract(converted(saved(task_book()), "xlsx", "xls", tmp_path), name)
    assert found.format == kind and lines(found) == ["和光县2026年政务公开任务分工表"]
    assert grid(tables(found)[0])[(2, 2)] == "县司法局"


@needs_soffice
def test_a_doc_saved_under_another_name_is_read_with_a_note(tmp_path):
    found = extract(converted(saved(word_plan()), "docx", "doc", tmp_path), "通知.docx")
    assert found.notes[0] == "文件名是 .docx，内容是 .doc，已按真实内容读取。"


@needs_soffice
def test_without_libreoffice_the_refusal_says_what_to_install(tmp_path, monkeypatch):
    data = converted(saved(word_plan()), "docx", "doc", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    office.modern.cache_clear()
    with pytest.raises(Exception, match="未安装 LibreOffice.*另存为 .docx"):
        extract(data, "通知.doc")


def test_a_hanging_program_is_ended_with_its_children(tmp_path):
    assert tools.run(["/bin/sh", "-c", "sleep 30 & sleep 30"], seconds=0.3) is None
