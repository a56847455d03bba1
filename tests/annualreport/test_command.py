"""zwgk annualreport check: what it prints, when it fails; the findings known in published reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zwgk.domain.annualreports import as_json
from zwgk.surfaces.cli.main import main

from .samples import changed, docx, form_of, html, sound

PUBLISHED = Path(__file__).resolve().parents[2].parent / "shared/documents/open/annual_reports"
published = pytest.mark.skipif(not PUBLISHED.is_dir(), reason="published reports are not on this machine")


def said(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str]:
    status = main(["annualreport", "check", *map(str, words)])
    out = capsys.readouterr()
    return status, out.out + out.err


def test_a_sound_page_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "报告.html").write_bytes(html(sound()))
    status, text = said(capsys, tmp_path / "报告.html")
    assert (status, "没有发现不一致" in text) == (0, True)


def test_a_wrong_document_fails_and_shows_the_sum(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "报告.docx").write_bytes(docx(changed(sound(), R4__natural=2)))
    status, text = said(capsys, tmp_path / "报告.docx")
    assert status == 1
    assert "自然人：一 36 + 二 2 = 38 ≠ 三（七） 35 + 四 2 = 37（相差 1）" in text


def test_last_years_report_beside_it_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    last = changed(sound(2023), R4__natural=1, R4__legal_service=0, R4__total=1)
    (tmp_path / "heguang_2023.json").write_text(json.dumps(as_json(last, form_of(last))), "utf-8")
    (tmp_path / "heguang_2024.html").write_bytes(html(sound()))
    status, text = said(capsys, tmp_path / "heguang_2024.html", "--json")
    found = json.loads(text)
    assert (status, found["previous"]) == (1, "heguang_2023.json")
    assert {each["check"] for each in found["violations"]} == {"H4", "S1"}
    assert said(capsys, tmp_path)[0] == 1  # a whole folder


@pytest.mark.parametrize("content", [b"", b"{", b"[1, 2]", "和光县工作要点".encode(), b"%PDF-1.4 broken"])
def test_what_is_no_report_is_refused(content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_bytes(content)
    status, text = said(capsys, tmp_path / "file")
    assert status == 1 and text and "Traceback" not in text


def test_another_years_report_as_previous_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for year in (2021, 2024):
        (tmp_path / f"{year}.html").write_bytes(html(sound(year)))
    status, text = said(capsys, tmp_path / "2024.html", "--previous", tmp_path / "2021.html")
    assert status == 1 and "不是2024年度的上一年" in text


@published
def test_findings_known_in_published_reports(capsys: pytest.CaptureFixture[str]) -> None:
    known = {
        "sh2019.json": ["文字“予以公开及部分公开258件” ≠ 表中 三（一） 272 + 三（二） 3 = 275", "占33.9%"],
        "pingtan_2023.json": ["现行有效行政规范性文件393件” ≠ 表中 行政规范性文件·现行有效件数 470"],
        "pingtan_2024.json": ["470 + 本年制发件数 62 − 本年废止件数 33 = 499 ≠ 现行有效件数 440", "未经复议直接起诉：2023年度尚未审结 1 > 本年度总计 0"],
        "pingtan_2024.txt": ["499 ≠ 现行有效件数 440"],
        "pingtan_2019.json": ["没有发现不一致"],
    }
    for name, findings in known.items():
        status, text = said(capsys, PUBLISHED / name)
        assert status == 0 and all(finding in text for finding in findings), text
        assert text.count("[请核对]") <= len(findings) + 1


@published
def test_an_opening_without_tables_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    status, text = said(capsys, PUBLISHED / "panyu2024_opening.txt")
    assert status == 1 and "没有第三部分的统计表" in text
