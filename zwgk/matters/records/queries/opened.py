"""What programs read of what is public: documents, rows and changes after a mark, whole data sets. Publications as the pages show them, never records.

A mark is the last thing that was read (its moment or value, and its number): what comes in meanwhile shifts nothing, what was read is not read again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, Sum

from zwgk.domain.kinds import is_public
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.foundation.ui.words import cn_date
from zwgk.law.kind_model import NUMBERS, FieldDef, FieldType, KindDef
from zwgk.matters.records import clean, lists, shelves
from zwgk.matters.records.models import DOCUMENT, Capture, Publication, Shelf

from . import rows, showing
from .rows import Asked

CHUNK = 500
SETTLED = timedelta(minutes=1)  # after which no transaction brings a lower number any more
OVER = (Publication.Standing.LAPSED, Publication.Standing.REPEALED)
LISTED = (
    *showing.NARROW, "genre", "formed_on", "written_on", "effective_on", "lapses_on", "ended_at", "successor_slug", "successor_title", "meta", "body_hash",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sieve:
    """What a program wants to have; empty: everything that is public."""

    places: tuple[str, ...] = ()  # lists of `shelves`: it stands on every one of them
    theme: str = ""  # its first level
    kind: str = ""
    standing: str = ""
    since: datetime | None = None
    until: datetime | None = None  # before this moment


def documents_after(sieve: Sieve, mark: tuple[datetime, int] | None, size: int) -> list[Publication]:
    """Up to `size` of them after the mark, newest first. A rare kind or standing is read from its own index, all else from the shelves."""
    if sieve.kind or sieve.standing not in ("", Publication.Standing.VALID):
        found, number, way = Publication.objects.filter(shown=True), "pk", ""
        wanted, on = sieve.places, OuterRef("pk")
    else:
        base, *others = sieve.places or (shelves.EVERYTHING,)
        found, number, way = Shelf.objects.filter(place=base), "publication_id", "publication__"
        wanted, on = tuple(others), OuterRef("publication_id")
    for place in wanted:
        found = found.filter(Exists(Shelf.objects.filter(place=place, publication=on)))
    if sieve.theme:
        found = found.filter(theme=sieve.theme) if way else found.filter(Exists(Shelf.objects.filter(place=shelves.EVERYTHING, theme=sieve.theme, publication=on)))
    told = {f"{way}kind": sieve.kind, f"{way}standing": sieve.standing, "published_at__gte": sieve.since, "published_at__lt": sieve.until}
    found = found.filter(**{name: value for name, value in told.items() if value})
    if mark:
        found = found.filter(Q(published_at__lt=mark[0]) | Q(published_at=mark[0], **{f"{number}__lt": mark[1]}), published_at__lte=mark[0])
    return listed(found.order_by("-published_at", f"-{number}").values_list(number, flat=True)[:size])


def listed(ids: Collection[int]) -> list[Publication]:
    """These publications in this order, as a list shows them."""
    numbers = list(ids)
    found = {each.pk: each for each in showing.shown().filter(pk__in=numbers).select_related("organ").only(*LISTED)}
    return [found[each] for each in numbers if each in found]


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that became public, changed or left the public."""

    number: int
    event: str  # of models.after.EVENTS
    at: datetime
    slug: str
    publication: Publication | None  # None: nothing of it may be shown any more


def changes_after(since: datetime | None, mark: int, size: int, now: datetime) -> list[Turn]:
    """In the order in which they happened. Of what is gone only its address is told."""
    found = Capture.objects.filter(pk__gt=mark)
    if since:
        found = found.filter(at__gte=since)
    there = _settled(list(found.order_by("pk").values_list("pk", "event", "at", "publication__slug")[:size]), mark, now)
    now = {each.slug: each for each in showing.shown().filter(slug__in={slug for *_, slug in there}).select_related("organ").only(*LISTED)}
    return [Turn(number, event, at, slug, now.get(slug)) for number, event, at, slug in there]


def _settled(there: list[tuple[int, str, datetime, str]], mark: int, now: datetime) -> list[tuple[int, str, datetime, str]]:
    """As far as no number is missing that a transaction under way may still bring: who has read on never comes back for it."""
    last = mark or (there[0][0] - 1 if there else 0)
    for place, (number, _, at, _) in enumerate(there):
        if number != last + 1 and now - at < SETTLED:
            return there[:place]
        last = number
    return there


def last_change() -> datetime | None:
    """When something public came, changed or left last."""
    return Capture.objects.aggregate(last=Max("at"))["last"]


def farewell(was: Publication) -> tuple[str, datetime | None]:
    """What is said of something that is gone, and since when; of what was sealed nothing at all."""
    if was.standing == Publication.Standing.SEALED or was.sealed_at is not None:
        return "", None
    return next((each.told for each in lists.lines("reasons") if each.id == was.end_reason), "") if was.end_reason else "", was.ended_at


def head_of(found: Publication) -> list[tuple[str, str]]:
    """信息头 (PAG-01), as a table; an empty value has no line."""
    kind = kind_called(found.kind)
    told = (
        ("索引号", found.index_number), ("文号", found.doc_number), ("主题分类", found.theme), ("体裁分类", found.genre), ("发文单位", found.organ.name),
        ("信息类型", kind.title if kind else ""), ("名称", found.title), ("成文日期", cn_date(found.written_on)), ("发文日期", cn_date(found.formed_on)),
        ("发布日期", cn_date(found.published_at)), ("生效日期", cn_date(found.effective_on)), ("失效日期", cn_date(found.ended_at if found.standing in OVER else found.lapses_on)), ("有效性", found.get_standing_display()),
        ("主题词", found.meta.get("keywords", "")), ("公开方式", "主动公开"), ("公示期至", cn_date(found.shown_until)),
    )  # fmt: skip
    return [(label, str(value)) for label, value in told if value]


