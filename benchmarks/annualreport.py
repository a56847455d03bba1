"""The annual report over a million requests: the whole report < 3 s, the list behind a cell < 200 ms. `python benchmarks/annualreport.py [--requests 1000000]`.

75 units, four years; the government's report sums up all of them. On a SQLite database of its own, or PostgreSQL:
`python scripts/with_postgres.py -- python benchmarks/annualreport.py`.
"""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime
from typing import Any

import own

AT = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
UNITS, YEAR = 75, 2025
KINDS = ("natural", "natural", "natural", "business", "legal_service", "other", "welfare", "research")
ROWS = ("R3.1", "R3.1", "R3.2", "R3.3.4", "R3.3.8", "R3.4.1", "R3.4.1", "R3.5.2", "R3.6.3")
REPORT_LIMIT, CELL_LIMIT = 3000, 200


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=1_000_000)
    parser.add_argument("--folder", default="", help="keep the database here and use it again")
    told = parser.parse_args()
    with own.database(told.folder) as vendor:
        return measure(vendor, told.requests)


def measure(vendor: str, requests: int) -> int:
    government, finance = seed(requests)
    own.settle()
    from django.test import Client

    from zwgk.foundation.organs.models import Person
    from zwgk.matters.annualreport import queries

    client = Client()
    client.force_login(Person.objects.get(username="bench"), backend="django.contrib.auth.backends.ModelBackend")
    print(f"{vendor}: {requests} requests, {UNITS} units, 4 years")
    own.head()
    whole = [
        own.rounds("figures, government", [lambda: queries.live(government)] * 3),
        own.rounds("whole report, government", [own.page(client, government.url)] * 3),
        own.rounds("whole report, one unit", [own.page(client, finance.url)] * 3),
    ]
    cells = [
        own.rounds(f"{name}, {cell}", [own.page(client, f"{report.url}cell/{cell}/")] * 3)
        for name, report in (("government", government), ("one unit", finance))
        for cell in ("R1:natural", "R2:natural", "R3.1:natural", "R3.3.4:business", "R4:natural")
    ]
    good = max(figure.p95 for figure in whole) < REPORT_LIMIT and max(figure.p95 for figure in cells) < CELL_LIMIT
    print("within the limits" if good else "TOO SLOW")
    return int(not good)


def seed(requests: int) -> tuple[Any, Any]:
    """A county, its requests spread evenly, two reports."""
    from zwgk.domain.rights import Role, system_actor
    from zwgk.foundation.organs.models import Holding, Organ, Person, Post
    from zwgk.matters.annualreport import actions
    from zwgk.matters.annualreport.models import Report

    if known := list(Report.objects.filter(organ__slug__in=("bench", "unit-7"), year=YEAR).select_related("organ").order_by("organ_id")):
        return known[0], known[1]  # a folder that is used again
    government = Organ.objects.create(name="测速县人民政府", kind="government", slug="bench")
    for number in range(1, UNITS):
        Organ.objects.create(name=f"测速单位{number}", kind="department", slug=f"unit-{number}", parent=government)
    person = Person.objects.create(username="bench", name="测速")
    Holding.objects.create(post=Post.objects.create(organ=government, title="主任", roles=[Role.OFFICE.value]), person=person, since=date(2020, 1, 1))
    many(requests, government.pk)
    job = system_actor("测速")
    return tuple(actions.begin(organ, YEAR, actor=job, at=AT) for organ in (government, Organ.objects.get(slug="unit-7")))


def many(requests: int, first_organ: int) -> None:
    """Copies of one row, made by the database itself."""
    from django.db import connection

    from zwgk.matters.inforequests.models import Case

    Case.objects.create(
        organ_id=first_organ, number="0", code="0", channel="online", applicant_kind="natural", applicant="测", title="部门决算", submitted_at=AT, received_on=date(2022, 1, 1),
        counted=True,
    )  # fmt: skip
    lite = connection.vendor == "sqlite"
    day = "date('2022-01-01', '+' || ({}) || ' days')" if lite else "date '2022-01-01' + ({})::int"
    received = "(n * 37) % 1461"
    made = {
        "organ_id": f"{first_organ} + n % {UNITS}", "number": "'b' || n", "code": "'b' || n", "applicant_kind": chosen("n / 3", KINDS),
        "received_on": day.format(received), "finished_on": f"case when n % 200 = 0 then null else {day.format(f'{received} + 14')} end",
        "report_row": chosen("n / 7", ROWS), "state": "'closed'",
    }  # fmt: skip
    columns = [field.column for field in Case._meta.local_concrete_fields if not field.primary_key]
    source = (
        f"(with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < {requests}) select n from numbers)"
        if lite else f"generate_series(1, {requests}) as numbers(n)"
    )  # fmt: skip
    listed = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(made.get(column, f'one."{column}"') for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f'insert into inforequests_case ({listed}) select {values} from {source}{" as numbers" if lite else ""}, inforequests_case as one')
    Case.objects.filter(code="0").delete()


def chosen(number: str, words: tuple[str, ...]) -> str:
    """One of the words, in turn."""
    cases = " ".join(f"when {at} then '{word}'" for at, word in enumerate(words))
    return f"case ({number}) % {len(words)} {cases} end"


if __name__ == "__main__":
    raise SystemExit(main())
