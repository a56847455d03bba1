"""Keep what only the program may read."""

from __future__ import annotations

from datetime import datetime

from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Actor

from ..models import StoredFile
from ..sealing import digest, seal
from .keeping import keep


def keep_sealed(data: bytes, name: str, *, actor: Actor, at: datetime) -> StoredFile:
    """Store the bytes encrypted; name and type stay as they were sent."""
    if not data:
        raise BadInput(f"文件“{name}”是空的。", field="file", remedy="请重新选择文件后上传。")
    return keep(seal(data), name, actor=actor, at=at)


def seal_text(text: str) -> str:
    """The text as it may be stored; "" stays ""."""
    return seal(text.encode()).decode() if text else ""


def key_of(text: str) -> str:
    """A keyed digest: the same for the same text, and telling nothing about it."""
    return digest(text) if text else ""
