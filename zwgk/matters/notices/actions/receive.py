"""receive: bytes → original kept, document read, draft stored for a person to look at."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from zwgk.domain import notices as reader
from zwgk.domain.documents import Extracted
from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.notices.model import Reading
from zwgk.domain.rights import Actor
from zwgk.foundation.files import actions as files
from zwgk.foundation.files import readers
from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Told

from ..models import Notice
from ..subjects import subject
from .store import fill, store_parts

MOST_TASKS = 3000


def receive(data: bytes, filename: str, *, actor: Actor, at: datetime) -> Notice:
    """Keep the bytes, read them, and return the draft. A file that was received before is refused with its place."""
    actor.require("notices.receive")
    extracted = readers.extract(data, filename)
    reading = _read(extracted)
    file = files.keep(data, filename, actor=actor, at=at)
    twin = Notice.objects.filter(file__sha256=file.sha256).exclude(state=Notice.State.SUPERSEDED).first()
    if twin is not None:
        raise Conflict(f"这份文件已于 {twin.received_at:%Y-%m-%d} 登记为“{twin.label}”。", field="file", remedy="请打开已登记的来文继续办理；如是更正件，请用“更换文件”。")
    return _store(file, extracted, reading, None, actor=actor, at=at)


def replace(old: Notice, data: bytes, filename: str, *, actor: Actor, at: datetime) -> Notice:
    """A corrected file takes the place of `old`: a new draft that knows what it corrects; the old bytes stay."""
    actor.require("notices.correct")
    if hasattr(old, "superseded_by"):
        raise Conflict("这份来文已经有更正件。", remedy="请在最新的更正件上继续。")
    extracted = readers.extract(data, filename)
    reading = _read(extracted)
    file = files.keep(data, filename, actor=actor, at=at)
    return _store(file, extracted, reading, old, actor=actor, at=at)


def _read(extracted: Extracted) -> Reading:
    """The reading; a file with more clauses than any document has is refused before it becomes rows."""
    reading = reader.read(extracted)
    if len(reading.tasks) > MOST_TASKS:
        raise BadInput(f"读出 {len(reading.tasks)} 条任务，超过 {MOST_TASKS} 条，不像一份公文。", field="file", remedy="请确认文件是否选对；如是多份文件合在一起，请拆开后分别登记。")
    return reading


def _store(file: StoredFile, extracted: Extracted, reading: Reading, old: Notice | None, *, actor: Actor, at: datetime) -> Notice:
    with transaction.atomic():
        notice = Notice(file=file, supersedes=old, received_at=at, received_by=actor.name)
        fill(notice, extracted, reading)
        notice.save()
        store_parts(notice, reading)
        if old is not None:
            old.state = Notice.State.SUPERSEDED
            old.save(update_fields=["state"])
        sentence = f"登记来文，读出 {len(reading.tasks)} 项任务、{len(reading.warnings)} 条提示"
        journal.record(subject(notice), Told("notices.receive", sentence, data={"sha256": file.sha256, "format": extracted.format}), actor=actor, at=at)
    return notice
