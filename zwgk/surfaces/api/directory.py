"""Who there is and where things stand: organs with their functions, columns, the standard catalogue, feeds."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ as OrganRow
from zwgk.foundation.organs.models import OrganKind
from zwgk.matters.catalogue.models import Functions, Part
from zwgk.matters.catalogue.queries import showing as catalogue
from zwgk.matters.catalogue.queries.showing import Shown
from zwgk.matters.records.queries import showing

from . import making, problems
from .asked import ColumnsAsked
from .documents import ERRORS
from .shapes import Column, Entry, FeedLine, FieldLine, Organ, OrganRef, Page, Problem, Section

router = Router(tags=["单位、栏目和目录"])
HIDDEN = (OrganKind.HIGHER, OrganKind.VILLAGE, OrganKind.COMMUNITY)


@router.get("/organs", response={200: Page[Organ], 429: Problem}, summary="单位和机构职能目录", operation_id="organs")
def all_organs(request: HttpRequest) -> Any:
    """本级政府、部门、派出机构、乡镇（街道）和公共企事业单位：主要职责、内设机构、地址、电话、办公时间。"""
    items = organs_told(making.base(request))
    return {"items": items, "total": len(items)}


@router.get("/organs/{slug:slug}", response={200: Organ, 404: Problem, **ERRORS}, summary="一个单位", operation_id="organ")
def one_organ(request: HttpRequest, slug: str) -> Any:
    """单位的职能、内设机构和联系方式。"""
    found = making.organ_called(slug, "网址")
    return _organ(found, catalogue.functions_in_force().get(found.pk), making.base(request))


def organs_told(start: str) -> list[Organ]:
    """Every organ of this level, as the directory on the page shows it."""
    told = catalogue.functions_in_force()
    rows = organs.living(timezone.localdate()).exclude(kind__in=HIDDEN).select_related("parent").order_by("order", "id")
    return [_organ(each, told.get(each.pk), start) for each in rows]


def _organ(row: OrganRow, told: Functions | None, start: str) -> Organ:
    return Organ(
        id=row.slug, name=row.name, short_name=row.short_name or None, kind=row.get_kind_display(), parent=row.parent.slug if row.parent else None,
        address=row.address or None, phone=row.phone or None, office_hours=row.office_hours or None, basis=(told.basis or None) if told else None,
        duties=told.duties if told else None, sections=[_section(each) for each in told.sections] if told else [],
        subordinates=[str(each.get("name", "") if isinstance(each, dict) else each) for each in told.subordinates] if told else [],
        url=f"{start}/xxgk/{row.slug}/", feed=f"{start}/xxgk/{row.slug}/feed.atom",
    )  # fmt: skip


def _section(told: dict[str, Any]) -> Section:
    return Section(name=str(told.get("name", "")), duties=told.get("duties") or None, phone=told.get("phone") or None)


@router.get("/columns", response={200: Page[Column], **ERRORS}, summary="栏目", operation_id="columns")
def columns(request: HttpRequest, asked: Query[ColumnsAsked]) -> Any:
    """政府信息公开统一栏目：每个栏目的网址名、条数、最近更新和订阅地址。"""
    day, start = timezone.localdate(), making.base(request)
    rows = catalogue.columns_open(day, making.organ_called(asked.organ).pk if asked.organ else None)
    counts = showing.states_of([each.pk for each in rows])
    keys = {each.pk: each.key for each in rows}
    items = [
        Column(
            key=each.key, title=each.title, organ=each.organ.slug, url=f"{start}/xxgk/{each.organ.slug}/{each.key}/", part=Part(each.part).label,
            parent=keys.get(each.parent_id or 0), item=each.item, count=counts.get(each.pk, (0, None))[0], newest_at=making.here(counts.get(each.pk, (0, None))[1]),
            feed=f"{start}/xxgk/{each.organ.slug}/{each.key}/feed.atom",
        )
        for each in rows
    ]  # fmt: skip
    return {"items": items, "total": len(items)}


@router.get("/catalogue", response={200: Page[FieldLine], 429: Problem}, summary="标准目录的领域", operation_id="catalogue")
def fields(request: HttpRequest) -> Any:
    """基层政务公开标准目录的各个领域。"""
    start = making.base(request)
    items = [
        FieldLine(
            key=each.key, name=each.name, department=each.department.name if each.department else None, entries=each.released,  # type: ignore[attr-defined]
            url=f"{start}/xxgk/catalogue/{each.key}/",
        )
        for each in catalogue.public_fields(timezone.localdate())
    ]  # fmt: skip
    return {"items": items, "total": len(items)}


@router.get("/catalogue/{slug:key}", response={200: Page[Entry], 404: Problem, **ERRORS}, summary="一个领域的公开事项", operation_id="catalogue_field")
def entries(request: HttpRequest, key: str) -> Any:
    """这个领域已经发布的公开事项和全部要素。每个事项下已经公开的信息：/api/v1/documents?entry=事项编号。"""
    field = catalogue.public_field(key)
    if field is None:
        raise problems.not_found("个领域", "领域的网址名见 /api/v1/catalogue。")
    items = entries_told(catalogue.public_entries(field), making.base(request))
    return {"items": items, "total": len(items)}


def entries_told(found: list[Shown], start: str) -> list[Entry]:
    counts = showing.counts_of_entries([each.id for each in found])
    return [
        Entry(
            id=each.id, title=each.title, field=each.field_key, url=f"{start}{each.url}", elements=dict(catalogue.elements_of(each)),
            publishers=[OrganRef(id=slug, name=label) for _, label, slug in each.publishers], published=counts.get(each.id, 0), version=each.version,
        )
        for each in found
    ]  # fmt: skip


@router.get("/feeds", response={200: Page[FeedLine], 429: Problem}, summary="订阅地址", operation_id="feeds", tags=["订阅"])
def feeds(request: HttpRequest) -> Any:
    """全县最新公开和各单位最新公开的订阅地址（Atom、RSS、JSON Feed）；栏目的订阅地址见 /api/v1/columns。"""
    start = making.base(request)
    told = [("政府信息公开：最新公开", "/xxgk/feed"), *((f"{each.name}：最新公开", f"/xxgk/{each.slug}/feed") for each in _publishing())]
    items = [FeedLine(title=title, url=f"{start}{path}.{form}", format=form) for title, path in told for form in ("atom", "rss", "json")]
    return {"items": items, "total": len(items)}


def _publishing() -> list[OrganRow]:
    day = timezone.localdate()
    holding = catalogue.organs_with_columns(day)
    return [each for each in organs.living(day).exclude(kind__in=HIDDEN).order_by("order", "id") if each.pk in holding]
