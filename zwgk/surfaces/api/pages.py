"""The page that explains the interface, made from its own description; the description itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zwgk.foundation.organs.pages import public

from . import making
from .edge import served
from .service import SAYS, TAGS, VERSION, description

CRUMBS = [("首页", "/"), ("数据开放", "/opendata/"), ("接口说明", "/api/")]
TYPES = {"string": "文字", "integer": "整数", "number": "数字", "boolean": "是或否", "array": "列表", "object": "对象"}
# What a try begins with, where the path needs a name of this county: the nearest list that gives one.
TRY = {
    "/documents": "?limit=5", "/changes": "?limit=5", "/documents/{slug}": "", "/kinds/{kind}/rows": "?limit=5",
}  # fmt: skip


@public
def docs(request: HttpRequest) -> HttpResponse:
    """Every operation with its parameters, an address to try and the first lines of a program."""
    told = description()
    operations = [_operation(path, methods["get"], making.base(request)) for path, methods in told["paths"].items()]
    groups = [{"name": name, "says": says, "operations": [each for each in operations if each["tag"] == name]} for name, says in TAGS]
    return render(request, "api/docs.html", {
        "title": "开放数据接口", "crumbs": CRUMBS, "says": SAYS.split("\n\n"), "version": VERSION, "groups": groups, "base": making.base(request), "rate": settings.API_RATE,
    })  # fmt: skip


@served
def openapi(request: HttpRequest) -> HttpResponse:
    """OpenAPI 3.1."""
    told = {**description(), "servers": [{"url": f"{making.base(request)}{making.V1}", "description": "本网站"}]}
    return HttpResponse(json.dumps(told, ensure_ascii=False, indent=1, default=str), content_type="application/json; charset=utf-8")


def _operation(path: str, said: dict[str, Any], start: str) -> dict[str, Any]:
    """One operation in the words of the page."""
    parameters = said["parameters"]
    open_path = "{" not in path
    url = f"{start}{making.V1}{path}{TRY.get(path, '')}"
    return {
        "id": said["operationId"], "tag": said["tags"][0], "path": f"{making.V1}{path}", "title": said["summary"], "says": said.get("description", ""),
        "parameters": [_parameter(each) for each in parameters], "url": url if open_path else "", "fields": list(_fields(said)),
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
