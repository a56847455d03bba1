"""Keep bytes: written to disk first, then the row."""

from __future__ import annotations

import hashlib
import mimetypes
import os
import tempfile
from datetime import datetime
from pathlib import Path

from django.conf import settings

from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Actor

from ..models import StoredFile

MAX_BYTES = 100 * 1024 * 1024


def keep(data: bytes, name: str, *, actor: Actor, at: datetime) -> StoredFile:
    """Store the bytes under their digest (once per content) and return the row of this upload."""
    if not data:
        raise BadInput(f"文件“{name}”是空的。", field="file", remedy="请重新选择文件后上传。")
    if len(data) > MAX_BYTES:
        raise BadInput(f"文件“{name}”超过 {MAX_BYTES // 1024 // 1024} MB。", field="file", remedy="请压缩或拆分后上传。")
    file = StoredFile(
        sha256=hashlib.sha256(data).hexdigest(),
        sm3=_sm3(data),
        name=Path(name.replace("\\", "/")).name[-255:] or "未命名文件",
        media_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
        size=len(data),
        kept_at=at,
        kept_by=actor.person_id,
    )
    _write_once(Path(settings.MEDIA_ROOT) / file.path, data)
    file.save()
    return file


def _write_once(target: Path, data: bytes) -> None:
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=target.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, target)


def _sm3(data: bytes) -> str:
    try:
        return hashlib.new("sm3", data).hexdigest()
    except ValueError:  # an OpenSSL built without SM3
        return ""
