"""Queue what is to be sent; keep the schedule; run what is due. The worker (`running`, `sending`) calls the last two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from .connectors import CHANNELS
from .every import following, parse
from .models import Delivery, Schedule
from .running import run_due
from .sending import deliver_due

__all__ = ["Parcel", "Timed", "deliver_due", "ensure_schedules", "queue", "release", "retry", "run_due"]


@dataclass(frozen=True, slots=True)
class Parcel:
    """Something to be sent outside, once per key."""

    key: str  # "inbox:12:7"
    channel: str  # smtp, webhook, sms, filedrop
    address: str  # e-mail, https://…, telephone number, folder
    subject: str = ""
    body: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)  # {"shape": "dingtalk"}
    attachments: Iterable[Mapping[str, str]] = ()  # {"name": …, "path": below MEDIA_ROOT}


@dataclass(frozen=True, slots=True)
class Timed:
    """A function `(at: datetime) -> str | None` to be run again and again; what it returns is shown as the last result."""

    name: str  # dotted name: "zwgk.foundation.journal.jobs.seal"
    every: str  # "minute", "10min", "hour", "day 08:30" (Beijing time)
    title: str = ""


def queue(parcel: Parcel, *, at: datetime) -> Delivery:
    """Insert the delivery, inside the transaction of the change that it tells of. A key that exists is not queued again."""
    if parcel.channel not in CHANNELS:
        raise ValueError(f"no connector {parcel.channel!r}; there are {', '.join(CHANNELS)}")
    values = {
        "channel": parcel.channel, "address": parcel.address[:300], "subject": parcel.subject[:200], "body": parcel.body,
        "options": dict(parcel.options), "attachments": [dict(each) for each in parcel.attachments],
        "queued_at": at, "next_try": at,
    }  # fmt: skip
    delivery, _ = Delivery.objects.get_or_create(key=parcel.key, defaults=values)
    return delivery


def retry(delivery: Delivery, *, at: datetime) -> bool:
    """Send a failed or uncertain delivery again: a person has decided so. False when it is neither."""
    again = (Delivery.State.FAILED, Delivery.State.UNCERTAIN)
    changed = Delivery.objects.filter(pk=delivery.pk, state__in=again)
    return bool(changed.update(state=Delivery.State.QUEUED, next_try=at, attempts=0))


@transaction.atomic
def ensure_schedules(entries: Iterable[Timed], *, at: datetime) -> list[Schedule]:
    """Bring the table in line with what the slices declare; what nobody declares any more sleeps."""
    wanted = {entry.name: entry for entry in entries}
    for entry in wanted.values():
        parse(entry.every)
        values = {"title": entry.title, "every": entry.every, "active": True}
        first = following(entry.every, at) if entry.every.startswith("day") else at
        row, made = Schedule.objects.get_or_create(name=entry.name, defaults={**values, "next_run": first})
        if not made and (row.title, row.every, row.active) != (entry.title, entry.every, True):
            next_run = row.next_run if row.every == entry.every else first
            Schedule.objects.filter(pk=row.pk).update(**values, next_run=next_run)
    Schedule.objects.exclude(name__in=wanted).update(active=False)
    return list(Schedule.objects.filter(active=True))


def release(worker: str) -> int:
    """Give back what a dead worker held, so that nobody waits for its lease to end. `worker` is the name it used."""
    freed = Schedule.objects.filter(leased_by=worker).update(leased_until=None, leased_by="")
    return freed + Delivery.objects.filter(leased_by=worker, state=Delivery.State.SENDING).update(leased_until=None)
