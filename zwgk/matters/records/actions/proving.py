"""公开留痕 and 《信息公开情况证明》: what was online when, kept as it was, and told so that anybody can check it."""

from __future__ import annotations

import hashlib
import json
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime

from zwgk.domain.errors import Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.files.models import StoredFile
from zwgk.matters.records.models import Capture, Certificate, Publication, Record

from .support import tell

_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that look alike


@transaction.atomic
def prove(record: Record, *, actor: Actor, at: datetime) -> Certificate:
    """Make a certificate of everything that happened in public; what is sealed is told by hash, never by content."""
    actor.require("records.see", record.organ_id)
    record = Record.objects.select_related("organ").get(pk=record.pk)
    if not record.publications.exists():
        raise Conflict(f"《{record.title}》没有公开过，不能出具证明。")
    content = _content(record, at)
    digest = hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    code = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))
    made = Certificate.objects.create(record=record, code=code, content=content, digest=digest, made_at=at, made_by=actor.name)
    tell(record, "records.prove", f"出具信息公开情况证明{code}", actor=actor, at=at)
    return made


def _content(record: Record, at: datetime) -> dict[str, Any]:
    publications = list(record.publications.order_by("number"))
    hidden = any(each.sealed_at for each in publications)
    address = record.captures.first()
    return {
        "title": "（已封存的信息）" if hidden else publications[-1].title,
        "organ": record.organ.name,
        "index_number": record.index_number or "",
        "doc_number": "" if hidden else publications[-1].doc_number,
        "address": address.url if address else publications[-1].url,
        "first_published": _said(publications[0].first_published_at),
        "versions": [_version(each, at) for each in publications],
        "events": [{"at": _said(each.at), "event": each.said, "hash": each.body_hash} for each in record.captures.all()],
        "now": "正在公开" if record.live_id else record.get_state_display(),
        "counted_at": _said(at),
    }


def _version(each: Publication, at: datetime) -> dict[str, Any]:
    until = each.ended_at if not each.shown else None
    pauses = _pauses(each, until or at)
    away = sum((end - start for start, end in pauses), timedelta())
    return {
        "number": each.number, "from": _said(each.published_at), "until": _said(until) if until else "", "standing": each.get_standing_display(),
        "days": ((until or at) - each.published_at - away).days, "hash": each.body_hash,
        "pauses": [f"{_said(start)}至{_said(end)}" for start, end in pauses],
    }  # fmt: skip


def _pauses(each: Publication, until: datetime) -> list[tuple[datetime, datetime]]:
    """When it was taken down and later restored: it was not online then, though the version goes on."""
    restored = each.record.incidents.filter(publication=each, outcome="restored", closed_at__lte=until).order_by("taken_at")
    return list(restored.values_list("taken_at", "closed_at"))


def _said(moment: datetime) -> str:
    return f"{localtime(moment):%Y-%m-%d %H:%M:%S}"


@transaction.atomic
def keep_capture(capture: Capture, file: StoredFile, *, actor: Actor, at: datetime) -> Capture:
    """The worker has written the PDF."""
    capture.file, capture.state = file, Capture.State.KEPT
    capture.save(update_fields=["file", "state"])
    tell(capture.record, "records.keep_capture", f"公开留痕已生成：{capture.said}，正文哈希{capture.body_hash[:16]}", actor=actor, at=at)
    return capture


def fail_capture(capture: Capture, why: str) -> Capture:
    """It could not be written; hash, address and time stand nevertheless."""
    capture.state, capture.note = Capture.State.FAILED, why[:300]
    capture.save(update_fields=["state", "note"])
    return capture
