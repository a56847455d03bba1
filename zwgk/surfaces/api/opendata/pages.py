"""The page of data sets, and their files."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from zwgk.foundation.organs.pages import public
from zwgk.matters.records.queries import row_pages

from .. import making
from ..problems import Trouble
from . import keeping, linked, sets, terms

CRUMBS = [("首页", "/"), ("数据开放", "/opendata/")]
FORMS = (("xlsx", "Excel"), ("csv", "CSV"), ("jsonl", "JSON Lines"))


@public
def index(request: HttpRequest) -> HttpResponse:
    """One row per data set: what, whose, of which time, how much, when it changed, in which forms."""
    found = list(offered())
    return render(request, "opendata/index.html", {
        "title": "数据开放", "crumbs": CRUMBS, "groups": _grouped(found), "terms": terms.lines(), "forms": FORMS, "linked": linked.script(linked.catalogue(found, making.base(request))),
        "sets": len(found), "rows": sum(each["rows"] for each in found),
    })  # fmt: skip


def offered() -> list[dict[str, Any]]:
    """Every data set as the page and the catalogues show it: our own sets, and the tables of kinds with their own files."""
    standings = sets.standings()
    own = [
        {
            "id": each.id, "theme": "政务公开", "title": each.title, "says": each.says, "page": each.page, "api": each.api, "publisher": "", "rows": standings[each.id].rows,
            "period": standings[each.id].period, "changed": standings[each.id].changed, "files": {form: f"/opendata/{each.id}.{form}" for form, _ in FORMS},
        }
        for each in sets.SETS.values()
    ]  # fmt: skip
    extents = sets.opened.extents()
    tables = [
        {
            "id": kind.id, "theme": theme, "title": kind.title, "says": f"{kind.title}，逐条公开。", "page": f"/xxgk/data/{kind.id}/", "api": f"{making.V1}/kinds/{kind.id}/rows",
            "publisher": kind.publisher, "rows": count, "period": sets.standing_of(extents.get(kind.id)).period, "changed": newest,
            "files": {form: f"/xxgk/data/{kind.id}/rows.{form}" for form, _ in FORMS},
        }
        for theme, kinds in row_pages.standing() for kind, count, newest in kinds
    ]  # fmt: skip
    return [*own, *tables]


def _grouped(found: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for each in found:
        groups.setdefault(each["theme"], []).append(each)
    return list(groups.items())


def download(request: HttpRequest, name: str, form: str) -> HttpResponseBase:
    """A whole set as a file."""
    found = sets.SETS.get(name)
    if found is None:
        raise Trouble(404, "没有这份数据", f"没有名为“{name}”的数据。", where="网址", remedy="全部数据见 /opendata/。")
    return keeping.download(found, form, making.base(request))
