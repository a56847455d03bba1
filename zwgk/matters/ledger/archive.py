"""归档文件目录: what a plan has left behind, one line per document, for the archive (.xlsx).

Heads follow the catalogue of DA/T 22 归档文件整理规则 from memory (unverified); 密级 and 保管期限 are left to the archivist.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pypdfium2
from django.utils.timezone import localdate

from zwgk.foundation.files import queries as files
from zwgk.foundation.files.models import StoredFile
from zwgk.matters.letters.models import Letter, State

from .models import Escalation, Evidence, Plan, UnitPlan

COLUMNS = [("件号", 7), ("责任者", 24), ("文号", 26), ("题名", 56), ("日期", 12), ("页数", 8), ("密级", 8), ("保管期限", 10), ("备注", 30)]
IMAGES = (".png", ".jpg", ".jpeg")
LARGEST = 20 * 1024 * 1024  # pages of larger files are counted by hand
Line = tuple[str, str, str, date | None, int | str, str]  # 责任者, 文号, 题名, 日期, 页数, 备注


def catalogue(plan: Plan, note: str) -> bytes:
    """The workbook: the received document, units' plans, letters of supervision, evidence, in the order of time."""
    rows = [[n, *line[:5], "", "", line[5]] for n, line in enumerate(sorted(_lines(plan), key=lambda line: (line[3] or date.max)), 1)]
    explained = f"{note}　密级、保管期限由归档单位按本单位归档范围和保管期限表填写；页数空着的请数后填写。"
    return files.workbook(f"{plan.title}归档文件目录", COLUMNS, rows, explained)


def _lines(plan: Plan) -> Iterator[Line]:
    yield from _document(plan)
    yield from _unit_plans(plan)
    yield from _letters(plan)
    yield from _evidence(plan)


def _document(plan: Plan) -> Iterator[Line]:
    notice = plan.notice
    yield notice.issuing_organ, notice.doc_number or "", notice.title, notice.signed_date, _pages(notice.file), "来文"


def _unit_plans(plan: Plan) -> Iterator[Line]:
    for row in UnitPlan.objects.filter(plan=plan, filed_at__isnull=False).select_related("organ", "file"):
        yield row.organ.name, row.number, row.title, row.published_on, _pages(row.file), row.get_kind_display()


def _letters(plan: Plan) -> Iterator[Line]:
    taken = Escalation.objects.filter(items__duty__task__plan=plan, letter__state=State.ISSUED).select_related("letter__organ", "letter__pdf", "letter__signed")
    letters: Iterable[Letter] = {row.letter_id: row.letter for row in taken}.values()
    for letter in letters:
        remark = f"{letter.kind_title}，主送{letter.addressee}" + ("，附盖章件" if letter.signed_id else "")
        yield letter.organ.name, letter.number, letter.title, letter.dated, _pages(letter.pdf), remark


def _evidence(plan: Plan) -> Iterator[Line]:
    kept = Evidence.objects.filter(item__duty__task__plan=plan, state=Evidence.State.KEPT).select_related("file", "item__duty__organ", "item__duty__task")
    for row in kept:
        remark = f"佐证：{row.item.duty.task.where}" + (f"　{row.url}" if row.url else "")
        yield row.item.duty.organ.name, "", row.page_title or row.title, localdate(row.added_at), "" if row.url else _pages(row.file), remark


def _pages(stored: StoredFile | None) -> int | str:
    """Pages of a PDF, 1 of a picture, "" where a person has to count."""
    if stored is None:
        return ""
    name = stored.name.lower()
    if name.endswith(IMAGES):
        return 1
    if not name.endswith(".pdf") or stored.size > LARGEST:
        return ""
    return _counted(files.content(stored))


def _counted(data: bytes) -> int | str:
    try:
        document: Any = pypdfium2.PdfDocument(BytesIO(data))
        return len(document)
    except pypdfium2.PdfiumError:
        return ""
