"""Reading the schedule and the outbox."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from .models import Delivery, Schedule


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
