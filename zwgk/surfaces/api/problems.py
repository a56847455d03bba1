"""What went wrong, where, how to mend it: application/problem+json (RFC 9457) with Chinese words."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja.errors import ValidationError

MEDIA = "application/problem+json"
HELP = "/api/#problems"
logger = logging.getLogger(__name__)


class Trouble(Exception):
    """A refusal: status, what is wrong, the whole sentence, where it is, how to mend it."""

    def __init__(self, status: int, title: str, detail: str, *, where: str = "", remedy: str = "", headers: Mapping[str, str] | None = None, more: Mapping[str, Any] | None = None) -> None:
        super().__init__(title)
        self.status, self.title, self.detail, self.where, self.remedy = status, title, detail, where, remedy
        self.headers, self.more = headers or {}, more or {}


def answer(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    """The problem as JSON; empty members are left out."""
    told = {
        "type": HELP, "title": trouble.title, "status": trouble.status, "detail": trouble.detail, "where": trouble.where, "remedy": trouble.remedy,
        "instance": request.path, **trouble.more,
    }  # fmt: skip
    body = json.dumps({key: value for key, value in told.items() if value not in ("", None)}, ensure_ascii=False)
    return HttpResponse(body, status=trouble.status, content_type=MEDIA, headers={"Cache-Control": "no-store", **trouble.headers})


def not_found(what: str, remedy: str = "") -> Trouble:
    return Trouble(404, f"没有这{what}", f"按这个网址没有找到{what[1:]}，可能从未公开，或者网址有误。", where="网址", remedy=remedy or "请核对网址；全部接口见 /api/。")


# What pydantic found → what is wrong with it, in words. `{…}` are its own figures.
WRONG = {
    "missing": ("缺少必填的参数", "请补上这个参数。"),
    "int_parsing": ("应当是整数", "例如 20。"),
    "int_parsing_size": ("数字太大", "请改小。"),
    "greater_than_equal": ("不能小于 {ge}", "请改为 {ge} 或者更大的数。"),
    "less_than_equal": ("不能大于 {le}", "请改为 {le} 或者更小的数；需要更多数据时请翻页。"),
    "string_too_long": ("不能超过 {max_length} 个字符", "请缩短。"),
    "string_too_short": ("不能为空", "不需要这项条件时不要带这个参数。"),
    "string_pattern_mismatch": ("格式不对", "请按接口说明里的格式书写。"),
    "enum": ("不是可以选的值", "可以选：{expected}。"),
    "literal_error": ("不是可以选的值", "可以选：{expected}。"),
    "value_error": ("{error}", "日期写作 2026-11-23，时刻写作 2026-11-23T09:00:00+08:00。"),
}


def of_parameters(request: HttpRequest, found: ValidationError) -> HttpResponse:
    """Every parameter that does not fit, the first one in the sentence."""
    errors = [_told(each) for each in found.errors]
    first = errors[0]
    trouble = Trouble(
        400, "参数不符合要求", f"{first['where']} {first['detail']}。", where=first["where"], remedy=first["remedy"], more={"errors": errors} if len(errors) > 1 else {},
    )  # fmt: skip
    return answer(request, trouble)


def _told(error: Mapping[str, Any]) -> dict[str, str]:
    says, remedy = WRONG.get(str(error["type"]), ("不符合要求", "请按接口说明书写，见 /api/。"))
    figures = {"ge": "", "le": "", "max_length": "", "expected": "", "error": "写法不对", **(error.get("ctx") or {})}
    name = next((str(each) for each in reversed(error["loc"]) if isinstance(each, str)), "")
    return {"where": f"参数 {name}", "detail": says.format_map(figures), "remedy": remedy.format_map(figures).replace("' or '", "、").replace("', '", "、").replace("'", "")}


def broken(request: HttpRequest, found: Exception) -> HttpResponse:
    """Our own fault; the cause stands in the log."""
    logger.exception("API %s", request.path, exc_info=found)
    return answer(request, Trouble(500, "服务器出错", "处理这次请求时出错，已经记录。", remedy="请稍后再试；一再出现时，请把网址告诉本网站的主办单位。"))
