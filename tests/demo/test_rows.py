"""The rows of the sample county: enough of every kind, without a fault, in words that a reader may see, on any day of the demo."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from zwgk.demo.rows import EVERY, Batch
from zwgk.domain import kinds
from zwgk.law.loading import load

DAYS = (date(2026, 11, 23), date(2027, 2, 3), date(2027, 7, 12))
LEAST, MOST = 20, 150


@cache
def law() -> Any:
    return load()


@cache
def batches(kind: str, day: date) -> list[Batch]:
    return list(EVERY[kind](day))


def rows(kind: str, day: date) -> list[tuple[Batch, dict[str, Any]]]:
    return [(batch, row) for batch in batches(kind, day) for row in batch.rows]


def test_every_kind_has_rows() -> None:
    assert set(EVERY) == set(law().kinds)


@pytest.mark.requirement("NMD-02")
@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("kind", EVERY)
class TestRows:
    def test_there_are_enough_to_show_something(self, kind: str, day: date) -> None:
        assert LEAST <= len(rows(kind, day)) <= MOST

    def test_none_has_a_fault(self, kind: str, day: date) -> None:
        wrong = [(row, found.problems) for batch, row in rows(kind, day) if not (found := kinds.validate(law().kinds[kind], row, batch.day)).is_clean]
        assert not wrong, wrong[:2]

    def test_none_stands_there_twice(self, kind: str, day: date) -> None:
        keys = [(batch.unit, kinds.key_of(law().kinds[kind], kinds.validate(law().kinds[kind], row, batch.day).values)) for batch, row in rows(kind, day)]
        assert len(keys) == len(set(keys))

    def test_none_is_from_the_future_or_long_ago(self, kind: str, day: date) -> None:
        days = [batch.day for batch in batches(kind, day)]
        assert max(days) < day and max(days) > day - timedelta(days=400)

    def test_titles_read_well(self, kind: str, day: date) -> None:
        for batch, row in rows(kind, day):
            title = kinds.titled(law().kinds[kind], kinds.validate(law().kinds[kind], row, batch.day).values)
            assert not re.search(r"([\u4e00-\u9fff]{2,})\1", title), title
            assert not re.search(r"[A-Za-z]{3,}", title), title

