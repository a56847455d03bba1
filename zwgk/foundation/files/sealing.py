"""What only the program may read: values and files encrypted at rest (Fernet), their key never in the database.

The key comes from ZWGK_FIELD_KEY, else from the secret key of the installation; keys that were replaced still open what they closed.
"""

from __future__ import annotations

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from zwgk.domain.errors import Conflict


def seal(data: bytes) -> bytes:
    """Encrypted with the key in use."""
    return _box().encrypt(data)


def unseal(data: bytes) -> bytes:
    """The plain bytes; a lost key is told, not guessed around."""
    try:
        return _box().decrypt(data)
    except InvalidToken:
        raise Conflict("这份内容的密钥不在本机，无法打开。", remedy="请系统管理员核对 ZWGK_FIELD_KEY；更换过密钥的，把旧密钥写入 ZWGK_FIELD_KEYS_OLD。")


def digest(text: str) -> str:
    """The same for the same text, and telling nothing without the key: finds repeats among what is sealed."""
    return digests(text)[0]


def digests(text: str) -> list[str]:
    """The digest under every key that was ever in use, the present one first."""
    return [hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest() for key in _keys()]


def _box() -> MultiFernet:
    return MultiFernet([Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"zwgk-field:{key}".encode()).digest())) for key in _keys()])


def _keys() -> list[str]:
    return [key for key in (settings.FIELD_KEY, settings.SECRET_KEY, *settings.FIELD_KEYS_OLD, *settings.SECRET_KEY_FALLBACKS) if key]
