"""权责清单 and its like as versioned registers; functions and structure of an organ. Every change has its reason, old and new text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from zwgk.domain import kinds
from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.foundation.organs.models import Organ
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.matters.catalogue.models import (
    REGISTER,
    Functions,
    Register,
    RegisterChange,
    RegisterItem,
    RegisterReason,
    SuperiorList,
)

from .support import say_why, tell_organ

KINDS = {Register.POWER: "power-item", Register.SERVICE: "service-item"}
BASIS = "《关于推行地方各级政府工作部门权力清单制度的指导意见》"


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item as it should stand from now on."""

    register: str
    organ: Organ
    code: str
    name: str
    category: str = ""
    state: str = RegisterItem.State.KEPT
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewFunctions:
    """三定职责, 内设机构, 下属单位 as they should stand from now on."""

    organ: Organ
    duties: str
    reason: str
    basis: str = ""
    sections: Sequence[Mapping[str, str]] = ()  # name, duties, phone
    subordinates: Sequence[Mapping[str, str]] = ()


@transaction.atomic
def set_item(new: NewItem, reason: str, basis: str = "", *, actor: Actor, at: datetime) -> RegisterItem:
    """A new item, or the next version of a known one (same register, organ and code)."""
    actor.require("catalogue.propose", new.organ.pk)
    _check(new, reason, basis)
    said = _values(new)
    item = RegisterItem.objects.select_for_update().filter(register=new.register, organ=new.organ, code=new.code.strip()).first()
    old = _told(item) if item else {}
    today = timezone.localdate(at)
    if item is None:
        item = RegisterItem(register=new.register, organ=new.organ, code=new.code.strip(), version=0)
    item.name, item.category, item.state, item.values = new.name.strip(), new.category.strip(), new.state, said
    if old and old == _told(item):
        raise Conflict("没有改动。")
    item.version, item.changed_on = item.version + 1, today
    item.save()
    RegisterChange.objects.create(
        item=item, version=item.version, reason=reason, basis=basis.strip()[:300], old=old, new=_told(item), made_at=at, made_by=actor.name
    )
    verb = "调整" if old else "列入"
    words = f"{item.get_register_display()}{verb}“{item.name}”（{RegisterReason(reason).label}，{item.get_state_display()}）"
    told = Told("catalogue.propose", words, basis=basis.strip(), organ_id=item.organ_id, organ_name=item.organ.label)
    journal.record(Subject(REGISTER, item.pk, item.name, item.url), told, actor=actor, at=at)
    return item


def import_items(rows: Sequence[NewItem], reason: str, basis: str = "", *, actor: Actor, at: datetime) -> tuple[int, int]:
    """Many at once; those that say the same are left. (changed, same)."""
    changed = same = 0
    with transaction.atomic():
        for row in rows:
            try:
                with transaction.atomic():
                    set_item(row, reason, basis, actor=actor, at=at)
                changed += 1
            except Conflict:
                same += 1
    return changed, same


@transaction.atomic
def mark_published(change: RegisterChange, url: str, *, synced: str = "", actor: Actor, at: datetime) -> RegisterChange:
    """The corrected version stands on the website, and (with `synced`) on the 政务服务网 (PWR-02)."""
    change = RegisterChange.objects.select_for_update(of=("self",)).select_related("item__organ").get(pk=change.pk)
    actor.require("catalogue.propose", change.item.organ_id)
    if url:
        change.published_at, change.published_url = change.published_at or at, url[:500]
    if synced:
        change.synced_at, change.synced_note = at, synced.strip()[:200]
    if not url and not synced:
        raise BadInput("请填写公开地址，或者同步情况。", field="url")
    change.save(update_fields=["published_at", "published_url", "synced_at", "synced_note"])
    said = f"“{change.item.name}”第{change.version}版" + ("已公开" if url else "") + (f"，同步政务服务网：{synced}" if synced else "")
    told = Told("catalogue.propose", said, organ_id=change.item.organ_id, organ_name=change.item.organ.label)
    journal.record(Subject(REGISTER, change.item_id, change.item.name, change.item.url), told, actor=actor, at=at)
    return change


