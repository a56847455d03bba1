"""What the public sees of the catalogue: columns with their keepers, released entries, functions of organs."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ, OrganKind
from zwgk.matters.catalogue.models import Column, ColumnDuty, Entry, Field, Functions, Step

LISTED = (OrganKind.GOVERNMENT_OFFICE, OrganKind.DEPARTMENT, OrganKind.DISPATCHED, OrganKind.TOWNSHIP, OrganKind.STREET)


@dataclass(frozen=True, slots=True)
class Shown:
    """A released entry: the values of its released revision, not what is being edited."""

    id: int
    field_id: int
    field_key: str
    field_name: str
    column_key: str
    every: str
    values: dict[str, Any]
    version: int
    released_at: Any
    publishers: tuple[tuple[int, str, str], ...] = ()  # (id, label, slug)

    @property
    def title(self) -> str:
        return str(self.values.get("level3") or self.values.get("level2") or self.values.get("level1") or "")

    @property
    def url(self) -> str:
        return f"/xxgk/catalogue/entries/{self.id}/"

    def said(self, name: str) -> Any:
        """One column of the released revision; "" when it is empty."""
        return self.values.get(name, "")


def open_columns(organ_id: int, day: date) -> list[Column]:
    """The columns of an organ that are not closed, in their order."""
    return list(_open(day).filter(organ_id=organ_id).order_by("order", "id"))


def columns_called(key: str, day: date) -> list[Column]:
    """The same column at every organ."""
    return list(_open(day).filter(key=key).select_related("organ").order_by("organ__order", "organ_id"))


def columns_open(day: date, organ_id: int | None = None) -> list[Column]:
    """Every open column, of one organ or of all, organ by organ in their order."""
    found = _open(day).select_related("organ").order_by("organ__order", "organ_id", "order", "id")
    return list(found if organ_id is None else found.filter(organ_id=organ_id))


def organs_with_columns(day: date) -> set[int]:
    """Organs that have a column at all."""
    return set(_open(day).values_list("organ_id", flat=True).distinct().order_by())


def keepers_of(column_ids: Collection[int]) -> dict[int, str]:
    """Column → name of its keeper (栏目责任人)."""
    held = ColumnDuty.objects.filter(column_id__in=column_ids, step=Step.KEEP, until__isnull=True).select_related("person")
    return {each.column_id: each.person.name for each in held}


def _open(day: date) -> Any:
    return Column.objects.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day))


def public_fields(day: date) -> list[Field]:
    """Fields with at least one released entry of the county, `.released` of them; empty ones too, so that gaps are seen."""
    counted = Count("entries", filter=Q(entries__released__isnull=False, entries__owner__isnull=True))
    rows = Field.objects.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day)).select_related("department")
    return list(rows.annotate(released=counted).order_by("order", "id"))


def public_field(key: str) -> Field | None:
    return Field.objects.select_related("department").filter(key=key).first()


def public_entries(field: Field | None = None, *, ids: Iterable[int] | None = None) -> list[Shown]:
    """Released entries in their order; one that was merged or dropped since stays until the next edition is released."""
    wanted = None if ids is None else list(ids)
    if wanted == []:
        return []
    rows = Entry.objects.filter(released__isnull=False).select_related("field", "released").prefetch_related("publishers")
    if field is not None:
        rows = rows.filter(field=field)
    if wanted is not None:
        rows = rows.filter(pk__in=wanted)
    return [_shown(each) for each in rows.order_by("field__order", "order", "id")]


def public_entry(pk: int) -> Shown | None:
    """One of them."""
    return next(iter(public_entries(ids=[pk])), None)


def _shown(entry: Entry) -> Shown:
    released = entry.released
    publishers = tuple((each.pk, each.label, each.slug) for each in entry.publishers.all())
    field = entry.field
    return Shown(
        entry.pk, field.pk, field.key, field.name, entry.column_key, entry.get_every_display(), dict(released.values), released.number,
        released.released_at, publishers,
    )  # fmt: skip


def elements_of(found: Shown) -> list[tuple[str, str]]:
    """All columns of the official form (standards.md §5.2); an empty one has no line."""
    some = found.said("to_some")
    to = [*(["全社会"] if found.said("to_all") else []), *([f"特定群体（{some}）" if some not in ("√", "是") else "特定群体"] if some else [])]
    how = [*(["主动公开"] if found.said("active") else []), *(["依申请公开"] if found.said("on_request") else [])]
    told = (
        ("一级事项", found.said("level1")), ("二级事项", found.said("level2")), ("三级事项", found.said("level3")), ("公开内容（要素）", found.said("content")), ("公开依据", found.said("basis")),
        ("公开时限", found.said("limit")), ("公开主体", found.said("publisher")), ("本级公开单位", "、".join(label for _, label, _ in found.publishers)),
        ("公开渠道和载体", "、".join(f"{each['name']}{'' if each.get('required', True) else '（可选）'}" for each in found.said("channels") or [])),
        ("公开对象", "、".join(to)), ("公开方式", "、".join(how)), ("公开层级", "、".join(found.said("tiers") or [])), ("公开频次", found.every), *(found.said("extra") or {}).items(),
    )  # fmt: skip
    return [(label, str(value)) for label, value in told if value]


def functions_in_force() -> dict[int, Functions]:
    """Organ → the newest version of its functions."""
    return {each.organ_id: each for each in Functions.objects.order_by("version")}


def told_functions(day: date) -> list[tuple[Organ, Functions | None]]:
    """机构职能目录 (PWR-05): every organ of this level with its functions; one without them is listed too, so that gaps are seen."""
    told = functions_in_force()
    return [(each, told.get(each.pk)) for each in organs.living(day).filter(kind__in=LISTED).order_by("order", "id")]
