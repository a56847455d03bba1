"""浏览量: one more, unless this browser was counted for it today. No address and no name is ever stored."""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.timezone import localdate

from ..models import View, ViewMark, ViewSalt
from ..queries.views import target_of, total_of

ROBOT = re.compile(r"bot|spider|crawl|slurp|curl|wget|python|java/|headless", re.IGNORECASE)
KEPT = timedelta(hours=23)  # with the hourly job no mark becomes a day old


def count_view(kind: str, ident: str, address: str, browser: str, *, at: datetime) -> int | None:
    """How often it was read by now, this reading included; None when there is no such thing in public."""
    target = target_of(kind, ident)
    if target is None:
        return None
    if browser and not ROBOT.search(browser) and _is_new(f"{address}\n{browser}\n{kind}:{target.key}", at):
        month = localdate(at).replace(day=1)
        told = {"organ_id": target.organ_id, "title": target.title[:300], "url": target.url}
        row, _ = View.objects.get_or_create(kind=kind, key=target.key, month=month, defaults=told)
        View.objects.filter(pk=row.pk).update(reads=F("reads") + 1, **told)
    return total_of(kind, target.key)


def clear_marks(*, at: datetime) -> int:
    """Forget marks, and the salts of former days, without which no mark can be made again."""
    ViewSalt.objects.filter(day__lt=localdate(at)).delete()
    return ViewMark.objects.filter(at__lt=at - KEPT).delete()[0]


def _is_new(seen: str, at: datetime) -> bool:
    digest = hashlib.sha256(f"{_salt(at)}\n{seen}".encode()).hexdigest()
    if ViewMark.objects.filter(digest=digest).exists():
        return False
    try:
        with transaction.atomic():
            ViewMark.objects.create(digest=digest, at=at)
    except IntegrityError:  # the same browser, at the same moment
        return False
    return True


def _salt(at: datetime) -> str:
    row, _ = ViewSalt.objects.get_or_create(day=localdate(at), defaults={"salt": secrets.token_hex(32)})
    return row.salt
