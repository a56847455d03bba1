"""The worker inside: tasks, ticks, stopping."""

from __future__ import annotations

import os
import socket
import threading

import pytest
from django_tasks import task
from django_tasks_db.backend import DatabaseBackend

from zwgk.foundation.jobs import worker as module
from zwgk.foundation.jobs.actions import Parcel, queue
from zwgk.foundation.jobs.jobs import tidy
from zwgk.foundation.jobs.models import Delivery, Schedule
from zwgk.foundation.jobs.worker import Worker, bury_the_dead

SEEN: list[str] = []


@task()
def note(text: str) -> None:
    SEEN.append(text)


@pytest.mark.db
@pytest.mark.django_db(transaction=True)  # the worker of the library closes its connection, as it does in life
def test_a_queued_task_is_done(at):
    SEEN.clear()
    DatabaseBackend("default", {}).enqueue(note, ["转换文件"], {})
    Worker()._tasks.run()
    assert SEEN == ["转换文件"]


@pytest.mark.django_db
@pytest.mark.parametrize(("process", "left"), [(999_999_999, ""), (os.getppid(), "held")])
def test_only_the_dead_of_this_machine_are_buried(at, process, left):
    name = f"{socket.gethostname()}:{process}"
    Schedule.objects.create(name="a.b", every="minute", next_run=at, leased_by=name, leased_until=at)
    bury_the_dead()
    assert Schedule.objects.get().leased_by == (name if left else "")


def test_a_round_that_fails_is_followed_by_another(monkeypatch):
    monkeypatch.setattr(module, "ROUND", 0.01)
    monkeypatch.setattr(module, "close_old_connections", lambda: None)
    worker, rounds = Worker(), []

    def work() -> None:
        rounds.append(1)
        if len(rounds) == 3:
            worker.stop()
        raise ConnectionError("database away")

    thread = threading.Thread(target=worker._loop, args=("巡检", work))
    thread.start()
    thread.join(10)
    assert len(rounds) == 3


@pytest.mark.django_db
def test_at_night_old_results_go_and_deliveries_stay(at, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    queue(Parcel("k", "smtp", "a@example.org"), at=at)
    tidy(at=at)
    assert Delivery.objects.count() == 1
