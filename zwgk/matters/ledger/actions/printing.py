"""print_ledger: a long print is the worker's; what is ready is kept for the one who asked, and a message leads to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django_tasks import task

from zwgk.domain.errors import Refusal
from zwgk.domain.rights import Actor
from zwgk.foundation.files import actions as files
from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.organs import queries as organs

from .. import paper, queries
from ..models import Plan


def print_ledger(plan: Plan, organ_ids: Sequence[int] | None, *, blank: bool, actor: Actor, at: datetime) -> StoredFile:
    """Half a minute of work for a whole county: no page waits for it."""
    actor.require("ledger.export")
    data = paper.ledger_pdf(plan, organ_ids, blank=blank, filler=actor.name, at=at)
    return files.keep(data, paper.name_of(plan, blank), actor=actor, at=at)


@task()
def print_ledger_task(number: int, organ_ids: list[int] | None, blank: bool, person: int) -> None:
    """What the worker is given. The person's rights are those of the moment in which it prints."""
    at = timezone.now()
    plan, asked_by = queries.plans().get(pk=number), organs.people().get(pk=person)
    actor, name = organs.actor_of(asked_by, timezone.localdate(at)), paper.name_of(plan, blank)
    try:
        made = print_ledger(plan, organ_ids, blank=blank, actor=actor, at=at)
        note = inbox.Note(f"已生成：{name}"[:200], "点开下载，在本机打印。", f"/office/ledger/plans/{plan.pk}/prints/{made.pk}/", kind="ledger.print")
    except Refusal as refusal:
        note = inbox.Note(f"没有生成：{name}"[:200], refusal.sentence, f"/office/ledger/plans/{plan.pk}/", kind="ledger.print")
    inbox.send(note, person=asked_by, actor=actor, at=at)
