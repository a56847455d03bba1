"""Whole fictional documents of many shapes, each beside what it says (cases/*.txt and *.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from zwgk.domain.notices import as_json, read, text_to_extracted

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))


def _told(task: dict[str, Any]) -> dict[str, Any]:
    core = [[d["text"], d["date"] or d["frequency"] or f"{d['amount']} {d['unit']}"] for d in task["deadlines"] if d["core"]]
    told = {"path": task["path"], "begins": task["text"][:14], "lead": task["lead_units"], "responsible": task["responsible_units"], "deadlines": core}
    return {name: value for name, value in told.items() if value}


@pytest.mark.requirement("DOC-05")
@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_the_document_is_read_as_a_person_reads_it(case: Path) -> None:
    wanted = yaml.safe_load(case.read_text(encoding="utf-8"))
    told = as_json(read(text_to_extracted(case.with_suffix(".txt").read_bytes())))
    assert [_told(task) for task in told["tasks"]] == wanted["tasks"]
    assert {name: told["metadata"][name] for name in wanted["metadata"]} == wanted["metadata"]
    assert sorted({one["code"] for one in told["warnings"]}) == wanted["warnings"]


@pytest.mark.requirement("DOC-01")
@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_each_field_of_the_record_keeps_its_source(case: Path) -> None:
    told = as_json(read(text_to_extracted(case.with_suffix(".txt").read_bytes())))
    for name, source in told["sources"].items():
        assert source["raw"] and source["how"], name


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_the_same_text_in_other_encodings_says_the_same(case: Path) -> None:
    text = case.with_suffix(".txt").read_text(encoding="utf-8")
    first = as_json(read(text_to_extracted(text.encode("utf-8"))))
    for encoding in ("gb18030", "utf-16", "utf-8-sig"):
        assert as_json(read(text_to_extracted(text.encode(encoding))))["tasks"] == first["tasks"]
