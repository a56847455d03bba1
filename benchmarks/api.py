"""How long the interface takes with 100,000 publications. `python benchmarks/api.py [--rows 100000 --rounds 25]`.

The publications are those of `public.py`, every filter asked alone and together. On SQLite, or PostgreSQL:
`python scripts/with_postgres.py -- python benchmarks/api.py`. What is told: median and p95 by the clock, the time of the processor.
The limit is a p95 of 60 ms for lists and documents. Last the whole set of documents: first from the rows, then from the kept file.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import Any

import own
import public

LIMIT = 60


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, number in (("rows", 100_000), ("rounds", 25)):
        parser.add_argument(f"--{name}", type=int, default=number)
    parser.add_argument("--keep", default="", help="a folder whose database is kept and used again")
    told = parser.parse_args()
    with own.database(told.keep) as vendor:
        public.prepare(told.rows, vendor)
        return answers(told.rounds, told.rows)


def answers(rounds: int, rows: int) -> int:
    from django.conf import settings
    from django.test import Client

    settings.API_RATE = 0
    client = Client()
    middle = cursor_in_the_middle(rows)
    asked = (
        ("documents", "documents?limit=100"), ("deep in the list", f"documents?limit=100&cursor={middle}"), ("of an organ", "documents?organ=unit-6"), ("of a column, 2/5", "documents?column=art20-06"),
        ("column of an organ", "documents?organ=unit-0&column=art20-06"), ("a theme", "documents?theme=财政、金融、审计"), ("a rare theme", "documents?theme=国防"),
        ("organ and theme", "documents?organ=unit-7&theme=财政、金融、审计"), ("a kind without rows", "documents?kind=administrative-penalty"), ("what has lapsed", "documents?validity=lapsed"),
        ("one month", "documents?since=2024-05-01&until=2024-05-31"), ("changes", "changes"), ("organs", "organs"), ("columns of one", "columns?organ=unit-6"), ("kinds", "kinds"), ("openapi", "openapi.json"),
    )  # fmt: skip
    own.head()
    found = [own.rounds(name, [own.page(client, f"/api/v1/{path}")] * rounds) for name, path in asked]
    found.append(own.rounds("document", [own.page(client, f"/api/v1/documents/{public.slug_of(n * rows // rounds)}") for n in range(rounds)]))
    slow = [each.name for each in found if each.p95 > LIMIT]
    print("over the limit: " + ("、".join(slow) if slow else "none"))
    for name in ("whole set, from the rows", "whole set, kept"):
        own.rounds(name, [read(client, "/opendata/documents.jsonl")])
    return int(bool(slow))


def cursor_in_the_middle(rows: int) -> str:
    from zwgk.matters.records.models import Publication
    from zwgk.surfaces.api import cursors

    found = Publication.objects.get(pk=rows // 2)
    return cursors.written(found.published_at, found.pk)


def read(client: Any, path: str) -> Callable[[], None]:
    """The whole file, as a program takes it."""

    def work() -> None:
        answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: {answer.status_code}")
        for _ in answer.streaming_content:
            pass

    return work


if __name__ == "__main__":
    sys.exit(main())
