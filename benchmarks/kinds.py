"""How long kind rows take: import of 10,000 rows with screening, then the public table. `python benchmarks/kinds.py [--rows 10000 --rounds 25]`.

On a SQLite database of its own, or PostgreSQL: `python scripts/with_postgres.py -- python benchmarks/kinds.py`. Limits: import 60 s, a page of the public table p95 60 ms.
The public rows are written directly, two for each imported one (`--copies`); the import goes through the verbs.
"""

from __future__ import annotations

import argparse
import sys
import time
from datetime import UTC, datetime
from typing import Any

import own

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
KIND = "administrative-penalty"
PAGES = (
    ("first page", ""),
    ("page 40", "?page=40"),
    ("last page", "?page=9999"),
    ("sorted by the fine", "?sort=-fine"),
    ("words", "?q=第77商贸"),
    ("a month", "?decided_on_from=2026-03-01&decided_on_to=2026-03-31"),
    ("a choice", "?party_kind=法人及非法人组织"),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, number in (("rows", 10_000), ("rounds", 25), ("copies", 2)):
        parser.add_argument(f"--{name}", type=int, default=number)
    told = parser.parse_args()
    with own.database() as vendor:
        print(vendor)
        return measure(told.rows, told.rounds, told.copies)


def measure(rows: int, rounds: int, copies: int) -> int:
    from tests.records_rows.books import book, penalty
    from zwgk.domain.rights import system_actor
    from zwgk.foundation.organs.models import Organ
    from zwgk.matters.records.actions import rows as verbs

    organ = Organ.objects.create(
        name="和光县市场监督管理局", kind="department", slug="shichangju", division_code="999900"
    )
    data, actor = book([penalty(number) for number in range(1, rows + 1)]), system_actor("测量")
    began, worked = time.perf_counter(), time.process_time()
    intake = verbs.look_through(organ, KIND, data, "处罚.xlsx", actor=actor, at=AT)
    looked = time.perf_counter() - began
    done = verbs.take_in(intake, actor=actor, at=AT)
    taken = time.perf_counter() - began
    print(
        f"import of {done.new:,} rows: read, checked, screened {looked:.1f} s, together {taken:.1f} s (processor {time.process_time() - worked:.1f} s), limit 60 s"
    )
    _publish(copies)
    slow = _pages(rounds)
    return int(taken > 60 or slow)


def _publish(copies: int) -> None:
    """Public rows straight into the tables: this is about reading them."""
    from zwgk.domain.kinds import masked, projected
    from zwgk.foundation.rulebook import queries as rulebook
    from zwgk.matters.records.models import Cell, Publication, Record

    kind, serial = rulebook.law().kinds[KIND], 0
    for record in Record.objects.filter(kind=KIND).select_related("organ").iterator(chunk_size=2000):
        made = []
        for _ in range(copies):
            serial += 1
            made.append(Publication(
                record=record, number=serial, organ=record.organ, kind=KIND, title=record.title, values=masked(kind, record.values), slug=f"s-{serial}", index_number=f"i/{serial}",
                hash="0" * 64, body_hash="0" * 64, published_at=AT, first_published_at=AT, published_by="测量", clearance="review",
            ))  # fmt: skip
        Publication.objects.bulk_create(made)
        Cell.objects.bulk_create(
            Cell(
                record=record,
                publication=each,
                kind=KIND,
                field=cell.field,
                text=cell.text,
                amount=cell.number,
                day=cell.day,
            )
            for each in made
            for cell in projected(kind, each.values)
        )
    print(f"{serial:,} public rows of one kind")


def _pages(rounds: int) -> bool:
    from django.test import Client

    own.settle()
    client: Any = Client()
    own.head()
    found = [own.rounds(name, [own.page(client, f"/xxgk/data/{KIND}/{query}")] * rounds) for name, query in PAGES]
    return any(each.p95 > 60 for each in found)


if __name__ == "__main__":
    sys.exit(main())
