"""An HTTP POST to a group robot (钉钉, 企业微信) or to any address that takes JSON."""

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
from .errors import Hopeless
from .http import post

REPEATABLE = False  # a group robot shows every repetition


def send(delivery: Delivery) -> str:
    """Post it in the shape that `options["shape"]` names: plain, dingtalk, wecom."""
    shape = delivery.options.get("shape", "plain")
    if shape not in SHAPES:
        raise Hopeless(f"没有“{shape}”这种消息格式。")
    url = delivery.address
    if shape == "dingtalk" and (secret := delivery.options.get("secret")):
        url = _signed(url, secret, int(time.time() * 1000))
    answer = post(url, SHAPES[shape](delivery), {"Idempotency-Key": delivery.key})
    if shape != "plain":
        _check(answer)
    return answer


def _plain(delivery: Delivery) -> Mapping[str, Any]:
    return {"key": delivery.key, "title": delivery.subject, "text": delivery.body}


def _text(delivery: Delivery) -> Mapping[str, Any]:
    """Both robots take this; 钉钉 additionally looks for its keyword in the text."""
    return {"msgtype": "text", "text": {"content": f"{delivery.subject}\n{delivery.body}".strip()}}


SHAPES: Mapping[str, Callable[[Delivery], Mapping[str, Any]]] = {"plain": _plain, "dingtalk": _text, "wecom": _text}
_LATER = (-1, 130101, 45009)  # busy, too many messages a minute (钉钉, 企业微信)


def _check(answer: str) -> None:
    """Robots answer 200 even when they refuse; the code is in the body."""
    try:
        code = json.loads(answer).get("errcode")
    except (ValueError, AttributeError):
        raise ConnectionError(f"回执无法识别：{answer[:200]}") from None
    if code != 0:
        raise (ConnectionError if code in _LATER else Hopeless)(f"机器人拒收：{answer[:200]}")


def _signed(url: str, secret: str, milliseconds: int) -> str:
    digest = hmac.new(secret.encode(), f"{milliseconds}\n{secret}".encode(), hashlib.sha256).digest()
    sign = base64.b64encode(digest).decode()
    return f"{url}{'&' if '?' in url else '?'}{urlencode({'timestamp': milliseconds, 'sign': sign})}"
