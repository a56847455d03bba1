"""The nightly look for what has no owner, and the one tap that gives a matter back to its unit."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from zwgk.domain.errors import Conflict
from zwgk.domain.rights import Actor, Role
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.inbox.actions import Note

from ..models import Ownerless
from ..providers import PROVIDERS
from ..queries import Gap, gaps, known
from ..queries.owners import competent, owner_of

SHOWN = 20
PAGE = "/office/handovers/ownerless/"


@transaction.atomic
def look(*, actor: Actor, at: datetime) -> list[Ownerless]:
    """What is new; the office is told of it once, in one message. What was mended goes."""
    actor.require("handovers.hand_over_for")
    present = {gap.key: gap for gap in gaps(at)}
    before = known()
    Ownerless.objects.filter(pk__in=[row.pk for key, row in before.items() if key not in present]).update(gone_at=at)
    fresh = [Ownerless(kind=gap.kind, key=gap.key, label=gap.label[:300], organ=gap.organ, found_at=at) for key, gap in present.items() if key not in before]
    Ownerless.objects.bulk_create(fresh, batch_size=200)
    if fresh:
        lines = [f"{row.kind}：{row.label}" for row in fresh[:SHOWN]] + ([f"……共 {len(fresh)} 项。"] if len(fresh) > SHOWN else [])
        note = Note(f"新发现 {len(fresh)} 项无人负责", "\n".join(lines), PAGE, kind="handovers.ownerless")
        for organ in competent(at):
            inbox.send_to_organ(note, organ=organ, role=Role.OFFICE, actor=actor, at=at)
    return fresh


@transaction.atomic
def give_back(key: str, *, actor: Actor, at: datetime) -> Gap:
    """The matter goes back to its unit: whoever holds the post there answers from now on."""
    gap = next((each for each in gaps(at) if each.key == key), None)
    if gap is None or gap.fix_url or gap.organ is None:
        raise Conflict("这件事已经有人负责了。", remedy="请刷新页面。")
    actor.require("handovers.hand_over_for", gap.organ.pk)
    leaving = owner_of(key, at)
    for provider in PROVIDERS:
        if provider.pass_on and leaving is not None and key.startswith(f"{provider.name}."):
            provider.pass_on([key], leaving, None, actor=actor, at=at)
    Ownerless.objects.filter(key=key, gone_at__isnull=True).update(gone_at=at)
    return gap
