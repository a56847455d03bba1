"""A thread of each serving process looks twice a second what was purged. Asleep for a second, nothing kept is served."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.db import Error, close_old_connections
from django.utils.timezone import localdate

from . import queries
from .store import Store

PERIOD = 0.4  # seconds
LATE = 1.0  # seconds without a look, after which pages are made anew
SETTLED = 60.0  # seconds after which no transaction can still bring a lower number
log = logging.getLogger(__name__)
Rows = Callable[[int], list[tuple[int, tuple[str, ...]]]]


@dataclass
class Tail:
    """The end of one sequence of rows whose numbers may become visible out of order."""

    rows: Rows
    floor: int = 0  # everything up to it is known
    seen: dict[int, float] = field(default_factory=dict)  # number → when it was seen, above the floor
    last: dict[str, int] = field(default_factory=dict)  # tag → its highest number

    def begin(self, newest: int) -> None:
        """What was there before this process is known, though it purges nothing here."""
        self.floor = max(0, newest - queries.BACK)
        self.look()

    def look(self) -> set[str]:
        """Tags that were not seen before."""
        now, found = time.monotonic(), set()
        for number, tags in self.rows(self.floor):
            if number not in self.seen:
                self.seen[number] = now
                found.update(tags)
                for tag in tags:
                    self.last[tag] = max(number, self.last.get(tag, 0))
        settled = [number for number, at in self.seen.items() if now - at >= SETTLED]
        if settled:
            self.floor = max(settled)
            self.seen = {number: at for number, at in self.seen.items() if number > self.floor}
        return found


@dataclass
class Watch:
    """What this process knows of purges."""

    store: Store
    tails: tuple[Tail, Tail] = field(default_factory=lambda: (Tail(queries.purged), Tail(queries.told)))
    looked: float = 0.0
    day: date | None = None
    known_from: tuple[int, int] = (0, 0)
    thread: threading.Thread | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def awake(self) -> bool:
        """Whether kept pages may be served."""
        return time.monotonic() - self.looked < LATE

    @property
    def mark(self) -> tuple[int, int]:
        """Up to where everything is known."""
        return self.tails[0].floor, self.tails[1].floor

    def holds(self, tags: frozenset[str], mark: tuple[int, int]) -> bool:
        """Whether a page made at `mark`, perhaps by another process, shows nothing that was purged since (or within a minute before)."""
        known = all(made >= from_ for made, from_ in zip(mark, self.known_from, strict=True))
        return known and not any(tail.last.get(tag, 0) > made for tail, made in zip(self.tails, mark, strict=True) for tag in tags)

    def look(self) -> int:
        """See what was purged and drop it; how many pages. At midnight everything."""
        if self.day != (today := localdate()):
            self.day = today
            self.store.clear()
        found = self.tails[0].look() | self.tails[1].look()
        count = self.store.drop(found) if found else 0
        self.looked = time.monotonic()
        return count

    def start(self) -> None:
        """Once in each process, with its first request: a thread does not outlive a fork."""
        if self.thread is not None:
            return
        with self.lock:
            if self.thread is None:
                self.thread = threading.Thread(target=self._run, name="pagecache", daemon=True)
                self.thread.start()

    def begin(self) -> None:
        for tail, newest in zip(self.tails, queries.newest(), strict=True):
            tail.begin(newest)
        self.known_from = self.mark

    def _run(self) -> None:
        begun = False
        while True:
            try:
                close_old_connections()
                if not begun:
                    self.begin()
                    begun = True
                self.look()
            except Error as problem:  # nothing kept is served until the database answers again
                log.warning("页面缓存暂停：%s", problem)
            time.sleep(PERIOD)
