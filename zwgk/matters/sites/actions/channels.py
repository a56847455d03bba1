"""单位频道: made, planned and opened by a form; nothing is installed for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.journal.actions import Subject
from zwgk.foundation.organs.models import Organ

from ..models import Block, ChannelPart, OrganChannel, Palette
from ..queries.channels import columns_of, empty_columns, may_have_channel
from .support import need, tell

NO_EMPTY = "《政府网站发展指引》（国办发〔2017〕47号）：不得有空白栏目"


@dataclass(frozen=True, slots=True)
class Plan:
    """What the form says; a part is a block, or one column by number."""

    name: str
    intro: str = ""
    palette: str = ""
    old_site: str = ""
    parts: Sequence[tuple[str, int | None]] = field(default_factory=list)


@transaction.atomic
def save_channel(organ: Organ, plan: Plan, *, actor: Actor, at: datetime) -> OrganChannel:
    """Make it, or plan it anew. What is open shows the new plan at once."""
    actor.require("sites.plan_channel", organ.pk)
    if not may_have_channel(organ):
        raise BadInput(f"“{organ.label}”不设单位频道。", field="name", remedy="县政府使用网站首页；村（社区）的信息在所属乡镇（街道）的频道里公开。")
    if plan.palette not in Palette.values:
        raise BadInput("请从列出的主色里选择；其他颜色没有测过对比度。", field="palette", basis="《政府网站发展指引》附件网页设计规范")
    own = {each.pk for each in columns_of(organ, at)}
    if strange := [pk for block, pk in plan.parts if block == Block.COLUMN and pk not in own]:
        raise BadInput(f"选了 {len(strange)} 个不属于本单位或者已经停用的栏目。", field="parts", remedy="请刷新页面后重选。")
    row, made = OrganChannel.objects.get_or_create(organ=organ, defaults={"name": plan.name[:60], "changed_at": at, "changed_by": actor.name})
    row.name, row.intro, row.palette, row.old_site = need(plan.name, "name", "频道名称")[:60], plan.intro.strip(), plan.palette, plan.old_site.strip()
    row.changed_at, row.changed_by = at, actor.name
    row.save()
    row.parts.all().delete()
    ChannelPart.objects.bulk_create(ChannelPart(channel=row, block=block, column_id=pk, order=order) for order, (block, pk) in enumerate(plan.parts, 1))
    if row.state == OrganChannel.State.OPEN:
        _refuse_empty(row)
    tell(_subject(row), "sites.plan_channel", f"{'新建' if made else '调整'}单位频道：{row.name}，{len(plan.parts)}个版块", organ=organ, actor=actor, at=at)
    return row


@transaction.atomic
def open_channel(channel: OrganChannel, *, actor: Actor, at: datetime) -> OrganChannel:
    """Show it to the public; not with empty columns."""
    actor.require("sites.open_channel", channel.organ_id)
    row = _locked(channel, "开通", OrganChannel.State.PREPARING, OrganChannel.State.CLOSED)
    if not row.parts.exists():
        raise BadInput("还没有选版块，不能开通。", field="parts", remedy="请先在频道设置里选要显示的内容。")
    _refuse_empty(row)
    row.state, row.opened_at = OrganChannel.State.OPEN, at
    row.save(update_fields=["state", "opened_at"])
    tell(_subject(row), "sites.open_channel", f"开通单位频道：{row.name}", organ=row.organ, actor=actor, at=at)
    return row


@transaction.atomic
def close_channel(channel: OrganChannel, reason: str, *, actor: Actor, at: datetime) -> OrganChannel:
    """Take it down; its information stays in the columns of the organ."""
    actor.require("sites.open_channel", channel.organ_id)
    row = _locked(channel, "关闭", OrganChannel.State.OPEN)
    row.state = OrganChannel.State.CLOSED
    row.save(update_fields=["state"])
    tell(_subject(row), "sites.open_channel", f"关闭单位频道：{row.name}，{need(reason, 'reason', '关闭原因')}", organ=row.organ, actor=actor, at=at)
    return row


def _refuse_empty(row: OrganChannel) -> None:
    if empty := empty_columns(row):
        raise BadInput(f"这些栏目还没有内容，不能放在频道里：{'、'.join(empty)}。", field="parts", basis=NO_EMPTY, remedy="先发布信息，或者不选这些栏目。")


def _locked(channel: OrganChannel, doing: str, *states: OrganChannel.State) -> OrganChannel:
    row = OrganChannel.objects.select_for_update(of=("self",)).select_related("organ").get(pk=channel.pk)
    if row.state not in states:
        raise Conflict(f"频道“{row.name}”{row.get_state_display()}，不能{doing}。", remedy="请刷新页面查看。")
    return row


def _subject(row: OrganChannel) -> Subject:
    return Subject("sites.channel", row.pk, row.name, row.office_url)
