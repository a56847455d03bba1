"""The page that explains the interface, made from its own description; the description itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from zwgk.foundation.organs.pages import public
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.matters.annualreport import queries as reports
from zwgk.matters.catalogue.queries import showing as catalogue
from zwgk.matters.ledger import queries as ledger
from zwgk.matters.records.queries import opened
from zwgk.matters.records.queries.opened import Sieve

from . import making
from .edge import served
from .service import SAYS, TAGS, VERSION, description

CRUMBS = [("首页", "/"), ("数据开放", "/opendata/"), ("接口说明", "/api/")]
TYPES = {"string": "文字", "integer": "整数", "number": "数字", "boolean": "是或否", "array": "列表", "object": "对象"}
FEW = ("/documents", "/changes", "/kinds/{kind}/rows")  # tried with a few things on the page


@public
def docs(request: HttpRequest) -> HttpResponse:
    """Every operation with its parameters, an address to try and the first lines of a program."""
    told = description()
    tries = _tries()
    operations = [_operation(path, methods["get"], making.base(request), tries) for path, methods in told["paths"].items()]
    groups = [{"name": name, "says": says, "operations": [each for each in operations if each["tag"] == name]} for name, says in TAGS]
    return render(request, "api/docs.html", {
        "title": "开放数据接口", "crumbs": CRUMBS, "says": SAYS.split("\n\n"), "version": VERSION, "groups": groups, "base": making.base(request), "rate": settings.API_RATE,
    })  # fmt: skip


@served
def openapi(request: HttpRequest) -> HttpResponse:
    """OpenAPI 3.1."""
    told = {**description(), "servers": [{"url": f"{making.base(request)}{making.V1}", "description": "本网站"}]}
    return HttpResponse(json.dumps(told, ensure_ascii=False, indent=1, default=str), content_type="application/json; charset=utf-8")


def _tries() -> dict[str, str]:
    """Paths with something of this county in place of their names; a path for which there is nothing yet cannot be tried."""
    newest = next(iter(opened.documents_after(Sieve(), None, 1)), None)
    kind = next((each for each, extent in opened.extents().items() if extent.rows and each in rulebook.law().kinds), None)
    field = next((each.key for each in catalogue.public_fields(timezone.localdate()) if each.released), None)  # type: ignore[attr-defined]
    plan, report = ledger.published_plans().first(), reports.online().order_by("-year").first()
    found = {
        "/documents/{slug}": newest and f"/documents/{newest.slug}", "/documents/{slug}/versions/{number}": newest and f"/documents/{newest.slug}/versions/{newest.number}",
        "/kinds/{kind}": kind and f"/kinds/{kind}", "/kinds/{kind}/rows": kind and f"/kinds/{kind}/rows", "/organs/{slug}": newest and f"/organs/{newest.organ.slug}",
        "/catalogue/{key}": field and f"/catalogue/{field}", "/plans/{pk}": plan and f"/plans/{plan.pk}",
        "/annual-reports/{organ}/{year}": report and f"/annual-reports/{report.organ.slug}/{report.year}",
    }  # fmt: skip
    return {path: url for path, url in found.items() if url}


def _operation(path: str, said: dict[str, Any], start: str, tries: dict[str, str]) -> dict[str, Any]:
    """One operation in the words of the page."""
    parameters = said["parameters"]
    tried = tries.get(path, "" if "{" in path else path)
    url = f"{start}{making.V1}{tried}{'?limit=5' if path in FEW else ''}" if tried else ""
    return {
        "id": said["operationId"], "tag": said["tags"][0], "path": f"{making.V1}{path}", "title": said["summary"], "says": said.get("description", ""),
        "parameters": [_parameter(each) for each in parameters], "url": url, "fields": list(_fields(said)),
        "curl": f'curl --compressed "{url}"', "python": PYTHON.format(url=url),
    }  # fmt: skip


PYTHON = """import json, urllib.request

with urllib.request.urlopen("{url}") as answer:
    print(json.load(answer))"""


def _parameter(said: dict[str, Any]) -> dict[str, Any]:
    schema = said["schema"]
    inner = next((each for each in schema.get("anyOf", ()) if each.get("type") not in (None, "null")), schema)
    bounds = [
        f"{inner['minimum']}～{inner['maximum']}" if "maximum" in inner and inner["maximum"] < 10_000 else "", f"最长{inner['maxLength']}字" if "maxLength" in inner else "",
        "可选：" + "、".join(filter(None, inner["enum"])) if "enum" in inner else "",
    ]  # fmt: skip
    kind = {"date": "日期", "date-time": "时刻"}.get(inner.get("format", ""), TYPES.get(inner.get("type", "string"), "文字"))
    default = schema.get("default")
    example = next(iter(said.get("examples") or schema.get("examples") or inner.get("examples") or []), "")
    return {
        "name": said["name"], "in_path": said["in"] == "path", "required": said.get("required", False), "type": kind, "says": said.get("description") or schema.get("description", ""),
        "bounds": "，".join(filter(None, bounds)), "default": "" if default in (None, "") else default, "example": example,
    }  # fmt: skip


def _fields(said: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The fields of the answer, those of one thing when it is a page of things."""
    schemas = description()["components"]["schemas"]
    shape = said["responses"][200]["content"]["application/json"]["schema"]
    name = shape.get("$ref", "").rpartition("/")[2]
    found = schemas.get(name, {})
    items = found.get("properties", {}).get("items", {}).get("items", {}).get("$ref", "")
    found = schemas.get(items.rpartition("/")[2], found) if items else found
    for field, told in found.get("properties", {}).items():
        yield field, told.get("description", "") or next((schemas[ref["$ref"].rpartition("/")[2]].get("description", "") for ref in told.get("anyOf", ()) if "$ref" in ref), "")
