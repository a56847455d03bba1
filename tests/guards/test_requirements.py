"""The register of requirements is whole, and a mark on a test can only name one of its rows."""

from __future__ import annotations

from collections import Counter

import yaml

from tests.harness.requirements import REGISTER, known_ids


def areas() -> list[dict]:
    return yaml.safe_load(REGISTER.read_text("utf-8"))["areas"]


def test_there_are_255_requirements_in_26_areas():
    assert (len(areas()), len(known_ids())) == (26, 255)


def test_no_id_is_given_twice_and_each_lies_in_its_area():
    rows = [(area["code"], row["id"]) for area in areas() for row in area["rows"]]
    assert [number for number, times in Counter(id_ for _, id_ in rows).items() if times > 1] == []
    assert [id_ for code, id_ in rows if not id_.startswith(f"{code}-")] == []


def test_every_row_says_what_it_is_and_where_it_comes_from():
    broken = [
        row["id"]
        for area in areas()
        for row in area["rows"]
        if not (row["title"] and row["title_zh"] and row["source"])
        or not row["marks"]
        or set(row["marks"]) - {"software", "records", "external"}
    ]
    assert broken == []