# --- rows of kinds


def public_values(kind: KindDef, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a publication without fields that are hidden today: a mask that was made stricter counts for what was published before."""
    return {each.id: _inner(each, values[each.id]) for each in kind.fields if each.id in values and is_public(each)}


def _inner(each: FieldDef, value: Any) -> Any:
    if each.type is not FieldType.TABLE:
        return value
    return [{column.id: row[column.id] for column in each.fields if column.id in row and is_public(column)} for row in value]


def rows_after(asked: Asked, mark: tuple[Any, int] | None, size: int) -> list[tuple[Any, int]]:
    """(value it is ordered by, number of the publication) of up to `size` rows after the mark; rows without the value come last."""
    by, down = asked.sort_field, asked.sort.startswith("-")
    name = "day" if by.type is FieldType.DATE else "amount" if by.type in NUMBERS else "text"
    found = rows.matching(asked, by.id)
    if mark is not None:
        value, number = mark
        same = Q(**{f"{asked.base}__{'lt' if down else 'gt'}": number})
        if value is None:
            found = found.filter(same, **{f"{name}__isnull": True})
        else:
            further = Q(**{f"{name}__{'lt' if down else 'gt'}": value}) | (Q(**{name: value}) & same)
            found = found.filter(further | Q(**{f"{name}__isnull": True}))
    key = F(name).desc(nulls_last=True) if down else F(name).asc(nulls_last=True)
    order = key if not by.required else F(name).desc() if down else F(name).asc()
    return list(found.order_by(order, f"-{asked.base}" if down else asked.base).values_list(name, asked.base)[:size])


def rows_of(kind: KindDef, numbers: Collection[int]) -> list[tuple[Publication, dict[str, Any]]]:
    """These rows in this order, with what the public sees of each."""
    told = ("slug", "values", "published_at", "number", "organ__name", "organ__slug")
    found = {each.pk: each for each in showing.shown().filter(pk__in=numbers, kind=kind.id).select_related("organ").only(*told)}
    return [(found[pk], public_values(kind, found[pk].values)) for pk in numbers if pk in found]


def mark_value(asked: Asked, said: Any) -> Any:
    """A value out of a mark as the database compares it; ValueError when it is none."""
    if said is None:
        return None
    if asked.sort_field.type in NUMBERS:
        found = Decimal(str(said)[:25])
        if not found.is_finite() or abs(found) >= 10**16:
            raise ValueError(said)
        return found
    return date.fromisoformat(str(said)) if asked.sort_field.type is FieldType.DATE else str(said)


# --- whole data sets


@dataclass(frozen=True, slots=True)
class Extent:
    """How much of one kind is public, from when to when it was published, and a sign that changes whenever any of it does."""

    rows: int
    first: datetime | None
    newest: datetime | None
    sign: str


def extents() -> dict[str, Extent]:
    """Kind → its extent, documents among them, in two questions. What leaves the public changes the sum; what is marked lapsed, be it of an earlier day, how many have ended."""
    shown = showing.shown().order_by().values("kind").annotate(n=Count("pk"), total=Sum("pk"), first=Min("published_at"), newest=Max("published_at"))
    repealed = Count("pk", filter=Q(standing=Publication.Standing.REPEALED))
    ended = Publication.objects.filter(ended_at__isnull=False).order_by().values_list("kind").annotate(last=Max("ended_at"), n=Count("pk"), repealed=repealed)
    ends = {kind: told for kind, *told in ended}
    return {each["kind"]: Extent(each["n"], each["first"], each["newest"], _sign(each["n"], each["total"], ends.get(each["kind"]))) for each in shown}


def _sign(*parts: object) -> str:
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:24]


def every(kind: str) -> Iterator[Publication]:
    """All that is public of a kind, oldest number first, a few hundred at a time and in no transaction: what is sealed meanwhile is not read any more."""
    last = 0
    found = showing.shown().filter(kind=kind).select_related("organ").prefetch_related("columns", "entries", "files__file")
    while part := list(found.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        yield from part
        last = part[-1].pk


def ordered(asked: Asked) -> Iterator[tuple[Publication, dict[str, Any]]]:
    """All rows that were asked for, in their order, a few hundred at a time."""
    mark: tuple[Any, int] | None = None
    while part := rows_after(asked, mark, CHUNK):
        yield from rows_of(asked.kind, [number for _, number in part])
        mark = part[-1]


def plain_text(publication: Publication) -> str:
    """Its body without marks."""
    return clean.text(publication.body)


def place_of(*, organ: int | None = None, column: int | None = None, key: str = "", entry: int | None = None) -> tuple[str, ...]:
    """The lists on which something stands that fits all of these."""
    told = ((column, shelves.of_column), (key, shelves.of_key), (entry, shelves.of_entry), (organ, shelves.of_organ))
    return tuple(way(value) for value, way in told if value)  # type: ignore[operator]


def kind_called(name: str) -> KindDef | None:
    """The kind with this name; None for a document and for what is not kept here."""
    return None if name == DOCUMENT else rulebook.law().kinds.get(name)
