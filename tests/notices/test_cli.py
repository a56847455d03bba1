"""zwgk notice read: JSON for machines, Chinese for people, refusal for what cannot be opened."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zwgk.surfaces.cli.main import main

CASE = Path(__file__).parent / "cases" / "county_plan.txt"


@pytest.mark.requirement("DOC-05")
def test_json_has_metadata_tasks_and_what_to_look_at(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["notice", "read", str(CASE), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["metadata"]["doc_number"] == "和政办发〔2023〕12号" and len(told["tasks"]) == 7
    assert {"warnings", "repairs", "basis", "parts", "contacts", "line_roles", "to_ask"} <= told.keys()


def test_the_report_is_chinese_and_complete(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["notice", "read", str(CASE)]) == 0
    out = capsys.readouterr().out
    for word in ("【元数据】", "和政办发〔2023〕12号", "【任务】共 7 项", "牵头：县工业和信息化局", "6月底前（2023-06-30）", "【需要核对】"):
        assert word in out


def test_a_missing_file_is_refused_with_a_remedy(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["notice", "read", "没有这个文件.txt"]) == 1
    assert "打不开文件" in capsys.readouterr().err
