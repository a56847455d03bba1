"""The long work of a migration, in steps of at most 200 pages, each a transaction: whatever is broken off goes on where it was."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate

from zwgk.domain.errors import NotAllowed, Refusal
from zwgk.domain.rights import Actor
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.foundation.search import actions as search
from zwgk.foundation.search.actions import Offer
from zwgk.matters.catalogue import queries as catalogue
from zwgk.matters.records import clean, shelves
from zwgk.matters.records.content import body_hash, hash_of
from zwgk.matters.records.migrating import crawled, listing
from zwgk.matters.records.migrating.reading import Reader, refused
from zwgk.matters.records.models import (
    DOCUMENT,
    PUBLICATION,
    Attachment,
    Attribute,
    Capture,
    Migration,
    OldPage,
    Publication,
    PublishedFile,
    Record,
    State,
    Version,
)

from . import numbering
from .migration import home_of
from .publishing import ARTICLE_17, note_turns

CHUNK = 200
WORKING = (Migration.State.LISTING, Migration.State.READING, Migration.State.PUBLISHING, Migration.State.INDEXING)


def migrate_some(migration: Migration, *, seconds: float = 40.0, actor: Actor, at: datetime) -> Migration:
    """Work on for a while; called every minute until nothing is left to do. Refused when someone without the right calls it."""
    actor.require("records.migrate")
    ends = time.monotonic() + seconds
    while migration.state in WORKING:
        _STEPS[Migration.State(migration.state)](migration, actor, at, ends)
        migration.refresh_from_db()
        if time.monotonic() > ends:
            break
    return migration


def _list(migration: Migration, actor: Actor, at: datetime, ends: float) -> None:
    """Reads the upload or crawls the site; writes `list.jsonl`."""
    from zwgk.matters.records.migrating import crawler  # with aiohttp, which nothing else of a page needs

    home = home_of(migration)
    try:
        if migration.source == Migration.Source.CRAWL:
            manner = crawler.Manner(most=migration.limit, seconds=max(1.0, ends - time.monotonic()), private=settings.FETCH_PRIVATE, pause=settings.MIGRATION_PAUSE)
            if not crawler.crawl(migration.base_url, home, manner):
                found = sum(1 for row in crawled.rows_of(home) if row["kind"] == "page")
                Migration.objects.filter(pk=migration.pk).update(said=f"已抓取网页 {found} 个")
                return
            rows = crawled.crawled_rows(home)
        elif migration.source == Migration.Source.SHEET:
            rows = listing.sheet_rows(home / "list.xlsx")
        else:
            rows = listing.saved_rows(home, migration.base_url)
        count = listing.write(home, rows, migration.limit)
    except (Refusal, crawler.Unreachable, OSError) as problem:
        said = problem.sentence if isinstance(problem, Refusal) else str(problem)
        Migration.objects.filter(pk=migration.pk).update(state=Migration.State.FAILED, said=said[:500], ended_at=at)
        return
    state = Migration.State.READING if count else Migration.State.FAILED
    said = f"共 {count} 条" if count else "没有找到任何网页。"
    Migration.objects.filter(pk=migration.pk).update(state=state, said=said, size=(home / listing.LIST).stat().st_size)


def _read(migration: Migration, actor: Actor, at: datetime, ends: float) -> None:
    """Reads lines of the list; writes OldPage rows and the place reached, together."""
    home = home_of(migration)
    reader = Reader.of(migration, home, rulebook.law(), actor=actor, at=at)
    while time.monotonic() < ends:
        lines, cursor = listing.lines(home, migration.cursor, CHUNK)
        if not lines:
            Migration.objects.filter(pk=migration.pk).update(state=Migration.State.MAPPING)
            return
        pages = [reader.read(line) for line in lines]
        with transaction.atomic():
            followers = _twins(pages)
            OldPage.objects.bulk_create(pages)
            for page, first in followers:
                page.twin = first
            OldPage.objects.bulk_update([page for page, _ in followers], ["twin"])
            Migration.objects.filter(pk=migration.pk).update(cursor=cursor, said=f"已读取 {lines[-1]['n']} 条")
        migration.cursor = cursor


def _twins(pages: list[OldPage]) -> list[tuple[OldPage, OldPage]]:
    """The same address or the same content came before: not brought over twice, the old address leads to the first one."""
    followers = []
    alive = OldPage.objects.exclude(state__in=(OldPage.State.REFUSED, OldPage.State.UNDONE)).order_by("-pk")
    by_path = {(page.host, page.path): page for page in alive.filter(path__in={page.path for page in pages if page.path}).only("host", "path", "number")}
    by_hash = {page.hash: page for page in alive.filter(hash__in={page.hash for page in pages if page.hash}).only("hash", "number")}
    for page in pages:
        if page.state == OldPage.State.REFUSED:
            continue
        same = by_path.get((page.host, page.path)) if page.path else None
        if same is not None or page.hash in by_hash:
            how = "原网址" if same is not None else "标题、正文和附件"
            first = same if same is not None else by_hash[page.hash]
            followers.append((page, first))
            refused(page, f"重复：{how}与第{first.number}条相同")
        else:
            by_hash[page.hash] = page
            if page.path:
                by_path[(page.host, page.path)] = page
    return followers


def _publish(migration: Migration, actor: Actor, at: datetime, ends: float) -> None:
    """Writes records and publications that nobody sees; when all are there, shows them in one stroke."""
    signed = migration.pages.filter(state=OldPage.State.READY, act__isnull=False)
    columns = {(organ, key): pk for pk, organ, key in catalogue.every_column().values_list("pk", "organ_id", "key")}
    while time.monotonic() < ends:
        with transaction.atomic():
            pages = list(signed.filter(record=None).select_related("organ", "act").order_by("number")[:CHUNK])
            if pages:
                _make(migration, pages, columns, at)
        if not pages:
            break
    if signed.filter(record=None).exists():
        return
    with transaction.atomic():
        Publication.objects.filter(clearance="migration", review_id=migration.pk, shown=False, ended_at=None, pk__in=signed.values("record__live")).update(shown=True)
        Record.objects.filter(batch=migration.key, state=State.APPROVED).update(state=State.PUBLISHED)
        signed.update(state=OldPage.State.OUT)
        Migration.objects.filter(pk=migration.pk).update(state=Migration.State.INDEXING, cursor=0, said="已公开，正在列入栏目、建立检索")


def _make(migration: Migration, pages: list[OldPage], columns: dict[tuple[int, str], int], at: datetime) -> None:
    """One chunk: record, version, files, columns, publication; the dates are those of the old site."""
    if any(page.act is None for page in pages):
        raise NotAllowed("没有签发的网页不能公开。", basis=ARTICLE_17, remedy="由政府信息公开工作机构负责人签发清单。")
    _number(records := [_record(migration, page, at) for page in pages])
    Record.objects.bulk_create(records)
    placed = [columns.get((page.organ_id or 0, page.column_key)) for page in pages]
    contents = [_content(record, page, column) for record, page, column in zip(records, pages, placed, strict=True)]
    for record, content in zip(records, contents, strict=True):
        record.hash = hash_of(content)
    Version.objects.bulk_create(
        Version(record=record, number=1, content=content, hash=record.hash, made_at=at, made_by=migration.begun_by, note="历史数据迁移")
        for record, content in zip(records, contents, strict=True)
    )
    Attachment.objects.bulk_create(
        Attachment(record=record, file_id=each["id"], title=each["title"], order=order)
        for record, page in zip(records, pages, strict=True) for order, each in enumerate(page.files, start=1)
    )  # fmt: skip
    publications = [_publication(migration, record, page) for record, page in zip(records, pages, strict=True)]
    Publication.objects.bulk_create(publications)
    PublishedFile.objects.bulk_create(
        PublishedFile(publication=publication, file_id=each["id"], title=each["title"], order=order)
        for publication, page in zip(publications, pages, strict=True) for order, each in enumerate(page.files, start=1)
    )  # fmt: skip
    for through, rows in ((Record.columns.through, records), (Publication.columns.through, publications)):
        name = "record_id" if through is Record.columns.through else "publication_id"
        through.objects.bulk_create(through(**{name: row.pk, "column_id": column}) for row, column in zip(rows, placed, strict=True) if column)
    for record, page, publication in zip(records, pages, publications, strict=True):
        record.live, page.record = publication, record
    Record.objects.bulk_update(records, ["live", "hash"])
    OldPage.objects.bulk_update(pages, ["record"])


def _number(records: list[Record]) -> None:
    """Index numbers of the year in which the page stood on the old site, a block at a time."""
    wanted = Counter((record.organ, localdate(record.first_published_at).year) for record in records)
    blocks = {(organ.pk, year): (organ, numbering.reserve(organ, year, count)) for (organ, year), count in wanted.items()}
    for record in records:
        year = localdate(record.first_published_at).year
        organ, serial = blocks[(record.organ_id, year)]
        blocks[(record.organ_id, year)] = (organ, serial + 1)
        record.index_number, record.slug = numbering.names_of(organ, year, serial)


def _record(migration: Migration, page: OldPage, at: datetime) -> Record:
    return Record(
        organ=page.organ, kind=DOCUMENT, title=page.title, body=page.body, attribute=Attribute.PUBLIC, attribute_confirmed_by=page.act.signer if page.act else "",
        attribute_confirmed_at=at, doc_number=page.doc_number, source=page.origin, written_on=page.written_on, state=State.APPROVED, drafted_by=migration.begun_by,
        drafted_at=at, changed_at=at, first_published_at=page.dated, origin=Record.Origin.MIGRATED, origin_url=page.old_url, batch=migration.key,
    )  # fmt: skip


def _content(record: Record, page: OldPage, column: int | None) -> dict[str, object]:
    """The same as content.canonical(record), without asking the database for each; a test holds both together."""
    written = record.written_on.isoformat() if record.written_on else None
    return {
        "organ": record.organ_id, "kind": record.kind, "title": record.title, "summary": "", "doc_number": record.doc_number, "genre": "", "theme": "",
        "keywords": "", "source": record.source, "formed_on": None, "written_on": written, "effective_on": None, "lapses_on": None, "shown_until": None,
        "body": record.body, "values": {}, "attribute": record.attribute, "ground": "", "ground_note": "",
        "attachments": [{"title": each["title"], "sha256": each["sha256"]} for each in page.files], "entries": [], "columns": [column] if column else [],
    }  # fmt: skip


def _publication(migration: Migration, record: Record, page: OldPage) -> Publication:
    meta = {"source": record.source or record.organ.name, "migrated_from": page.old_url}
    return Publication(
        record=record, number=1, organ=record.organ, kind=DOCUMENT, title=record.title, body=record.body, meta=meta, slug=record.slug,
        index_number=record.index_number, doc_number=record.doc_number, written_on=record.written_on, hash=record.hash,
        body_hash=body_hash(record.title, record.body, {}), published_at=page.dated, first_published_at=page.dated, published_by=page.act.signer if page.act else "",
        clearance="migration", review_id=migration.pk, shown=False,
    )  # fmt: skip


def _index(migration: Migration, actor: Actor, at: datetime, ends: float) -> None:
    """Puts what is shown on the lists and offers it to the search; the place reached is the number of the last publication."""
    shown = Publication.objects.filter(clearance="migration", review_id=migration.pk, shown=True).select_related("organ").order_by("pk")
    shown = shown.annotate(told=Exists(Capture.objects.filter(publication=OuterRef("pk"), event="migrated")))  # by an earlier act of this batch
    while time.monotonic() < ends:
        with transaction.atomic():
            rows = list(shown.select_for_update(of=("self",)).filter(pk__gt=migration.cursor)[:CHUNK])  # what is taken down meanwhile waits, then leaves the lists
            shelves.keep(rows)
            note_turns([row for row in rows if not row.told], "migrated", actor.name, at=at)
            search.offer_many([_offer(row) for row in rows], at=at)
            left = {"cursor": rows[-1].pk} if rows else {"state": Migration.State.DONE, "ended_at": at, "said": "", "cursor": 0}
            Migration.objects.filter(pk=migration.pk).update(**left)
        if not rows:
            return
        migration.cursor = rows[-1].pk


def _offer(row: Publication) -> Offer:
    facets = {"kind": row.kind, "type": row.genre or "文件", "theme": row.theme, "genre": row.genre, "standing": row.standing, "manner": Attribute.PUBLIC.label}
    return Offer(PUBLICATION, row.pk, row.title, row.url, clean.text(row.body), row.organ_id, row.organ.name, row.published_at, facets, row.doc_number)


_STEPS: dict[Migration.State, Callable[[Migration, Actor, datetime, float], None]] = {
    Migration.State.LISTING: _list, Migration.State.READING: _read, Migration.State.PUBLISHING: _publish, Migration.State.INDEXING: _index,
}  # fmt: skip
