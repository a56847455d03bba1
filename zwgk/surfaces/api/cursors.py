"""Marks of pages: where the last answer ended, as a short word that a program hands back and need not understand."""

from __future__ import annotations

import base64
import binascii
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from .problems import Trouble

LONGEST = 500
BIGGEST = 2**62
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def written(*parts: Any) -> str:
    """The mark; a moment is kept to the microsecond, as the database keeps it."""
    said = [(each - EPOCH) // MICROSECOND if isinstance(each, datetime) else each for each in parts]
    return base64.urlsafe_b64encode(json.dumps(said, ensure_ascii=False, separators=(",", ":"), default=str).encode()).decode().rstrip("=")


def read(said: str, *types: type | tuple[type, ...]) -> list[Any] | None:
    """Its parts; None for the first page. Anything that we did not write ourselves is refused with a word about what to do."""
    if not said:
        return None
    try:
        parts = json.loads(base64.b64decode(said[:LONGEST] + "=" * (-len(said) % 4), altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        raise _wrong() from None
    fits = isinstance(parts, list) and len(parts) == len(types) and all(_fits(each, type) for each, type in zip(parts, types, strict=True))
    if not fits:
        raise _wrong()
    return parts


def moment(microseconds: int) -> datetime:
    """A moment out of a mark."""
    try:
        return EPOCH + microseconds * MICROSECOND
    except OverflowError:
        raise _wrong() from None


def _fits(value: Any, type: type | tuple[type, ...]) -> bool:
    if isinstance(value, bool) or not isinstance(value, type):
        return False
    return abs(value) < BIGGEST if isinstance(value, int) else "\x00" not in value if isinstance(value, str) else True


def _wrong() -> Trouble:
    return Trouble(400, "翻页标记无法识别", "cursor 不是本接口给出的翻页标记，或者它属于另一项查询。", where="参数 cursor", remedy="请原样使用上一页返回的 next；从第一页开始时不要带 cursor。")
