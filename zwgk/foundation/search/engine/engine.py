"""The index on disk: tantivy, one writer, any number of readers. A cache that can be built again at any time.

    folder/current        the name of the index in use
    folder/20261123-…/    an index: meta.json, segments

A rebuild writes into a folder of its own and then replaces `current` (one rename). Readers look at it before each question.
"""

from __future__ import annotations

import logging
import os
import shutil
import threading
import time
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path

import tantivy
from tantivy import Order, Query

from .common import Common
from .composing import Composer
from .model import Asked, Found, Text
from .questions import read
from .schema import SHAPE, document, plain, schema
from .suggesting import Heard, Suggester

HEAP = 96_000_000  # bytes of the writer before it flushes a segment
BUILDING = 400_000_000  # the same, of each thread of a rebuild: what is flushed late need not be merged
TOLD = 50_000  # documents after which a rebuild says how far it is
THREADS = 2  # of a rebuild, beside the one that prepares the terms
FRESH = 0.3  # seconds an opened index is trusted to be the newest
SAMPLE = 1_000  # texts of which common sequences are learnt
BUCKETS = 30  # values of a facet that are counted
FEW = 0.05  # of all documents: below this, what makes a hit better is looked up hit by hit
TOTAL = "total"
log = logging.getLogger(__name__)


class Engine:
    """Asks and writes one index. Threads may share it."""

    def __init__(self, folder: Path, synonyms: Mapping[str, Sequence[str]] | None = None) -> None:
        self.folder = folder
        self._synonyms = synonyms or {}
        self._name, self._index, self._looked = "", None, 0.0
        self._suggester: Suggester | None = None
        self._common = Common()
        self._lock = threading.Lock()

    # --- reading --------------------------------------------------------------------------

    @property
    def ready(self) -> bool:
        """Whether there is an index that can be read."""
        return self._opened() is not None

    def count(self) -> int:
        """Documents in the index."""
        index = self._opened()
        return index.searcher().num_docs if index else 0

    def ask(self, asked: Asked, *, today: int) -> Found:
        """Keys in order with total and counts. Nothing for a question without a letter, a digit or a character, or a filter.

        Raises LookupError when there is no index: the caller degrades to titles.
        """
        index = self._opened()
        if index is None:
            raise LookupError("no index")
        searcher, compose = index.searcher(), Composer(index.schema, self._common)
        question = read(asked.text, {**self._synonyms, **asked.same} if asked.same else self._synonyms)
        for held, relaxed in compose.ways(question, asked):
            total, counts = _counted(searcher, held, asked.counts)
            if total:
                plain = asked.newest or not question
                ranked = held if plain else compose.ranked(held, question, today, few=total < FEW * searcher.num_docs)
                marks = [form for group in question.groups for form in group.forms]
                return Found(total, _keys(searcher, ranked, asked, newest=plain), counts, marks=marks, relaxed=relaxed)
        return Found()

    def _opened(self) -> tantivy.Index | None:
        name = self._current()
        with self._lock:
            if name != self._name:
                self._index = _open(self.folder / name) if name else None
                self._name, self._suggester, self._common = name, None, Common.read(self.folder / name)
            elif self._index is not None and time.monotonic() - self._looked > FRESH:
                self._index.reload()
                self._looked = time.monotonic()
            return self._index

    def other(self, text: str) -> str:
        """“您是不是要找”: the question as it was probably meant, or ""."""
        self._opened()
        suggester = self._suggester  # another thread may open a new index meanwhile
        if suggester is None:
            suggester = self._suggester = Suggester(self.folder / self._name, self._synonyms)
        return suggester.other(text)

    def titled(self, text: str) -> bool:
        """Whether the words of a text stand in the title of one document, each as it is."""
        index = self._opened()
        if index is None:
            raise LookupError("no index")
        query = Composer(index.schema, self._common).in_title(read(text))
        return query is not None and bool(index.searcher().search(query, 1, True).count)

    def _current(self) -> str:
        try:
            return (self.folder / "current").read_text("utf-8").strip()
        except OSError:
            return ""

    # --- writing: one process only ---------------------------------------------------------

    def change(self, texts: Iterable[Text] = (), gone: Iterable[str] = ()) -> None:
        """Put each in place of its earlier form and take the others out; visible when it returns.

        Raises LookupError without an index, ValueError when another process writes.
        """
        index = self._opened()
        if index is None:
            raise LookupError("no index")
        writer = index.writer(heap_size=HEAP, num_threads=1)
        for key in gone:
            writer.delete_documents_by_term("key", key)
        for text in texts:
            writer.delete_documents_by_term("key", text.key)
            writer.add_document(document(text, self._common))
        writer.commit()
        index.reload()

    def rebuild(self, texts: Iterable[Text], said: Callable[[int], None] = lambda count: None, sample: Iterable[Text] | None = None) -> int:
        """Write all texts into a new index, swap it in, remove the old ones; how many there are.

        sample: what shows which sequences are common; without one the first texts do.
        """
        name = f"{SHAPE}-{uuid.uuid4().hex[:12]}"
        place = self.folder / name
        place.mkdir(parents=True)
        index = tantivy.Index(schema(), path=str(place))
        writer, count = index.writer(heap_size=THREADS * BUILDING, num_threads=THREADS), 0
        first = list(islice(texts := iter(texts), SAMPLE))
        common, heard = Common.learn(plain(text) for text in (first if sample is None else sample)), Heard()
        for count, text in enumerate(chain(first, texts), 1):
            writer.add_document(document(text, common))
            heard.learn(text.title)
            if count % TOLD == 0:
                said(count)
        writer.commit()
        writer.wait_merging_threads()
        heard.keep(place)
        common.keep(place)
        swap = self.folder / f"current.{name}"
        swap.write_text(name, "utf-8")
        os.replace(swap, self.folder / "current")
        self._sweep(name)
        return count

    def _sweep(self, kept: str) -> None:
        """Remove older indexes; a reader that has one open goes on reading it."""
        for old in self.folder.iterdir():
            if old.is_dir() and old.name != kept:
                shutil.rmtree(old, ignore_errors=True)


def _open(place: Path) -> tantivy.Index | None:
    if not place.name.startswith(f"{SHAPE}-"):
        return None  # written by another version of this program
    try:
        return tantivy.Index.open(str(place))
    except Exception:  # whatever is wrong with the files: the caller degrades and has it built anew
        log.warning("检索索引 %s 无法打开，将重建", place.name, exc_info=True)
        return None


def _counted(searcher: tantivy.Searcher, query: Query, facets: Sequence[str]) -> tuple[int, dict[str, list[tuple[str, int]]]]:
    """How many there are, in all and per value of each facet: one pass, in which nothing is ranked."""
    wanted: dict[str, object] = {facet: {"terms": {"field": facet, "size": BUCKETS}} for facet in facets}
    told = searcher.aggregate(query, {**wanted, TOTAL: {"value_count": {"field": "day"}}})
    return int(told[TOTAL]["value"]), {facet: [(str(each["key"]), int(each["doc_count"])) for each in told[facet]["buckets"]] for facet in facets}


def _keys(searcher: tantivy.Searcher, query: Query, asked: Asked, *, newest: bool) -> list[str]:
    """One page, the best or the newest first."""
    order = {"order_by_field": "day", "order": Order.Desc} if newest else {}
    hits = searcher.search(query, asked.limit, False, offset=asked.offset, **order).hits
    return [searcher.doc(place)["key"][0] for _, place in hits]
