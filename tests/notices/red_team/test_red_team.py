"""Fictional documents of many more shapes; what they say was written down before the reader saw them.

A deadline counts when its phrase overlaps and its value is equal; phrases under `soft` may be read or not.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from zwgk.domain.notices import as_json, read, text_to_extracted
from zwgk.foundation.files.readers import extract

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*.yaml"))
FIELDS = ("title", "doc_number", "issuing_organ", "signed_date", "published_date", "publicity", "index_number", "validity", "addressees", "cc")


def _source(case: Path) -> Path:
    return next(path for path in case.parent.glob(case.stem + ".*") if path.suffix != ".yaml")


def _told(case: Path) -> dict[str, Any]:
    path = _source(case)
    data = path.read_bytes()
    return as_json(read(text_to_extracted(data) if path.suffix == ".txt" else extract(data, path.name)))


def _value(deadline: dict[str, Any]) -> str:
    count = deadline["min_count"] or 1
    if deadline["frequency"]:
        return f"{deadline['frequency']} {count}"
    return deadline["date"] or f"{deadline['amount']} {deadline['unit']}"


def _wanted_value(value: object) -> str:
    words = str(value).split()
    return f"{words[0]} {words[1] if len(words) > 1 else 1}" if words[0].endswith("ly") else str(value)


def _overlap(one: str, other: str) -> bool:
    return one in other or other in one


def _check_deadlines(task: dict[str, Any], wanted: dict[str, Any]) -> None:
    found = [one for one in task["deadlines"] if one["core"]]
    for phrase, value in wanted.get("deadlines", []):
        hit = next((one for one in found if _overlap(one["text"], phrase) and _value(one) == _wanted_value(value)), None)
        assert hit is not None, (phrase, value, [(one["text"], _value(one)) for one in found])
        found.remove(hit)
    extra = [one["text"] for one in found if not any(_overlap(one["text"], soft) for soft in wanted.get("soft", []))]
    assert extra == []


@pytest.mark.requirement("DOC-05")
@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_the_tasks_are_those_a_person_finds(case: Path) -> None:
    wanted = yaml.safe_load(case.read_text(encoding="utf-8"))
    tasks = _told(case)["tasks"]
    assert [(task["path"][-1], task["text"][:4]) for task in tasks] == [(str(one["path"][-1]), one["begins"][:4]) for one in wanted["tasks"]]
    for task, one in zip(tasks, wanted["tasks"], strict=True):
        assert task["text"].startswith(one["begins"])
        assert set(task["lead_units"]) == set(one.get("lead", [])), one["begins"]
        assert set(task["responsible_units"]) == set(one.get("responsible", [])), one["begins"]
        _check_deadlines(task, one)


@pytest.mark.requirement("DOC-01")
@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_the_record_is_the_one_of_the_document(case: Path) -> None:
    wanted = yaml.safe_load(case.read_text(encoding="utf-8")).get("metadata") or {}
    told = _told(case)["metadata"]
    for name in FIELDS if wanted else ():
        right = [wanted.get(name) or ([] if name in ("addressees", "cc") else None), *wanted.get(name + "_alt", [])]
        assert told[name] in right, name
