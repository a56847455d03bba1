"""The sample plan: the document is the text, the reader finds what the text says, the cascade points to clauses that exist."""

from __future__ import annotations

import importlib.util
from functools import cache
from typing import Any

import pytest

from tests.demo.data import FOLDER, load, paths
from zwgk.domain.notices import Reading, read
from zwgk.domain.notices.model import PartKind
from zwgk.foundation.files.readers import extract
from zwgk.foundation.organs.names import key

PLAN = load("plan-2026.yaml")
CASCADE = load("cascade.yaml")


@cache
def reading(name: str) -> Reading:
    return read(extract((FOLDER / name).read_bytes(), name))


def found_paths(name: str) -> list[str]:
    return [("通知/" if task.part is PartKind.COVER else "") + "/".join(task.path) for task in reading(name).tasks]


def known_names() -> set[str]:
    organs = load("organs.yaml")
    names = {name for organ in organs["organs"] for name in (organ["name"], organ["short"])}
    names |= {alias["text"] for alias in organs["aliases"] if alias["state"] == "confirmed"}
    return {key(name) for name in names} | {key(spelling) for group in organs["groups"] for spelling in group["keys"]}


def test_the_document_is_what_the_script_makes_of_the_text() -> None:
    spec = importlib.util.spec_from_file_location("make_plan", FOLDER / "make_plan.py")
    assert spec is not None and spec.loader is not None
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.build(PLAN) == (FOLDER / "plan-2026.docx").read_bytes(), "请运行 python zwgk/demo/data/make_plan.py"


def test_the_reader_finds_every_measure_at_its_path() -> None:
    assert found_paths("plan-2026.docx") == paths()


def test_the_reader_finds_the_units_of_every_measure() -> None:
    measures = [
        measure for chapter in PLAN["chapters"] for section in chapter["sections"] for measure in section["measures"]
    ]
    tasks = [task for task in reading("plan-2026.docx").tasks if task.part is PartKind.ANNEX]
    for (text, lead, responsible), task in zip(measures, tasks, strict=True):
        assert ("、".join(task.lead_units), "、".join(task.responsible_units)) == (lead, responsible), text


def test_the_record_of_the_document_is_complete() -> None:
    record = reading("plan-2026.docx").metadata
    assert record.title and record.title.value == "".join(PLAN["notice"]["title"])
    assert record.annex_title and record.annex_title.value == "".join(PLAN["notice"]["annex"])
    assert record.doc_number and record.doc_number.value == PLAN["notice"]["number"]
    assert record.signed_date and record.signed_date.value == "2026-03-06"
    assert record.printed_date and record.printed_date.value == "2026-03-06"
    assert record.addressees == ("各乡镇人民政府、街道办事处", "县政府各部门", "县直有关单位")
    assert len(record.cc) == 5
    assert [contact.personal_mobile for contact in record.contacts] == [False]


def test_every_unit_named_in_the_plan_is_known_by_name_or_confirmed_alias() -> None:
    named = {name for task in reading("plan-2026.docx").tasks for name in (*task.lead_units, *task.responsible_units)}
    assert {name for name in named if key(name) not in known_names()} == set()


@pytest.mark.parametrize(
    ("name", "number", "tasks"),
    [("city-plan-2026.html", "云政办发〔2026〕6号", 23), ("province-notice-2026.txt", "澄政办函〔2026〕9号", 14)],
)
def test_the_superior_documents_are_read(name: str, number: str, tasks: int) -> None:
    record = reading(name).metadata
    assert record.doc_number and record.doc_number.value == number
    assert len(reading(name).tasks) == tasks


def test_the_cascade_points_to_clauses_that_exist() -> None:
    file = {step["number"]: step["file"] for step in CASCADE["chain"]}
    for link in CASCADE["links"]:
        below, above = set(found_paths(file[link["notice"]])), set(found_paths(file[link["to"]]))
        assert set(link["clauses"]) <= below
        assert {clause for targets in link["clauses"].values() for clause in targets} <= above
    for gap in CASCADE["gaps"]:
        assert gap["clause"] in found_paths(file[gap["notice"]])


def test_some_measures_are_late_some_due_today_and_some_later() -> None:
    days = {deadline.date for task in reading("plan-2026.docx").tasks for deadline in task.deadlines if deadline.date}
    assert "2026-11-23" in days and min(days) < "2026-04-01"
    assert {"2026-11-25", "2026-11-26", "2026-11-27"} <= days and "2026-12-20" in days
    assert {deadline.frequency for task in reading("plan-2026.docx").tasks for deadline in task.deadlines} >= {
        "monthly",
        "quarterly",
        "half_yearly",
        "yearly",
    }
