"""Registers of powers and services; functions of organs; comparison with the superior."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet

from zwgk.domain import catalogues
from zwgk.foundation.organs.models import Organ
from zwgk.matters.catalogue.models import Functions, Register, RegisterChange, RegisterItem, SuperiorList

from .columns import obliged


@dataclass(frozen=True, slots=True)
class FunctionsRow:
    """An organ with what is told of it and what is missing (PWR-04)."""

    organ: Organ
    functions: Functions | None
    missing: tuple[str, ...] = ()
    powers: int = 0
    services: int = 0
    sections: list[dict[str, str]] = field(default_factory=list)


def items(register: str = "", organ_id: int | None = None, state: str = "", text: str = "") -> QuerySet[RegisterItem]:
    """The list with its filters; state "": all but the cancelled ones."""
    found = RegisterItem.objects.select_related("organ")
    if register:
        found = found.filter(register=register)
    if organ_id:
        found = found.filter(organ_id=organ_id)
    if state:
        found = found.filter(state=state) if state != "all" else found
    else:
        found = found.exclude(state=RegisterItem.State.CANCELLED)
    if text:
        found = found.filter(Q(name__icontains=text) | Q(code__icontains=text))
    return found


def item_changes(item: RegisterItem) -> list[tuple[RegisterChange, list[tuple[str, str, str]]]]:
    """Every version with old and new text of what changed."""
    names = {"name": "名称", "category": "类别", "state": "状态", "basis": "实施依据", "duties": "责任事项", "accountability": "追责情形", "section": "承办机构"}
    found = []
    for row in item.changes.all():
        keys = list(dict.fromkeys([*row.old, *row.new]))
        changed = [
            (names.get(key, key), str(row.old.get(key, "")) or "—", str(row.new.get(key, "")) or "—")
            for key in keys if row.old and row.old.get(key, "") != row.new.get(key, "")
        ]  # fmt: skip
        found.append((row, changed))
    return found


def counts_of(register: str = "") -> dict[int, dict[str, int]]:
    """Organ → register → how many in force: the coverage table of PWR-01."""
    found: dict[int, dict[str, int]] = {}
    rows = items(register).order_by().values_list("organ_id", "register").annotate(Count("pk"))
    for organ_id, name, count in rows:
        found.setdefault(organ_id, {})[name] = count
    return found


def unpublished_changes() -> QuerySet[RegisterChange]:
    """Changed, and the corrected version is not yet out (PWR-02)."""
    return RegisterChange.objects.filter(published_at__isnull=True).select_related("item__organ").order_by("made_at")


def unsynced_changes() -> QuerySet[RegisterChange]:
    """Published here, not yet passed on to the 政务服务网."""
    return RegisterChange.objects.filter(published_at__isnull=False, synced_at__isnull=True).select_related("item__organ").order_by("made_at")


def superior_lists() -> QuerySet[SuperiorList]:
    return SuperiorList.objects.defer("rows")


def power_rows(register: str, organ_id: int | None = None) -> list[Mapping[str, str]]:
    """In the shape in which lists are compared."""
    return [
        {"code": row.code, "name": row.name, "category": row.category, "basis": str(row.values.get("basis", "")), "organ": row.organ.label, "url": row.url}
        for row in items(register, organ_id)
    ]


def compare_superior(superior: SuperiorList, organ_id: int | None = None) -> list[catalogues.Difference]:
    """What the superior has and we do not, the other way round, and what reads differently (PWR-07)."""
    return catalogues.compare_powers(power_rows(superior.register, organ_id), superior.rows)


def functions_of(organ: Organ) -> Functions | None:
    """The newest version."""
    return Functions.objects.filter(organ=organ).first()


def functions_rows(day: date) -> list[FunctionsRow]:
    """Every organ, complete or with what is missing; few questions."""
    newest: dict[int, Functions] = {}
    for row in Functions.objects.order_by("organ_id", "version"):
        newest[row.organ_id] = row
    counts = counts_of()
    found = []
    for organ in obliged(day):
        told = newest.get(organ.pk)
        missing = [label for label, value in (("办公地址", organ.address), ("办公电话", organ.phone), ("办公时间", organ.office_hours)) if not value]
        if told is None:
            missing += ["主要职责", "内设机构"]
        elif not told.sections:
            missing.append("内设机构")
        mine = counts.get(organ.pk, {})
        found.append(FunctionsRow(organ, told, tuple(missing), mine.get(Register.POWER, 0), mine.get(Register.SERVICE, 0), list(told.sections) if told else []))
    return found


def directory(day: date) -> list[FunctionsRow]:
    """机构职能目录 (PWR-05): the organs whose functions are told, in the order of the tree."""
    return [row for row in functions_rows(day) if row.functions is not None]
