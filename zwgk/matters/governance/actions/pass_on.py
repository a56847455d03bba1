"""Hand-over: the registers name the successor from now on; the former entry keeps its days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from zwgk.domain.held import numbers
from zwgk.domain.rights import Actor
from zwgk.foundation.organs.models import Person
from zwgk.matters.governance.models import Responsible, Section

from .duties import NewSection, set_section
from .people import Named, set_responsible


@transaction.atomic
def pass_on(keys: Iterable[str], leaving: Person, successor: Person, *, actor: Actor, at: datetime) -> int:
    """Contact, leader in charge, head of the section: same duty, title and office telephone, another name. A filing must be made anew."""
    wanted, today = list(keys), timezone.localdate(at)
    people = Responsible.objects.filter(pk__in=numbers(wanted, "governance.responsible"), name=leaving.name, until__isnull=True)
    chiefs = Section.objects.filter(pk__in=numbers(wanted, "governance.section"), chief=leaving.name, until__isnull=True)
    moved = 0
    for row in people.select_related("organ"):
        named = Named(row.organ, row.duty, successor.name, row.title, row.phone, today, email=successor.email, work=row.work)
        set_responsible(named, actor=actor, at=at)
        moved += 1
    for section in chiefs.select_related("organ"):
        new = NewSection(section.organ, section.name, successor.name, section.title, section.phone, today, section.work)
        set_section(new, actor=actor, at=at)
        moved += 1
    return moved
