"""zwgk page check: foreign pages, told in Chinese, and as JSON."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from zwgk.surfaces.cli.main import main

from .test_webpages import GOOD

BAD = "您现在的位置 : 首页 > 政务公开 > 政府信息公开年度报告\n和光县2017年政务公开工作要点\n• 来源:\n• 【字体:\n"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(GOOD, "utf-8")
    return path


def test_a_good_page_says_so(page: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["page", "check", str(page), "--day", "2026-11-23"]) == 0
    assert "没有发现问题" in capsys.readouterr().out


@pytest.mark.requirement("PRO-08")
def test_each_line_says_rule_what_where_and_how(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "saved.txt"
    path.write_text(BAD, "utf-8")
    assert main(["page", "check", str(path)]) == 1
    out = capsys.readouterr().out
    assert "misfiled 归类不当" in out
    assert "移到“政府信息公开制度”" in out
    assert "第 3 行" in out
    assert "依据：" in out


def test_json_from_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GOOD.replace('name="SiteIDCode"', 'name="siteidcode"').encode())))
    assert main(["page", "check", "-", "--json", "--url", "http://www.heguang.gov.cn/a.html"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [each["rule"] for each in found["problems"]] == ["tag-case"]
    assert found["problems"][0]["mend"] == "把 siteidcode 改成 SiteIDCode。"


def test_what_is_no_page_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "a.html"
    path.write_bytes(b"%PDF-1.7")
    assert main(["page", "check", str(path)]) == 1
    assert "不是网页" in capsys.readouterr().err


SHARED = Path(__file__).parents[3] / "shared" / "documents" / "notices"


@pytest.mark.requirement("PRO-08")
def test_the_real_pages_give_themselves_away(capsys: pytest.CaptureFixture[str]):
    """A work plan under 年度报告, empty labels, a garbled script: found in the pages of the task, and nothing else called misfiled."""
    if not SHARED.is_dir():
        pytest.skip("../shared/documents/notices is not here")
    main(["page", "check", *map(str, sorted(SHARED.glob("*.txt"))), "--json"])
    found = {each["file"].rpartition("/")[2][:3]: {problem["rule"] for problem in each["problems"]} for each in json.loads(capsys.readouterr().out)}
    assert [name for name, rules in found.items() if "misfiled" in rules] == ["002"]
    assert [name for name, rules in found.items() if "label-empty" in rules] == ["001", "002"]
    assert [name for name, rules in found.items() if "text-garbled" in rules] == ["003"]
