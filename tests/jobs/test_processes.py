"""The real processes: migrate, work, serve; stopped kindly and killed."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.harness import prepared

from .receivers import http_server

PATIENCE = 180.0  # seconds; a loaded machine migrates for minutes


class House:
    """A fresh installation in a folder of its own, on SQLite."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.file = folder, folder / "zwgk.sqlite3"
        self.environment = {**os.environ, "ZWGK_DATA_DIR": str(folder), "DATABASE_URL": f"sqlite:///{self.file}", "ZWGK_REACH_PRIVATE": "1"}
        self.processes: list[subprocess.Popen[str]] = []

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "zwgk", *words],
            env=self.environment,
            text=True,
            capture_output=True,
            timeout=PATIENCE,
        )

    def start(self, *words: str) -> subprocess.Popen[str]:
        process = subprocess.Popen([sys.executable, "-m", "zwgk", *words], env=self.environment, text=True)
        self.processes.append(process)
        return process

    def end(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                process.kill()
            process.wait()

    def sql(self, text: str, *values: Any) -> list[Any]:
        with closing(sqlite3.connect(self.file, timeout=30)) as connection, connection:
            return connection.execute(text, values).fetchall()


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a freshly migrated installation; most of it is taken from the copy that the tests keep."""
    made = House(tmp_path_factory.mktemp("house"))
    if prepared.kept_sqlite().is_file():
        shutil.copyfile(prepared.kept_sqlite(), made.file)
    assert made.run("migrate", "--quiet").returncode == 0
    made.sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return made.file


@pytest.fixture
def house(tmp_path: Path, migrated: Path) -> Iterator[House]:
    made = House(tmp_path)
    shutil.copyfile(migrated, made.file)
    yield made
    made.end()


def wait_for(condition: Callable[[], object]) -> None:
    ends = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < ends, "it did not happen in time"
        time.sleep(0.05)


def stop(process: subprocess.Popen[str], number: int = signal.SIGTERM) -> int:
    process.send_signal(number)
    return process.wait(timeout=PATIENCE)


def test_after_all_migrations_the_guards_stand_and_their_loss_stops_the_worker(house):
    assert house.sql("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'journal%'") == [(6,)]
    house.sql("DROP TRIGGER journal_fact_no_delete")
    refused = house.run("work")
    assert (refused.returncode, "journal_fact_no_delete" in refused.stderr) == (1, True)
    assert house.run("migrate").stdout.endswith("工作日志保护已安装 1 项。\n")


def test_verify_says_what_was_touched(house):
    house.sql(
        "INSERT INTO journal_fact (at, verb, sentence, actor_name, actor_organ, organ_name, subject_type, subject_id, subject_title, basis, data)"
        " VALUES ('2026-11-23 01:00:00', 'a.b', '上报', '某某', '', '', 'x', '1', '', '', '{}')"
    )
    worker = house.start("work")
    wait_for(lambda: house.sql("SELECT count(*) FROM journal_seal") == [(1,)])
    assert stop(worker) == 0
    assert house.run("journal", "verify").returncode == 0
    house.sql("DROP TRIGGER journal_fact_no_update")
    house.sql("UPDATE journal_fact SET sentence = '没有上报'")
    told = house.run("journal", "verify")
    assert (told.returncode, "第1号日志被修改" in told.stdout, "journal_fact_no_update" in told.stdout) == (
        1,
        True,
        True,
    )


def test_two_workers_of_which_one_is_killed_send_nothing_twice_and_lose_nothing(house):
    count = 60
    with http_server() as robot:
        for n in range(count):
            house.sql(
                "INSERT INTO jobs_delivery (key, channel, address, subject, body, options, attachments, state, attempts, queued_at,"
                " next_try, leased_by, receipt, last_error, recipient, lane, gateway_number, reported, reported_said)"
                " VALUES (?, 'webhook', ?, '', '', '{}', '[]', 'queued', 0,"
                " '2026-11-01', '2026-11-01', '', '', '', '', '', '', '', '')",
                f"key-{n}", robot.url,
            )  # fmt: skip
        first, second = house.start("work"), house.start("work")
        wait_for(lambda: len(robot.seen) >= 5)
        assert stop(first, signal.SIGKILL) == -signal.SIGKILL
        third = house.start("work")  # finds that the first is dead
        wait_for(lambda: house.sql("SELECT count(*) FROM jobs_delivery WHERE state IN ('queued', 'sending')") == [(0,)])
        assert stop(second) == 0
        assert stop(third) in (0, -signal.SIGTERM)  # it may still be starting: the second has done all
        states = dict(house.sql("SELECT key, state FROM jobs_delivery"))
        posted = Counter(data["key"] for _, _, data in robot.seen)
        assert set(posted.values()) == {1}
        assert {key for key, state in states.items() if state == "sent"} <= posted.keys()
        assert Counter(states.values())["uncertain"] <= 1  # the one under way; a person decides
        assert set(states.values()) <= {"sent", "uncertain"}


def test_a_mistake_in_a_local_law_file_is_told_before_anything_starts(house, tmp_path):
    page = tmp_path / "law" / "999901" / "deadlines" / "requests" / "answer.yaml"
    page.parent.mkdir(parents=True)
    page.write_text("id: requests/answer\nvalues:\n  2026-01-01: {value: 30}\n", encoding="utf-8")
    house.environment |= {"ZWGK_LOCAL_DIR": str(tmp_path / "law"), "ZWGK_DIVISION": "999901"}
    refused = house.run("work")
    assert (refused.returncode, "deadlines/requests/answer.yaml" in refused.stderr, "Traceback" in refused.stderr) == (
        1,
        True,
        False,
    )


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/accounts/login/", timeout=20).close()
    except urllib.error.HTTPError as error:
        error.close()
    except OSError:
        return False
    return True


def serves_and_stops(house: House, port: int, how: int) -> None:
    process = house.start("serve", "--port", str(port))
    wait_for(lambda: answers(port))
    wait_for(lambda: house.sql("SELECT count(*) FROM jobs_schedule WHERE last_run IS NOT NULL") != [(0,)])
    assert stop(process, how) == 0
    assert not answers(port)


def test_serve_stops_web_and_worker_together(house, port):
    serves_and_stops(house, port, signal.SIGINT)


@pytest.mark.slow
def test_an_empty_folder_becomes_ready_by_being_served(tmp_path, port):
    house = House(tmp_path)
    try:
        serves_and_stops(house, port, signal.SIGTERM)
    finally:
        house.end()


def test_serve_says_that_the_port_is_taken(house, port):
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        refused = house.run("serve", "--port", str(port))
    assert (refused.returncode, "已被占用" in refused.stderr) == (1, True)
