"""Short messages, by the HTTP gateway that `gateway` describes (ZWGK_SMS_URL, ZWGK_SMS_TOKEN, ZWGK_SMS_GATEWAY)."""

from __future__ import annotations

import json

from django.conf import settings

from ..models import Delivery
from .errors import Hopeless, Later, Unknown
from .gateway import Gateway, at_path, current, filled
from .http import post

REPEATABLE = False  # the person would get it twice


def send(delivery: Delivery) -> str:
    """Hand the text to the gateway; the receipt is its answer, its own number is kept for the status report."""
    if not settings.SMS_URL:
        raise Hopeless("没有配置短信网关（ZWGK_SMS_URL）。")
    gateway = current()
    values = {
        "phone": delivery.address, "content": delivery.body or delivery.subject, "id": delivery.key,
        "url": settings.SMS_URL, "token": settings.SMS_TOKEN, "user": settings.SMS_USER,
    }  # fmt: skip
    headers = {name: text for name, text in filled(gateway.headers, values).items() if text.strip() != "Bearer"}
    try:
        answer = post(filled(gateway.url, values), filled(gateway.body, values), headers, shape=gateway.shape)
    except Unknown as silent:
        if gateway.repeatable:
            raise Later(str(silent)) from None
        raise
    _check(gateway, answer)
    delivery.gateway_number = str(at_path(_parsed(answer), gateway.number) or "")[:120] if gateway.number else ""
    return answer


def _check(gateway: Gateway, answer: str) -> None:
    """Many gateways answer 200 and say in the body that they refuse."""
    path, values = gateway.success.get("path"), [str(value) for value in gateway.success.get("values", [])]
    if not path:
        return
    code = str(at_path(_parsed(answer), path))
    if code in gateway.later:
        raise Later(f"网关要求稍后再发（代码 {code}）：{answer[:200]}")
    if code not in values:
        raise Hopeless(f"网关拒收（代码 {code}）：{answer[:200]}")


def _parsed(answer: str) -> object:
    try:
        return json.loads(answer)
    except ValueError:
        return None
