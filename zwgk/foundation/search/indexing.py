"""From rows to the engine: one process tells it what changed, and builds it anew when it is lost, damaged or behind."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import yaml
from django.conf import settings

from zwgk.law import ROOT

from .engine import Engine, Text
from .engine.model import FACETS
from .engine.questions import table
from .models import Change, Document

FEW = 500  # changes under one commit
EPOCH = date(1970, 1, 1).toordinal()
LONGEST = 400_000  # characters of one document that are indexed
log = logging.getLogger(__name__)


def engine() -> Engine:
    """The engine of this installation."""
    return _engine(Path(settings.SEARCH_DIR))


@cache
def _engine(folder: Path) -> Engine:
    return Engine(folder, synonyms())


def synonyms(file: Path = ROOT / "search" / "synonyms.yaml") -> Mapping[str, Sequence[str]]:
    """Each word with those that mean the same."""
    return table(yaml.safe_load(file.read_text("utf-8"))["same"])


def catch_up() -> int:
    """Tell the engine the oldest changes; how many. Nothing happens while there is no index: `heal` builds one."""
    changes = list(Change.objects.all()[:FEW])
    if not changes or not engine().ready:
        return 0
    keys = {f"{each.type}:{each.item_id}" for each in changes}
    there = {row.key: row for row in _rows(changes)}
    engine().change((text_of(row) for row in there.values()), keys - there.keys())
    Change.objects.filter(pk__in=[each.pk for each in changes]).delete()
    return len(changes)


def heal() -> int:
    """Build the index anew when it is not there, cannot be read, or holds another number of documents; how many it holds then, or 0."""
    if engine().ready:
        differs = engine().count() != Document.objects.count()
        if not differs or Change.objects.exists():  # what has just come is no loss
            return 0
        log.warning("检索索引与公开信息的篇数不一致，重建")
    return rebuild()


def rebuild() -> int:
    """Build it anew from the rows, while the old one goes on answering; how many documents."""
    last = Change.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    count = engine().rebuild(text_of(row) for row in every())
    Change.objects.filter(pk__lte=last).delete()  # what came later is told again, which does no harm
    return count


def every() -> Iterator[Document]:
    """All rows, by number, a few hundred at a time and without one long transaction."""
    last = 0
    while rows := list(Document.objects.filter(pk__gt=last).order_by("pk")[:FEW]):
        yield from rows
        last = rows[-1].pk


def text_of(row: Document) -> Text:
    """A row as the engine takes it."""
    return Text(
        row.key, row.title, (row.text[:LONGEST], *(text[:LONGEST] for _, text in row.parts)), row.number, (row.organ_name, *row.names),
        row.dated.date().toordinal() - EPOCH if row.dated else 0, _facets(row),
    )  # fmt: skip


def _facets(row: Document) -> dict[str, list[str]]:
    said = {**row.facets, "source": row.type, "organ": row.organ_name, "year": str(row.dated.year) if row.dated else ""}
    listed = {facet: said.get(facet) or [] for facet in FACETS}
    return {facet: [values] if isinstance(values, str) else [str(each) for each in values] for facet, values in listed.items()}


def _rows(changes: Sequence[Change]) -> Iterator[Document]:
    ids: dict[str, list[str]] = {}
    for each in changes:
        ids.setdefault(each.type, []).append(each.item_id)
    for type, wanted in ids.items():
        yield from Document.objects.filter(type=type, item_id__in=wanted)
