"""Every rule has its article: no dated value without an instrument that was in force."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from zwgk import law
from zwgk.law.model import DatedValue, DeadlineRule

from . import house


@pytest.fixture(scope="module")
def book() -> law.Law:
    return law.load()


def dated(rule: DeadlineRule) -> Iterator[DatedValue]:
    yield from rule.values
    if rule.extension:
        yield from rule.extension.values


def test_the_law_files_have_no_mistakes():
    problems = law.check(law.ROOT)
    assert not problems, house.told([str(problem) for problem in problems], "each line says its own remedy")


def test_every_dated_value_names_an_instrument_in_force(book: law.Law):
    broken = []
    for rule in book.deadlines.values():
        for value in dated(rule):
            act = book.instruments.get(value.reference.instrument)
            if act is None or not act.holds_on(value.since):
                broken.append(f"{rule.id} since {value.since}: {value.reference.instrument}")
    assert not broken, house.told(broken, "name the instrument that gave the value on that day, or correct the day")


def test_what_is_not_certain_says_why(book: law.Law):
    broken = [
        f"{rule.id} since {value.since}"
        for rule in book.deadlines.values()
        for value in dated(rule)
        if value.status is law.Status.UNVERIFIED and not (value.note or rule.note)
    ]
    assert not broken, house.told(broken, "an unverified value carries a note: what has to be checked, and where")
