"""Reading received documents."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from .holding import on_post as on_post
from .models import BasisDocument, Clause, Notice


def all_notices() -> QuerySet[Notice]:
    """Documents that count, newest first, with the number of their tasks."""
    found = Notice.objects.exclude(state=Notice.State.SUPERSEDED).defer("lines", "fields", "warnings", "repairs")
    return found.annotate(tasks=Count("clauses", filter=Q(clauses__is_task=True))).order_by("-received_at", "-id")


def number_taken(notice: Notice, name: str, value: str) -> Notice | None:
    """Another document that has this 文号 or 索引号 already."""
    others = Notice.objects.exclude(pk=notice.pk).exclude(state=Notice.State.SUPERSEDED)
    if notice.supersedes_id:
        others = others.exclude(pk=notice.supersedes_id)
    return others.filter(**{name: value}).first()


def tasks(notice: Notice) -> QuerySet[Clause]:
    """Leaves that count as tasks, in the order of the document."""
    return notice.clauses.filter(is_task=True).select_related("part")


def unit_names(notice: Notice) -> list[str]:
    """Every name of a lead or responsible unit in the tasks, in the order of first appearance."""
    names: dict[str, None] = {}
    for clause in tasks(notice):
        names |= dict.fromkeys([*clause.lead_units, *clause.responsible_units])
    return list(names)


@dataclass(frozen=True, slots=True)
class Change:
    """One leaf that differs between a document and its corrected file."""

    kind: str  # added | removed | changed
    path: str
    old: Clause | None
    new: Clause | None
    what: tuple[str, ...] = ()  # text, lead_units, responsible_units, deadlines


def difference(old: Notice, new: Notice) -> list[Change]:
    """Leaves added, removed or changed, in the order of the new document, removed ones last."""
    pairs = matched(list(tasks(old)), list(tasks(new)))
    changes = []
    for before, after in pairs:
        if before is None or after is None:
            row = after or before
            assert row is not None
            changes.append(Change("added" if before is None else "removed", row.path, before, after))
            continue
        what = tuple(name for name in ("text", "lead_units", "responsible_units", "deadlines") if _differs(before, after, name))
        if what:
            changes.append(Change("changed", after.path, before, after, what))
    return changes


def matched(old: list[Clause], new: list[Clause]) -> list[tuple[Clause | None, Clause | None]]:
    """Each new leaf with the old one it continues: same text, else same place and similar text, else similar text anywhere."""
    left = {clause.pk: clause for clause in old}
    found: dict[int, Clause] = {}
    for rule in (_same_text, _same_place, _similar):
        for clause in new:
            if clause.pk not in found and (twin := next((row for row in left.values() if rule(row, clause)), None)):
                found[clause.pk] = left.pop(twin.pk)
    return [(found.get(clause.pk), clause) for clause in new] + [(clause, None) for clause in left.values()]


def _same_text(old: Clause, new: Clause) -> bool:
    return old.text == new.text and old.path == new.path


def _same_place(old: Clause, new: Clause) -> bool:
    return old.path == new.path and old.part.kind == new.part.kind and _likeness(old, new) > 0.5


def _similar(old: Clause, new: Clause) -> bool:
    return _likeness(old, new) > 0.75


def _likeness(old: Clause, new: Clause) -> float:
    if old.text == new.text:
        return 1.0
    return difflib.SequenceMatcher(None, old.text[:400], new.text[:400], autojunk=False).ratio()


def _differs(old: Clause, new: Clause, name: str) -> bool:
    if name == "deadlines":
        return [_when(item) for item in old.deadlines] != [_when(item) for item in new.deadlines]
    return bool(getattr(old, name) != getattr(new, name))


def _when(item: dict[str, object]) -> tuple[object, ...]:
    return tuple(item.get(key) for key in ("text", "date", "amount", "unit", "frequency", "min_count"))


def basis_register() -> QuerySet[BasisDocument]:
    """Every basis document with the number of documents citing it."""
    return BasisDocument.objects.annotate(cited=Count("citations__notice", distinct=True)).order_by("-cited", "title")


def basis_conflicts() -> list[tuple[str, list[BasisDocument]]]:
    """Titles that are cited with different numbers: one of them must be wrong, or they are different documents of one name."""
    titles: dict[str, list[BasisDocument]] = {}
    for document in BasisDocument.objects.exclude(title="").exclude(number=""):
        titles.setdefault(document.title, []).append(document)
    return [(title, documents) for title, documents in sorted(titles.items()) if len(documents) > 1]


def every() -> QuerySet[Notice]:
    """All documents, superseded ones too, with what pages show of them."""
    return Notice.objects.select_related("file", "supersedes", "superior")
