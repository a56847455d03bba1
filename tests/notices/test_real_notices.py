"""The real documents beside the checkout (never part of it): scores against the gold readings, and what their pages say."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from zwgk.domain.notices import as_json, read
from zwgk.foundation.files.readers import extract

BARS = {"leaves": 0.97, "lead_units": 0.97, "responsible_units": 0.97, "core_deadlines": 0.93, "metadata": 0.95, "targets": 0.85}
SILENT = re.compile(r"国函|国办函(?!200557)|发明电|国发200418")


def _read(path: Path) -> dict[str, Any]:
    return as_json(read(extract(path.read_bytes(), path.name)))


@pytest.fixture(scope="module")
def scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_plan", shared / "tools" / "score_plan.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.requirement("DOC-01", "DOC-03", "DOC-04", "DOC-05", "DOC-06", "DOC-07")
def test_the_five_notices_reach_their_bars(shared: Path, scorer: ModuleType) -> None:
    golds = sorted((shared / "gold").glob("*.yaml"))
    assert len(golds) == 5
    for gold in golds:
        wanted = yaml.safe_load(gold.read_text(encoding="utf-8"))
        score = scorer.score(wanted, _read(shared / "documents" / "notices" / f"{gold.stem}.txt"))
        for name, bar in BARS.items():
            assert score[name]["f1"] is None or score[name]["f1"] >= bar, (gold.stem, name, score["log"])


@pytest.mark.requirement("DOC-01", "DOC-02")
@pytest.mark.parametrize("kind", ["txt", "html"])
def test_the_head_of_each_state_council_page_is_read(shared: Path, kind: str) -> None:
    names = {"title": "标题", "doc_number": "发文字号", "issuing_organ": "发文机关", "index_number": "索引号", "signed_date": "成文日期", "published_date": "发布日期"}
    pages = sorted((shared / "documents" / "open").glob("*/*.meta.json"))
    assert pages
    for page in pages:
        told = json.loads(page.read_text(encoding="utf-8"))["parsed_from_table"]
        got = _read(page.with_name(page.name.replace(".meta.json", f".{kind}")))["metadata"]
        for name, label in names.items():
            assert got[name] == re.sub(r"(\d{4})年(\d\d)月(\d\d)日", r"\1-\2-\3", told[label]), (page.name, name)


@pytest.mark.requirement("DOC-05")
def test_documents_that_set_no_task_give_none(shared: Path) -> None:
    found = [path for path in sorted((shared / "documents" / "open" / "other_notices").glob("gov_*.txt")) if SILENT.search(path.name)]
    assert len(found) > 10
    assert {path.name: len(_read(path)["tasks"]) for path in found if _read(path)["tasks"]} == {}


@pytest.mark.requirement("DOC-05")
@pytest.mark.parametrize("stem, leaves", [("fj2016_fjb", 66), ("pt2021_fjb", 36), ("pt2022_fjb", 18), ("pt2020_ssfa", 18), ("sp2020_fa", 11)])
def test_tables_and_plans_run_together_are_taken_apart(shared: Path, stem: str, leaves: int) -> None:
    for ending in (".txt", ".lines.txt"):
        told = _read(shared / "documents" / "open" / "work_plans" / (stem + ending))
        assert len([task for task in told["tasks"] if task["path"] != ["尾"]]) == leaves


@pytest.mark.requirement("DOC-07")
@pytest.mark.parametrize("stem", ["fj2016_fjb", "pt2021_fjb", "pt2022_fjb", "sp2020_fa"])
def test_every_time_limit_of_the_plans_is_found(shared: Path, stem: str) -> None:
    wanted = json.loads((shared / "documents" / "open" / "work_plans" / "expected_counts.json").read_text(encoding="utf-8"))[stem]["期限"]
    told = _read(shared / "documents" / "open" / "work_plans" / f"{stem}.txt")
    phrases = [one["text"] for task in told["tasks"] for one in task["deadlines"]]
    for phrase in wanted:
        assert any(phrase in one for one in phrases), phrase


@pytest.mark.requirement("DOC-01", "DOC-08")
def test_page_openings_say_what_is_expected(shared: Path) -> None:
    slots = {"标题": "title", "文号": "doc_number", "发文机关": "issuing_organ", "成文日期": "signed_date", "发布日期": "published_date", "索引号": "index_number"}
    for path in sorted((shared / "documents" / "open" / "page_openings").glob("*.txt")):
        line = next(one for one in path.read_text(encoding="utf-8").splitlines() if one.startswith("@expect"))
        told = _read(path)["metadata"]
        for label, value in (pair.split("=", 1) for pair in line.removeprefix("@expect ").split("|")):
            if label in slots:
                doubtful = "（" in value and label in ("标题", "成文日期")
                assert told[slots[label]] == (None if doubtful else value), (path.name, label)
