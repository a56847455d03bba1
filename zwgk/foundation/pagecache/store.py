"""Pages in the memory of one process: by address, and by what they show. Knows neither Django nor HTTP."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

LONGEST = 300.0  # seconds that a page is kept at most, should something have been forgotten
REMEMBERED = 120.0  # seconds that a purge is held against pages that were being made meanwhile


@dataclass(slots=True)
class Page:
    """An answer as it goes out."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes
    etag: str
    tags: frozenset[str]
    made: float = field(default_factory=time.monotonic)
    used: bool = False


@dataclass
class Store:
    """At most `room` bytes; what was not asked for lately goes first."""

    room: int = 64 * 1024 * 1024
    size: int = 0
    pages: OrderedDict[Any, Page] = field(default_factory=OrderedDict)
    by_tag: dict[str, set[Any]] = field(default_factory=dict)
    dropped: dict[str, float] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def get(self, key: object) -> Page | None:
        """The page at this address, when it is there and not too old."""
        page = self.pages.get(key)
        if page is None or time.monotonic() - page.made > LONGEST:
            return None
        page.used = True
        return page

    def put(self, key: object, page: Page, began: float) -> bool:
        """Keep it; not when something it shows was purged since its making `began`."""
        with self.lock:
            if any(self.dropped.get(tag, 0.0) >= began for tag in page.tags):
                return False
            self._take(key)
            self.pages[key] = page
            self.size += _weight(page)
            for tag in page.tags:
                self.by_tag.setdefault(tag, set()).add(key)
            while self.size > self.room and len(self.pages) > 1:
                self._make_room()
        return True

    def drop(self, tags: Iterable[str]) -> int:
        """Forget every page that shows one of these; how many."""
        now, count = time.monotonic(), 0
        with self.lock:
            for tag in tags:
                self.dropped[tag] = now
                for key in list(self.by_tag.get(tag, ())):
                    count += self._take(key)
            if len(self.dropped) > 10_000:
                self.dropped = {tag: at for tag, at in self.dropped.items() if now - at < REMEMBERED}
        return count

    def clear(self) -> None:
        """Forget everything."""
        self.drop([*self.by_tag])

    def _make_room(self) -> None:
        key, page = next(iter(self.pages.items()))
        if page.used:  # asked for since it came to the front: a second turn
            page.used = False
            self.pages.move_to_end(key)
        else:
            self._take(key)

    def _take(self, key: object) -> bool:
        page = self.pages.pop(key, None)
        if page is None:
            return False
        self.size -= _weight(page)
        for tag in page.tags:
            keys = self.by_tag.get(tag)
            if keys is not None:
                keys.discard(key)
                if not keys:
                    del self.by_tag[tag]
        return True


def _weight(page: Page) -> int:
    return len(page.body) + 2_000