@transaction.atomic
def import_superior(
    register: str, title: str, issuer: str, rows: Sequence[Mapping[str, str]], file: StoredFile | None = None, *, actor: Actor, at: datetime
) -> SuperiorList:
    """Keep the unified list of the superior, to compare with (PWR-07)."""
    actor.require("catalogue.edit")
    if register not in Register.values:
        raise BadInput("请选择清单。", field="register")
    if not title.strip() or not issuer.strip():
        raise BadInput("请填写清单名称和发布机关。", field="title" if not title.strip() else "issuer")
    if not rows:
        raise BadInput("没有读到事项。", field="file", remedy="表头要有“名称”，最好还有“编码、类别、依据”。")
    made = SuperiorList.objects.create(
        register=register, title=title.strip(), issuer=issuer.strip(), rows=[dict(each) for each in rows], file=file, imported_at=at, imported_by=actor.name
    )
    told = Told("catalogue.edit", f"导入上级清单《{made.title}》{len(rows)}项")
    journal.record(Subject("catalogue.superior", made.pk, made.title, f"/office/catalogue/registers/superior/{made.pk}/"), told, actor=actor, at=at)
    return made


@transaction.atomic
def set_functions(new: NewFunctions, *, actor: Actor, at: datetime) -> Functions:
    """The next version of what an organ is there for (PWR-04); the former ones are kept."""
    actor.require("catalogue.propose", new.organ.pk)
    if not new.duties.strip():
        raise BadInput("请填写主要职责。", field="duties")
    if new.reason not in RegisterReason.values:
        raise BadInput("请选择调整原因。", field="reason")
    sections, subordinates = _bodies(new.sections), _bodies(new.subordinates)
    last = Functions.objects.select_for_update().filter(organ=new.organ).first()
    if last and (last.duties, last.basis, last.sections, last.subordinates) == (new.duties.strip(), new.basis.strip(), sections, subordinates):
        raise Conflict("没有改动。")
    row = Functions.objects.create(
        organ=new.organ, version=last.version + 1 if last else 1, duties=new.duties.strip(), basis=new.basis.strip(), sections=sections,
        subordinates=subordinates, reason=new.reason, made_at=at, made_by=actor.name,
    )  # fmt: skip
    tell_organ(new.organ, "propose", f"登记机构职能第{row.version}版（{row.get_reason_display()}）", actor=actor, at=at, basis=row.basis)
    return row


def _bodies(rows: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    return [{"name": each["name"].strip(), "duties": each.get("duties", "").strip(), "phone": each.get("phone", "").strip()} for each in rows if each.get("name", "").strip()]


def _check(new: NewItem, reason: str, basis: str) -> None:
    if new.register not in Register.values or new.state not in RegisterItem.State.values:
        raise BadInput("请选择清单和状态。", field="register")
    if not new.code.strip() or not new.name.strip():
        raise BadInput("请填写编码和名称。", field="code" if not new.code.strip() else "name")
    if reason not in RegisterReason.values:
        raise BadInput("请选择调整原因。", field="reason", basis=BASIS)
    if reason in (RegisterReason.LAW, RegisterReason.SUPERIOR) and not basis.strip():
        raise BadInput("请写明依据的文件。", field="basis")
    if new.state in (RegisterItem.State.CANCELLED, RegisterItem.State.DELEGATED):
        say_why(basis, "basis")


def _values(new: NewItem) -> dict[str, Any]:
    """The columns of the kind as the kind reads them; what the kind does not know is kept too."""
    kind = rulebook.law().kinds.get(KINDS.get(Register(new.register), ""))
    if kind is None or not new.values:
        return dict(new.values)
    given = {**new.values, "organ": new.organ.name, "code": new.code, "name": new.name, "category": new.category}
    wrong = [each for each in kinds.validate(kind, given).problems if given.get(each.field) not in (None, "")]  # what is missing may come later
    if wrong:
        raise BadInput(f"{wrong[0].label}：{wrong[0].said}", field=wrong[0].field)
    return {key: "" if value is None else str(value) for key, value in new.values.items()}


def _told(item: RegisterItem) -> dict[str, Any]:
    return {"name": item.name, "category": item.category, "state": item.get_state_display(), **item.values}
