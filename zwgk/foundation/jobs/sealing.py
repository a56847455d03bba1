"""Secrets of robots and gateways rest encrypted; the key comes from the secret key of the installation."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class Unreadable(Exception):
    """The secret key has changed since: the secret must be typed again."""


def seal(values: Mapping[str, Any]) -> str:
    """The values, encrypted."""
    return _box().encrypt(json.dumps(dict(values), ensure_ascii=False).encode()).decode()


def unseal(text: str) -> dict[str, Any]:
    """What was sealed, also under a former key (ZWGK_SECRET_KEYS_OLD)."""
    try:
        return dict(json.loads(_box().decrypt(text.encode())))
    except InvalidToken:
        raise Unreadable("系统密钥已更换，保存的密钥无法读取，请重新填写。") from None


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"zwgk.seal:{key}".encode()).digest())) for key in keys])
