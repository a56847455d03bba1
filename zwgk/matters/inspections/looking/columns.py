"""Columns as they stand: empty, stale, mixed, doubled, without a keeper; the plan of columns against the rules."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count
from django.utils.timezone import localdate

from zwgk.foundation.organs.models import Organ
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.matters.catalogue import queries as catalogue
from zwgk.matters.catalogue.models import Column, Every, Part
from zwgk.matters.inspections import rules
from zwgk.matters.records import queries as records
from zwgk.matters.records.models import DOCUMENT, Publication
from zwgk.matters.records.queries import showing

from .addresses import path_of
from .found import Found

RULES = ("column-empty", "column-stale", "column-mixed", "duplicate", "column-differs", "keeper-missing")
FILLED = (Part.GUIDE, Part.REQUEST)  # their pages are made of the registers
LEAST = 10  # things in a column before it can be called mixed
NEWS, NOTICES = re.compile("动态|要闻|新闻"), re.compile("通知公告|公示公告|政策文件")


def check(day: date) -> list[Found]:
    """Everything about columns, in a few questions."""
    columns = list(catalogue.every_column().filter(closed_on__isnull=True, organ__ended__isnull=True).select_related("organ"))
    return [*_standing(columns, day), *_mixed(columns), *_doubled(), *_keepers(day)]


def _standing(columns: list[Column], day: date) -> list[Found]:
    told = showing.states_of([column.pk for column in columns])
    below: dict[int, list[int]] = defaultdict(list)
    for column in columns:
        if column.parent_id:
            below[column.parent_id].append(column.pk)
    found = []
    for column in columns:
        if column.part in FILLED:
            continue
        mine = [told[pk] for pk in (column.pk, *below[column.pk]) if pk in told]
        if not sum(count for count, _ in mine):
            if not below[column.pk]:
                found.append(_about(column, "column-empty", f"“{column.title}”没有一条信息"))
            continue
        newest = max(at for _, at in mine)
        days, ground = stale_after(column)
        if days and localdate(newest) + timedelta(days) < day:
            found.append(_about(column, "column-stale", f"“{column.title}”最近一次更新是 {localdate(newest)}，已 {(day - localdate(newest)).days} 天；应在 {days} 天内更新（{ground}）"))
    return found


def stale_after(column: Column) -> tuple[int, str]:
    """After how many days without news a column is stale, and who says so; 0: never."""
    if column.within_days:
        return column.within_days, "栏目设置"
    if NEWS.search(column.title):
        ident = "stale-news"
    elif NOTICES.search(column.title):
        ident = "stale-notices"
    elif column.every in (Every.EVENT, Every.LASTING):
        return 0, ""
    else:
        ident = f"stale-{column.every}"
    known = rules.every().get(ident)
    return (known.value, rules.basis(known)) if known else (0, "")


def _mixed(columns: list[Column]) -> list[Found]:
    """One thing among ninety of another sort: told of each, for a person to judge."""
    by_number, counts = {column.pk: column for column in columns}, defaultdict(Counter)
    rows = Publication.columns.through.objects.filter(publication__shown=True, column__closed_on__isnull=True)
    for column, kind, count in rows.order_by().values_list("column_id", "publication__kind").annotate(n=Count("pk")):
        counts[column][kind] += count
    titles = rulebook.law().kinds
    found = []
    for pk, kinds in counts.items():
        column, total, (main, most) = by_number.get(pk), kinds.total(), kinds.most_common(1)[0]
        if column is None or total < LEAST or most == total or most * 100 < total * rules.limit("column-mixed"):
            continue
        others = [kind for kind in kinds if kind != main and kind not in column.kinds]
        words = [word for word in re.split(r"[，,、]", f"{column.title},{column.keywords}") if len(word) > 1]
        said = "文件" if main == DOCUMENT else f"“{titles[main].title}”" if main in titles else main
        for each in records.published(column=pk).filter(kind__in=others).order_by("pk")[:20]:
            if not any(word in each.title for word in words):
                found.append(_about(column, "column-mixed", f"“{column.title}”的 {total} 条里 {most} 条是{said}，《{each.title}》是另一类", each.url, key=each.slug))
    return found


def _doubled() -> list[Found]:
    """The same title twice at one organ: with the same text a double, with another text and the same number a contradiction."""
    shown = records.published().filter(kind=DOCUMENT)
    twice = shown.order_by().values("organ_id", "title").annotate(n=Count("pk")).filter(n__gt=1)
    titles = [(row["organ_id"], row["title"]) for row in twice]
    groups: dict[tuple[int, str], list[Publication]] = defaultdict(list)
    for start in range(0, len(titles), 200):
        part = titles[start : start + 200]
        rows = shown.filter(title__in=[title for _, title in part]).defer("body", "values", "meta").order_by("first_published_at", "pk").prefetch_related("columns")
        for each in rows:
            if (each.organ_id, each.title) in part:
                groups[each.organ_id, each.title].append(each)
    return [one for group in groups.values() for one in _compared(group)]


def _compared(group: list[Publication]) -> Iterable[Found]:
    first = group[0]
    for each in group[1:]:
        column = next(iter(each.columns.all()), None)
        if each.body_hash == first.body_hash:
            what, rule = f"《{each.title}》与 {localdate(first.first_published_at)} 发布的一篇完全相同", "duplicate"
        elif each.doc_number and each.doc_number == first.doc_number:
            what, rule = f"《{each.title}》（{each.doc_number}）发布了两次，两处正文不同", "column-differs"
        else:
            continue
        yield Found(rule, each.url, each.organ_id, what, f"另一篇：{first.url}", title=each.title, key=first.slug, column_id=column.pk if column else None)


def _keepers(day: date) -> list[Found]:
    """One task a unit: all its columns without a keeper."""
    missing: dict[Organ, list[str]] = defaultdict(list)
    for column in catalogue.without_keeper(day).select_related("organ"):
        missing[column.organ].append(column.title)
    return [
        Found("keeper-missing", f"/office/catalogue/columns/?organ={organ.pk}", organ.pk, f"{len(titles)} 个栏目没有责任人：{'、'.join(titles[:6])}{'等' if len(titles) > 6 else ''}", title=organ.name)
        for organ, titles in missing.items() if organ.ended is None
    ]  # fmt: skip


def _about(column: Column, rule: str, what: str, where: str = "", key: str = "") -> Found:
    return Found(rule, path_of(column, column.organ), column.organ_id, what, where, title=column.title, key=key, column_id=column.pk)

