"""The one background process: tasks, the schedule and the outbox, until it is told to stop.

A thread for each, so that a slow conversion never holds up a reminder: one takes django-tasks, one ticks, and one for every
round that a slice brings (the index of the search). Whatever fails is logged and tried again at the next round; a database
that is away for a while ends nothing.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker as TaskWorker

from . import actions
from .models import Delivery, Schedule

GLANCE = 0.2  # seconds between two looks whether it is to stop
ROUND = 1.0  # seconds between two looks into the tables
FEW = 5  # deliveries under one look at the clock
PATIENCE = 30.0  # seconds for what is under way when it is told to stop
Round = tuple[str, Callable[[], object]]  # name, what is done about once a second
log = logging.getLogger(__name__)


class Worker:
    """`run` blocks until `stop` is called, from a signal or another thread."""

    def __init__(self, now: Callable[[], datetime] = timezone.now, rounds: Sequence[Round] = ()) -> None:
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self._now, self._rounds = now, rounds
        self._stopping, self._asked = threading.Event(), False
        self._tasks = TaskWorker(
            queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False,
            max_tasks=None, worker_id=self.name[:64], excluded_queue_names=[],
        )  # fmt: skip

    def stop(self) -> None:
        """Finish what is under way and begin nothing new. Takes no lock: a signal may come while this very thread holds it."""
        self._asked = True
        self._tasks.running = False

    def run(self) -> list[str]:
        """Take back what a dead worker of this machine held, then work; which threads were still busy when patience ended."""
        bury_the_dead()
        rounds = (("作业", self._tasks.run), ("巡检", self._tick), *self._rounds)
        threads = [threading.Thread(target=self._loop, args=each, daemon=True, name=each[0]) for each in rounds]
        for thread in threads:
            thread.start()
        while not self._asked:
            time.sleep(GLANCE)
        self._stopping.set()
        ends = time.monotonic() + PATIENCE
        for thread in threads:
            thread.join(max(0.0, ends - time.monotonic()))
        return [thread.name for thread in threads if thread.is_alive()]

    def _loop(self, name: str, work: Callable[[], object]) -> None:
        while not self._asked:
            try:
                close_old_connections()
                work()
            except Exception:  # the worker must outlive every fault
                log.exception("后台%s出错，稍后继续", name)
                self._stopping.wait(5 * ROUND)
            finally:
                close_old_connections()
            self._stopping.wait(ROUND)

    def _tick(self) -> None:
        at = self._now()
        actions.run_due(worker=self.name, at=at, stopping=lambda: self._asked)
        # A few at a time, each time with the present moment: so a slow server cannot outlast the leases of the rest.
        while actions.deliver_due(worker=self.name, at=self._now(), limit=FEW, stopping=lambda: self._asked):
            pass


def bury_the_dead() -> None:
    """Free the leases of workers of this machine whose process is gone: after kill −9 nobody waits for their end."""
    held = {
        *Schedule.objects.values_list("leased_by", flat=True),
        *Delivery.objects.filter(state="sending").values_list("leased_by", flat=True),
    }
    for name in held - {""}:
        host, _, number = name.rpartition(":")
        if host == socket.gethostname() and number.isdigit() and not _lives(int(number)):
            actions.release(name)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return process != os.getpid()  # our own number is that of a predecessor: this process has just begun
