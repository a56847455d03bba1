"""An HTTP POST to a group robot (钉钉, 企业微信) or to any address that takes JSON.

A robot's address is itself a secret, so a delivery carries it sealed (`options["sealed"]`: url, secret, keyword).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from ..models import Delivery
from ..outside import check_robot
from ..sealing import Unreadable, unseal
from .errors import Hopeless, Later
from .http import post

REPEATABLE = False  # a group robot shows every repetition
LONGEST = {"wecom": 2048, "dingtalk": 18_000}  # bytes of one text
_LATER = (-1, 130101, 45009)  # busy, too many messages a minute (钉钉, 企业微信)


def send(delivery: Delivery) -> str:
    """Post it in the shape that `options["shape"]` names: plain, dingtalk, wecom."""
    shape = delivery.options.get("shape", "plain")
    if shape not in SHAPES:
        raise Hopeless(f"没有“{shape}”这种消息格式。")
    hidden = _hidden(delivery)
    url = hidden.get("url") or delivery.address
    try:
        check_robot(url)
    except ValueError as wrong:
        raise Hopeless(f"{wrong}。") from None
    secret = hidden.get("secret") or delivery.options.get("secret")
    if shape == "dingtalk" and secret:
        url = _signed(url, secret, int(time.time() * 1000))
    answer = post(url, SHAPES[shape](delivery, hidden.get("keyword", "")), {"Idempotency-Key": delivery.key})
    if shape != "plain":
        _check(answer)
    return answer


def _hidden(delivery: Delivery) -> dict[str, Any]:
    try:
        return unseal(delivery.options["sealed"]) if delivery.options.get("sealed") else {}
    except Unreadable as wrong:
        raise Hopeless(str(wrong)) from None


def _plain(delivery: Delivery, keyword: str) -> Mapping[str, Any]:
    return {"key": delivery.key, "title": delivery.subject, "text": delivery.body}


def _text(delivery: Delivery, keyword: str) -> Mapping[str, Any]:
    """Both robots take this; 钉钉 additionally looks for its keyword in the text."""
    text = f"{delivery.subject}\n{delivery.body}".strip()
    text = text if keyword in text else f"【{keyword}】{text}"
    return {"msgtype": "text", "text": {"content": text}}


SHAPES: Mapping[str, Callable[[Delivery, str], Mapping[str, Any]]] = {"plain": _plain, "dingtalk": _text, "wecom": _text}


def _check(answer: str) -> None:
    """Robots answer 200 even when they refuse; the code is in the body."""
    try:
        code = json.loads(answer).get("errcode")
    except (ValueError, AttributeError):
        raise ConnectionError(f"回执无法识别：{answer[:200]}") from None
    if code in _LATER:
        raise Later(f"机器人要求稍后再发：{answer[:200]}", 60)
    if code != 0:
        raise Hopeless(f"机器人拒收：{answer[:200]}")


def _signed(url: str, secret: str, milliseconds: int) -> str:
    digest = hmac.new(secret.encode(), f"{milliseconds}\n{secret}".encode(), hashlib.sha256).digest()
    sign = base64.b64encode(digest).decode()
    return f"{url}{'&' if '?' in url else '?'}{urlencode({'timestamp': milliseconds, 'sign': sign})}"
