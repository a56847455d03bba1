"""Columns of 政府信息公开 in the national form, made for every organ in one verb; who keeps, collects, checks, releases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.held import numbers
from zwgk.domain.rights import Actor
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ, OrganKind, Person
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.law.catalogue_model import ColumnDef
from zwgk.matters.catalogue.models import Column, ColumnDuty, Every, Part, Step

from .support import say_why, tell_organ

BASIS = "《中华人民共和国政府信息公开条例》第二十条、国办公开办函〔2019〕61号"
# Whoever is an 行政机关 keeps columns; villages, enterprises and the superior do not.
KEEPING = (
    OrganKind.GOVERNMENT, OrganKind.GOVERNMENT_OFFICE, OrganKind.DEPARTMENT, OrganKind.DISPATCHED, OrganKind.TOWNSHIP, OrganKind.STREET,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewColumn:
    """How a column is called and described here."""

    title: str
    description: str
    keywords: str
    type: str = "信息公开"
    every: str = Every.EVENT
    within_days: int | None = None


@transaction.atomic
def make_columns(wanted: Iterable[Organ] | None = None, *, actor: Actor, at: datetime) -> int:
    """The national form for every 行政机关 (or those given); columns that are there stay as they are. How many are new."""
    actor.require("catalogue.edit")
    tree = rulebook.law().columns["national"]
    chosen = list(wanted) if wanted is not None else list(organs.existing().filter(kind__in=KEEPING))
    there = {(organ_id, key): pk for pk, organ_id, key in Column.objects.filter(organ__in=chosen).values_list("pk", "organ_id", "key")}
    kinds = _kinds_by_item()
    planned = [
        (told, _row(organ, told, order, kinds))
        for organ in chosen for order, told in enumerate(tree.for_kind(organ.kind), 1) if (organ.pk, told.key) not in there
    ]  # fmt: skip
    for nested in (False, True):  # the parents first
        rows = [(told, row) for told, row in planned if bool(told.parent) is nested]
        for told, row in rows:
            row.parent_id = there.get((row.organ_id, told.parent))
        made = Column.objects.bulk_create([row for _, row in rows], batch_size=500)
        there |= {(row.organ_id, row.key): row.pk for row in made}
    for organ in chosen:
        if count := sum(row.organ_id == organ.pk for _, row in planned):
            tell_organ(organ, "edit", f"建立政府信息公开栏目{count}个", actor=actor, at=at, basis=BASIS)
    return len(planned)


def _row(organ: Organ, told: ColumnDef, order: int, kinds: dict[int, list[str]]) -> Column:
    return Column(
        organ=organ, key=told.key, part=told.part, title=told.title, item=told.item, required=True, description=told.description, keywords=told.keywords,
        type="信息公开", every=told.every, within_days=told.within_days, kinds=kinds.get(told.item or 0, []), order=order * 10,
    )  # fmt: skip


@transaction.atomic
def add_column(organ: Organ, key: str, part: str, new: NewColumn, parent: Column | None = None, *, actor: Actor, at: datetime) -> Column:
    """A local column below a national one."""
    actor.require("catalogue.edit")
    _check(new)
    if part not in Part.values or (parent and parent.organ_id != organ.pk):
        raise BadInput("请选择上级栏目。", field="parent")
    if not key or Column.objects.filter(organ=organ, key=key).exists():
        raise Conflict(f"栏目编号“{key}”已经使用，或者没有填写。", field="key")
    row = Column.objects.create(
        organ=organ, key=key, part=part, parent=parent, title=new.title.strip(), description=new.description.strip(), keywords=new.keywords.strip(),
        type=new.type.strip(), every=new.every, within_days=new.within_days, order=2000,
    )  # fmt: skip
    tell_organ(organ, "edit", f"新增栏目“{row.title}”", actor=actor, at=at)
    return row


@transaction.atomic
def set_column(column: Column, new: NewColumn, *, actor: Actor, at: datetime) -> Column:
    """Title, description and keywords go into the meta tags of its pages; the update period into the checks."""
    actor.require("catalogue.propose", column.organ_id)
    _check(new)
    column = Column.objects.select_for_update(of=("self",)).select_related("organ").get(pk=column.pk)
    for name in ("title", "description", "keywords", "type"):
        setattr(column, name, getattr(new, name).strip())
    column.every, column.within_days = new.every, new.within_days
    column.save()
    tell_organ(column.organ, "propose", f"设置栏目“{column.title}”", actor=actor, at=at)
    return column


@transaction.atomic
def close_column(column: Column, reason: str, *, actor: Actor, at: datetime) -> Column:
    """A local column ends; a statutory one may not."""
    actor.require("catalogue.edit")
    why = say_why(reason)[:200]
    column = Column.objects.select_for_update(of=("self",)).select_related("organ").get(pk=column.pk)
    if column.required:
        raise Conflict("法定栏目不能停用。", basis=BASIS, remedy="没有这类信息的，在栏目里写明“本机关无此类信息”。")
    column.closed_on, column.closed_why = timezone.localdate(at), why
    column.save(update_fields=["closed_on", "closed_why"])
    ColumnDuty.objects.filter(column=column, until__isnull=True).update(until=column.closed_on)
    tell_organ(column.organ, "edit", f"停用栏目“{column.title}”：{why}", actor=actor, at=at)
    return column


@transaction.atomic
def set_duty(columns: Sequence[Column], step: str, person: Person, since: date, *, actor: Actor, at: datetime) -> int:
    """Name who keeps (专人专责) or does one step in these columns; the former holder's entry ends. How many changed."""
    if step not in Step.values:
        raise BadInput("请选择环节。", field="step")
    today = timezone.localdate(at)
    if since > today + timedelta(days=60):
        raise BadInput("起始日期太远。", field="since")
    if not person.is_active:
        raise BadInput(f"“{person.name}”的账号已停用。", field="person")
    rows = list(Column.objects.filter(pk__in=[each.pk for each in columns]).select_related("organ"))
    for organ_id in {column.organ_id for column in rows}:
        actor.require("catalogue.propose", organ_id)
    open_ones = ColumnDuty.objects.select_for_update(of=("self",)).filter(column__in=rows, step=step, until__isnull=True).select_related("person")
    former = {duty.column_id: duty for duty in open_ones}
    changing = [column for column in rows if column.pk not in former or former[column.pk].person_id != person.pk]
    ending = [former[column.pk] for column in changing if column.pk in former]
    for duty in ending:
        if since < duty.since:
            raise BadInput(f"现任责任人自{duty.since}起，新的起始日期不能更早。", field="since")
        duty.until = max(duty.since, since - timedelta(days=1))
    ColumnDuty.objects.bulk_update(ending, ["until"], batch_size=200)
    ColumnDuty.objects.bulk_create([ColumnDuty(column=column, step=step, person=person, since=since, set_by=actor.name) for column in changing], batch_size=200)
    _tell_duties(changing, former, f"{Step(step).label}：{person.name}", actor=actor, at=at)
    return len(changing)


