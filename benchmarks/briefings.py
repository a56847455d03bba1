"""How long a 报数 takes at the size of a county: 75 units × 200 tasks × 3 years. `python benchmarks/briefings.py [--units 75 --tasks 200 --years 3]`.

On a SQLite database of its own, or PostgreSQL: `python scripts/with_postgres.py -- python benchmarks/briefings.py`. The last column is the obvious alternative: every item, clock
and report of the period loaded as objects and counted in Python.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import own

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
ASKED = ("ledger.done", "ledger.rate", "ledger.late", "ledger.reports", "ledger.handed_out", "findings.rate", "letters.issued", "governance.heard", "notices.days")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, number in (("units", 75), ("tasks", 200), ("years", 3)):
        parser.add_argument(f"--{name}", type=int, default=number)
    told = parser.parse_args()
    with own.database() as vendor:
        return measure(vendor, told.units, told.tasks, told.years)


def measure(vendor: str, units: int, tasks: int, years: int) -> int:
    seed(units, tasks, years)
    own.settle()
    print(f"{vendor}: {units} units x {tasks} tasks x {years} years")
    print(f"{'figure':22}{'quarter ms':>12}{'year ms':>10}{'rows':>8}")
    from zwgk.matters.briefings import queries

    quarter, year = queries.period("2026Q3"), queries.period("2026")
    for subject in ASKED:
        spans = [timed(lambda s=subject, p=p: queries.figure(s, p, None, AT)) for p in (quarter, year)]
        print(f"{subject:22}{spans[0][0]:>12.0f}{spans[1][0]:>10.0f}{spans[1][1].total:>8}")
    slow = [timed(lambda p=p: objects(p))[0] for p in (quarter, year)]
    print(f"{'loading all objects':22}{slow[0]:>12.0f}{slow[1]:>10.0f}")
    return pages()


def timed(what: Callable[[], Any]) -> tuple[float, Any]:
    """The best of three, in milliseconds."""
    spans = []
    for _ in range(3):
        began = time.perf_counter()
        found = what()
        spans.append((time.perf_counter() - began) * 1000)
    return min(spans), found


def objects(period: Any) -> int:
    """What one would write first."""
    from zwgk.matters.ledger import queries as ledger

    found = ledger.lines(list(ledger.items().prefetch_related("reports")), AT)
    return sum(1 for line in found if line.clock and line.clock.due_on and period.first <= line.clock.due_on <= period.last and line.item.state == "done")


def pages() -> int:
    """The pages of the office; the limit is 100 ms."""
    from django.test import Client

    from zwgk.domain.rights import Role
    from zwgk.foundation.organs.models import Holding, Organ, Person, Post

    office = Organ.objects.order_by("order").first()
    person = Person.objects.create(username="bench", name="测速")
    Holding.objects.create(post=Post.objects.create(organ=office, title="主任", roles=[Role.OFFICE.value]), person=person, since=date(2020, 1, 1))
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    base = "/office/briefings/count/"
    urls = {"empty form": base, "quarter": f"{base}?subject=ledger.done&period=2026Q3&units=", "year": f"{base}?subject=ledger.done&period=2026&units=", "rows.xlsx, year": f"{base}rows.xlsx?subject=ledger.done&period=2026&units=",
            "register": "/office/briefings/figures/", "papers": "/office/briefings/papers/"}  # fmt: skip
    worst = 0.0
    for name, url in urls.items():
        span, answer = timed(lambda url=url: client.get(url))
        assert answer.status_code == 200, (url, answer.status_code)
        print(f"page {name:22}{span:>8.0f} ms")
        worst = max(worst, span if "xlsx" not in name else 0)
    return int(worst > 1000)


def seed(units: int, tasks: int, years: int) -> None:
    """Rows written directly: the verbs would take an hour."""
    from zwgk.foundation.clocks.models import Clock
    from zwgk.foundation.files.models import StoredFile
    from zwgk.foundation.organs.models import Organ
    from zwgk.matters.ledger.models import Duty, Item, Plan, Report, Task
    from zwgk.matters.notices.models import Notice

    organs = Organ.objects.bulk_create(Organ(name=f"和光县第{n}单位", short_name=f"第{n}单位", kind="township" if n % 4 == 0 else "department", slug=f"unit{n}", order=n) for n in range(units))
    file = StoredFile.objects.create(sha256="0" * 64, sm3="0" * 64, name="来文.txt", size=1, media_type="text/plain", kept_at=AT)
    for year in range(2026 - years + 1, 2027):
        start = datetime(year, 1, 10, 1, 0, tzinfo=UTC)
        notice = Notice.objects.create(title=f"{year}年工作要点", file=file, format="txt", state="confirmed", received_at=start, received_by="测速")
        plan = Plan.objects.create(title=f"{year}年工作要点", year=year, notice=notice, organ=organs[0], adopted_at=start, adopted_by="测速")
        made = Task.objects.bulk_create(Task(plan=plan, order=n, path=f"一/{n}", text=f"第{n}项任务：及时公开有关信息", common=True) for n in range(tasks))
        duties = Duty.objects.bulk_create([Duty(task=task, organ=organ, part="common") for task in made for organ in organs], batch_size=2000)
        done = [n % 10 < 8 and date(year, 1 + n % 12, 20) < AT.date() for n in range(len(duties))]
        items = Item.objects.bulk_create([Item(duty=duty, state="done" if done[n] else "todo", done_at=_met(year, n) if done[n] else None) for n, duty in enumerate(duties)], batch_size=2000)
        Clock.objects.bulk_create(
            [
                Clock(title="上报", subject_type="ledger.item", subject_id=str(item.pk), organ_id=duties[n].organ_id, started_on=start.date(), due_on=date(year, 1 + n % 12, 20),
                      due_at=datetime(year, 1 + n % 12, 20, 15, 59, 59, tzinfo=UTC), state="met" if done[n] else "running", met_at=_met(year, n) if done[n] else None, met_late=n % 7 == 0 and done[n], created_at=start)
                for n, item in enumerate(items)
            ],
            batch_size=2000,
        )  # fmt: skip
        Report.objects.bulk_create(
            [Report(item=item, text="已办理", percent=100, finished=True, state="confirmed", reported_at=_met(year, n), reported_by="测速", decided_at=_met(year, n) + timedelta(days=1)) for n, item in enumerate(items) if done[n]],
            batch_size=2000,
        )  # fmt: skip


def _met(year: int, n: int) -> datetime:
    return datetime(year, 1 + n % 12, 20 if n % 7 else 22, 2, 0, tzinfo=UTC) - timedelta(days=1)


if __name__ == "__main__":
    sys.exit(main())
