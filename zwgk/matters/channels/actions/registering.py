"""The register: enter a place, change it, name its keeper, end it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.organs.models import Organ, Person
from zwgk.matters.channels.models import CHANNEL, LIVE, Channel, Kind, Level, Receipt, Standing

from .support import fill, not_later, of_channel, page_address, tell, words

ONE_ACCOUNT = "《国务院办公厅关于推进政务新媒体健康有序发展的意见》（国办发〔2018〕123号）：一个单位原则上在同一第三方平台只开设一个政务新媒体账号"


@dataclass(frozen=True, slots=True)
class NewChannel:
    """A place as somebody enters it."""

    kind: str
    name: str
    organ: Organ
    level: str = Level.COUNTY
    keeper: Person | None = None
    platform: str = ""
    account: str = ""
    certified_as: str = ""
    certified_until: date | None = None
    members: int | None = None
    address: str = ""
    place: str = ""
    hours: str = ""
    phone: str = ""
    receipt: str = Receipt.ADDRESS
    within_days: int | None = None
    idle_days: int = 14
    text_length: int = 300
    opened_on: date | None = None
    note: str = ""


@transaction.atomic
def register(new: NewChannel, *, state: str = Standing.OPEN, actor: Actor, at: datetime) -> Channel:
    """Enter a place that exists. An account that is only wanted is entered as 拟开设 and filed; what a clean-up finds as 待清理."""
    actor.require("channels.keep", new.organ.pk)
    _check(new, at)
    if state not in (Standing.PROPOSED, Standing.OPEN, Standing.FOUND):
        raise BadInput("新登记的渠道应当是拟开设、运行或者待清理。", field="state")
    if state != Standing.FOUND:
        refuse_second(new.kind, new.organ, new.platform)
    row = Channel.objects.create(**_values(new), state=state, entered_at=at, entered_by=actor.name)
    tell(of_channel(row), row.organ, "register", f"登记{row.sort}“{row.name}”（{row.get_state_display()}）", actor=actor, at=at)
    _greet(row, actor, at)
    return row


@transaction.atomic
def edit(row: Channel, new: NewChannel, *, actor: Actor, at: datetime) -> Channel:
    """Correct the entry. Owner and platform of an account change by filing."""
    actor.require("channels.keep", row.organ_id)
    row = Channel.objects.select_for_update(of=("self",)).select_related("organ", "keeper").get(pk=row.pk)
    _check(new, at)
    if row.kind == Kind.ACCOUNT and (new.organ.pk, new.platform, new.kind) != (row.organ_id, row.platform, row.kind):
        raise Conflict("账号的主办单位、平台不能直接修改。", field="organ", remedy="请办理变更备案；换平台的，关停后另行开设。")
    if new.organ.pk != row.organ_id:
        actor.require("channels.keep", new.organ.pk)
    keeper = row.keeper_id
    changed = [field.name for field in fields(new) if getattr(row, field.name) != getattr(new, field.name)]
    for name, value in _values(new).items():
        setattr(row, name, value)
    row.save()
    if changed:
        labels = "、".join(str(Channel._meta.get_field(name).verbose_name) for name in changed)
        tell(of_channel(row), row.organ, "edit", f"修改登记：{labels}", actor=actor, at=at)
    if row.keeper_id != keeper:
        _greet(row, actor, at)
    return row


@transaction.atomic
def end(row: Channel, reason: str, *, actor: Actor, at: datetime) -> Channel:
    """Close a place that needs no filing: a board taken down, a work group dissolved. Accounts close by filing."""
    actor.require("channels.keep", row.organ_id)
    row = Channel.objects.select_for_update(of=("self",)).select_related("organ").get(pk=row.pk)
    if row.kind == Kind.ACCOUNT and row.state == Standing.OPEN:
        raise Conflict("政务新媒体账号关停或注销须先备案。", remedy="请在本页办理关停或注销备案。")
    if row.state not in (*LIVE, Standing.PROPOSED):
        raise Conflict(f"“{row.name}”{row.get_state_display()}。")
    refuse_open(row)
    row.state, row.ended_on, row.note = Standing.CLOSED, timezone.localdate(at), words(reason, "理由", "reason")[:300]
    row.save(update_fields=["state", "ended_on", "note"])
    tell(of_channel(row), row.organ, "end", f"停用：{row.note}", actor=actor, at=at)
    return row


@transaction.atomic
def retain(row: Channel, reason: str, *, actor: Actor, at: datetime) -> Channel:
    """The clean-up decided that it stays."""
    actor.require("channels.edit", row.organ_id)
    row = Channel.objects.select_for_update(of=("self",)).select_related("organ").get(pk=row.pk)
    if row.state != Standing.FOUND:
        raise Conflict(f"“{row.name}”{row.get_state_display()}，不在待清理清单里。")
    refuse_second(row.kind, row.organ, row.platform)
    row.state, row.note = Standing.OPEN, words(reason, "理由", "reason")[:300]
    row.save(update_fields=["state", "note"])
    tell(of_channel(row), row.organ, "retain", f"清理结论：保留。{row.note}", actor=actor, at=at)
    return row


def refuse_second(kind: str, organ: Organ, platform: str, but: int = 0) -> None:
    """One account per unit and platform."""
    if kind != Kind.ACCOUNT:
        return
    there = Channel.objects.filter(kind=kind, organ=organ, platform=platform, state__in=(Standing.OPEN, Standing.PROPOSED)).exclude(pk=but).first()
    if there:
        raise Conflict(f"“{organ.label}”在{platform}上已有账号“{there.name}”。", field="platform", basis=ONE_ACCOUNT, remedy="请使用已有账号；确有多个的，登记为待清理。")


def refuse_open(row: Channel) -> None:
    """Nothing may be left to be removed there."""
    left = row.releases.filter(state="recall").count()
    if left:
        raise Conflict(f"“{row.name}”上还有 {left} 条信息待撤除。", remedy="请先撤除并登记佐证。")


def _check(new: NewChannel, at: datetime) -> None:
    fill(new, name="名称")
    for value, allowed, field, label in ((new.kind, Kind, "kind", "类别"), (new.level, Level, "level", "层级"), (new.receipt, Receipt, "receipt", "回执方式")):
        if value not in allowed.values:
            raise BadInput(f"请选择{label}。", field=field)
    if new.kind == Kind.ACCOUNT:
        fill(new, platform="平台")
    page_address(new.address)
    not_later(new.opened_on, at, "opened_on")


def _values(new: NewChannel) -> dict[str, Any]:
    plain = {field.name: getattr(new, field.name) for field in fields(new)}
    return {name: value.strip() if isinstance(value, str) else value for name, value in plain.items()}


def _greet(row: Channel, actor: Actor, at: datetime) -> None:
    if row.keeper and row.keeper_id != actor.person_id:
        note = inbox.Note(f"您是“{row.name}”的管理人", "发布到这个渠道的信息会提醒您，请在发布后登记回执。", row.url, kind="channels", key=f"{CHANNEL}:{row.pk}:{row.keeper_id}")
        inbox.send(note, person=row.keeper, actor=actor, at=at)

