"""Files in pieces. A piece counts when it is on disk; the offset in the row is what the browser goes on from."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.db.models import Sum

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor

from .. import queries
from ..models import StoredFile, Upload
from ..readers.kinds import refuse_programs
from .keeping import MAX_BYTES, keep

MAX_CHUNK = 8 * 1024 * 1024
MAX_OPEN = 40  # files of one person that were begun and not handed in
MAX_OPEN_BYTES = 500 * 1024 * 1024
LASTS = timedelta(hours=72)  # as long as a 手机链接
HEAD_BYTES = 4096


@dataclass(frozen=True, slots=True)
class NewUpload:
    """What the browser says before it sends."""

    name: str
    length: int
    sha256: str = ""  # hex, when the browser could reckon it


def begin_upload(wanted: NewUpload, *, actor: Actor, at: datetime) -> Upload:
    """Make room for a file."""
    actor.require("files.upload")
    name = Path(wanted.name.replace("\\", "/")).name[-255:] or "未命名文件"
    if wanted.length <= 0:
        raise BadInput(f"文件“{name}”是空的。", field="file", remedy="请重新选择文件后上传。")
    if wanted.length > MAX_BYTES:
        raise BadInput(f"文件“{name}”超过 {MAX_BYTES // 1024 // 1024} MB。", field="file", remedy="请压缩或拆分后上传。")
    if wanted.sha256 and not re.fullmatch(r"[0-9a-f]{64}", wanted.sha256):
        raise BadInput("文件校验值的写法不对。", field="file")
    held = Upload.objects.filter(person_id=actor.person_id, file__isnull=True, expires_at__gt=at)
    if held.count() >= MAX_OPEN or (held.aggregate(all=Sum("length"))["all"] or 0) + wanted.length > MAX_OPEN_BYTES:
        raise Conflict("您还有很多没有提交的文件。", field="file", remedy="请先提交或删除已上传的文件；三天没有提交的会自动清除。")
    upload = Upload(
        key=secrets.token_urlsafe(24), name=name, length=wanted.length, sha256=wanted.sha256, person_id=actor.person_id,
        pass_id=actor.pass_id, began_at=at, expires_at=at + LASTS,
    )  # fmt: skip
    part = queries.part_of(upload)
    part.parent.mkdir(parents=True, exist_ok=True)
    part.touch()
    upload.save()
    return upload


def receive_chunk(upload: Upload, offset: int, data: bytes, *, actor: Actor, at: datetime) -> Upload:
    """Add a piece at `offset`, which must be where the last one ended. The last piece is checked with the whole."""
    actor.require("files.upload")
    if len(data) > MAX_CHUNK:
        raise BadInput(f"一段不能超过 {MAX_CHUNK // 1024 // 1024} MB。", field="file")
    part = queries.part_of(upload)
    if not part.exists():
        raise Conflict("这个文件的上传已经失效。", field="file", remedy="请重新选择文件上传。")
    with part.open("r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # two tabs, or a piece sent again while the first still arrives
        upload.refresh_from_db()
        if offset != upload.offset:
            raise Conflict(f"应从第 {upload.offset} 字节续传。", field="file")
        if offset + len(data) > upload.length:
            raise BadInput("收到的内容比说明的长。", field="file", remedy="请重新选择文件上传。")
        file.seek(offset)
        file.write(data)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())
        if offset + len(data) == upload.length:
            _check_whole(upload, part)
        upload.offset, upload.expires_at = offset + len(data), at + LASTS
        upload.save(update_fields=["offset", "expires_at"])
    return upload


def take_uploads(keys: Iterable[str], *, actor: Actor, at: datetime) -> list[StoredFile]:
    """Hand in: the complete files with these keys, kept. Asked for again, the same rows come back."""
    taken = []
    for key in dict.fromkeys(keys):
        upload = queries.upload_called(key, actor)
        if upload is None:
            raise BadInput("有一个文件没有找到。", field="files", remedy="请删除后重新上传。")
        if upload.file is None:
            if not upload.complete:
                raise BadInput(f"文件“{upload.name}”还没有传完。", field="files", remedy="请等传完后再提交，已传的部分不会丢。")
            part = queries.part_of(upload)
            upload.file = keep(part.read_bytes(), upload.name, actor=actor, at=at)
            upload.save(update_fields=["file"])
            part.unlink(missing_ok=True)
        taken.append(upload.file)
    return taken


def drop_upload(upload: Upload, *, actor: Actor, at: datetime) -> None:
    """The person took the file out again; what was handed in stays."""
    actor.require("files.upload")
    if upload.file is None:
        upload.delete()
        queries.part_of(upload).unlink(missing_ok=True)


def drop_stale_uploads(*, actor: Actor, at: datetime) -> int:
    """Clear away what was begun and not handed in for three days."""
    actor.require("files.upload")
    stale = list(Upload.objects.filter(expires_at__lt=at))
    for upload in stale:
        upload.delete()
        queries.part_of(upload).unlink(missing_ok=True)
    return len(stale)


def _check_whole(upload: Upload, part: Path) -> None:
    """Refuse, and begin anew, when the file is not what the browser sent, or is a program."""
    try:
        with part.open("rb") as file:
            refuse_programs(file.read(HEAD_BYTES), upload.name)
            file.seek(0)
            if upload.sha256 and hashlib.file_digest(file, "sha256").hexdigest() != upload.sha256:
                raise BadInput(f"文件“{upload.name}”在传输中损坏。", field="file", remedy="请重新上传。")
    except BadInput:
        os.truncate(part, 0)
        Upload.objects.filter(pk=upload.pk).update(offset=0)
        raise
