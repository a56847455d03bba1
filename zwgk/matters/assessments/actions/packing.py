"""order_pack: a wish, kept at once. make_pack: the worker makes it, outside of any transaction, and says how far it is."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import task

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor, system_actor
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.foundation.organs.models import Organ

from .. import queries
from ..models import PACK, Indicator, IndicatorTable, Pack, Tag
from ..pack.build import Request, build

SILENT = timedelta(minutes=10)  # a worker that has not been heard from for so long is dead
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wish:
    """Which part of a table; None: all."""

    table: IndicatorTable
    organ: Organ | None = None
    indicator: Indicator | None = None

    @property
    def scope(self) -> str:
        parts = [self.organ.label if self.organ else "", self.indicator.label if self.indicator else ""]
        return "，".join(filter(None, parts)) or "全部单位"


@transaction.atomic
def order_pack(wish: Wish, *, actor: Actor, at: datetime) -> Pack:
    """Ask for a pack; one that is still in the making for the same part is given back instead."""
    actor.require("assessments.pack", wish.organ.pk if wish.organ else None)
    if wish.table.state == IndicatorTable.State.DRAFT:
        raise Conflict("指标表还没有启用。", remedy="请先核对并启用指标表。")
    tags = _tags(wish)
    if not tags.filter(counts=True).exists():
        raise BadInput("这个范围内还没有考核期内的佐证材料。", remedy="请先标注佐证材料。")
    same = Pack.objects.filter(table=wish.table, organ=wish.organ, indicator=wish.indicator, state__in=[Pack.State.WAITING, Pack.State.MAKING])
    if found := same.first():
        return found
    pack = Pack.objects.create(
        table=wish.table, organ=wish.organ, indicator=wish.indicator, scope=wish.scope[:200], total=tags.filter(counts=True).count(),
        ordered_at=at, ordered_by=actor.name,
    )  # fmt: skip
    _tell(pack, f"提交导出佐证材料包（{pack.scope}），材料 {pack.total} 份", actor=actor, at=at)
    return pack


def make_pack(pack: Pack, *, actor: Actor, at: datetime) -> bool:
    """Make it; False when another worker has it. A fault is kept with the pack and does not end the worker."""
    actor.require("assessments.pack", pack.organ_id)
    free = Q(state=Pack.State.WAITING) | Q(state=Pack.State.MAKING, beat_at__lt=at - SILENT)
    if not Pack.objects.filter(free, pk=pack.pk).update(state=Pack.State.MAKING, beat_at=at, done=0):
        return False
    target = Path(settings.MEDIA_ROOT) / pack.path
    try:
        made = build(_request(pack, at), target, lambda done: _beat(pack, done))
    except Exception as fault:  # a full disk, a file of a kind nobody has seen: the person is told, the worker goes on
        log.exception("佐证材料包 %s 未生成", pack.pk)
        _finish(pack, f"未能生成佐证材料包：{fault}"[:300], actor=actor, at=timezone.now(), state=Pack.State.FAILED, failure=str(fault)[:300])
        return True
    with target.open("rb") as written:
        digest = hashlib.file_digest(written, "sha256").hexdigest()
    _finish(
        pack, f"生成佐证材料包（{pack.scope}），{len(made.pieces)} 份 {made.pages} 页，未能转换 {len(made.problems)} 份", actor=actor, at=timezone.now(),
        state=Pack.State.READY, page_count=made.pages, size=target.stat().st_size, sha256=digest, problems=made.problems, done=pack.total,
    )  # fmt: skip
    return True


@task()
def make_pack_task(number: int) -> None:
    """What the worker is given."""
    pack = Pack.objects.select_related("table", "organ", "indicator").filter(pk=number).first()
    if pack is not None:
        make_pack(pack, actor=system_actor("佐证材料包"), at=timezone.now())


def _tags(wish: Wish | Pack) -> QuerySet[Tag]:
    found = Tag.objects.filter(indicator__table=wish.table)
    if wish.organ:
        found = found.filter(organ=wish.organ)
    return found.filter(indicator=wish.indicator) if wish.indicator else found


def _request(pack: Pack, at: datetime) -> Request:
    stand = queries.standing(pack.table, [pack.organ.pk] if pack.organ else None)
    if pack.indicator:
        stand.indicators = [each for each in stand.indicators if each.pk == pack.indicator_id]
        stand.states = {place: state for place, state in stand.states.items() if place[0] == pack.indicator_id}
    tags = _tags(pack).select_related("indicator__table", "organ").order_by("indicator__order", "indicator_id", "organ__order", "organ_id", "dated", "id")
    return Request(f"{pack.table.title}佐证材料", pack.scope, stand, list(tags), at, pack.ordered_by)


def _beat(pack: Pack, done: int) -> None:
    Pack.objects.filter(pk=pack.pk).update(done=done, beat_at=timezone.now())


@transaction.atomic
def _finish(pack: Pack, sentence: str, *, actor: Actor, at: datetime, **values: object) -> None:
    Pack.objects.filter(pk=pack.pk).update(finished_at=at, **values)
    _tell(pack, sentence, actor=actor, at=at)


def _tell(pack: Pack, sentence: str, *, actor: Actor, at: datetime) -> None:
    told = Told("assessments.pack", sentence, organ_id=pack.organ_id)
    journal.record(Subject(PACK, pack.pk, pack.name, f"{pack.table.url}packs/"), told, actor=actor, at=at)
