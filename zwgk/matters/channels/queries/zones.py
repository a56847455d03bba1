"""Zones: each with its last look, its inventory, its staff."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from zwgk.matters.channels.models import LIVE, ZONE_KINDS, Channel, Equipment, ZoneCheck, ZonePhoto, ZoneStaff


@dataclass(frozen=True, slots=True)
class Zone:
    """One line of the overview."""

    channel: Channel
    check: ZoneCheck | None
    things: int
    people: int


def zones() -> list[Zone]:
    """All zones and reading rooms that are open, those never looked at first, then the oldest look."""
    rows = (
        Channel.objects.filter(kind__in=ZONE_KINDS, state__in=LIVE).select_related("organ", "keeper")
        .prefetch_related(
            Prefetch("checks", ZoneCheck.objects.select_related("finding").order_by("-day", "-id"), to_attr="looks"),
            Prefetch("equipment", Equipment.objects.exclude(condition="gone"), to_attr="things"),
            Prefetch("staff", ZoneStaff.objects.filter(until__isnull=True), to_attr="people"),
        )
    )  # fmt: skip
    found = [Zone(row, row.looks[0] if row.looks else None, sum(thing.count for thing in row.things), len(row.people)) for row in rows]  # type: ignore[attr-defined]
    return sorted(found, key=lambda zone: (zone.check is not None, zone.check.day if zone.check else None, zone.channel.pk))


def checks_of(channel: Channel) -> QuerySet[ZoneCheck]:
    return channel.checks.select_related("finding").prefetch_related("photos__file")


def check_of(pk: int) -> ZoneCheck | None:
    return ZoneCheck.objects.select_related("channel__organ", "finding").prefetch_related("photos__file").filter(pk=pk).first()


def photo_of(pk: int) -> ZonePhoto | None:
    return ZonePhoto.objects.select_related("file").filter(pk=pk).first()
