"""What the public sees of a kind: table with filters, order and sums, charts, downloads with their dictionary. Detail pages are documents."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import islice
from typing import Any, TypeVar

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header

from zwgk.domain.kinds import dictionary, is_public, json_schema
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ
from zwgk.foundation.organs.pages import public
from zwgk.foundation.pagecache.pages import kept
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.foundation.ui.charts import Plot, svg
from zwgk.law.kind_model import FieldDef, FieldType, KindDef

from . import linked, rowbooks
from .models import Publication
from .queries import opened, row_pages, rows
from .queries.rows import EXACT, Asked
from .queries.summary import Summary, summary

PER_PAGE = 30
MOST_XLSX, MOST_ROWS = 5_000, 100_000
Answer = TypeVar("Answer", HttpResponse, StreamingHttpResponse, HttpResponse | StreamingHttpResponse)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HOME = [("首页", "/"), ("政府信息公开", "/xxgk/"), ("公开数据", "/xxgk/data/")]


@public
@kept()
def kinds(request: HttpRequest) -> HttpResponse:
    """All kinds by theme, with how many rows are public."""
    return _fresh(render(request, "records/rows/public_kinds.html", {"title": "公开数据", "crumbs": HOME, "themes": row_pages.standing()}))


@public
@kept()
def table(request: HttpRequest, kind: str) -> HttpResponse:
    """The rows of one kind."""
    found = _kind(kind)
    unit = _unit(request)
    asked = rows.narrowed(_asked(found, request, unit))
    said = summary(asked)
    page = Paginator(_Rows(asked), PER_PAGE).get_page(request.GET.get("page"))
    day = timezone.localdate()
    owed = row_pages.owed(found, day)
    years, spans = row_pages.timeline(found)
    query = request.GET.copy()
    query.pop("page", None)
    return _fresh(render(request, "records/rows/public_table.html", {
        "title": f"{unit.label}{found.title}" if unit else found.title, "crumbs": [*HOME, (found.title, f"/xxgk/data/{found.id}/")], "kind": found, "unit": unit,
        "page": page, "columns": row_pages.public_columns(found), "sums": row_pages.total(said.sums), "filters": _filters(asked, said), "asked": asked,
        "plots": [(each, svg(Plot(each.title, each.type, each.labels, [(one.name, one.figures) for one in each.series], each.unit))) for each in said.charts],
        "owed": owed, "years": years, "spans": spans, "query": query.urlencode(), "dictionary": list(dictionary(found)), "sort": asked.sort,
        "linked": linked.of_table(found, request.build_absolute_uri("/").rstrip("/")), "is_filtered": bool(asked.filters or asked.text or unit), "heads": [(each, *_sorting(query, each, asked.sort)) for each in row_pages.public_columns(found)],
    }))  # fmt: skip


class _Rows:
    """The rows of a kind as a paginator wants them."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked

    def count(self) -> int:
        return rows.count(self.asked)

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> list[row_pages.Row]:
        return row_pages.table(self.asked, part.start or 0, (part.stop or 0) - (part.start or 0))


def _kind(ident: str) -> KindDef:
    found = rulebook.law().kinds.get(ident)
    if found is None:
        raise Http404
    return found


def _unit(request: HttpRequest) -> Organ | None:
    slug = request.GET.get("unit", "")
    if not slug:
        return None
    found = organs.every_organ().filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def _asked(kind: KindDef, request: HttpRequest, unit: Organ | None) -> Asked:
    return rows.asked_from(kind, request.GET, organs=frozenset({unit.pk}) if unit else None)


def _filters(asked: Asked, said: Summary) -> list[dict[str, Any]]:
    """What may be chosen: closed words as a list with numbers, days as a span; names are found by the one box."""
    out = []
    for each in asked.kind.fields:
        if not each.filter or not is_public(each):
            continue
        wanted = asked.filters.get(each.id, "")
        if each.type is FieldType.DATE:
            since, _, until = wanted.partition("..")
            out.append({"field": each, "type": "day", "since": since, "until": until})
        elif each.type in EXACT and each.type is not FieldType.KEY:
            found = [(text, row_pages.words(each, _Text(text)), count) for text, count in said.choices[each.id]]  # type: ignore[arg-type]
            if len(found) > 1 or wanted:
                out.append({"field": each, "type": "choice", "choices": found, "wanted": wanted})
        elif each.type is FieldType.MULTI:
            out.append({"field": each, "type": "choice", "choices": [(option, option, None) for option in each.options], "wanted": wanted})
    return out


class _Text:
    """Bare words where a cell is expected."""

    def __init__(self, text: str) -> None:
        self.text = text


def _sorting(query: Any, each: FieldDef, sort: str) -> tuple[str, str]:
    """Address that orders by this column, and how it is ordered now."""
    if not (each.sort or each.type in EXACT):
        return "", ""
    changed = query.copy()
    changed["sort"] = each.id if sort == f"-{each.id}" else f"-{each.id}" if sort == each.id or each.type in (FieldType.DATE, FieldType.MONEY) else each.id
    return f"?{changed.urlencode()}", "descending" if sort == f"-{each.id}" else "ascending" if sort == each.id else ""


@public
def download(request: HttpRequest, kind: str, form: str) -> HttpResponse | StreamingHttpResponse:
    """What is public, as filtered: .csv, .xlsx with its dictionary, .json with the address of its schema, .jsonl line by line."""
    found = _kind(kind)
    asked = _asked(found, request, _unit(request))
    columns = [each for each in rowbooks.columns_of(found) if is_public(each)]
    every = opened.ordered(asked)
    if form == "xlsx":
        if rows.count(asked) > MOST_XLSX:
            return redirect(f"/xxgk/data/{found.id}/rows.csv?{request.GET.urlencode()}")
        note = f"来源：{found.title}公开数据；导出日期：{timezone.localdate()}。列的含义见“数据字典”。"
        return _file(rowbooks.exported(found, (values for _, values in every), note=note, fields=columns), XLSX, f"{found.title}.xlsx")
    if form == "json":
        told = {"$schema": f"/xxgk/data/{found.id}/schema.json", "title": found.title, "rows": [_row(*each) for each in islice(every, MOST_ROWS)]}
        return _file(json.dumps(told, ensure_ascii=False).encode(), "application/json; charset=utf-8", f"{found.title}.json")
    if form == "jsonl":
        lines = (json.dumps(_row(*each), ensure_ascii=False) + "\n" for each in every)
        return _file(lines, "application/x-ndjson; charset=utf-8", f"{found.title}.jsonl")
    return _file(rowbooks.separated(found, (values for _, values in every), columns), "text/csv; charset=utf-8", f"{found.title}.csv")


@public
@kept()
def schema(request: HttpRequest, kind: str) -> HttpResponse:
    """JSON Schema of a public row."""
    text = json.dumps(json_schema(_kind(kind)), ensure_ascii=False, indent=2)
    return HttpResponse(text, content_type="application/schema+json; charset=utf-8")


def _row(publication: Publication, values: dict[str, Any]) -> dict[str, Any]:
    return {"address": publication.url, **values}


def _file(data: bytes | Iterable[str], media: str, name: str) -> HttpResponse | StreamingHttpResponse:
    """A file to keep; lines leave one after the other, so that a table of any length needs no room."""
    response = HttpResponse(data, content_type=media) if isinstance(data, bytes) else StreamingHttpResponse(data, content_type=media)
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    return _fresh(response)


def _fresh(response: Answer) -> Answer:
    """Asked for anew each time, so that a row that was taken down is gone at once."""
    patch_cache_control(response, no_cache=True)
    return response
