"""How long the public pages take with 100,000 publications. `python benchmarks/public.py [--rows 100000 --rounds 25]`.

On a SQLite database of its own, or PostgreSQL: `python scripts/with_postgres.py -- python benchmarks/public.py`. Every page is answered by
the whole application, uncached, in one process; what is told is median and p95 by the clock, and the time the processor worked (on a busy
machine the others say how busy it is; PostgreSQL works in processes of its own). The limit is a p95 of 60 ms.
One column holds two fifths of all rows, because one bureau publishes most penalties. The last lines are the obvious way of the same list:
Django's paginator over the publications, with the years counted. `--keep FOLDER` keeps the SQLite file and uses it again.
"""

from __future__ import annotations

import argparse
import sys
import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

import own

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
LIMIT = 60
UNITS = 75
KEYS = (
    ("guide", "guide", "政府信息公开指南"), ("rules", "rules", "政府信息公开制度"), ("content", "content", "法定主动公开内容"),
    *((f"art20-{n:02d}", "content", f"第{n}项信息") for n in range(1, 16)), ("report", "report", "政府信息公开年报"), ("request", "request", "依申请公开"),
)  # fmt: skip
TEXT = "各乡镇人民政府，各单位：" + "为了做好这项工作，现将有关事项通知如下，请结合实际认真落实，遇有问题及时反映。" * 12
BODY = f"<p>{TEXT}</p>"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, number in (("rows", 100_000), ("rounds", 25)):
        parser.add_argument(f"--{name}", type=int, default=number)
    parser.add_argument("--keep", default="", help="a folder whose database is kept and used again")
    told = parser.parse_args()
    with own.database(told.keep) as vendor:
        prepare(told.rows, vendor)
        return pages(told.rounds, told.rows)


def prepare(rows: int, vendor: str) -> None:
    from django.db import transaction

    from zwgk.matters.records.models import Publication

    began = time.perf_counter()
    if not Publication.objects.exists():
        with transaction.atomic():
            seed(rows)
    own.settle()
    print(f"{vendor}: {rows} publications, {UNITS} organs, seeded in {time.perf_counter() - began:.0f} s")


def seed(rows: int) -> None:
    """Rows as publication leaves them, in bulk."""
    from zwgk.foundation.organs.models import Organ, OrganKind
    from zwgk.foundation.search.models import Document
    from zwgk.matters.catalogue.models import Column
    from zwgk.matters.records import shelves
    from zwgk.matters.records.models import Publication, Record

    government = Organ.objects.create(name="和光县人民政府", kind=OrganKind.GOVERNMENT, slug="county", order=1)
    kinds = (OrganKind.DEPARTMENT, OrganKind.TOWNSHIP)
    organs = [government, *Organ.objects.bulk_create([Organ(name=f"第{n}单位", kind=kinds[n % 2], slug=f"unit-{n}", order=n + 10, parent=government) for n in range(UNITS - 1)])]
    Column.objects.bulk_create([
        Column(organ=organ, key=key, part=part, title=title, description=title, keywords=title, order=order)
        for organ in organs for order, (key, part, title) in enumerate(KEYS)
    ])  # fmt: skip
    contents = {row.organ_id: row.pk for row in Column.objects.filter(key="content")}
    for organ in organs:
        Column.objects.filter(organ=organ, key__startswith="art20").update(parent_id=contents[organ.pk])
    columns = {(row.organ_id, row.key): row.pk for row in Column.objects.all()}
    themes = ("综合政务\\政务公开", "财政、金融、审计\\财政", "农业、林业、水利\\水利", "民政、扶贫、救灾\\减灾救灾", "")
    for start in range(0, rows, 5000):
        records, publications, links, documents = [], [], [], []
        for n in range(start, min(start + 5000, rows)):
            heavy = n % 5 < 2
            organ = organs[1] if heavy else organs[n % UNITS]
            at = AT - timedelta(minutes=30 * n)
            title = f"关于第{n}号事项的通知"
            records.append(Record(pk=n + 1, organ=organ, title=title, body=BODY, drafted_by="测", drafted_at=at, changed_at=at, state="published", slug=f"{organ.slug}-{n}"))
            publications.append(Publication(
                pk=n + 1, record_id=n + 1, number=1, organ=organ, kind="document", title=title, body=BODY, slug=f"{organ.slug}-{n}", index_number=f"99990000/2026-{n:05d}",
                theme=themes[n % 5], formed_on=date(2026, 1, 1), hash="a" * 64, body_hash="b" * 64, published_at=at, first_published_at=at, published_by="测", clearance="migration",
                meta={"summary": "概述", "source": organ.name},
            ))  # fmt: skip
            links.append(Publication.columns.through(publication_id=n + 1, column_id=columns[organ.pk, "art20-06" if heavy else KEYS[n % len(KEYS)][0]]))
            documents.append(Document(type="records.publication", item_id=str(n + 1), organ_id=organ.pk, title=title, text=TEXT, url=f"/xxgk/info/{organ.slug}-{n}/", dated=at, offered_at=at))
        Record.objects.bulk_create(records)
        Publication.objects.bulk_create(publications)
        Publication.columns.through.objects.bulk_create(links)
        shelves.keep(publications)
        Document.objects.bulk_create(documents)


