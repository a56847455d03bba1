"""`scripts/with_postgres.py`: a PostgreSQL that lives as long as a command."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import with_postgres

SCRIPT = Path(with_postgres.__file__)
SAY_ADDRESS = "import os; print(os.environ['DATABASE_URL'], flush=True)"

needs_postgres = pytest.mark.skipif(with_postgres.find_programs() is None, reason="PostgreSQL is not installed here")


def call(code: str) -> list[str]:
    return [sys.executable, str(SCRIPT), "--", sys.executable, "-c", code]


def folder_of(spoken: str) -> Path:
    return Path("/tmp") / re.search(r"zwgk-pg-\w+", spoken)[0]


@needs_postgres
def test_the_command_gets_an_address_and_its_exit_code_comes_back():
    done = subprocess.run(call(f"{SAY_ADDRESS}; raise SystemExit(3)"), capture_output=True, text=True)
    assert done.returncode == 3
    assert done.stdout.startswith("postgres://zwgk@/zwgk?host=")


@needs_postgres
def test_nothing_is_left_behind():
    done = subprocess.run(call(SAY_ADDRESS), capture_output=True, text=True)
    assert not folder_of(done.stdout).exists()


@needs_postgres
def test_nothing_is_left_behind_when_it_is_interrupted():
    process = subprocess.Popen(call(f"{SAY_ADDRESS}; import time; time.sleep(60)"), stdout=subprocess.PIPE, text=True)
    spoken = process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)
    assert process.returncode == 128 + signal.SIGTERM
    assert not folder_of(spoken).exists()


def test_absence_is_said_and_has_its_own_exit_code(monkeypatch, capsys):
    monkeypatch.setattr(with_postgres, "find_programs", lambda: None)
    assert with_postgres.main(["--", "true"]) == with_postgres.ABSENT
    assert "apt-get install postgresql" in capsys.readouterr().err


def test_a_missing_command_is_an_error(capsys):
    assert with_postgres.main(["--"]) == 2
