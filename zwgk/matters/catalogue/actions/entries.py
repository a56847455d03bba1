"""Entries: from templates, typed, imported, changed, varied by a township; each change is a version with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from zwgk.domain import catalogues
from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.organs.models import Organ
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.law.catalogue_model import TemplateRow
from zwgk.matters.catalogue.models import Act, Column, Entry, EntryState, Every, Field
from zwgk.matters.catalogue.queries.entries import row_of

from .support import notify, put, revise, revise_many, say_why, tell_entry, tell_field, values_of


@dataclass(frozen=True, slots=True)
class Place:
    """What an entry is bound to here, beside its official columns; None leaves it as it is."""

    every: str | None = None
    publishers: Sequence[Organ] | None = None
    column_key: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    added: int = 0
    changed: int = 0
    same: int = 0
    blocked: Sequence[catalogues.Line] = field(default_factory=tuple)  # left out, each with its problems


@transaction.atomic
def adopt_templates(row: Field, ids: Iterable[str] | None = None, *, actor: Actor, at: datetime) -> list[Entry]:
    """Take rows of the guide as entries (all, or those named); rows that are here already are left."""
    actor.require("catalogue.edit")
    told = rulebook.law().catalogues.get(row.key)
    if told is None:
        raise Conflict("这个领域没有随程序提供的指引事项。", remedy="请导入目录表，或者逐项登记。")
    wanted = None if ids is None else set(ids)
    known = set(Entry.objects.filter(field=row, owner__isnull=True).values_list("template", flat=True))
    picked = [each for each in told.rows if each.id not in known and (wanted is None or each.id in wanted)]
    made = [_from_template(row, each, order) for order, each in enumerate(told.rows, start=1) if each in picked]
    Entry.objects.bulk_create(made, batch_size=100)
    revise_many(((entry, Act.TEMPLATE, f"取自{told.guide or told.issuer}指引") for entry in made), actor=actor, at=at)
    if made:
        tell_field(row, "edit", f"从标准指引取用事项{len(made)}项", actor=actor, at=at)
    return made


def _from_template(row: Field, told: TemplateRow, order: int) -> Entry:
    entry = Entry(field=row, template=told.id, order=order * 10, every=told.every, column_key=told.column, kind=told.kind)
    put(entry, catalogues.to_values(catalogues.of_template(told, str(order))))
    return entry


@transaction.atomic
def add_entry(row: Field, values: Mapping[str, Any], reason: str, place: Place | None = None, *, owner: Organ | None = None, actor: Actor, at: datetime) -> Entry:
    """A new matter; incomplete columns may be saved, they only block the release."""
    _may(owner, actor)
    if not str(values.get("level1") or "").strip():
        raise BadInput("请填写一级事项。", field="level1")
    entry = Entry(field=row, owner=owner, order=(row.entries.count() + 1) * 10)
    put(entry, values)
    _refuse_double(entry)
    entry.save()
    _place(entry, place)
    revise(entry, Act.CREATED, say_why(reason), actor=actor, at=at)
    tell_entry(entry, "edit", f"新增目录事项“{entry.title}”：{reason.strip()}", actor=actor, at=at)
    return entry


@transaction.atomic
def change_entry(entry: Entry, values: Mapping[str, Any], reason: str, place: Place | None = None, *, actor: Actor, at: datetime) -> Entry:
    """Another version; the columns that use the entry are told (CAT-07)."""
    entry = Entry.objects.select_for_update(of=("self",)).select_related("field", "owner").get(pk=entry.pk)
    _may(entry.owner, actor)
    why = say_why(reason)
    if entry.state != EntryState.LIVE:
        raise Conflict(f"“{entry.title}”{entry.get_state_display()}，不能修改。")
    before = values_of(entry)
    put(entry, {**before, **values})
    changed = catalogues.comparing.changed_fields(before, values_of(entry), (*catalogues.comparing.COMPARED, "number", "extra", "exceptions"))
    placed = _place(entry, place)
    if not changed and not placed:
        raise Conflict("没有改动。", remedy="改好后再保存。")
    if any(before[name] != getattr(entry, name) for name in ("level1", "level2", "level3")):  # guides themselves have twins; they may be kept
        _refuse_double(entry)
    entry.save()
    if changed:
        revise(entry, Act.LOCALISED if entry.template and entry.revisions.count() == 1 else Act.CHANGED, why, actor=actor, at=at)
    said = "、".join(label for label, _, _ in changed) or "对应关系"
    tell_entry(entry, "edit", f"修改目录事项“{entry.title}”（{said}）：{why}", actor=actor, at=at)
    if changed:
        _tell_keepers(entry, said, why, actor=actor, at=at)
    return entry


@transaction.atomic
def vary(entry: Entry, owner: Organ, values: Mapping[str, Any], reason: str, *, actor: Actor, at: datetime) -> Entry:
    """A township's own variant of a county entry: no “一刀切”."""
    actor.require("catalogue.propose", owner.pk)
    why = say_why(reason)
    if entry.owner_id is not None or entry.state != EntryState.LIVE:
        raise Conflict("只能在县级目录的现有事项上作本地变通。")
    if Entry.objects.filter(varies=entry, owner=owner, state=EntryState.LIVE).exists():
        raise Conflict(f"“{owner.label}”已有这一事项的变通。", remedy="请修改已有的变通。")
    variant = Entry(
        field=entry.field, owner=owner, varies=entry, template=entry.template, order=entry.order, every=entry.every, column_key=entry.column_key, kind=entry.kind
    )
    put(variant, {**values_of(entry), **values})
    variant.save()
    variant.publishers.set([owner])
    revise(variant, Act.LOCALISED, why, actor=actor, at=at)
    tell_entry(variant, "propose", f"“{owner.label}”变通目录事项“{entry.title}”：{why}", actor=actor, at=at)
    return variant


