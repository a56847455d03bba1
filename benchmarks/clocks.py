"""How long the desk, the tick and the heat map take over a million open clocks.

    python benchmarks/clocks.py [--count 1000000]                                                    SQLite
    scripts/with_postgres.py -- sh -c 'python benchmarks/clocks.py --database "$DATABASE_URL"'       PostgreSQL

Fills a database of its own (a new SQLite file, or the empty PostgreSQL database of the URL), then asks each question several
times and prints the slowest answer beside the obvious way to ask it: every open clock read and judged in Python.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
ORGANS, RULES, LIMIT = 75, 12, 0.5
GROUNDS = (
    '{"reference": "《政府信息公开条例》第三十三条第二款", "steps": ["起算：2026-11-02（星期一）为事项发生之日，当日不计入；期限20个工作日。"], "days": ['
    + ", ".join(f'["2026-11-{d:02}", "2026-11-{d + 4:02}", {d}, "工作日", ""]' for d in range(1, 9))
    + ' ], "warnings": [], "law_version": "0123456789ab"}'
)
# Due days lie between 20 days ago and 180 days ahead; a tenth is late.
FILL = """
INSERT INTO clocks_clock (rule, title, subject_type, subject_id, subject_title, subject_url, organ_id, started_on, due_on, due_at,
  state, waits, unit, provisional, law_version, spec, suspensions, extension, grounds, met_late, created_at)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})
SELECT 'bench/' || (i % {rules}), '事项' || i, 'ledger.task', CAST(i AS varchar(40)), '任务' || i, '/office/ledger/tasks/' || i || '/',
  {first} + i % {organs}, {start}, {day}, {moment}, 'running', {no}, 'working_day', {no}, 'v', '{{}}', '[]', '[]', '{grounds}', {no}, {start}
FROM n
"""
SPREAD = "((CAST(i AS bigint) * 7919) % 200 - 20)"
DIALECT = {
    "sqlite": {
        "day": f"date('2026-11-23', {SPREAD} || ' days')",
        "moment": f"datetime('2026-11-23 15:59:59', {SPREAD} || ' days')",
        "start": "'2026-11-01'",
        "no": "0",
    },
    "postgresql": {
        "day": f"DATE '2026-11-23' + {SPREAD}::int",
        "moment": f"TIMESTAMPTZ '2026-11-23 15:59:59+00' + {SPREAD}::int * INTERVAL '1 day'",
        "start": "DATE '2026-11-01'",
        "no": "false",
    },
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", default="", help="postgres://… of an empty database; default: a new SQLite file")
    parser.add_argument("--count", type=int, default=1_000_000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="zwgk-bench-") as folder:
        os.environ["ZWGK_DATA_DIR"] = folder
        os.environ["DATABASE_URL"] = args.database or f"sqlite:///{folder}/bench.sqlite3"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zwgk.config.settings")
        sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
        importlib.import_module("django").setup()
        return run(args.count)


def run(count: int) -> int:
    connection = importlib.import_module("django.db").connection
    call_command = importlib.import_module("django.core.management").call_command
    for app in ("organs", "rulebook", "clocks"):
        call_command("migrate", app, verbosity=0, skip_checks=True)
    first = fill(connection, count)
    questions = importlib.import_module("zwgk.foundation.clocks.queries")
    some = [first + n for n in range(40)]
    asked: list[tuple[str, Callable[[], Any]]] = [
        ("desk, whole county", lambda: questions.desk(organ_ids=None, at=AT)),
        ("desk, one organ", lambda: questions.desk(organ_ids=[first + 3], at=AT)),
        ("desk, 40 organs", lambda: questions.desk(organ_ids=some, at=AT)),
        ("desk, organ without clocks", lambda: questions.desk(organ_ids=[first + ORGANS], at=AT)),
        ("tick: run_out of one rule", lambda: questions.run_out("bench/3", AT)),
        ("heat map, 75 organs × 6", lambda: questions.counts_by_organ(None, AT)),
    ]
    print(f"{connection.vendor}, {count} open clocks, {ORGANS} organs; slowest of 7, seconds")
    slow = 0
    for name, ask in asked:
        taken = slowest(ask)
        slow += taken >= LIMIT
        print(f"  {name:<32}{taken:8.3f}" + ("  TOO SLOW" if taken >= LIMIT else ""))
    taken, seen = naive(questions)
    print(f"  {'obvious way: judge each in Python':<32}{taken:7.3f}  ({seen} rows read)")
    return 1 if slow else 0


def fill(connection: Any, count: int) -> int:
    """The number of the first organ."""
    organs = importlib.import_module("zwgk.foundation.organs.models").Organ
    made = organs.objects.bulk_create(
        organs(name=f"单位{n}", kind="department", slug=f"bench-{n}") for n in range(ORGANS + 1)
    )
    values = DIALECT[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(
            FILL.format(count=count, rules=RULES, organs=ORGANS, first=made[0].pk, grounds=GROUNDS, **values)
        )
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")  # as autovacuum does
    return int(made[0].pk)


def slowest(ask: Callable[[], Any]) -> float:
    taken = []
    for _ in range(7):
        begun = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - begun)
    return max(taken)


def naive(questions: Any) -> tuple[float, int]:
    """What a page does that has no index of due moments: read the open clocks, light each, sort by it. At most 100,000 are read."""
    begun = time.perf_counter()
    wanted = questions.Clock.objects.filter(state__in=["running", "suspended"]).order_by()[:100_000]
    known = calendar()
    found = [(questions.light(clock, AT, known).state, clock.due_at) for clock in wanted.iterator()]
    found.sort()
    return time.perf_counter() - begun, len(found)


def calendar() -> Any:
    return importlib.import_module("zwgk.foundation.rulebook.queries").calendar()


if __name__ == "__main__":
    sys.exit(main())
