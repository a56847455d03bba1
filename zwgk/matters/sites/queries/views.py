"""Reading the counts: of one thing, and per organ and month with the rows behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet, Sum

from zwgk.foundation.organs import queries as organs
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.matters.records import queries as records

from ..models import View

DOCUMENT, DATA, CHANNEL = "records.publication", "records.kind", "sites.channel"
KINDS = {DOCUMENT: "文件和信息", DATA: "公开数据", CHANNEL: "单位频道"}


@dataclass(frozen=True, slots=True)
class Target:
    """What is counted; the key stays when its version changes."""

    key: str
    title: str
    url: str
    organ_id: int | None


def target_of(kind: str, ident: str) -> Target | None:
    """The thing behind `records.publication:12`, as the public sees it now."""
    match kind:
        case "records.publication":
            found = records.shown_by_number(int(ident)) if ident.isascii() and ident.isdigit() and len(ident) < 16 else None
            return Target(found.slug, found.title, found.url, found.organ_id) if found else None
        case "records.kind":
            known = rulebook.law().kinds.get(ident)
            return Target(ident, known.title, f"/xxgk/data/{ident}/", None) if known else None
        case "sites.channel":
            organ = organs.every_organ().filter(slug=ident).first()
            return Target(ident, f"单位频道：{organ.label}", f"/organs/{ident}/", organ.pk) if organ else None
    return None


def total_of(kind: str, key: str) -> int:
    """All months together."""
    return View.objects.filter(kind=kind, key=key).aggregate(n=Sum("reads"))["n"] or 0


def months() -> list[date]:
    """Months with something, newest first."""
    return list(View.objects.order_by("-month").values_list("month", flat=True).distinct())


def by_organ(month: date) -> list[tuple[int | None, str, int, int]]:
    """Organ, its name, reads, addresses read, of one month; what belongs to no organ comes last."""
    rows = View.objects.filter(month=month).order_by().values_list("organ_id", "organ__name").annotate(Sum("reads"), Count("pk"))
    told = [(organ_id, name or "全县（不分单位）", reads, count) for organ_id, name, reads, count in rows]
    return sorted(told, key=lambda each: (each[0] is None, -each[2]))


def rows(month: date, organ_id: int | None = None) -> QuerySet[View]:
    """What was read in a month, most read first."""
    found = View.objects.filter(month=month).select_related("organ").order_by("-reads", "id")
    return found.filter(organ_id=organ_id) if organ_id is not None else found
