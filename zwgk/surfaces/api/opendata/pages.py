"""The page of data sets, and their files."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from zwgk.domain.kinds import is_public
from zwgk.foundation.organs.pages import public
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.law.kind_model import KindDef
from zwgk.matters.records.queries import opened

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
        "title": "数据开放", "crumbs": CRUMBS, "groups": _grouped(found), "terms": terms.lines(), "linked": linked.catalogue(found, making.base(request)),
        "sets": sum(1 for each in found if each["rows"]),
    })  # fmt: skip


def offered() -> list[dict[str, Any]]:
    """Every data set as the page and the catalogues show it: our own sets, and the tables of kinds with their own files."""
    standings = sets.standings()
    own = [_told(each.id, "政务公开", each.title, each.says, each.page, each.api, standings[each.id], f"/opendata/{each.id}") for each in sets.SETS.values()]
    extents = opened.extents()
    tables = [
        {
            **_told(kind.id, kind.theme, kind.title, _says(kind), f"/xxgk/data/{kind.id}/", f"{making.V1}/kinds/{kind.id}/rows", sets.standing_of(extents.get(kind.id)), f"/xxgk/data/{kind.id}/rows"),
            "publisher": kind.publisher,
        }
        for kind in rulebook.law().kinds.values()
    ]  # fmt: skip
    return [*own, *tables]


def _told(name: str, theme: str, title: str, says: str, page: str, api: str, standing: sets.Standing, file: str) -> dict[str, Any]:
    files = {form: f"{file}.{form}" for form, _ in FORMS}
    return {
        "id": name, "theme": theme, "title": title, "says": says, "page": page, "api": api, "publisher": "", "rows": standing.rows, "period": standing.period, "changed": standing.changed,
        "files": files, "links": [*((label, files[form]) for form, label in FORMS), ("接口", api)],
    }  # fmt: skip


def _says(kind: KindDef) -> str:
    """What a row of it tells: its first columns."""
    labels = [each.label for each in kind.fields if each.listed and is_public(each)]
    return f"{'、'.join(labels[:4])}{'等' if len(labels) > 4 else ''}"


def _grouped(found: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]], list[dict[str, Any]]]]:
    """By theme: what there is, and what is not public yet."""
    themes = dict.fromkeys(each["theme"] for each in found)
    return [(theme, [each for each in found if each["theme"] == theme and each["rows"]], [each for each in found if each["theme"] == theme and not each["rows"]]) for theme in themes]


def download(request: HttpRequest, name: str, form: str) -> HttpResponseBase:
    """A whole set as a file."""
    found = sets.SETS.get(name)
    if found is None:
        raise Trouble(404, "没有这份数据", f"没有名为“{name}”的数据。", where="网址", remedy="全部数据见 /opendata/。")
    return keeping.download(found, form, making.base(request))
