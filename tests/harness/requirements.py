"""The requirement marks: which ids exist, and which tests claim to show one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
import yaml

REGISTER = Path(__file__).resolve().parents[2] / "docs" / "requirements.yaml"


@cache
def known_ids() -> frozenset[str]:
    areas = yaml.safe_load(REGISTER.read_text("utf-8"))["areas"]
    return frozenset(row["id"] for area in areas for row in area["rows"])


def ids_of(item: pytest.Item) -> list[str]:
    """Every id marked on the test, its class or its module."""
    return [str(value) for mark in item.iter_markers("requirement") for value in mark.args]


def unknown_marks(items: Iterable[pytest.Item]) -> list[str]:
    """One line per test with an id that docs/requirements.yaml does not have."""
    lines = []
    for item in items:
        wrong = sorted(set(ids_of(item)) - known_ids())
        if wrong:
            lines.append(f"{item.nodeid}: {', '.join(wrong)}")
    return lines
