"""The interface as a whole: its operations under /api/v1/, its description (OpenAPI 3.1)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, re_path
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.renderers import JSONRenderer

from . import directory, documents, plans, problems, tables
from .edge import served
from .problems import Trouble

VERSION = "1.0"
SAYS = (
    "只读接口，读取本网站已经公开的政府信息：文件、栏目、标准目录、逐条公开的数据、工作要点完成情况和年度报告。网页上不公开的，这里也没有；撤下的信息立即从接口和整份文件里消失。\n\n"
    "不用注册，不用密钥。没有值的字段是 null。时间是北京时间（+08:00）。出错时返回 application/problem+json，用中文写明问题在哪里、怎样改正。"
)
TAGS = (
    ("信息", "文件和其他已经公开的信息，以及它们的变化"), ("逐条公开的信息", "行政处罚、行政许可、政府采购等，一条一行"),
    ("单位、栏目和目录", "机构职能目录、政府信息公开栏目、基层政务公开标准目录"), ("工作要点和年度报告", "年度工作要点完成情况、政府信息公开工作年度报告"), ("订阅", "Atom、RSS、JSON Feed"),
)  # fmt: skip
HEADERS = {
    "ETag": {"description": "内容的标记；下次放进 If-None-Match，没有变化时返回 304", "schema": {"type": "string"}},
    "Last-Modified": {"description": "最后一次变化的时间", "schema": {"type": "string"}},
    "Link": {"description": '下一页：<网址>; rel="next"', "schema": {"type": "string"}},
}
CONVERTER = re.compile(r"<\w+:(\w+)>")
OPEN = ("/kinds/{kind}/rows",)  # takes the fields of the kind, and looks at its parameters itself
NAMES_IN_PATHS = {
    ("", "slug"): "信息的编号，即 /api/v1/documents 里的 slug", ("/organs/{slug}", "slug"): "单位的网址名，见 /api/v1/organs", ("", "number"): "第几版", ("", "kind"): "信息类型的网址名，见 /api/v1/kinds",
    ("", "key"): "领域的网址名，见 /api/v1/catalogue", ("", "pk"): "工作要点的编号，见 /api/v1/plans", ("", "organ"): "单位的网址名，见 /api/v1/annual-reports", ("", "year"): "年度",
}  # fmt: skip
RETRY = {"Retry-After": {"description": "多少秒以后再试", "schema": {"type": "integer"}}}
ERROR_WORDS = {400: "参数不符合要求", 404: "没有找到", 410: "曾经公开，现在已经撤下", 429: "请求太频繁"}



class Plain(JSONRenderer):
    """Chinese as it is written, which is half the size."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(renderer=Plain(), title="政务公开开放数据接口", version=VERSION, description=SAYS, docs_url=None, openapi_url=None, urls_namespace="api-v1")
for _router in (documents.router, tables.router, directory.router, plans.router):
    api.add_router("", _router)


@api.exception_handler(ValidationError)
def _parameters(request: HttpRequest, found: ValidationError) -> HttpResponse:
    return problems.of_parameters(request, found)


@api.exception_handler(Trouble)
def _trouble(request: HttpRequest, found: Trouble) -> HttpResponse:
    return problems.answer(request, found)


@api.exception_handler(Http404)
def _missing(request: HttpRequest, found: Http404) -> HttpResponse:
    return problems.answer(request, problems.not_found("个网址"))


@api.exception_handler(Exception)
def _broken(request: HttpRequest, found: Exception) -> HttpResponse:
    return problems.broken(request, found)


@cache
def description() -> dict[str, Any]:
    """OpenAPI 3.1, with what ninja does not say: problems in their own media type, headers, 304."""
    told: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=""))
    told["servers"] = [{"url": "/api/v1", "description": "本网站"}]
    told["tags"] = [{"name": name, "description": says} for name, says in TAGS]
    told["info"]["license"] = {"name": "使用条款", "url": "/opendata/#terms"}
    told["externalDocs"] = {"description": "整份数据下载", "url": "/opendata/"}
    for path, methods in told["paths"].items():
        for operation in methods.values():
            _completed(path, operation)
    return told


def _completed(path: str, operation: dict[str, Any]) -> None:
    for parameter in operation["parameters"]:
        if parameter["in"] == "path":
            parameter["description"] = NAMES_IN_PATHS.get((path, parameter["name"])) or NAMES_IN_PATHS["", parameter["name"]]
    answers = operation["responses"]
    for code, answer in answers.items():
        number = int(code)
        if number == 200:
            answer["description"] = operation["summary"]
            answer["headers"] = HEADERS
            continue
        answer["description"] = ERROR_WORDS[number]
        answer["content"] = {problems.MEDIA: answer["content"]["application/json"]}
        if number == 429:
            answer["headers"] = RETRY
    answers[304] = {"description": "与您上次取得的相比没有变化"}


@served
def missing(request: HttpRequest, **rest: str) -> HttpResponse:
    """Whatever stands below /api/v1/ and is no operation."""
    raise problems.not_found("个接口")


def routes() -> list[URLPattern]:
    """The operations as programs reach them, and an answer in the same manner for every other address below."""
    found = [URLPattern(each.pattern, served(_strict(each)), name=each.name) for each in api.urls[0] if each.name != "api-root"]
    return [*found, re_path(r"^(?P<rest>[\s\S]*)$", missing, name="missing")]


def _strict(route: URLPattern) -> Callable[..., HttpResponseBase]:
    """The operation, refusing a parameter that it does not know: a slip of the pen would otherwise be answered with everything."""
    path = "/" + CONVERTER.sub(r"{\1}", str(route.pattern))
    names = [each["name"] for each in description()["paths"][path]["get"]["parameters"] if each["in"] == "query"]
    view = route.callback

    def operation(request: HttpRequest, **rest: Any) -> HttpResponseBase:
        for name in request.GET:
            if name not in names:
                remedy = f"可以用：{'、'.join(names)}。" if names else "这个接口没有查询参数，请去掉。"
                raise Trouble(400, "没有这个参数", f"这个接口没有参数 {name[:80]}。", where=f"参数 {name[:80]}", remedy=remedy)
        return view(request, **rest)

    return view if path in OPEN else operation
