"""Reading migrations: figures that add up, rows of each figure, proposals of the mapping, where an old address leads now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.queries import Resolution
from zwgk.matters.catalogue import queries as catalogue
from zwgk.matters.records.migrating.addresses import parts_of
from zwgk.matters.records.models import Migration, OldPage


@dataclass(frozen=True, slots=True)
class Figures:
    """in = out + waiting + held + refused + undone."""

    total: int
    out: int
    ready: int
    held: int
    refused: int
    undone: int

    @property
    def adds_up(self) -> bool:
        return self.total == self.out + self.ready + self.held + self.refused + self.undone


def migrations() -> QuerySet[Migration]:
    return Migration.objects.select_related("organ").prefetch_related("acts")


def figures(migration: Migration) -> Figures:
    """Counted from the rows, each number of which can be looked at."""
    counts = dict(migration.pages.order_by().values_list("state").annotate(Count("pk")))
    states = OldPage.State
    each = [counts.get(state, 0) for state in (states.OUT, states.READY, states.HELD, states.REFUSED, states.UNDONE)]
    return Figures(sum(counts.values()), *each)


def pages_of(migration: Migration, state: str = "", text: str = "", kind: str = "") -> QuerySet[OldPage]:
    """Rows of one number of the report."""
    found = migration.pages.select_related("organ", "record", "twin").defer("body")
    if state:
        found = found.filter(state=state)
    if text:
        found = found.filter(title__icontains=text)
    return found.filter(pk__in=_with_kind(migration, kind)) if kind else found


def _with_kind(migration: Migration, kind: str) -> list[int]:
    held = migration.pages.filter(state=OldPage.State.HELD).values_list("pk", "hits")
    return [pk for pk, hits in held if any(hit["kind"] == kind for hit in hits)]


def held_kinds(migration: Migration) -> list[tuple[str, int]]:
    """What holds pages, and how many of them, the most frequent first."""
    counts: dict[str, int] = {}
    for hits in migration.pages.filter(state=OldPage.State.HELD).values_list("hits", flat=True):
        for kind in {hit["kind"] for hit in hits}:
            counts[kind] = counts.get(kind, 0) + 1
    return sorted(counts.items(), key=lambda each: -each[1])


def refusals(migration: Migration) -> list[tuple[str, int]]:
    """Why pages were not brought over, by the first words of the reason."""
    counts: dict[str, int] = {}
    for reason in migration.pages.filter(state=OldPage.State.REFUSED).values_list("reason", flat=True):
        head = reason.partition("：")[0].partition("“")[0]
        counts[head] = counts.get(head, 0) + 1
    return sorted(counts.items(), key=lambda each: -each[1])


def counted(migration: Migration, field: str) -> list[tuple[str, int]]:
    """Old units or columns with the number of their pages."""
    open_pages = migration.pages.filter(state__in=(OldPage.State.READY, OldPage.State.HELD))
    return list(open_pages.order_by().values_list(field).annotate(number=Count("pk")).order_by("-number"))


def proposed_units(migration: Migration, day: date) -> dict[str, Resolution]:
    """What each old unit means today."""
    return organs.propose([text for text, _ in counted(migration, "unit") if text], day)


def column_choices() -> list[tuple[str, str]]:
    """Columns by their key; the same key means the same column at every organ."""
    return list(dict(catalogue.every_column().filter(closed_on=None).order_by("order").values_list("key", "title")).items())


def proposed_column(text: str, choices: Iterable[tuple[str, str]]) -> str:
    """The key of the column that is called like the old one, or holds its words."""
    wanted = text.strip()
    for key, title in choices:
        if title == wanted:
            return key
    near = [key for key, title in choices if wanted and (wanted in title or title in wanted)]
    return near[0] if len(near) == 1 else ""


def moved(url: str, host: str = "") -> str:
    """Where the page of an old address stands now; "" when it was never brought over or is not shown. Exact path and query."""
    there, path = parts_of(url)
    if not path or path == "/":
        return ""
    found = OldPage.objects.filter(path=path).select_related("record__live", "twin__record__live").defer("body")[:20]
    rows = [(row, row.record or (row.twin.record if row.twin else None)) for row in found]
    shown = [(row, record.live) for row, record in rows if record and record.live and record.live.shown]
    exact = [live for row, live in shown if row.host and row.host == (there or host).lower()]
    lives = exact or ([] if there else [live for _, live in shown])
    return lives[0].url if lives and len({live.pk for live in lives}) == 1 else ""
