"""Evidence 佐证材料: files, and pages that the worker fetches and keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction

from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Actor
from zwgk.foundation.files import actions as files
from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Told

from ..models import Evidence, Item, Report
from ..subjects import ITEM, of_item


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it was found."""

    title: str
    text: str
    sha256: str
    body: bytes


def add_file(item: Item, data: bytes, name: str, *, report: Report | None = None, actor: Actor, at: datetime) -> Evidence:
    """Keep a file as evidence."""
    actor.require("ledger.add_evidence", item.duty.organ_id)
    return add_kept(item, files.keep(data, name, actor=actor, at=at), report=report, actor=actor, at=at)


def add_kept(item: Item, file: StoredFile, *, report: Report | None = None, actor: Actor, at: datetime) -> Evidence:
    """A file that was kept already (it arrived in pieces) becomes evidence."""
    actor.require("ledger.add_evidence", item.duty.organ_id)
    actor.require_about(ITEM, item.pk)
    with transaction.atomic():
        row = Evidence.objects.create(item=item, report=report, title=file.name[:200], file=file, sha256=file.sha256, added_at=at, added_by=actor.name)
        _tell(row, f"添加佐证材料：{row.title}", actor=actor, at=at)
    return row


def add_page(item: Item, url: str, title: str = "", *, report: Report | None = None, actor: Actor, at: datetime) -> Evidence:
    """Note a page address; the worker fetches it and keeps text, hash and time."""
    actor.require("ledger.add_evidence", item.duty.organ_id)
    clean = address(url)
    with transaction.atomic():
        row = Evidence.objects.create(
            item=item, report=report, title=(title.strip() or clean)[:200], url=clean, state=Evidence.State.WAITING, added_at=at, added_by=actor.name
        )
        _tell(row, f"添加网页佐证：{clean}", actor=actor, at=at)
    return row


def keep_fetched(row: Evidence, page: Fetched, *, actor: Actor, at: datetime) -> None:
    """Keep what was fetched: the bytes as a file, the text for people."""
    file = files.keep(page.body, f"网页-{row.pk}.html", actor=actor, at=at)
    with transaction.atomic():
        row.state, row.fetched_at, row.file, row.error = Evidence.State.KEPT, at, file, ""
        row.page_title, row.page_text, row.sha256 = page.title[:300], page.text[:200_000], page.sha256
        row.save()
        _tell(row, f"网页已留存：{row.page_title or row.url}", actor=actor, at=at)


def mark_failed(row: Evidence, error: str, *, actor: Actor, at: datetime) -> None:
    """The page could not be fetched; the unit sees why."""
    with transaction.atomic():
        row.state, row.fetched_at, row.error = Evidence.State.FAILED, at, error[:300]
        row.save(update_fields=["state", "fetched_at", "error"])
        _tell(row, f"网页未能留存：{error[:200]}", actor=actor, at=at)


def address(url: str) -> str:
    """The address without blanks, or a refusal that says what an address looks like."""
    clean = url.strip()
    parts = urlsplit(clean)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise BadInput(f"“{clean[:80]}”不是网页地址。", field="url", remedy="请粘贴以 http:// 或 https:// 开头的完整地址。")
    if len(clean) > 500:
        raise BadInput("网页地址过长。", field="url", remedy="请粘贴不超过 500 个字符的地址。")
    return clean


def _tell(row: Evidence, sentence: str, *, actor: Actor, at: datetime) -> None:
    duty = row.item.duty
    told = Told("ledger.add_evidence", sentence, organ_id=duty.organ_id, organ_name=duty.organ.label, data={"sha256": row.sha256})
    journal.record(of_item(row.item), told, actor=actor, at=at)
