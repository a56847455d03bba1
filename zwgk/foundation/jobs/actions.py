"""Queue what is to be sent; keep the schedule; run what is due. The worker (`running`, `sending`) calls the last two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from .connectors import CHANNELS, gateway
from .every import following, parse
from .models import Delivery, Schedule
from .outside import check_page, check_robot, is_public, refuse_private
from .running import run_due
from .sealing import Unreadable, seal, unseal
from .sending import deliver_due, deliver_one
from .splitting import pieces

__all__ = [
    "Parcel", "Timed", "Unreadable", "check_page", "check_robot", "deliver_due", "deliver_one", "ensure_schedules", "is_public", "queue",
    "queue_many", "refuse_private", "release", "report", "retry", "run_due", "seal", "unseal",
]  # fmt: skip
REPEAT_FROM = 200  # keys asked for in one query


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
    recipient: str = ""  # name for the list of deliveries
    lane: str = ""  # deliveries of one robot are paced together
    not_before: datetime | None = None  # quiet hours


@dataclass(frozen=True, slots=True)
class Timed:
    """A function `(at: datetime) -> str | None` to be run again and again; what it returns is shown as the last result."""

    name: str  # dotted name: "zwgk.foundation.journal.jobs.seal"
    every: str  # "minute", "10min", "hour", "day 08:30" (Beijing time)
    title: str = ""


def queue(parcel: Parcel, *, at: datetime) -> Delivery:
    """Insert the delivery, inside the transaction of the change that it tells of. A key that exists is not queued again."""
    queue_many([parcel], at=at)
    return Delivery.objects.get(key=parcel.key)


def queue_many(parcels: Iterable[Parcel], *, at: datetime) -> int:
    """The same for many at once, in a number of queries that does not grow with them; how many were new."""
    rows = {row.key: row for parcel in parcels for row in _rows(parcel, at)}
    keys = list(rows)
    for start in range(0, len(keys), REPEAT_FROM):
        known = Delivery.objects.filter(key__in=keys[start : start + REPEAT_FROM]).values_list("key", flat=True)
        for key in known:
            del rows[key]
    return len(Delivery.objects.bulk_create(rows.values(), batch_size=REPEAT_FROM, ignore_conflicts=True))


def _rows(parcel: Parcel, at: datetime) -> list[Delivery]:
    """One row, or several when the text is longer than a robot takes."""
    if parcel.channel not in CHANNELS:
        raise ValueError(f"no connector {parcel.channel!r}; there are {', '.join(CHANNELS)}")
    first = max(at, parcel.not_before) if parcel.not_before else at
    return [
        Delivery(
            key=parcel.key if n == 0 else f"{parcel.key}:{n + 1}", channel=parcel.channel, address=parcel.address[:300],
            subject=parcel.subject[:200] if n == 0 else "", body=text, options=dict(parcel.options),
            attachments=[dict(each) for each in parcel.attachments] if n == 0 else [], recipient=parcel.recipient[:80], lane=parcel.lane[:64],
            queued_at=at, next_try=first,
        )
        for n, text in enumerate(pieces(parcel.channel, parcel.options, parcel.subject, parcel.body))
    ]  # fmt: skip


def report(told: Any, *, at: datetime) -> int:
    """状态报告 of the short message gateway, as its description reads it; how many deliveries it was about. May come twice."""
    how = gateway.current().report
    listed = gateway.at_path(told, str(how.get("list", ""))) if how.get("list") else told
    delivered = {str(value) for value in how.get("delivered", [])}
    found = 0
    for each in listed if isinstance(listed, list) else [listed]:
        number, status = gateway.at_path(each, str(how.get("id", "id"))), gateway.at_path(each, str(how.get("status", "status")))
        if not number or status is None:
            continue
        state = Delivery.Report.DELIVERED if str(status) in delivered else Delivery.Report.UNDELIVERED
        rows = Delivery.objects.filter(Q(key=str(number)) | Q(gateway_number=str(number)), channel="sms").exclude(reported=Delivery.Report.DELIVERED)
        # A report proves that the message went out, whatever we had feared.
        found += rows.update(state=Delivery.State.SENT, reported=state, reported_at=at, reported_said=str(status)[:120], next_try=None, last_error="")
    return found


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
