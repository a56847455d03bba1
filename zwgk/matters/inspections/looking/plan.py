"""栏目设置: the columns and entrances that the site must have, their names, and how many clicks they lie from the home page (WEB-06)."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zwgk.foundation.organs.models import Organ
from zwgk.law.inspection_model import Needed
from zwgk.matters.catalogue import queries as catalogue
from zwgk.matters.catalogue.models import Column
from zwgk.matters.inspections import rules
from zwgk.matters.inspections.models import Page

from .addresses import path_of
from .found import Found

RULES = ("plan-missing", "plan-name", "plan-overlap", "plan-depth")
Links = Mapping[str, Sequence[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that the plan asks for, and how it stands."""

    needed: Needed
    entrance: str  # words of the link on the home page; "" when there is none
    path: str
    depth: int | None  # clicks from the home page
    lacking: tuple[Organ, ...] = ()  # units without the column

    @property
    def stands(self) -> bool:
        return not self.lacking and (bool(self.entrance) or (self.depth is not None and self.depth <= rules.limit("plan-depth")))


def depths(links: Links) -> dict[str, int]:
    """Clicks from the home page, as the links of the real pages lead."""
    found, waiting = {"/": 0}, deque(["/"])
    while waiting:
        here = waiting.popleft()
        for address, _ in links.get(here, ()):
            if address.startswith("/") and address not in found:
                found[address] = found[here] + 1
                waiting.append(address)
    return found


def lines(home: Sequence[Sequence[str]], measured: Mapping[str, int], columns: Sequence[Column]) -> list[Line]:
    """The required plan, line by line."""
    keeping = {column.organ for column in columns}
    by_key: dict[str, set[Organ]] = defaultdict(set)
    for column in columns:
        by_key[column.key].add(column.organ)
    found = []
    for needed in rules.needed():
        address, words = next(((address, words) for address, words in home if any(word in words for word in needed.words)), ("", ""))
        path = address or needed.path
        own = [column for column in columns if needed.column and column.key == needed.column]
        depth = measured.get(path) if path else min((measured[place] for column in own if (place := path_of(column, column.organ)) in measured), default=None)
        lacking = sorted(keeping - by_key[needed.column], key=lambda organ: (organ.order, organ.pk)) if needed.column else []
        found.append(Line(needed, words, path, depth, tuple(lacking)))
    return found


def check(links: Links, office_id: int) -> list[Found]:
    """What is missing, called otherwise, doubled or too deep."""
    columns = list(catalogue.every_column().filter(closed_on__isnull=True, organ__ended__isnull=True))
    measured = depths(links)
    return [*_missing(lines(links.get("/", ()), measured, columns), office_id), *_names(columns), *_deep(columns, measured)]


def _missing(found: list[Line], office_id: int) -> list[Found]:
    out = []
    for line in found:
        if line.lacking:
            out += [Found("plan-missing", f"/xxgk/{organ.slug}/", organ.pk, f"没有“{line.needed.title}”栏目", title=organ.name, key=line.needed.key) for organ in line.lacking]
        elif not line.stands:
            out.append(Found("plan-missing", "/", office_id, f"首页没有“{line.needed.title}”的入口", "首页", title="首页", key=line.needed.key))
        elif line.needed.exact and line.entrance and line.entrance != line.needed.title:
            out.append(Found("plan-name", "/", office_id, f"入口写成了“{line.entrance}”，统一的名称是“{line.needed.title}”", "首页", title="首页", key=line.needed.key))
    return out


def _names(columns: list[Column]) -> list[Found]:
    """The four first levels are called as the State Council's office says; no two of a unit are called the same."""
    usual = rules.column_names()
    first = {column.pk: column for column in columns if column.key in ("guide", "rules", "content", "report") and column.parent_id is None}
    found = [
        Found("plan-name", path_of(column, column.organ), column.organ_id, f"一级栏目叫“{column.title}”，统一的名称是“{usual[column.key]}”", title=column.title, column_id=column.pk)
        for column in first.values() if column.title != usual[column.key]
    ]  # fmt: skip
    counted = Counter((column.organ_id, column.title) for column in columns)
    for column in columns:
        if counted[column.organ_id, column.title] > 1:
            counted[column.organ_id, column.title] = 0  # once a name
            found.append(Found("plan-overlap", path_of(column, column.organ), column.organ_id, f"有几个栏目都叫“{column.title}”", title=column.title, key=column.title, column_id=column.pk))
    return found


def _deep(columns: list[Column], measured: Mapping[str, int]) -> list[Found]:
    most = rules.limit("plan-depth")
    deep = [(column, measured.get(path_of(column, column.organ))) for column in columns]
    return [
        Found("plan-depth", path_of(column, column.organ), column.organ_id, f"从首页到“{column.title}”要点 {depth} 次，应在 {most} 次以内" if depth else f"从首页点不到“{column.title}”", title=column.title, column_id=column.pk)
        for column, depth in deep if depth is None or depth > most
    ] if len(measured) > 1 else []  # fmt: skip


def links_of_site() -> dict[str, list[list[str]]]:
    """What the last look at each page that is no document found."""
    return dict(Page.objects.exclude(kind=Page.Kind.DOCUMENT).values_list("address", "links"))
