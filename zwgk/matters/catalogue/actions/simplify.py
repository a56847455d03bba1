"""再梳理、再简化: merge, drop, shorten — each with what stood before and what stands after (CAT-08)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.matters.catalogue.models import Act, Entry, EntryState, Merge

from .support import put, revise, say_why, tell_entry, values_of


@transaction.atomic
def merge(into: Entry, others: Sequence[Entry], values: Mapping[str, Any], reason: str, *, actor: Actor, at: datetime) -> Entry:
    """One entry takes over the others; they stay with their trace and point to it. Without new elements those of all are joined."""
    actor.require("catalogue.edit")
    why = say_why(reason)
    into = _live(into)
    rows = [_live(each) for each in others if each.pk != into.pk]
    if not rows:
        raise BadInput("请至少选择两个事项。", field="others")
    if any(row.field_id != into.field_id or row.owner_id != into.owner_id for row in rows):
        raise BadInput("只能合并同一领域、同一编制单位的事项。", field="others")
    before = [_kept(into), *(_kept(row) for row in rows)]
    elements = str(values.get("content") or "").strip() or joined([into, *rows])
    put(into, {**values_of(into), **values, "content": elements})
    into.save()
    revise(into, Act.MERGED, why, actor=actor, at=at)
    for row in rows:
        row.state, row.into = EntryState.MERGED, into
        row.save(update_fields=["state", "into"])
        revise(row, Act.MERGED, why, actor=actor, at=at)
        into.publishers.add(*row.publishers.all())
    _trace(into, Act.MERGED, before, [_kept(into)], why, actor, at)
    names = "、".join(row.title for row in rows)
    tell_entry(into, "edit", f"合并事项：“{names}”并入“{into.title}”：{why}", actor=actor, at=at)
    return into


@transaction.atomic
def drop(entry: Entry, reason: str, *, actor: Actor, at: datetime) -> Entry:
    """It leaves the working copy; the released edition keeps it until the next release."""
    actor.require("catalogue.edit")
    why = say_why(reason)
    entry = _live(entry)
    before = [_kept(entry)]
    entry.state = EntryState.DROPPED
    entry.save(update_fields=["state"])
    revise(entry, Act.DROPPED, why, actor=actor, at=at)
    _trace(entry, Act.DROPPED, before, [], why, actor, at)
    tell_entry(entry, "edit", f"取消事项“{entry.title}”：{why}", actor=actor, at=at)
    return entry


@transaction.atomic
def shorten(entry: Entry, content: str, reason: str, *, actor: Actor, at: datetime) -> Entry:
    """Fewer elements in 公开内容（要素）."""
    actor.require("catalogue.edit")
    why = say_why(reason)
    entry = _live(entry)
    if not content.strip():
        raise BadInput("要素不能为空。", field="content", remedy="不再公开的，请用“取消事项”。")
    if len(content.strip()) >= len(entry.content):
        raise BadInput("新的要素没有变短。", field="content", remedy="增加要素请用“修改”。")
    before = [_kept(entry)]
    entry.content = content.strip()
    entry.save(update_fields=["content"])
    revise(entry, Act.SHORTENED, why, actor=actor, at=at)
    _trace(entry, Act.SHORTENED, before, [_kept(entry)], why, actor, at)
    tell_entry(entry, "edit", f"精简事项“{entry.title}”的要素：{why}", actor=actor, at=at)
    return entry


@transaction.atomic
def restore(entry: Entry, reason: str, *, actor: Actor, at: datetime) -> Entry:
    """A dropped or merged entry comes back."""
    actor.require("catalogue.edit")
    why = say_why(reason)
    entry = Entry.objects.select_for_update(of=("self",)).select_related("field").get(pk=entry.pk)
    if entry.state == EntryState.LIVE:
        raise Conflict("这个事项在目录中，不需要恢复。")
    entry.state, entry.into = EntryState.LIVE, None
    entry.save(update_fields=["state", "into"])
    revise(entry, Act.RESTORED, why, actor=actor, at=at)
    tell_entry(entry, "edit", f"恢复事项“{entry.title}”：{why}", actor=actor, at=at)
    return entry


def joined(entries: Sequence[Entry]) -> str:
    """The elements of all of them, each once."""
    return "；".join(dict.fromkeys(part for each in entries for part in (said.strip("。 \n\r") for said in each.content.split("；")) if part))


def _live(entry: Entry) -> Entry:
    entry = Entry.objects.select_for_update(of=("self",)).select_related("field").get(pk=entry.pk)
    if entry.state != EntryState.LIVE:
        raise Conflict(f"“{entry.title}”{entry.get_state_display()}。", remedy="请刷新页面查看最新情况。")
    return entry


def _kept(entry: Entry) -> dict[str, Any]:
    return {"entry": entry.pk, "title": entry.title, "values": values_of(entry)}


def _trace(entry: Entry, act: Act, before: list[Any], after: list[Any], why: str, actor: Actor, at: datetime) -> None:
    Merge.objects.create(field=entry.field, act=act, before=before, after=after, reason=why, made_at=at, made_by=actor.name)
