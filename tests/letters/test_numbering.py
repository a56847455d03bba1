"""Several processes issue at the same time, some renderings break: every number once, none left out."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from tests.cast import AT, office_actor
from zwgk.domain.rights import system_actor
from zwgk.matters.letters.actions import issue, void
from zwgk.matters.letters.models import Letter, State

pytestmark = [pytest.mark.db, pytest.mark.requirement("TSK-09"), pytest.mark.django_db(transaction=True)]
PROCESSES, EACH = 3, 6


def url_for_others(folder: Path) -> str:
    """The database of this test as another process can open it: PostgreSQL as it is, SQLite as a file."""
    told = connection.settings_dict
    if connection.vendor == "postgresql":
        host = told["HOST"] or told["OPTIONS"].get("host", "")
        return f"postgres://{told['USER']}:{quote(told['PASSWORD'] or '')}@/{told['NAME']}?host={host}" + (f"&port={told['PORT']}" if told["PORT"] else "")
    with sqlite3.connect(folder / "together.sqlite3") as file:
        connection.connection.backup(file)
    return f"sqlite:///{folder / 'together.sqlite3'}"


def numbers(url: str) -> list[tuple[int, str]]:
    """Serial and state of every letter, as the processes left them."""
    if connection.vendor == "postgresql":
        return list(Letter.objects.order_by("serial").values_list("serial", "state"))
    with sqlite3.connect(url.removeprefix("sqlite:///")) as file:
        return file.execute("SELECT serial, state FROM letters_letter ORDER BY serial").fetchall()


def test_numbers_have_no_gap_and_no_double(drafted: Callable[..., Letter], tmp_path: Path) -> None:
    pks = [drafted().pk for _ in range(PROCESSES * EACH)]
    url, started = url_for_others(tmp_path), []
    environment = os.environ | {"DATABASE_URL": url, "ZWGK_DATA_DIR": str(tmp_path)}
    for n in range(PROCESSES):
        own = pks[n * EACH : (n + 1) * EACH]
        command = [sys.executable, "-m", "tests.letters.issuing", str(own[0]), str(own[-1]), str(own[2])]
        started.append(subprocess.Popen(command, cwd=settings.PACKAGE.parent, env=environment, stderr=subprocess.PIPE, text=True))
    told = [process.communicate(timeout=120)[1] for process in started]
    assert [process.returncode for process in started] == [0] * PROCESSES, told
    found = numbers(url)
    assert [serial for serial, _ in found] == list(range(1, PROCESSES * EACH + 1))
    assert [state for _, state in found].count(State.RESERVED) == PROCESSES


def test_a_broken_letter_may_be_voided_and_its_number_stays(drafted: Callable[..., Letter], monkeypatch: pytest.MonkeyPatch) -> None:
    letter = drafted()
    monkeypatch.setattr("zwgk.matters.letters.docx_out.render", lambda *_: 1 / 0)
    with pytest.raises(Exception, match="保留"):
        issue(letter, actor=office_actor(), at=AT)
    gone = void(letter, "模板有误，另行印发", actor=system_actor("检查"), at=AT)
    assert (gone.state, gone.serial, gone.number) == (State.VOID, 1, "政务公开督办〔2026〕1号")
