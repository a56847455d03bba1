"""What a short message gateway wants to be told, and how it answers: a small YAML file, since counties' gateways differ.

Shipped: `json`, `form` (folder gateways). ZWGK_SMS_GATEWAY names one of them, or the path of the county's own file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from .errors import Hopeless

SHIPPED = Path(__file__).parent / "gateways"
KNOWN = frozenset({"title", "url", "shape", "headers", "body", "success", "later", "number", "repeatable", "report"})
PLACES = ("phone", "content", "id", "url", "token", "user")


@dataclass(frozen=True, slots=True)
class Gateway:
    """One gateway, as its file describes it."""

    title: str
    url: str
    shape: str = "json"  # json | form
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, Any] = field(default_factory=dict)
    success: Mapping[str, Any] = field(default_factory=dict)  # {"path": "result.code", "values": ["0"]}
    later: Sequence[str] = ()  # codes that ask to come again
    number: str = ""  # path of the gateway's own number in its answer
    repeatable: bool = False
    report: Mapping[str, Any] = field(default_factory=dict)


def current() -> Gateway:
    """The gateway of the settings."""
    name = settings.SMS_GATEWAY or "json"
    shipped = SHIPPED / f"{name}.yaml"
    file = shipped if name.isidentifier() and shipped.is_file() else Path(name)
    try:
        return _read(file, file.stat().st_mtime)
    except OSError:
        raise Hopeless(f"找不到短信网关的说明文件“{name}”（ZWGK_SMS_GATEWAY）。") from None


@lru_cache(maxsize=4)
def _read(file: Path, changed: float) -> Gateway:
    try:
        told = yaml.safe_load(file.read_text("utf-8"))
    except yaml.YAMLError as wrong:
        raise Hopeless(f"短信网关的说明文件 {file.name} 写错了：{str(wrong)[:200]}") from None
    if not isinstance(told, dict) or not {"url", "body"} <= told.keys():
        raise Hopeless(f"短信网关的说明文件 {file.name} 至少要写 url 和 body。")
    if unknown := told.keys() - KNOWN:
        raise Hopeless(f"短信网关的说明文件 {file.name} 中不认识：{'、'.join(sorted(unknown))}。")
    if strange := [key for part in ("headers", "body") for key in told.get(part) or {} if not isinstance(key, str)]:
        raise Hopeless(f"短信网关的说明文件 {file.name}：字段名 {strange[0]} 请加引号（YAML 把 no、on 之类读成了是与否）。")
    told.setdefault("title", file.stem)
    told["later"] = tuple(str(code) for code in told.get("later") or ())
    return Gateway(**told)


def filled(pattern: Any, values: Mapping[str, str]) -> Any:
    """The pattern with {phone} and the like replaced, at any depth. Values are never read as patterns."""
    if isinstance(pattern, str):
        return _spell(pattern, values)
    if isinstance(pattern, Mapping):
        return {key: filled(value, values) for key, value in pattern.items()}
    return [filled(value, values) for value in pattern] if isinstance(pattern, list) else pattern


def _spell(pattern: str, values: Mapping[str, str]) -> str:
    head, brace, rest = pattern.partition("{")
    name, closing, tail = rest.partition("}")
    if not brace:
        return pattern
    if closing and name in PLACES:
        return head + values.get(name, "") + _spell(tail, values)
    return head + brace + _spell(rest, values)


def at_path(data: Any, path: str) -> Any:
    """`result.code` or `data.0.id` in parsed JSON; None when it is not there."""
    for step in filter(None, path.split(".")):
        if isinstance(data, Mapping):
            data = data.get(step)
        elif isinstance(data, list) and step.isdigit() and int(step) < len(data):
            data = data[int(step)]
        else:
            return None
    return data
