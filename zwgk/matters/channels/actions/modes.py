"""Which platform is the main one; what the superior's form asks for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Actor
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.foundation.journal.actions import record as journal
from zwgk.foundation.organs.models import Organ
from zwgk.matters.channels.models import Channel, FormColumn, Function, Kind, Mode, ModeRow

from .support import of_channel, tell, words

PAGE = "/office/channels/modes/"


@dataclass(frozen=True, slots=True)
class Column:
    """One field of the superior's form."""

    label: str
    source: str = ""
    fixed: str = ""


@transaction.atomic
def set_mode(function: str, mode: str, *, organ: Organ | None = None, since: date, reason: str, actor: Actor, at: datetime) -> ModeRow:
    """Decide for the whole county or one unit. Nothing that is already published moves."""
    actor.require("channels.edit", organ.pk if organ else None)
    if function not in Function.values or mode not in Mode.values:
        raise BadInput("请选择功能和方式。", field="mode")
    row = ModeRow.objects.create(
        function=function, organ=organ, mode=mode, since=since, reason=words(reason, "理由", "reason")[:300], decided_at=at, decided_by=actor.name
    )  # fmt: skip
    said = f"{row.get_function_display()}：{row.get_mode_display()}，自{since}起（{organ.label if organ else '全部单位'}）。{row.reason}"
    subject = Subject("channels.mode", row.pk, f"平台方式：{row.get_function_display()}", PAGE)
    told = Told("channels.set_mode", said, organ_id=organ.pk if organ else None, organ_name=organ.label if organ else "")
    journal(subject, told, actor=actor, at=at)
    return row


@transaction.atomic
def set_columns(row: Channel, columns: Iterable[Column], *, actor: Actor, at: datetime) -> list[FormColumn]:
    """The fields of the superior's form, in their order."""
    actor.require("channels.edit", row.organ_id)
    if row.kind not in (Kind.SUPERIOR, Kind.COLUMN):
        raise BadInput("只有上级平台和其他网站栏目需要栏目对照。")
    wanted = [column for column in columns if column.label.strip()]
    labels = [column.label.strip() for column in wanted]
    if len(set(labels)) != len(labels):
        raise BadInput("栏名有重复。", field="columns", remedy="每个栏名只写一次。")
    row.columns.all().delete()
    made = FormColumn.objects.bulk_create(
        FormColumn(channel=row, order=n, label=column.label.strip()[:80], source=column.source.strip()[:40], fixed=column.fixed.strip()[:200])
        for n, column in enumerate(wanted, start=1)
    )
    tell(of_channel(row), row.organ, "set_columns", f"设置栏目对照 {len(made)} 项", actor=actor, at=at)
    return made