@transaction.atomic
def import_rows(row: Field, lines: Sequence[catalogues.Line], reason: str, *, owner: Organ | None = None, actor: Actor, at: datetime) -> Imported:
    """Rows of an official sheet: known by their path of names, changed ones become versions, blocked ones stay outside and are told."""
    _may(owner, actor)
    why = say_why(reason)
    blocked = tuple(each for each in lines if each.blocked)
    ours = {_path(row_of(each)): each for each in Entry.objects.select_for_update().filter(field=row, owner=owner, state=EntryState.LIVE)}
    fresh: list[Entry] = []
    changed = same = 0
    for order, line in enumerate(lines, start=1):
        if line.blocked:
            continue
        values = catalogues.to_values(line.row)
        mine = ours.get(_path(line.row))
        if mine is None:
            entry = Entry(field=row, owner=owner, order=order * 10, every=_every(line.row))
            put(entry, values)
            ours[_path(line.row)] = entry
            fresh.append(entry)
        elif mine.pk and _takes(mine, values, order):
            revise(mine, Act.IMPORTED, why, actor=actor, at=at)
            changed += 1
        else:
            same += 1
    Entry.objects.bulk_create(fresh, batch_size=100)
    revise_many(((entry, Act.IMPORTED, why) for entry in fresh), actor=actor, at=at)
    tell_field(row, "edit", f"导入目录：新增{len(fresh)}项，修改{changed}项，相同{same}项，有错未导入{len(blocked)}项。{why}", actor=actor, at=at)
    return Imported(len(fresh), changed, same, blocked)


@transaction.atomic
def map_entries(entries: Iterable[Entry], column_key: str, *, actor: Actor, at: datetime) -> int:
    """Bind entries to a column (CAT-09); the same key at every organ."""
    actor.require("catalogue.edit")
    if column_key and not Column.objects.filter(key=column_key).exists():
        raise BadInput("没有这个栏目。", field="column_key", remedy="先为各单位建立栏目。")
    ids = [each.pk for each in entries]
    rows = list(Entry.objects.filter(pk__in=ids).exclude(column_key=column_key).select_related("field"))
    for entry in rows:
        entry.column_key = column_key
        tell_entry(entry, "edit", f"事项“{entry.title}”对应栏目“{column_key}”", actor=actor, at=at)
    Entry.objects.bulk_update(rows, ["column_key"], batch_size=200)
    return len(rows)


@transaction.atomic
def set_publishers(entries: Iterable[Entry], organs: Sequence[Organ], *, actor: Actor, at: datetime) -> int:
    """Which units here publish under these entries: the words of 公开主体 as organs."""
    actor.require("catalogue.edit")
    rows = list(entries)
    for entry in rows:
        entry.publishers.set(organs)
    names = "、".join(each.label for each in organs[:6]) or "无"
    for field_id in {entry.field_id for entry in rows}:
        count = sum(entry.field_id == field_id for entry in rows)
        tell_field(Field.objects.get(pk=field_id), "edit", f"{count}项的公开单位设为：{names}", actor=actor, at=at)
    return len(rows)


def _may(owner: Organ | None, actor: Actor) -> None:
    if owner is None:
        actor.require("catalogue.edit")
    else:
        actor.require("catalogue.propose", owner.pk)


def _refuse_double(entry: Entry) -> None:
    twins = Entry.objects.filter(field=entry.field, owner=entry.owner, level1=entry.level1, level2=entry.level2, level3=entry.level3, state=EntryState.LIVE)
    if entry.varies_id is None and twins.exclude(pk=entry.pk).exists():
        raise Conflict(f"“{entry.field.name}”领域已有同名事项“{entry.title}”。", field="level2", remedy="请修改已有事项，或者在三级事项里写出区别。")


def _place(entry: Entry, place: Place | None) -> bool:
    """Set what the entry is bound to; True when something changed. A saved entry."""
    if place is None:
        return False
    changed = False
    if place.every is not None and place.every not in Every.values:
        raise BadInput("请选择公开频次。", field="every")
    for name in ("every", "column_key", "kind"):
        value = getattr(place, name)
        if value is not None and value != getattr(entry, name):
            setattr(entry, name, value)
            changed = True
    if changed:
        entry.save(update_fields=["every", "column_key", "kind"])
    if place.publishers is not None and {each.pk for each in place.publishers} != set(entry.publishers.values_list("pk", flat=True)):
        entry.publishers.set(place.publishers)
        changed = True
    return changed


def _takes(mine: Entry, values: Mapping[str, Any], order: int) -> bool:
    """True when the sheet says something else than the entry."""
    kept = {**values, "exceptions": mine.exceptions}
    names = (*catalogues.comparing.COMPARED, "number", "extra")
    if not catalogues.comparing.changed_fields(values_of(mine), kept, names):
        return False
    put(mine, kept)
    mine.order = order * 10
    mine.save()
    return True


def _path(row: catalogues.Row) -> tuple[str, ...]:
    return tuple(catalogues.comparing.plain(part) for part in row.path)


def _every(row: catalogues.Row) -> str:
    limit = catalogues.read_limit(row.limit)
    return Every.LASTING if limit.lasting else Every.YEAR if limit.yearly else Every.EVENT


def _tell_keepers(entry: Entry, said: str, why: str, *, actor: Actor, at: datetime) -> None:
    for organ in entry.publishers.all():
        notify(organ, f"目录事项有变化：{entry.title}", f"{said}已修改：{why}。请核对对应栏目的内容。", entry.url, actor=actor, at=at)
