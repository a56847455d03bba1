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
from dataclasses import replace
from pathlib import Path

import tantivy
from tantivy import Order, Query

from . import composing
from .model import Asked, Found, Text
from .questions import Question, read
from .schema import SHAPE, document, schema
from .suggesting import Heard, Suggester

HEAP = 96_000_000  # bytes of the writer before it flushes a segment
BATCH = 50_000  # documents under one commit of a rebuild
THREADS = 2  # of a rebuild, beside the one that prepares the terms
FRESH = 0.3  # seconds an opened index is trusted to be the newest
BUCKETS = 30  # values of a facet that are counted
log = logging.getLogger(__name__)


class Engine:
    """Asks and writes one index. Threads may share it."""

    def __init__(self, folder: Path, synonyms: Mapping[str, Sequence[str]] | None = None) -> None:
        self.folder = folder
        self._synonyms = synonyms or {}
        self._name, self._index, self._looked = "", None, 0.0
        self._suggester: Suggester | None = None
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
        searcher = index.searcher()
        if not asked.text and asked.narrowed:
            return _answer(searcher, composing.everything(index.schema, asked), replace(asked, newest=True), Question())
        question = read(asked.text, {**self._synonyms, **asked.same} if asked.same else self._synonyms)
        if not question:
            return Found()
        found = Found() if asked.most else _answer(searcher, composing.strict(index.schema, question, asked, today), asked, question)
        if found.total:
            return found
        query = composing.loose(index.schema, question, asked, today)
        if query is not None:
            found = _answer(searcher, query, asked, question)
        return replace(found, relaxed=found.total > 0)

    def _opened(self) -> tantivy.Index | None:
        name = self._current()
        with self._lock:
            if name != self._name:
                self._index = _open(self.folder / name) if name else None
                self._name, self._suggester = name, None
            elif self._index is not None and time.monotonic() - self._looked > FRESH:
                self._index.reload()
                self._looked = time.monotonic()
            return self._index

    def other(self, text: str) -> str:
        """“您是不是要找”: the question as it was probably meant, or ""."""
        self._opened()
        if self._suggester is None:
            self._suggester = Suggester(self.folder / self._name, self._synonyms)
        return self._suggester.other(text)

    def titled(self, text: str) -> bool:
        """Whether the words of a text stand in the title of one document, each as it is."""
        index = self._opened()
        if index is None:
            raise LookupError("no index")
        query = composing.in_title(index.schema, read(text))
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
            writer.add_document(document(text))
        writer.commit()
        index.reload()

    def rebuild(self, texts: Iterable[Text], said: Callable[[int], None] = lambda count: None) -> int:
        """Write all texts into a new index, swap it in, remove the old ones; how many there are."""
        name = f"{SHAPE}-{uuid.uuid4().hex[:12]}"
        place = self.folder / name
        place.mkdir(parents=True)
        index = tantivy.Index(schema(), path=str(place))
        writer, count = index.writer(heap_size=THREADS * HEAP, num_threads=THREADS), 0
        heard = Heard()
        for count, text in enumerate(texts, 1):
            writer.add_document(document(text))
            heard.learn(text.title)
            if count % BATCH == 0:
                writer.commit()
                said(count)
        writer.commit()
        writer.wait_merging_threads()
        heard.keep(place)
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


def _answer(searcher: tantivy.Searcher, query: Query, asked: Asked, question: Question) -> Found:
    order = {"order_by_field": "day", "order": Order.Desc} if asked.newest else {}
    result = searcher.search(query, asked.limit, True, offset=asked.offset, **order)
    keys = [searcher.doc(place)["key"][0] for _, place in result.hits]
    marks = [form for group in question.groups for form in group.forms]
    return Found(result.count or 0, keys, _counts(searcher, query, asked.counts) if result.count else {}, marks=marks)


def _counts(searcher: tantivy.Searcher, query: Query, facets: Sequence[str]) -> dict[str, list[tuple[str, int]]]:
    if not facets:
        return {}
    told = searcher.aggregate(query, {facet: {"terms": {"field": facet, "size": BUCKETS}} for facet in facets})
    return {facet: [(str(each["key"]), int(each["doc_count"])) for each in told[facet]["buckets"]] for facet in facets}
