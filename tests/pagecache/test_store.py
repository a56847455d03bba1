"""Pages in memory, and the thread that hears of purges; without a database."""

from __future__ import annotations

import time

from zwgk.foundation.pagecache.store import Page, Store
from zwgk.foundation.pagecache.watch import Tail


def page(*tags: str, size: int = 10) -> Page:
    return Page("200 OK", [], b"x" * size, '"e"', frozenset(tags))


def test_a_purge_drops_what_shows_it_and_nothing_else():
    store = Store()
    for key, shown in (("home", ("a", "b")), ("list", ("b",)), ("other", ("c",))):
        assert store.put(key, page(*shown), time.monotonic())
    assert store.drop(["b"]) == 2
    assert store.get("other") and not store.get("home") and not store.get("list")
    assert store.size == 2_010 and store.by_tag == {"c": {"other"}}


def test_a_page_made_while_something_it_shows_was_purged_is_not_kept():
    store = Store()
    began = time.monotonic()
    store.drop(["a"])
    assert not store.put("home", page("a"), began)
    assert store.put("home", page("a"), time.monotonic() + 0.001)


def test_when_the_room_is_full_what_nobody_asks_for_goes_first():
    store = Store(room=3 * 2_010)
    for key in ("one", "two", "three"):
        store.put(key, page(key), time.monotonic())
    assert store.get("one")
    store.put("four", page("four"), time.monotonic())
    assert store.get("one") and not store.get("two") and store.get("three") and store.get("four")


def test_numbers_that_become_visible_late_are_heard_all_the_same():
    rows = [(5, ("a",)), (7, ("b",))]
    tail = Tail(lambda after: [each for each in rows if each[0] > after])
    tail.begin(4)
    rows.append((8, ("c",)))
    assert tail.look() == {"c"}
    rows.append((6, ("late",)))  # its transaction began before that of 7 and ended after it
    assert tail.look() == {"late"}
    assert tail.look() == set()
    assert tail.last == {"a": 5, "b": 7, "c": 8, "late": 6}
