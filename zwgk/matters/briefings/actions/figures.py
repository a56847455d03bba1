"""A figure is told to somebody: it is kept with its rows, and never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told

from ..models import FIGURE, Figure
from ..queries import Counted
from ..queries.figures import digest_of, told


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asked."""

    asker: str  # value of Figure.Asker
    asked_by: str = ""  # 曜州市政务公开办 王某; free
    note: str = ""
    corrects: Figure | None = None  # the figure that was wrong
    reason: str = ""


def keep(counted: Counted, asked: Asked, *, actor: Actor, at: datetime) -> Figure:
    """Keep the figure as it was told. With `corrects` it takes the place of an earlier one, which stays visible."""
    actor.require("briefings.count")
    _check(counted, asked, at)
    rows = counted.frozen()
    with transaction.atomic():
        if asked.corrects is not None:
            old = Figure.objects.select_for_update().defer("rows").get(pk=asked.corrects.pk)
            if Figure.objects.filter(corrects=old).exists():
                raise Conflict(f"{old.number}已经更正过。", remedy="请打开最新的一次，再更正它。")
        kept = _row(counted, asked, rows, actor, at)
        kept.digest = digest_of(told(kept))
        kept.save()
        said = f"报数：{kept.sentence}" if asked.corrects is None else f"更正{asked.corrects.number}（{asked.reason.strip()}）：{kept.sentence}"
        journal.record(
            Subject(FIGURE, kept.pk, f"{kept.number} {kept.title}", kept.url), Told("briefings.count", said[:500], data={"sha256": kept.digest}), actor=actor, at=at
        )
    return kept


def _check(counted: Counted, asked: Asked, at: datetime) -> None:
    if asked.asker not in Figure.Asker.values:
        raise BadInput("请选择是谁要这个数。", field="asker")
    if counted.at > at:
        raise BadInput("统计时刻晚于现在。", field="as_of", remedy="请选今天或以前的日期。")
    if counted.value is None:
        raise BadInput("范围内没有可以统计的行，不能报数。", field="subject", remedy="请放宽时段或单位范围。")
    if asked.corrects is None:
        return
    if not asked.reason.strip():
        raise BadInput("请写明更正原因。", field="reason", remedy="例如：漏计一个乡镇；单位事后补报。")
    if asked.corrects.subject != counted.subject.id:
        raise BadInput("更正须是同一个报数事项。", field="subject", remedy=f"原报数事项是“{asked.corrects.title}”。")


def _row(counted: Counted, asked: Asked, rows: list[list[object]], actor: Actor, at: datetime) -> Figure:
    year = localdate(at).year
    Figure.objects.select_for_update().filter(year=year).only("pk").first()  # the next one waits here
    last = Figure.objects.filter(year=year).aggregate(last=Max("serial"))["last"] or 0
    period, subject, scope = counted.period, counted.subject, counted.scope
    return Figure(
        year=year, serial=last + 1, subject=subject.id, title=subject.title, area=subject.area, first=period.first, last=period.last, period=period.label,
        as_of=counted.at, units=scope.label[:300], organ_ids=None if scope.organs is None else sorted(scope.organs), definition=subject.definition,
        definition_version=subject.version, value=Decimal(str(counted.value)), shown=counted.shown, counted=counted.counted, total=counted.total,
        sentence=counted.sentence, rows=rows, asker=asked.asker, asked_by=asked.asked_by.strip()[:120], note=asked.note.strip()[:300], counted_at=at,
        counted_by=actor.name, corrects=asked.corrects, reason=asked.reason.strip()[:300],
    )  # fmt: skip
