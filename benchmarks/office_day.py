"""Server time of the pages of an office's day with 75 units × 200 tasks × 3 years (45,000 items with clocks and reports).

    python benchmarks/office_day.py                                     SQLite in a temporary folder
    scripts/with_postgres.py -- python benchmarks/office_day.py         PostgreSQL
    … --markdown docs/figures/pages-sqlite.md                           also as a table

Rows are made in bulk, here only. Each page is asked for 10 times after two warm-up rounds. What counts is the median of the time of this process, and on
PostgreSQL, where the database is a process of its own, of the clock. Exit 1 when one takes 100 ms or more.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

_FOLDER = tempfile.TemporaryDirectory(prefix="zwgk-day-")
os.environ["ZWGK_DATA_DIR"] = _FOLDER.name
os.environ["ZWGK_MFA"] = "off"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zwgk.config.settings")
import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from zwgk.domain.rights import Role, system_actor  # noqa: E402
from zwgk.foundation.clocks.models import Clock  # noqa: E402
from zwgk.foundation.files.actions import keep  # noqa: E402
from zwgk.foundation.inbox.models import Message  # noqa: E402
from zwgk.foundation.organs import actions as organs  # noqa: E402
from zwgk.foundation.organs.models import Organ, OrganKind, Person  # noqa: E402
from zwgk.matters.findings.models import Finding  # noqa: E402
from zwgk.matters.ledger.models import Duty, Item, Limit, Plan, Report, Task  # noqa: E402
from zwgk.matters.notices.models import Notice  # noqa: E402

UNITS, TASKS, YEARS, ROUNDS, BOUND_MS = 75, 200, 3, 10, 100.0
NOW = timezone.now()
SYSTEM = system_actor("性能测量")


def seed() -> dict[str, int]:
    """The county of the measurement; numbers of what the pages are opened for."""
    government = organs.create_organ(organs.NewOrgan("和光县人民政府", OrganKind.GOVERNMENT), actor=SYSTEM, at=NOW)
    office = organs.create_organ(organs.NewOrgan("和光县人民政府办公室", OrganKind.GOVERNMENT_OFFICE, parent=government), actor=SYSTEM, at=NOW)
    units = [
        Organ(name=f"和光县第{n}局", short_name=f"第{n}局", kind=OrganKind.DEPARTMENT, parent=government, slug=f"unit-{n}", order=n) for n in range(UNITS)
    ]
    Organ.objects.bulk_create(units)
    for username, role, organ in (("office", Role.OFFICE, office), ("liaison", Role.LIAISON, units[0]), ("leader", Role.LEADER, government)):
        person = organs.create_person(username, username, actor=SYSTEM, at=NOW)
        organs.appoint(organs.Appointment(person, organ, str(role), [role], date(2024, 1, 2)), actor=SYSTEM, at=NOW)
        Person.objects.filter(pk=person.pk).update(must_change_password=False)
    plan = None
    for back in range(YEARS - 1, -1, -1):
        plan = seed_year(NOW.year - back, office, units, current=back == 0)
    seed_rest(units, office)
    item = Item.objects.filter(duty__task__plan=plan, duty__organ=units[0]).first()
    return {"plan": plan.pk, "item": item.pk, "task": item.duty.task_id, "unit": units[0].pk}


def seed_year(year: int, office: Organ, units: list[Organ], *, current: bool) -> Plan:
    """A notice, its plan, 200 tasks for every unit; 9 of 10 are done, in an earlier year all."""
    stored = keep(f"{year}年政务公开工作要点".encode(), "要点.txt", actor=SYSTEM, at=NOW)
    notice = Notice.objects.create(**needed(Notice, title=f"和光县{year}年政务公开工作要点", received_at=NOW, received_on=date(year, 1, 5), file=stored))
    plan = Plan.objects.create(**needed(Plan, title=f"和光县{year}年政务公开工作要点", year=year, notice=notice, organ=office))
    tasks = Task.objects.bulk_create([Task(**needed(Task, plan=plan, order=n, path=f"一（{n}）", text=f"第{n}项：公开清单并说明落实情况。")) for n in range(TASKS)])
    limits = Limit.objects.bulk_create([
        Limit(**needed(Limit, task=task, kind=Limit.Kind.DATE, due_on=date(year, 1, 31) + timedelta(int(n * 1.65)))) for n, task in enumerate(tasks)
    ])  # fmt: skip
    duties = Duty.objects.bulk_create([Duty(**needed(Duty, task=task, organ=unit, part=Duty.Part.RESPONSIBLE)) for task in tasks for unit in units], batch_size=2000)
    limit_of = {limit.task_id: limit for limit in limits}
    items = Item.objects.bulk_create([
        Item(**needed(Item, duty=duty, limit=limit_of[duty.task_id], state="done" if not current or n % 10 else "todo", percent=100 if not current or n % 10 else 0))
        for n, duty in enumerate(duties)
    ], batch_size=2000)  # fmt: skip
    Clock.objects.bulk_create([clock_of(item) for item in items], batch_size=2000)
    done = [item for item in items if item.state == "done"]
    Report.objects.bulk_create([
        Report(**needed(Report, item=item, text="已公布，附网址。", percent=100, finished=True, reported_at=NOW, reported_by="联络员", state=Report.State.CONFIRMED))
        for item in done
    ], batch_size=2000)  # fmt: skip
    return plan


def clock_of(item: Item) -> Clock:
    due = item.limit.due_on
    met = item.state == "done"
    at = datetime(due.year, due.month, due.day, 15, 59, 59, tzinfo=UTC)
    return Clock(
        title="上报落实情况", subject_type="ledger.item", subject_id=str(item.pk), subject_title=item.duty.task.text[:40], subject_url=f"/office/ledger/items/{item.pk}/",
        organ_id=item.duty.organ_id, started_on=due - timedelta(30), due_on=due, due_at=at, state="met" if met else "running", met_at=NOW if met else None,
        met_late=met and item.pk % 20 == 0, created_at=NOW,
    )  # fmt: skip


def seed_rest(units: list[Organ], office: Organ) -> None:
    """Findings and messages of three years."""
    Finding.objects.bulk_create([Finding(**needed(Finding, organ=units[n % UNITS], year=NOW.year, serial=n + 1, problem="栏目未及时更新。")) for n in range(900)], batch_size=500)
    Message.objects.bulk_create(
        [Message(organ=units[n % UNITS], title="催办", sent_at=NOW, kind="ledger.urge", read_at=NOW if n % 7 else None) for n in range(15_000)], batch_size=2000
    )


def needed(model: type, **given: object) -> dict[str, object]:
    """The given values that the model has, and something for what it cannot do without."""
    values: dict[str, object] = {}
    for field in model._meta.concrete_fields:
        if field.name in given:
            values[field.name] = given[field.name]
        elif not (field.primary_key or field.null or field.has_default() or field.blank or field.is_relation):
            kind = field.get_internal_type()
            values[field.name] = NOW if kind == "DateTimeField" else NOW.date() if kind == "DateField" else 0 if "Integer" in kind else ""
    return values


def pages(made: dict[str, int]) -> list[tuple[str, str, str]]:
    """(page, account, address)."""
    plan, item = made["plan"], made["item"]
    return [
        ("工作台（政务公开办）", "office", "/office/"), ("工作台，按单位", "office", "/office/?view=units"), ("我要办的几件事（联络员）", "liaison", "/office/"),
        ("工作台（分管领导）", "leader", "/office/"), ("台账列表", "office", "/office/ledger/"), ("台账：一份要点", "office", f"/office/ledger/plans/{plan}/"),
        ("台账：本单位", "liaison", f"/office/ledger/plans/{plan}/"), ("台账：各单位进度", "office", f"/office/ledger/plans/{plan}/units/"),
        ("督办：逾期的单位", "office", "/office/ledger/ladder/"), ("台账：只看逾期", "office", f"/office/ledger/plans/{plan}/?light=late"),
        ("一件事项（手机）", "liaison", f"/office/ledger/items/{item}/phone/"), ("一件事项", "liaison", f"/office/ledger/items/{item}/"), ("一项任务（75 个单位）", "office", f"/office/ledger/tasks/{made['task']}/"),
        ("待审核", "office", "/office/ledger/review/"), ("问题", "office", "/office/findings/"), ("文书登记簿", "office", "/office/letters/"),
        ("组织保障", "office", "/office/governance/"), ("站内消息", "liaison", "/office/inbox/"), ("单位与人员", "office", "/office/organs/"),
        ("报数与专报", "office", "/office/briefings/"), ("采集表", "office", "/office/datacalls/"), ("佐证材料", "office", "/office/assessments/"),
        ("工作交接", "office", "/office/handovers/"), ("工作日志", "office", "/office/journal/"),
        ("门户首页", "liaison", "/"), ("门户：台账", "liaison", "/ledger/"), ("无人负责", "office", "/office/handovers/ownerless/"),
    ]  # fmt: skip


def measured(client: Client, url: str) -> tuple[float, float, int, int] | None:
    """Median milliseconds by the clock and of this process, queries, kilobytes; None where the page does not exist (yet)."""
    answer = client.get(url, follow=True)
    if answer.status_code != 200:
        return None
    asked: list[str] = []

    def note(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        client.get(url)
    client.get(url)
    times, busy = [], []
    for _ in range(ROUNDS):
        start, worked = time.perf_counter(), time.process_time()
        client.get(url)
        times.append((time.perf_counter() - start) * 1000)
        busy.append((time.process_time() - worked) * 1000)
    return statistics.median(times), statistics.median(busy), len(asked), len(answer.content) // 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--markdown", type=Path)
    args = parser.parse_args()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    start = time.perf_counter()
    made = seed()
    if connection.vendor == "sqlite":
        connection.cursor().execute("ANALYZE")
    else:
        connection.cursor().execute("VACUUM ANALYZE" if connection.get_autocommit() else "ANALYZE")
    print(f"{connection.vendor}: {Item.objects.count()} items, {Clock.objects.count()} clocks, seeded in {time.perf_counter() - start:.0f} s", flush=True)
    lines, slow = [], 0
    for name, username, url in pages(made):
        client = Client()
        client.force_login(Person.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
        found = measured(client, url)
        if found is None:
            print(f"{'—':>8}    {name} {url}", flush=True)
            continue
        slow += found[1 if connection.vendor == "sqlite" else 0] >= BOUND_MS
        print(f"{found[0]:8.1f} ms {found[1]:8.1f} ms CPU {found[2]:4d} queries {found[3]:5d} KB  {name} {url}", flush=True)
        lines.append(f"| {name} | {found[0]:.0f} | {found[1]:.0f} | {found[2]} | {found[3]} |")
    if args.markdown:
        args.markdown.parent.mkdir(parents=True, exist_ok=True)
        head = f"{'SQLite' if connection.vendor == 'sqlite' else 'PostgreSQL'}，{NOW:%Y-%m-%d}\n\n| 页面 | 毫秒（中位数） | 其中本进程 | 查询 | KB |\n|---|---:|---:|---:|---:|\n"
        args.markdown.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    return int(slow > 0)


if __name__ == "__main__":
    sys.exit(main())
