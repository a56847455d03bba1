"""What the benchmarks share: a database of their own in a temporary folder, and figures told with the time the processor worked.

`DATABASE_URL` (as `scripts/with_postgres.py` sets it) puts PostgreSQL in place of SQLite; it must be empty.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def database(folder: str = "") -> Iterator[str]:
    """Django set up on an empty, migrated database; gives its vendor. A named folder is kept and used again."""
    with tempfile.TemporaryDirectory(prefix="zwgk-bench-") as own:
        os.environ |= {"ZWGK_DATA_DIR": folder or own, "DJANGO_SETTINGS_MODULE": "zwgk.config.settings", "ZWGK_MFA": "off"}
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        settings.ALLOWED_HOSTS = ["*"]
        yield connection.vendor


def settle() -> None:
    """What the database does by itself in the night after many rows came."""
    from django.db import connection

    connection.cursor().execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


@dataclass(frozen=True, slots=True)
class Figure:
    """One line: milliseconds by the clock, and of the processor in this process."""

    name: str
    median: float
    p95: float
    cpu: float


def rounds(name: str, works: Sequence[Callable[[], Any]]) -> Figure:
    """Each work once, after the first was done once to warm up."""
    works[0]()
    spans = [span(work) for work in works]
    walls = sorted(wall for wall, _ in spans)
    figure = Figure(name, statistics.median(walls), walls[min(len(walls) - 1, int(len(walls) * 0.95))], statistics.median(cpu for _, cpu in spans))
    print(f"{name:30}{figure.median:>9.1f}{figure.p95:>9.1f}{figure.cpu:>9.1f}", flush=True)
    return figure


def head() -> None:
    print(f"{'':30}{'median':>9}{'p95':>9}{'cpu':>9}   milliseconds", flush=True)


def span(work: Callable[[], Any]) -> tuple[float, float]:
    """Milliseconds by the clock and of the processor."""
    began, worked = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000


def page(client: Any, path: str) -> Callable[[], None]:
    """Opening a page, which must answer 200."""

    def opened() -> None:
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)

    return opened
