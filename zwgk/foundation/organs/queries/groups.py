"""Collective names: which organs stand behind 各乡镇（街道）."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from zwgk.foundation.organs.models import Organ, OrganGroup

from .tree import living


def members(group: OrganGroup, day: date) -> list[Organ]:
    """The organs of the group that exist on that day; none for a vague group until a person picked them."""
    found = living(day).filter(groups=group)
    if group.kinds and not group.needs_choice:
        found = found | living(day).filter(kind__in=group.kinds)
    return list(found.distinct())


def choices(group: OrganGroup, day: date) -> list[Organ]:
    """The organs from which a person picks for a vague group such as 县政府有关部门."""
    return list(living(day).filter(kind__in=group.kinds)) if group.kinds else list(living(day))


def certain_groups() -> QuerySet[OrganGroup]:
    """Collective names that mean the same organs every time, by name."""
    return OrganGroup.objects.filter(needs_choice=False)
