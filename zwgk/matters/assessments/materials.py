"""What can prove something: rows of other slices and free files, all as one kind of thing. Nothing here is stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate

from zwgk.domain.rights import system_actor
from zwgk.foundation.files.models import StoredFile
from zwgk.matters.findings import queries as findings
from zwgk.matters.findings.models import State as FindingState
from zwgk.matters.governance.queries.heard import meetings
from zwgk.matters.ledger.queries.evidence import evidence
from zwgk.matters.letters import queries as letters
from zwgk.matters.notices import queries as notices

from .models import Upload

KINDS: Mapping[str, str] = {
    "evidence": "台账佐证", "letter": "发文", "notice": "来文", "meeting": "会议", "finding": "问题整改", "upload": "补充材料",
}  # fmt: skip
READER = system_actor("佐证材料")


@dataclass(frozen=True, slots=True)
class Capture:
    """A page as it was kept: what the head of its print says, and the kept words."""

    title: str
    address: str
    fetched_at: datetime | None
    sha256: str
    text: str


@dataclass(frozen=True, slots=True)
class Material:
    """One piece of evidence, whatever it is."""

    kind: str
    id: int
    title: str
    organ_id: int | None
    dated: date | None
    url: str
    words: str = ""  # what proposals are made from
    topic: str = ""
    file: StoredFile | None = None
    capture: Capture | None = None  # drawn when there is no file to convert
    unready: str = ""  # why it cannot go into a pack yet

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.id}"

    @property
    def kind_name(self) -> str:
        return KINDS[self.kind]


def of_organs(organ_ids: Collection[int]) -> list[Material]:
    """Everything that these units could show, newest first."""
    found = [material for source in _SOURCES.values() for material in source(organ_ids, None)]
    return sorted(found, key=lambda material: (material.dated or date.min, material.id), reverse=True)


def by_keys(keys: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Material]:
    """The materials behind tags: one question per kind and 400 numbers."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for kind, number in keys:
        wanted[kind].add(number)
    found: dict[tuple[str, int], Material] = {}
    for kind, numbers in wanted.items():
        ordered = sorted(numbers)
        for start in range(0, len(ordered), 400):
            for material in _SOURCES[kind](None, ordered[start : start + 400]):
                found.setdefault((material.kind, material.id), material)
    return found


def _narrow(rows: Any, organ_ids: Collection[int] | None, numbers: Collection[int] | None, where: Callable[[Collection[int]], Q]) -> Any:
    if numbers is not None:
        return rows.filter(pk__in=list(numbers))
    return rows.filter(where(list(organ_ids or ())))


def _day(moment: datetime | None) -> date | None:
    return localdate(moment) if moment else None


def _evidence(organ_ids: Collection[int] | None, numbers: Collection[int] | None) -> Iterator[Material]:
    rows = _narrow(evidence(), organ_ids, numbers, lambda ids: Q(item__duty__organ_id__in=ids))
    if numbers is None:
        rows = rows.defer("page_text")
    for row in rows:
        task = row.item.duty.task
        yield Material(
            "evidence", row.pk, row.title, row.item.duty.organ_id, _day(row.fetched_at or row.added_at), f"/office/ledger/items/{row.item_id}/",
            f"{row.title} {row.page_title} {task.heading} {task.text[:300]}", f"task:{task.pk}", None if row.url else row.file,
            Capture(row.page_title or row.title, row.url, row.fetched_at, row.sha256, row.page_text) if row.url and numbers is not None else None,
            "" if row.state == "kept" else row.error or row.get_state_display(),
        )  # fmt: skip


def _letters(organ_ids: Collection[int] | None, numbers: Collection[int] | None) -> Iterator[Material]:
    issued = letters.listed(READER).filter(issued_at__isnull=False, voided_at__isnull=True).select_related("pdf", "signed")
    rows = _narrow(issued, organ_ids, numbers, lambda ids: Q(organ_id__in=ids) | Q(addressee_organ_id__in=ids))
    for row in rows.defer("values"):
        yield Material(
            "letter", row.pk, f"{row.number} {row.title}".strip(), row.organ_id, row.dated or _day(row.issued_at), row.url,
            f"{row.kind_title} {row.title} {row.subject_title}", f"letters:{row.subject_type}:{row.subject_id}" if row.subject_id else "",
            row.signed or row.pdf,
        )  # fmt: skip


def _notices(organ_ids: Collection[int] | None, numbers: Collection[int] | None) -> Iterator[Material]:
    rows = _narrow(notices.all_notices().select_related("file"), organ_ids, numbers, lambda ids: Q(recipients__organ_id__in=ids) | Q(issuer_id__in=ids))
    for row in rows.distinct():
        title = f"{row.label} {row.doc_number}".strip()
        yield Material("notice", row.pk, title, None, row.signed_date or _day(row.received_at), f"/office/notices/{row.pk}/", title, "", row.file)


def _meetings(organ_ids: Collection[int] | None, numbers: Collection[int] | None) -> Iterator[Material]:
    for row in _narrow(meetings(), organ_ids, numbers, lambda ids: Q(organ_id__in=ids)):
        title = f"{row.get_kind_display()}{row.number}：{row.topic}"
        words = f"{title}\n日期：{row.held_on}\n议定事项：{row.decisions}"
        drawn = None if row.minutes_id else Capture(title, f"/office/governance/organs/{row.organ_id}/", None, "", words)
        yield Material(
            "meeting", row.pk, title, row.organ_id, row.held_on, "/office/governance/meetings/", f"听取汇报 组织领导 会议 {words}", "", row.minutes, drawn
        )


def _findings(organ_ids: Collection[int] | None, numbers: Collection[int] | None) -> Iterator[Material]:
    closed = findings.visible_to(READER).filter(state=FindingState.CLOSED)
    for row in _narrow(closed, organ_ids, numbers, lambda ids: Q(organ_id__in=ids)):
        words = f"问题：{row.problem}\n整改要求：{row.order_text}\n核验意见：{row.closing_note}\n销号：{localdate(row.closed_at)} {row.closed_by}"
        drawn = Capture(f"问题整改销号单{row.number}", row.url, None, "", words)
        title = f"问题整改{row.number} {row.title}"
        yield Material("finding", row.pk, title, row.organ_id, _day(row.closed_at), row.url, f"整改 销号 {row.problem}", "", None, drawn)


def _uploads(organ_ids: Collection[int] | None, numbers: Collection[int] | None) -> Iterator[Material]:
    for row in _narrow(Upload.objects.select_related("file"), organ_ids, numbers, lambda ids: Q(organ_id__in=ids)):
        yield Material("upload", row.pk, row.title, row.organ_id, row.dated, f"/office/assessments/uploads/{row.pk}/", row.title, "", row.file)


_SOURCES: Mapping[str, Callable[[Collection[int] | None, Collection[int] | None], Iterator[Material]]] = {
    "evidence": _evidence, "letter": _letters, "notice": _notices, "meeting": _meetings, "finding": _findings, "upload": _uploads,
}  # fmt: skip


def for_organ(material: Material, organ_id: int) -> Material:
    """The same material shown as that unit's own."""
    return replace(material, organ_id=organ_id)
