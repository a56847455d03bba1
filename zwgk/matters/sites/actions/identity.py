"""The site says who it is, and which governments stand above it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Actor
from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.journal.actions import Subject
from zwgk.matters.channels import queries as channels
from zwgk.matters.channels.models import Channel

from ..models import SITE, HeadAccount, HigherLink, Site
from ..queries import facts as reading
from .support import need, tell

RIGHT = "sites.edit"


@dataclass(frozen=True, slots=True)
class Link:
    """One government above."""

    level: str
    label: str
    url: str


@transaction.atomic
def set_identity(told: Mapping[str, str], *, actor: Actor, at: datetime) -> Site:
    """Every fact anew; the first that breaks its rule is refused with the rule. The journal says what changed."""
    actor.require(RIGHT)
    clean = {fact: told.get(fact, "").strip() for fact in reading.FACTS}
    for problem in reading.checked(clean):
        if problem.strict:
            raise BadInput(f"{problem.says}。", field=problem.field, basis=problem.basis, remedy=problem.remedy)
    row = Site.objects.select_for_update().first() or Site()
    changed = [(fact, getattr(row, fact), value) for fact, value in clean.items() if getattr(row, fact) != value]
    for fact, _, value in changed:
        setattr(row, fact, value)
    row.changed_at, row.changed_by = at, actor.name
    row.save()
    if changed:
        said = "；".join(f"{Site._meta.get_field(fact).verbose_name}：{before or '空'} → {after or '空'}" for fact, before, after in changed)
        tell(Subject(SITE, "site", "站点信息", "/office/sites/"), RIGHT, f"修改站点信息：{said}", actor=actor, at=at)
    return row


@transaction.atomic
def set_links(links: Sequence[Link], *, actor: Actor, at: datetime) -> None:
    """The governments above, in this order."""
    actor.require(RIGHT)
    rows = []
    for order, link in enumerate(links, 1):
        if link.level not in HigherLink.Level.values:
            raise BadInput("请选择层级。", field="links")
        if not link.url.startswith(("http://", "https://")):
            raise BadInput(f"“{link.label}”的网址应当以 http:// 或者 https:// 开头。", field="links")
        rows.append(HigherLink(level=link.level, label=need(link.label, "links", "上级政府的名称")[:60], url=link.url[:200], order=order))
    HigherLink.objects.all().delete()
    HigherLink.objects.bulk_create(rows)
    _stamp(actor, at)
    said = "、".join(row.label for row in rows) or "全部移除"
    tell(Subject(SITE, "site", "上级政府链接", "/office/sites/"), RIGHT, f"修改上级政府链接：{said}", actor=actor, at=at)


@transaction.atomic
def set_accounts(chosen: Sequence[tuple[Channel, StoredFile | None]], *, actor: Actor, at: datetime) -> None:
    """The accounts that the head shows, in this order, each with the picture of its code."""
    actor.require(RIGHT)
    own = {each.pk for each in channels.own_accounts()}
    if strange := [channel.name for channel, _ in chosen if channel.pk not in own]:
        raise BadInput(f"不是本级在运行的账号：{'、'.join(strange)}。", field="accounts", remedy="请先在“渠道”登记册里登记。")
    if wrong := [picture.name for _, picture in chosen if picture and picture.media_type not in ("image/png", "image/jpeg")]:
        raise BadInput(f"二维码请用 png 或者 jpg 图片：{'、'.join(wrong)}。", field="accounts")
    HeadAccount.objects.all().delete()
    HeadAccount.objects.bulk_create(HeadAccount(channel=channel, picture=picture, order=order) for order, (channel, picture) in enumerate(chosen, 1))
    _stamp(actor, at)
    said = "、".join(f"{channel.name}（{channel.sort}）" for channel, _ in chosen) or "全部移除"
    tell(Subject(SITE, "site", "页头账号", "/office/sites/"), RIGHT, f"修改页头显示的账号：{said}", actor=actor, at=at)


def _stamp(actor: Actor, at: datetime) -> None:
    """Every process sees that something was set anew."""
    row = Site.objects.first() or Site()
    row.changed_at, row.changed_by = at, actor.name
    row.save()
