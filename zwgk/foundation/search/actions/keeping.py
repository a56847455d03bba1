"""The index itself, and how people call the organs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from zwgk.domain.rights import Actor
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.foundation.search.engine.texts import units
from zwgk.foundation.search.models import OrganName, Upkeep
from zwgk.foundation.search.queries import naming

SHORTEST = 2  # characters of a name


@transaction.atomic
def ask_rebuild(*, actor: Actor, at: datetime) -> Upkeep:
    """The worker builds the index anew within a moment; the old one answers meanwhile."""
    actor.require("search.keep")
    row, _ = Upkeep.objects.update_or_create(pk=1, defaults={"asked_by": actor.name, "asked_at": at})
    journal.record(Subject("search.index", 1, "检索索引", "/office/search/"), Told("search.keep", "要求重建检索索引"), actor=actor, at=at)
    return row


@transaction.atomic
def name_organs(names: Mapping[int, tuple[str, Sequence[str]]]) -> int:
    """How organs are called: by number the name that documents carry and all others. A name of two organs is nobody's; how many lines changed."""
    wanted = {(id, name, units(each)) for id, (name, others) in names.items() for each in (name, *others)}
    owners = Counter(key for _, _, key in wanted)
    wanted = {(id, name, key) for id, name, key in wanted if owners[key] == 1 and SHORTEST <= len(key) <= 120}
    there = {(row.organ_id, row.organ_name, row.key): row.pk for row in OrganName.objects.all()}
    OrganName.objects.filter(pk__in=[pk for line, pk in there.items() if line not in wanted]).delete()
    OrganName.objects.bulk_create(OrganName(organ_id=id, organ_name=name, key=key) for id, name, key in sorted(wanted - there.keys()))
    changed = len(wanted ^ there.keys())
    if changed:
        naming.forget()
    return changed
