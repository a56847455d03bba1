"""A flood of applications: none is lost, none is doubled, no number is given twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection, connections
from django.test import Client

from tests.cast import AT, County, make_county
from zwgk.foundation.gate import queries as gate
from zwgk.matters.inforequests.actions import receive
from zwgk.matters.inforequests.models import Case, Event, Register, Sent

from .makers import SYSTEM, application


@pytest.fixture
def flooded(transactional_db: None, tmp_path: Path) -> Iterator[County]:
    """A database that several connections write at once. The shared memory of SQLite tests is none: threads get a file, as in service."""
    county = make_county()
    if connection.vendor != "sqlite":
        yield county
        return
    file = tmp_path / "flood.sqlite3"
    with closing(sqlite3.connect(file)) as target:
        connection.connection.backup(target)
    told = connections.settings["default"]
    kept, told["NAME"] = told["NAME"], str(file)
    yield county
    told["NAME"] = kept


def in_threads(act: Callable[[int], object], numbers: Sequence[int], threads: int = 6) -> None:
    """Each number once, by several connections at the same time."""

    def part(mine: Sequence[int]) -> None:
        try:
            for number in mine:
                act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        for done in [pool.submit(part, numbers[at::threads]) for at in range(threads)]:
            done.result()


def complete(organs: int, applications: int) -> None:
    """Every application once, numbers 1 … n without gap at each organ."""
    assert Case.objects.count() == Sent.objects.count() == applications == Event.objects.filter(kind="submitted").count()
    assert Case.objects.values("code").distinct().count() == applications
    each = applications // organs
    for row in Register.objects.all():
        numbers = {int(number.split("〕")[1].rstrip("号")) for number in Case.objects.filter(organ_id=row.organ_id).values_list("number", flat=True)}
        assert row.last == each and numbers == set(range(1, each + 1))


def pour(county: County, applications: int) -> None:
    """By several connections at once; every tenth form is sent twice, as impatient people do."""
    organs = [county.finance, county.qinghe]

    def send(number: int) -> None:
        new = application(organs[number % 2], "online", f"第{number}件", token=f"form-{number}")
        receive(new, actor=SYSTEM, at=AT)

    in_threads(send, [number for number in range(applications) for _ in range(1 if number % 10 else 2)])
    in_threads(lambda _: complete(len(organs), applications), [0], 1)


@pytest.mark.db
@pytest.mark.requirement("REQ-01")
def test_a_hundred_at_once_are_all_there_once(flooded: County) -> None:
    pour(flooded, 100)


@pytest.mark.db
@pytest.mark.slow
@pytest.mark.requirement("REQ-01")
def test_ten_thousand_are_all_there_once(flooded: County) -> None:
    pour(flooded, 10_000)


@pytest.mark.requirement("REQ-01")
def test_the_pages_take_a_crowd(flooded: County) -> None:
    def send(number: int) -> None:
        question = gate.ask()
        form = {
            "organ": "finance", "title": f"第{number}件", "form": "electronic", "delivery": "online", "applicant_kind": "natural", "applicant": "甲",
            "phone": f"139000{number:05d}", "mark": question.mark, "answer": question.letters, "sure": "on",
        }  # fmt: skip
        client = Client(REMOTE_ADDR=f"10.1.{number // 250}.{number % 250}")
        assert {client.post("/requests/new/form/", form).status_code for _ in range(2)} == {302}

    in_threads(send, range(20))
    in_threads(lambda _: complete(1, 20), [0], 1)
