"""Send what is queued. One row is sent by one worker: it takes the row by a conditional update, and a lease guards it.

If the worker dies between sending and noting it, nobody can know whether it went out. A channel that tells
repetitions apart by the key (e-mail by Message-ID, a file by its name) sends again; for the others a person decides.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import F, Q

from .connectors import CHANNELS, Hopeless
from .models import Delivery

LEASE = timedelta(minutes=10)  # longer than a few deliveries at 20 seconds each
WAITS = [
    timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720, 1440)
]  # after the 1st, 2nd, … failure; then it is given up
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


def _deliver(delivery: Delivery, worker: str, at: datetime) -> bool:
    mine = Delivery.objects.filter(pk=delivery.pk, state=State.QUEUED, attempts=delivery.attempts)
    if not mine.update(state=State.SENDING, leased_until=at + LEASE, leased_by=worker, attempts=F("attempts") + 1):
        return False  # another worker was faster
    held = Delivery.objects.filter(pk=delivery.pk, state=State.SENDING, leased_by=worker)
    try:
        receipt = CHANNELS[delivery.channel].send(delivery)
    except Exception as error:  # whatever a mail server or gateway does, the worker goes on
        _failed(held, delivery, error, at)
        return False
    held.update(
        state=State.SENT,
        sent_at=at,
        receipt=receipt[:500],
        last_error="",
        next_try=None,
        leased_until=None,
        leased_by="",
    )
    return True


def _failed(held: object, delivery: Delivery, error: Exception, at: datetime) -> None:
    log.warning("发送 %s 失败：%s", delivery.key, error)
    attempt = delivery.attempts  # before this one
    again = attempt < len(WAITS) and not isinstance(error, Hopeless)
    held.update(  # type: ignore[attr-defined]
        state=State.QUEUED if again else State.FAILED, next_try=at + WAITS[attempt] if again else None,
        last_error=f"{type(error).__name__}: {error}"[:2000], leased_until=None, leased_by="",
    )  # fmt: skip
