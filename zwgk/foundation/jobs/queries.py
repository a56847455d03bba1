"""Reading the schedule and the outbox."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from .models import Delivery, Schedule
from .reasons import Reason, reason

__all__ = ["Reason", "counts", "of_key", "reason", "records", "schedules", "troubled"]


def schedules() -> QuerySet[Schedule]:
    """What runs, when it ran, what went wrong."""
    return Schedule.objects.filter(active=True)


def counts() -> dict[str, int]:
    """Deliveries by state."""
    return dict(Delivery.objects.order_by().values_list("state").annotate(Count("id")))


def troubled() -> QuerySet[Delivery]:
    """Deliveries about which a person must decide."""
    return Delivery.objects.filter(state__in=[Delivery.State.FAILED, Delivery.State.UNCERTAIN])


def of_key(prefix: str) -> QuerySet[Delivery]:
    """Deliveries whose key begins so: all letters of one message."""
    return Delivery.objects.filter(key__startswith=prefix)


def records(*, channel: str = "", state: str = "", text: str = "") -> QuerySet[Delivery]:
    """投递记录, newest first; `state` is a State, or “undelivered” for what the gateway reports as lost."""
    found = Delivery.objects.all()
    if channel:
        found = found.filter(channel=channel)
    if state == Delivery.Report.UNDELIVERED:
        found = found.filter(reported=state)
    elif state:
        found = found.filter(state=state)
    if text:
        found = found.filter(Q(recipient__icontains=text) | Q(subject__icontains=text) | Q(address__icontains=text))
    return found
