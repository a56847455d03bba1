#!/usr/bin/env python3
"""Run the checks one after the other, all of them even when one fails, and say at the end what was run and what not.

Without arguments: what CI runs. `--lint`: the checks without tests. `--all`: slow tests too, everything on both databases.
The tests on SQLite come last, so that the closing line of pytest's longest run is also the last one on the screen.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
ABSENT = 77  # from with_postgres.py: no PostgreSQL on this machine
NO_TESTS = 5  # from pytest
FIRST_MINUTES, LONG_MINUTES = 15, 60


@dataclass
class Step:
    name: str
    command: list[str]
    minutes: int = FIRST_MINUTES
    state: str = ""  # passed | FAILED | skipped: why
    seconds: float = 0.0

    def run(self) -> None:
        print(f"\n== {self.name}", flush=True)
        began = time.monotonic()
        process = subprocess.Popen(self.command, cwd=ROOT, env=environment())
        try:
            self.state = verdict(process.wait(timeout=self.minutes * 60))
        except subprocess.TimeoutExpired:
            process.terminate()
            process.wait()
            self.state = f"FAILED: not done after {self.minutes} minutes"
        self.seconds = time.monotonic() - began


def verdict(code: int) -> str:
    match code:
        case 0:
            return "passed"
        case 77:
            return "skipped: PostgreSQL is not installed here"
        case 5:
            return "skipped: no test is marked for it yet"
        case _:
            return f"FAILED (exit code {code})"


def environment() -> dict[str, str]:
    """Our own settings only: what a developer has exported for his office must not leak into the tests."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("ZWGK_", "DJANGO_", "DATABASE_URL"))}
    return {**kept, "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}", "PYTHONDONTWRITEBYTECODE": "1"}


def lint_steps() -> list[Step]:
    return [
        Step("Style (ruff)", [str(BIN / "ruff"), "check", "--output-format", "concise", "."]),
        Step("Order of the house (import-linter)", [str(BIN / "lint-imports"), "--no-cache"]),
        Step("Types (mypy)", [str(BIN / "mypy")]),
    ]


def test_steps(everything: bool) -> list[Step]:
    python, minutes = str(BIN / "python"), LONG_MINUTES if everything else FIRST_MINUTES
    pytest = [python, "-m", "pytest", "-n", "2", "--dist", "loadfile", "--durations", "8", "-o", "faulthandler_timeout=240"]
    postgres = [python, "scripts/with_postgres.py", "--"]
    if everything:
        on_postgres, on_sqlite = pytest, pytest
    else:
        on_postgres, on_sqlite = [*pytest, "-m", "db and not slow"], [*pytest, "-m", "not slow"]
    return [
        Step("Tests on PostgreSQL", [*postgres, *on_postgres], minutes),
        Step("Tests on SQLite", on_sqlite, minutes),
    ]


def main(argv: list[str]) -> int:
    steps = lint_steps()
    if "--lint" not in argv:
        steps += test_steps("--all" in argv)
    for step in steps:
        step.run()
    print("\n== Summary")
    for step in steps:
        print(f"  {step.name:<36} {step.seconds:6.0f} s  {step.state}")
    return 1 if any(step.state.startswith("FAILED") for step in steps) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