def _tell_duties(changing: Sequence[Column], former: dict[int, ColumnDuty], said: str, *, actor: Actor, at: datetime) -> None:
    """One fact per unit, naming the columns and who it was before."""
    for organ in {column.organ_id: column.organ for column in changing}.values():
        mine = [column for column in changing if column.organ_id == organ.pk]
        names = "、".join(column.title for column in mine[:5]) + (f"等{len(mine)}个" if len(mine) > 5 else "")
        before = "、".join(sorted({former[column.pk].person.name for column in mine if column.pk in former}))
        tell_organ(organ, "propose", f"栏目“{names}”{said}" + (f"，此前为{before}" if before else ""), actor=actor, at=at)


@transaction.atomic
def pass_on(keys: Iterable[str], leaving: Person, successor: Person, *, actor: Actor, at: datetime) -> int:
    """Hand-over: the columns get the successor from today."""
    actor.require("handovers.hand_over")
    today = timezone.localdate(at)
    rows = list(ColumnDuty.objects.filter(pk__in=numbers(keys, "catalogue.duty"), person=leaving, until__isnull=True).select_related("column__organ"))
    for row in rows:
        row.until = max(row.since, today - timedelta(days=1))
        row.save(update_fields=["until"])
        ColumnDuty.objects.create(column=row.column, step=row.step, person=successor, since=today, set_by=actor.name)
        said = f"工作交接：栏目“{row.column.title}”{row.get_step_display()}由{leaving.name}转给{successor.name}"
        tell_organ(row.column.organ, "propose", said, actor=actor, at=at)
    return len(rows)


def _check(new: NewColumn) -> None:
    for name, label in (("title", "栏目名称"), ("description", "栏目描述"), ("keywords", "栏目关键词"), ("type", "栏目类别")):
        if not getattr(new, name).strip() or getattr(new, name).strip() == "null":
            raise BadInput(f"请填写{label}。", field=name, basis="国办发〔2017〕47号《政府网站发展指引》网页标签规范")
    if new.every not in Every.values:
        raise BadInput("请选择更新周期。", field="every")


def _kinds_by_item() -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for kind in rulebook.law().kinds.values():
        for item in kind.article_20:
            found.setdefault(item, []).append(kind.id)
    return found
