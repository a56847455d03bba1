"""Reading 手机链接: which link a browser holds, whether it still counts, and whom it makes the visitor."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.timezone import localdate, localtime

from zwgk.domain.rights import Actor
from zwgk.foundation.organs.models import Pass, Person

from .tree import actor_of

SHOWN_AFTER = timedelta(days=7)
WRITING = frozenset({"ledger.report", "ledger.add_evidence", "datacalls.answer"})


def digest(secret: str) -> str:
    """What is kept of a token or of a browser's mark."""
    return hashlib.sha256(secret.encode()).hexdigest()


def passes() -> QuerySet[Pass]:
    """All links, newest first."""
    return Pass.objects.select_related("person", "organ")


def pass_called(token: str) -> Pass | None:
    """The link with this token."""
    return passes().filter(token_hash=digest(token)).first()


def passes_of_browser(browser: str, at: datetime) -> list[Pass]:
    """The links that were opened in this browser, those that ended lately too."""
    return list(passes().filter(browser_hash=digest(browser), valid_until__gt=at - SHOWN_AFTER)) if browser else []


def sender(row: Pass) -> Person | None:
    """Who sent the link and still works here; None for a job, for oneself and for somebody who left."""
    return Person.objects.filter(pk=row.granted_by_id, is_active=True).exclude(pk=row.person_id).first()


def why_ended(row: Pass, at: datetime) -> str:
    """Why the link counts no more, as a sentence; empty while it counts."""
    if row.revoked_at is not None:
        return f"这个链接已于{localtime(row.revoked_at):%m月%d日 %H:%M}终止：{row.reason}。"
    if at >= row.valid_until:
        return f"这个链接已于{localtime(row.valid_until):%m月%d日 %H:%M}过期。"
    if not row.person.is_active:
        return "账号已停用，链接随之失效。"
    if row.stamp != row.person.get_session_auth_hash():
        return "口令已经更换，原来的链接随之失效。"
    own = actor_of(row.person, localdate(at))
    if not any(own.may(right, row.organ_id) for right in row.rights):
        return "岗位已经变动，链接随之失效。"
    return ""


def narrowed(row: Pass, at: datetime) -> Actor:
    """The person, as far as the link lets them act: its rights, its organ, its one thing."""
    own = actor_of(row.person, localdate(at))
    rights = {right for right in row.rights if row.spent_at is None or right.endswith(".see")}
    if rights & WRITING:
        rights.add("files.upload")
    return replace(
        own,
        organ_id=row.organ_id,
        organ_name=row.organ.label,
        system=False,
        only=frozenset(rights),
        subject=(row.subject_type, row.subject_id),
        pass_id=row.pk,
    )


def masked(name: str) -> str:
    """王晓明 → 王**: enough for the person, little for a stranger."""
    return name[:1] + "*" * max(1, len(name) - 1)
