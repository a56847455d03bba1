"""Send what is queued. One row is sent by one worker: it takes the row by a conditional update, and a lease guards it.

If the worker dies between sending and noting it, nobody can know whether it went out. A channel that tells
repetitions apart by the key (e-mail by Message-ID, a file by its name) sends again; for the others a person decides.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from .connectors import CHANNELS, Hopeless, Unknown
from .models import Delivery
from .sealing import Unreadable, unseal

LEASE = timedelta(minutes=10)  # longer than a few deliveries at 20 seconds each
WAITS = [
    timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720, 1440)
]  # after the 1st, 2nd, … failure; then it is given up
MINUTE = timedelta(seconds=60)
PER_MINUTE = 18  # 钉钉 takes 20 a minute from one robot and then is silent for ten
FORGOTTEN = {"address": "", "body": "", "options": {}}  # with the option "forget": whom it went to is nobody's business afterwards
State = Delivery.State
log = logging.getLogger(__name__)


def deliver_due(*, worker: str, at: datetime, limit: int = 50, stopping: Callable[[], bool] = lambda: False) -> int:
    """Send what is due; how many were sent."""
    _recover(at)
    due = Delivery.objects.filter(state=State.QUEUED, next_try__lte=at).order_by("next_try", "id")[:limit]
    return sum(_deliver(delivery, worker, at) for delivery in due if not stopping())


def _recover(at: datetime) -> None:
    """Rows whose worker has died."""
    lost = Delivery.objects.filter(Q(leased_until__lt=at) | Q(leased_until__isnull=True), state=State.SENDING)
    repeatable = [name for name, connector in CHANNELS.items() if connector.REPEATABLE]
    lost.filter(channel__in=repeatable).update(state=State.QUEUED, next_try=at, leased_by="")
    lost.exclude(channel__in=repeatable).update(
        state=State.UNCERTAIN, leased_by="", last_error="发送时进程中断，是否送达不明；请核实后决定是否重发。"
    )


def deliver_one(delivery: Delivery, *, worker: str, at: datetime) -> Delivery:
    """Try this one now, for a person who waits for the answer; the row as it is afterwards."""
    _deliver(delivery, worker, at)
    delivery.refresh_from_db()
    return delivery


def _deliver(delivery: Delivery, worker: str, at: datetime) -> bool:
    if _too_fast(delivery, at):
        return False
    mine = Delivery.objects.filter(pk=delivery.pk, state=State.QUEUED, attempts=delivery.attempts)
    taken = {"state": State.SENDING, "leased_until": at + LEASE, "leased_by": worker, "tried_at": at}
    if not mine.update(**taken, attempts=F("attempts") + 1):
        return False  # another worker was faster
    held = Delivery.objects.filter(pk=delivery.pk, state=State.SENDING, leased_by=worker)
    try:
        _complete(delivery)
        receipt = CHANNELS[delivery.channel].send(delivery)
    except Exception as error:  # whatever a mail server or gateway does, the worker goes on
        _failed(held, delivery, error, at)
        return False
    held.update(
        state=State.SENT,
        sent_at=at,
        receipt=receipt[:500],
        gateway_number=delivery.gateway_number,
        last_error="",
        next_try=None,
        leased_until=None,
        leased_by="",
        **(FORGOTTEN if delivery.options.get("forget") else {}),
    )
    return True


def _complete(delivery: Delivery) -> None:
    """Lines for this reader only (a 手机链接) rest sealed; they are added in memory, never in the row."""
    if delivery.options.get("tail"):
        try:
            delivery.body += "\n" + str(unseal(delivery.options["tail"])["text"])
        except Unreadable:
            log.warning("发送 %s：附加内容读不出来，略去", delivery.key)


def _too_fast(delivery: Delivery, at: datetime) -> bool:
    """A robot takes 20 messages a minute: the rest waits without counting as an attempt."""
    if not delivery.lane:
        return False
    lately = Delivery.objects.filter(lane=delivery.lane, tried_at__gt=at - MINUTE).order_by("-tried_at")
    recent = list(lately.values_list("tried_at", flat=True)[:PER_MINUTE])
    if len(recent) < PER_MINUTE:
        return False
    Delivery.objects.filter(pk=delivery.pk, state=State.QUEUED).update(next_try=recent[-1] + MINUTE)
    return True


def _failed(held: QuerySet[Delivery], delivery: Delivery, error: Exception, at: datetime) -> None:
    log.warning("发送 %s 失败：%s", delivery.key, error)
    attempt = delivery.attempts  # before this one
    unknown = isinstance(error, Unknown) and not CHANNELS[delivery.channel].REPEATABLE
    again = attempt < len(WAITS) and not unknown and not isinstance(error, Hopeless)
    wait = max(WAITS[attempt], timedelta(seconds=getattr(error, "seconds", 0))) if again else None
    held.update(
        state=State.QUEUED if again else State.UNCERTAIN if unknown else State.FAILED, next_try=at + wait if wait else None,
        last_error=f"{type(error).__name__}: {error}"[:2000], leased_until=None, leased_by="",
    )  # fmt: skip
