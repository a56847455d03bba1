"""How long a data call takes: 75 units × 20 rows merged, and the two busiest pages (75 units; 200 rows of one unit).

    python benchmarks/datacalls.py

Works on a new SQLite database; prints seconds and ends with 1 when a limit is missed.
"""

from __future__ import annotations

import argparse
import importlib
import io
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

UNITS, ROWS, LONG = 75, 20, 200
LIMITS = {"merge": 5.0, "page": 0.1}


def main() -> int:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    with tempfile.TemporaryDirectory(prefix="zwgk-bench-") as folder:
        os.environ["ZWGK_DATA_DIR"], os.environ["DATABASE_URL"] = folder, f"sqlite:///{folder}/bench.sqlite3"
        os.environ["DJANGO_SETTINGS_MODULE"] = "zwgk.config.settings"
        sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
        importlib.import_module("django").setup()
        importlib.import_module("django.core.management").call_command("migrate", verbosity=0, skip_checks=True)
        return run()


def workbook() -> bytes:
    openpyxl = importlib.import_module("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "清单"
    for number, word in enumerate(["序号", "责任单位", "事项名称", "主要内容", "受理件数", "办结件数", "合计（件）", "完成日期"], start=1):
        sheet.cell(1, number, word)
    for row in range(2, 7):
        sheet.cell(row, 7, f"=E{row}+F{row}")
    for column in "EFG":
        sheet[f"{column}7"] = f"=SUM({column}2:{column}6)"
    sheet["A7"] = "合计"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def run() -> int:
    timezone = importlib.import_module("django.utils.timezone")
    rights = importlib.import_module("zwgk.domain.rights")
    models = importlib.import_module("zwgk.foundation.organs.models")
    actions = importlib.import_module("zwgk.matters.datacalls.actions")
    queries = importlib.import_module("zwgk.matters.datacalls.queries")
    calls = importlib.import_module("zwgk.matters.datacalls.models")
    spec = importlib.import_module("zwgk.matters.datacalls.spec")
    organs = models.Organ.objects.bulk_create(models.Organ(name=f"单位{n}", kind="department", slug=f"bench-{n}") for n in range(UNITS))
    actor, at = rights.system_actor("测速"), timezone.now()
    call = actions.receive(workbook(), "清单.xlsx", actor=actor, at=at)
    sheets = [importlib.import_module("dataclasses").replace(call.spec[0], layout=spec.Layout.MANY)]
    actions.design(call, actions.Design("清单", sheets), actor=actor, at=at)
    actions.start(call, actions.Start(organs, timezone.localdate(at)), actor=actor, at=at)
    for number, given in enumerate(call.returns.select_related("organ", "call")):
        rows = [{"2": given.organ.name, "3": f"事项{n}", "4": "主要内容" * 10, "5": "3", "6": "1", "8": "2026-11-20"} for n in range(LONG if number == 0 else ROWS)]
        actions.send(given, actions.Sending({"清单": rows}), actor=actor, at=at)
    call = calls.DataCall.objects.get(pk=call.pk)
    person = models.Person.objects.create_superuser("bench", "Hexie-2026-guang", name="测速")
    client = importlib.import_module("django.test").Client(SERVER_NAME="localhost")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    first = call.returns.order_by("organ_id").first()
    asked: list[tuple[str, str, Callable[[], Any]]] = [
        ("merge 75 × 20 rows", "merge", lambda: queries.merged(call, {"unit": "县政府办公室"})),
        ("page of the call, 75 units", "page", lambda: client.get(call.url)),
        ("its live part", "page", lambda: client.get(f"{call.url}live/")),
        ("page of a unit, 200 rows", "page", lambda: client.get(first.url)),
    ]
    slow = 0
    for name, kind, ask in asked:
        ask()
        taken = min(timed(ask) for _ in range(5))
        slow += taken > LIMITS[kind]
        print(f"  {name:<32}{taken:8.3f}" + ("  TOO SLOW" if taken > LIMITS[kind] else ""))
    return 1 if slow else 0


def timed(ask: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    answer = ask()
    assert getattr(answer, "status_code", 200) == 200, answer
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
