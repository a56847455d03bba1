"""Short messages, by an HTTP gateway (ZWGK_SMS_URL, ZWGK_SMS_TOKEN) that takes {"phone", "content", "id"}."""

from __future__ import annotations

from django.conf import settings

from ..models import Delivery
from .errors import Hopeless
from .http import post

REPEATABLE = False  # the citizen would get it twice


def send(delivery: Delivery) -> str:
    """Hand the text to the gateway; the receipt is its answer."""
    if not settings.SMS_URL:
        raise Hopeless("没有配置短信网关（ZWGK_SMS_URL）。")
    headers = {"Idempotency-Key": delivery.key}
    if settings.SMS_TOKEN:
        headers["Authorization"] = f"Bearer {settings.SMS_TOKEN}"
    return post(settings.SMS_URL, {"phone": delivery.address, "content": delivery.body, "id": delivery.key}, headers)
