"""Fields and their guides: taken from the law files, local ones added, a new guide compared and handed to the departments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from zwgk.domain import catalogues
from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ, OrganKind
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.law.catalogue_model import FieldDef
from zwgk.matters.catalogue.models import Field, Guide

from .support import BASIS_54, say_why, tell_field
from .targets import NewTarget, set_target


@dataclass(frozen=True, slots=True)
class NewField:
    """A field as this place keeps it."""

    name: str
    number: str = ""
    department: Organ | None = None
    superior: str = ""
    note: str = ""
    other_names: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class NewGuide:
    """A guide of the line department above, read from its workbook."""

    title: str
    issuer: str
    rows: Sequence[catalogues.Row]
    doc_number: str = ""
    issued_on: date | None = None
    file: StoredFile | None = None
    due_on: date | None = None  # the department revises its catalogue until then; none: no task
    organs: Sequence[Organ] = field(default_factory=tuple)  # more units that have to follow


@transaction.atomic
def adopt_fields(keys: Iterable[str] | None = None, *, actor: Actor, at: datetime) -> list[Field]:
    """Take the national fields (all, or those named) from the law files, with their guides; known ones stay as they are."""
    actor.require("catalogue.edit")
    wanted = None if keys is None else set(keys)
    known = set(Field.objects.values_list("key", flat=True))
    departments = list(organs.existing().filter(kind__in=(OrganKind.DEPARTMENT, OrganKind.GOVERNMENT_OFFICE, OrganKind.INSTITUTION, OrganKind.DISPATCHED)))
    made = []
    for told in sorted(rulebook.law().catalogues.values(), key=lambda each: each.order):
        if told.id in known or (wanted is not None and told.id not in wanted):
            continue
        row = Field.objects.create(
            key=told.id, name=told.title, national=told.national, other_names=list(told.names), department=_department(told, departments),
            order=told.order * 10, note=told.note,
        )  # fmt: skip
        Guide.objects.create(
            field=row, title=told.guide or f"{told.title}领域基层政务公开标准指引", issuer=told.issuer, rows=[catalogues.to_values(catalogues.of_template(each, str(number))) for number, each in enumerate(told.rows, 1)],
            verified=told.status.value == "verified", imported_at=at, imported_by=actor.name,
        )  # fmt: skip
        tell_field(row, "edit", f"建立领域“{row.name}”，取用标准指引{len(told.rows)}项", actor=actor, at=at, basis=BASIS_54)
        made.append(row)
    return made


@transaction.atomic
def add_field(new: NewField, *, actor: Actor, at: datetime) -> Field:
    """A local field; or a national one of which the law files know nothing yet."""
    actor.require("catalogue.edit")
    name = new.name.strip()
    if not name:
        raise BadInput("请填写领域名称。", field="name")
    if Field.objects.filter(name=name).exists():
        raise Conflict(f"已有“{name}”领域。", field="name")
    row = Field.objects.create(
        key=f"local-{Field.objects.count() + 1}-{at:%m%d%H%M%S}", name=name, number=new.number.strip(), department=new.department, superior=new.superior.strip(),
        note=new.note.strip(), other_names=list(new.other_names), order=2000,
    )  # fmt: skip
    tell_field(row, "edit", f"新增本地领域“{name}”", actor=actor, at=at)
    return row


@transaction.atomic
def set_field(row: Field, new: NewField, *, actor: Actor, at: datetime) -> Field:
    """Its name here, number, line department, who reviews."""
    actor.require("catalogue.edit")
    row = Field.objects.select_for_update().get(pk=row.pk)
    name = new.name.strip() or row.name
    if Field.objects.filter(name=name).exclude(pk=row.pk).exists():
        raise Conflict(f"已有“{name}”领域。", field="name")
    if name != row.name and row.name not in row.other_names:
        row.other_names = [*row.other_names, row.name]
    row.name, row.number, row.department = name, new.number.strip(), new.department
    row.superior, row.note = new.superior.strip(), new.note.strip()
    row.save()
    who = row.department.label if row.department else "未定"
    tell_field(row, "edit", f"设置领域：本级牵头部门{who}，上级对口部门{row.superior or '未定'}", actor=actor, at=at)
    return row


@transaction.atomic
def close_field(row: Field, reason: str, *, actor: Actor, at: datetime) -> Field:
    """It is not kept any more; its entries and editions stay readable."""
    actor.require("catalogue.edit")
    why = say_why(reason)
    row = Field.objects.select_for_update().get(pk=row.pk)
    if row.closed_on:
        raise Conflict("这个领域已经停用。")
    row.closed_on = timezone.localdate(at)
    row.save(update_fields=["closed_on"])
    tell_field(row, "edit", f"停用领域“{row.name}”：{why}", actor=actor, at=at)
    return row


@transaction.atomic
def import_guide(row: Field, new: NewGuide, *, actor: Actor, at: datetime) -> Guide:
    """跟进新标准指引: keep the new version; with a date the departments are asked to revise until then."""
    actor.require("catalogue.edit")
    if not new.title.strip() or not new.issuer.strip():
        raise BadInput("请填写指引名称和发布机关。", field="title" if not new.title.strip() else "issuer")
    if not new.rows:
        raise BadInput("没有读到事项。", field="file", remedy="表头要有“一级事项、公开内容（要素）、公开依据、公开时限、公开主体”等栏。")
    guide = Guide.objects.create(
        field=row, title=new.title.strip(), issuer=new.issuer.strip(), doc_number=new.doc_number.strip(), issued_on=new.issued_on, file=new.file,
        rows=[catalogues.to_values(each) for each in new.rows], verified=True, imported_at=at, imported_by=actor.name,
    )  # fmt: skip
    tell_field(row, "edit", f"登记新标准指引《{guide.title}》，{len(new.rows)}项", actor=actor, at=at, basis=guide.doc_number)
    if new.due_on:
        asked = list(dict.fromkeys([*([row.department] if row.department else []), *new.organs]))
        if not asked:
            raise BadInput("还没有确定由谁修订。", field="due_on", remedy="先设置本级牵头部门，或者不填完成时限。")
        title = f"对照新指引修订{row.name}领域目录"
        for organ in asked:
            set_target(NewTarget(title, guide.title, new.due_on, organ, row, guide), actor=actor, at=at)
    return guide


def _department(told: FieldDef, departments: Sequence[Organ]) -> Organ | None:
    """The line department by the words of the law file; the first word that one organ has."""
    for word in told.department:
        found = [each for each in departments if word in each.name]
        if len(found) == 1:
            return found[0]
    return None