def pages(rounds: int, rows: int) -> int:
    from django.test import Client

    client = Client()
    asked = (
        ("home", "/xxgk/"), ("organ", "/xxgk/unit-6/"), ("content", "/xxgk/unit-6/content/"), ("list, small", "/xxgk/unit-6/art20-05/"), ("list, 2/5 of all", "/xxgk/unit-0/art20-06/"),
        ("list, page 90", "/xxgk/unit-0/art20-06/?page=90"), ("list, last page", "/xxgk/unit-0/art20-06/?page=99999"), ("list, a year", "/xxgk/unit-0/art20-06/?year=2024"),
        ("all organs", "/xxgk/all/art20-07/"), ("all organs, 2/5", "/xxgk/all/art20-06/"), ("newest", "/xxgk/new/"), ("newest, last page", "/xxgk/new/?page=99999"),
        ("newest of organ", "/xxgk/new/?organ=unit-7"), ("newest, theme", "/xxgk/new/?theme=财政、金融、审计"), ("newest, rare theme", "/xxgk/new/?theme=国防"),
        ("titles, many", "/xxgk/find/?q=99号"), ("titles, none", "/xxgk/find/?q=耕地"), ("feed", "/xxgk/unit-6/feed.rss"), ("site map, part", "/sitemap-3.xml"),
    )  # fmt: skip
    own.head()
    found = [own.rounds(name, [own.page(client, path)] * rounds) for name, path in asked]
    slugs = [slug_of(n * rows // rounds) for n in range(rounds)]
    found.append(own.rounds("detail", [own.page(client, f"/xxgk/info/{slug}/") for slug in slugs]))
    slow = [each.name for each in found if each.p95 > LIMIT]
    print("over the limit: " + ("、".join(slow) if slow else "none"))
    compared(rounds)
    return int(bool(slow))


def compared(rounds: int) -> None:
    """The queries of the largest list: ours, and what one would write first."""
    from zwgk.matters.catalogue.models import Column
    from zwgk.matters.records import shelves
    from zwgk.matters.records.queries import showing

    pk = Column.objects.get(organ__slug="unit-0", key="art20-06").pk
    wish = showing.Wish((shelves.of_column(pk),))
    for number in (1, 90):
        own.rounds(f"list as rows, page {number}", [lambda n=number: showing.listing(wish, n)] * rounds)  # type: ignore[misc]
        own.rounds(f"obvious way, page {number}", [lambda n=number: obvious(pk, n)] * rounds)  # type: ignore[misc]


def obvious(column: int, number: int) -> tuple[list[Any], list[Any]]:
    from django.core.paginator import Paginator
    from django.db.models import Count
    from django.db.models.functions import ExtractYear

    from zwgk.matters.records.models import Publication

    found = Publication.objects.filter(shown=True, columns=column).select_related("organ").order_by("-published_at", "-id")
    return list(Paginator(found, 20).get_page(number)), list(found.order_by().annotate(y=ExtractYear("published_at")).values("y").annotate(n=Count("pk")))


def slug_of(number: int) -> str:
    from zwgk.matters.records.models import Publication

    return str(Publication.objects.values_list("slug", flat=True).get(pk=number + 1))


if __name__ == "__main__":
    sys.exit(main())
