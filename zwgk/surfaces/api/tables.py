"""Kinds of information and their rows: the same filters, order and masks as the table on the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from zwgk.domain.kinds import dictionary, is_public, json_schema
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.law.kind_model import FieldDef, FieldType, KindDef
from zwgk.matters.records.queries import opened, row_pages, rows
from zwgk.matters.records.queries.rows import Asked

from . import cursors, making, problems
from .asked import RowsAsked
from .documents import ERRORS
from .problems import Trouble
from .shapes import Filter, Kind, KindLine, Page, Problem, Row

router = Router(tags=["逐条公开的信息"])
WORDS = ("字段", "名称", "类型", "单位", "必填", "取值或说明", "公开方式", "依据")
FORMS = ("csv", "xlsx", "json", "jsonl")
COMMON = frozenset(RowsAsked.model_fields)
OWN = "field_"  # before the name of a field that is called like a common parameter


@router.get("/kinds", response={200: Page[KindLine], 429: Problem}, summary="逐条公开的信息类型", operation_id="kinds")
def kinds(request: HttpRequest) -> Any:
    """行政处罚、行政许可、政府采购等逐条公开的信息：有多少行、何时更新。"""
    start = making.base(request)
    items = [KindLine(**_line(kind, count, newest, start)) for _, found in row_pages.standing() for kind, count, newest in found]
    return {"items": items, "total": len(items)}


def _line(kind: KindDef, count: int, newest: Any, start: str) -> dict[str, Any]:
    return {
        "id": kind.id, "title": kind.title, "theme": kind.theme, "publisher": kind.publisher or None, "rows": count, "newest_at": making.here(newest),
        "url": f"{start}/xxgk/data/{kind.id}/", "api": f"{start}{making.V1}/kinds/{kind.id}/rows",
    }  # fmt: skip


@router.get("/kinds/{slug:kind}", response={200: Kind, 404: Problem, **ERRORS}, summary="一类信息的字段和数据字典", operation_id="kind")
def one_kind(request: HttpRequest, kind: str) -> Any:
    """可以筛选和排序的字段、数据字典、一行的 JSON Schema、整表下载地址。"""
    found, start = _kind(kind), making.base(request)
    extent = opened.extents().get(found.id)
    fields = [
        Filter(name=_names(each)[0].removesuffix("_from"), label=each.label, type=each.type.value, filter=each.filter, sort=_sortable(each), options=list(each.options) or None)
        for each in found.fields if is_public(each) and (each.filter or _sortable(each))
    ]  # fmt: skip
    return Kind(
        **_line(found, extent.rows if extent else 0, extent.newest if extent else None, start), reference=str(found.reference) if found.reference else None, fields=fields,
        dictionary=[dict(zip(WORDS, map(str, line), strict=True)) for line in dictionary(found)], row_schema=json_schema(found),
        downloads={form: f"{start}/xxgk/data/{found.id}/rows.{form}" for form in FORMS},
    )  # fmt: skip


@router.get("/kinds/{slug:kind}/rows", response={200: Page[Row], 404: Problem, **ERRORS}, summary="一类信息的各行", operation_id="rows")
def kind_rows(request: HttpRequest, response: HttpResponse, kind: str, asked: Query[RowsAsked]) -> Any:
    """逐行读取。除下面的参数外，还可以用 /api/v1/kinds/{kind} 列出的字段作参数：字段名=值；日期写 字段名_from、字段名_to。翻页期间新公开的行不会使已经读到的内容错位或者重复。"""
    found = _kind(kind)
    wish = _asked(found, request, asked)
    mark = cursors.read(asked.cursor, (str, type(None)), int)
    try:
        after = (opened.mark_value(wish, mark[0]), mark[1]) if mark else None
    except (ValueError, ArithmeticError):
        raise Trouble(400, "翻页标记无法识别", "cursor 属于另一种排序。", where="参数 cursor", remedy="换了排序以后，请从第一页开始，不要带 cursor。") from None
    read = opened.rows_after(wish, after, asked.limit + 1)
    start = making.base(request)
    making.stamp(response, opened.last_change())
    cursor = cursors.written(*_plain(read[asked.limit - 1])) if len(read) > asked.limit else None
    items = [
        Row(
            slug=each.slug, url=f"{start}{each.url}", organ=making.organ_ref(each.organ), published_at=making.here(each.published_at), version=each.number, values=values,
        )
        for each, values in opened.rows_of(found, [number for _, number in read[: asked.limit]])
    ]  # fmt: skip
    return {"items": items, **making.following(request, response, cursor)}


def _kind(ident: str) -> KindDef:
    found = rulebook.law().kinds.get(ident)
    if found is None:
        raise problems.not_found("类信息", "类型的网址名见 /api/v1/kinds。")
    return found


def _plain(read: tuple[Any, int]) -> tuple[str | None, int]:
    """A place in the order as a mark holds it."""
    value, number = read
    return (None if value is None else str(value), number)


def _sortable(each: FieldDef) -> bool:
    return (each.sort or each.listed) and each.type is not FieldType.TABLE


def _asked(kind: KindDef, request: HttpRequest, asked: RowsAsked) -> Asked:
    """Filters by field as on the page; a name that is no field of this kind is told, so that a slip of the pen filters nothing away."""
    known = {name: each for each in kind.fields if each.filter and is_public(each) for name in _names(each)}
    for name, said in request.GET.items():
        if name not in COMMON and name not in known:
            raise Trouble(400, "没有这个参数", f"“{kind.title}”没有可以筛选的字段 {name[:80]}。", where=f"参数 {name[:80]}", remedy=f"可以用：{'、'.join([*known, *sorted(COMMON)])}。")
        if name in known and known[name].type is FieldType.DATE and not _is_day(said):
            raise Trouble(400, "参数不符合要求", f"参数 {name} 不是日期。", where=f"参数 {name}", remedy="请写作 2026-11-23。")
    by = asked.sort.lstrip("-")
    if by and not any(each.id == by and _sortable(each) and is_public(each) for each in kind.fields):
        raise Trouble(400, "不能这样排序", f"“{kind.title}”没有可以排序的字段 {by}。", where="参数 sort", remedy=f"可以用的字段见 /api/v1/kinds/{kind.id}。")
    unit = making.organ_called(asked.unit, "参数 unit") if asked.unit else None
    fields = {name.removeprefix(OWN): said for name, said in request.GET.items() if name in known}
    wish = rows.asked_from(kind, fields, organs=frozenset({unit.pk}) if unit else None)
    return rows.narrowed(replace(wish, text=asked.q.strip(), sort=asked.sort or rows.default_sort(kind)))


def _names(each: FieldDef) -> tuple[str, ...]:
    """How a field is called as a parameter; one that is called like a common parameter is marked."""
    name = f"{OWN}{each.id}" if each.id in COMMON else each.id
    return (f"{name}_from", f"{name}_to") if each.type is FieldType.DATE else (name,)


def _is_day(said: str) -> bool:
    try:
        date.fromisoformat(said)
    except ValueError:
        return False
    return True
