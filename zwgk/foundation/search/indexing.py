"""From rows to the engine: one process tells it what changed, and builds it anew when it is lost, damaged or behind."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db.models import Max, Min, QuerySet
from django.utils import timezone
from django.utils.timezone import localdate

from .engine import Engine, Text
from .engine.engine import SAMPLE
from .engine.model import FACETS
from .engine.questions import table
from .models import Change, Document, Upkeep
from .wordbooks import wordbook

FEW = 500  # changes under one commit
EPOCH = date(1970, 1, 1).toordinal()
LONGEST = 400_000  # characters of one document that are indexed
DOUBTED = "doubted"  # a file beside the index: a reader could not read it
PATIENCE = timedelta(minutes=10)  # without a sign of life a rebuild is given up
SELDOM = timedelta(hours=1)  # a doubt leads to one rebuild in that time
NEW, LARGE, DAILY = 20, 10_000, timedelta(hours=20)  # so many new ones are learnt from; a large index at most once a day
log = logging.getLogger(__name__)
_told = 0  # the last change told while a new index is being built


def engine() -> Engine:
    """The engine of this installation."""
    return _engine(Path(settings.SEARCH_DIR))


@cache
def _engine(folder: Path) -> Engine:
    return Engine(folder, synonyms())


def synonyms() -> Mapping[str, Sequence[str]]:
    """Each word with those that mean the same."""
    return table(wordbook("synonyms.yaml")["same"])


def catch_up() -> int:
    """Tell the engine the oldest changes; how many. Nothing happens while there is no index: `heal` builds one.

    While a new index is being built, changes are told to the old one and kept, so that the new one hears of them too.
    """
    global _told
    building = _building(upkeep())
    changes = list(Change.objects.filter(pk__gt=_told if building else 0)[:FEW])
    if not changes or not engine().ready:
        return 0
    keys = {f"{each.type}:{each.item_id}" for each in changes}
    there = {row.key: row for row in _rows(changes)}
    engine().change((text_of(row) for row in there.values()), keys - there.keys())
    _findable(Document.objects.filter(pk__in=[row.pk for row in there.values()]))
    _told = changes[-1].pk
    if not building:
        Change.objects.filter(pk__in=[each.pk for each in changes]).delete()
    return len(changes)


def _findable(rows: QuerySet[Document]) -> None:
    """From now on: whole, with its attachments."""
    rows.filter(findable_at=None, unread=False).update(findable_at=timezone.now())


def doubt() -> None:
    """A question could not be answered although there is an index: it is looked into at the next round."""
    log.warning("检索索引读取出错，将检查并重建", exc_info=True)
    with suppress(OSError):
        (engine().folder / DOUBTED).touch()


def heal() -> int:
    """Build the index anew when it is lost, damaged, doubted or holds another number of documents, or when somebody asked; how many it holds then, or 0."""
    because = _reason()
    if not because:
        return 0
    log.warning("检索索引重建：%s", because)
    return rebuild(because, meanwhile=catch_up)


def _reason() -> str:
    kept = upkeep()
    if _building(kept):
        return ""
    if kept.asked_at:
        return f"{kept.asked_by}要求重建"
    if not engine().ready:
        return "索引不存在或者无法读取"
    if (engine().folder / DOUBTED).exists() and (kept.built_at is None or timezone.now() - kept.built_at > SELDOM):
        return "读取索引出错"
    if engine().count() != Document.objects.count() and not Change.objects.exists():  # what has just come is no loss
        return "索引与公开信息的篇数不一致"
    return "新增的信息较多，重新学习常用词" if _grown(kept) else ""


def _grown(kept: Upkeep) -> bool:
    """Whether a fifth of the documents came since it was built: frequent words, and what a misspelt one may mean, are learnt at building."""
    count = engine().count()
    if kept.built_at is None or count - kept.built_count <= NEW + kept.built_count // 4:
        return False
    return count < LARGE or timezone.now() - kept.built_at > DAILY


def _building(kept: Upkeep) -> bool:
    """Whether somebody is building one, and lives."""
    return kept.building_at is not None and timezone.now() - kept.building_at < PATIENCE


def rebuild(because: str = "", meanwhile: Callable[[], object] = lambda: None) -> int:
    """Build it anew from the rows, while the old one goes on answering and `meanwhile` is done now and then; how many documents."""
    began = timezone.now()
    _alive(began)
    try:
        # Named one by one: a transaction that is still open may bring a lower number, of a row that was read before.
        heard = list(Change.objects.values_list("pk", flat=True))
        count = engine().rebuild((text_of(row) for row in every(meanwhile)), sample=map(text_of, _some()))
        for start in range(0, len(heard), FEW):  # what came later is told again, which does no harm
            Change.objects.filter(pk__in=heard[start : start + FEW]).delete()
        _findable(Document.objects.all())
        (engine().folder / DOUBTED).unlink(missing_ok=True)
        seconds = round((timezone.now() - began).total_seconds())
        Upkeep.objects.filter(pk=1).update(asked_at=None, asked_by="", built_at=timezone.now(), built_count=count, built_seconds=seconds, built_because=because[:80])
    finally:
        Upkeep.objects.filter(pk=1).update(building_at=None)
    return count


def upkeep() -> Upkeep:
    """How the index is kept."""
    return Upkeep.objects.filter(pk=1).first() or Upkeep(pk=1)


def _alive(at: datetime) -> None:
    Upkeep.objects.update_or_create(pk=1, defaults={"building_at": at})


def every(meanwhile: Callable[[], object] = lambda: None) -> Iterator[Document]:
    """All rows, by number, a few hundred at a time and without one long transaction."""
    last, looked = 0, time.monotonic()
    while rows := list(Document.objects.filter(pk__gt=last).order_by("pk")[:FEW]):
        yield from rows
        last = rows[-1].pk
        if time.monotonic() - looked > 1:
            meanwhile()
            _alive(timezone.now())
            looked = time.monotonic()


def _some() -> Iterator[Document]:
    """Rows from everywhere between the first and the last."""
    ends = Document.objects.aggregate(first=Min("pk"), last=Max("pk"))
    step = max(1, ((ends["last"] or 0) - (ends["first"] or 0)) // SAMPLE)
    return Document.objects.filter(pk__in=range(ends["first"] or 0, (ends["last"] or 0) + 1, step)).iterator(100)


def text_of(row: Document) -> Text:
    """A row as the engine takes it."""
    return Text(
        row.key, row.title, (row.text[:LONGEST], *(text[:LONGEST] for _, text in row.parts)), row.number, (row.organ_name, *row.names),
        localdate(row.dated).toordinal() - EPOCH if row.dated else 0, facets_of(row),
    )  # fmt: skip


def facets_of(row: Document) -> dict[str, list[str]]:
    """By what it is filtered and counted."""
    said = {**row.facets, "source": row.type, "organ": row.organ_name, "year": str(localdate(row.dated).year) if row.dated else ""}
    if any(word in row.title for word in _guides()):
        said["role"] = "service"
    listed = {facet: said.get(facet) or [] for facet in FACETS}
    return {facet: [values] if isinstance(values, str) else [str(each) for each in values if each] for facet, values in listed.items()}


@cache
def _guides() -> Sequence[str]:
    """What stands in the title of a guide."""
    return wordbook("services.yaml")["guides"]


def _rows(changes: Sequence[Change]) -> Iterator[Document]:
    ids: dict[str, list[str]] = {}
    for each in changes:
        ids.setdefault(each.type, []).append(each.item_id)
    for type, wanted in ids.items():
        yield from Document.objects.filter(type=type, item_id__in=wanted)
