"""What a public table says above its rows: sums, choices, charts. Reckoned once for each state of the cells, then kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from decimal import Decimal

from django.core.cache import cache
from django.db.models import Count, Max, Sum

from zwgk.domain.kinds import Drawing
from zwgk.law.kind_model import FieldDef, FieldType

from ..models import Cell
from . import row_pages, rows
from .rows import EXACT, Asked

KEPT_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Summary:
    """Of what was asked for."""

    sums: list[tuple[FieldDef, Decimal]]
    choices: dict[str, list[tuple[str, int]]]  # field → words with how many rows have them
    charts: list[Drawing]


def summary(asked: Asked) -> Summary:
    """Kept under the state of the cells of this kind, so that it changes in the moment in which a row comes or leaves."""
    key = _key(asked)
    found = cache.get(key)
    if found is None:
        choosing = [each.id for each in asked.kind.fields if each.filter and each.type in EXACT and each.type is not FieldType.KEY]
        found = Summary(rows.sums(asked), {name: rows.choices(asked, name) for name in choosing}, row_pages.charts(asked))
        cache.set(key, found, KEPT_SECONDS)
    return found


def _key(asked: Asked) -> str:
    """A publication never changes, so which are shown names the state: how many, the last one, the sum of their numbers."""
    shown = Cell.objects.filter(kind=asked.kind.id, field=rows.default_sort(asked.kind).lstrip("-"), publication__isnull=False)
    state = shown.aggregate(count=Count("publication"), last=Max("publication"), sum=Sum("publication"))
    told = (asked.kind, sorted(asked.filters.items()), asked.text, asked.organs and sorted(asked.organs), sorted(state.items()))
    return f"records.summary:{hashlib.sha256(repr(told).encode()).hexdigest()}"
