"""The verbs of a migration: begin, map, decide what is held, sign, undo. The long work between them is `migration_work`."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from secrets import token_hex

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate, localtime

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.files import actions as files
from zwgk.foundation.jobs.actions import check_page
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ
from zwgk.foundation.search import actions as search
from zwgk.matters.records import clean, shelves
from zwgk.matters.records.migrating import listing
from zwgk.matters.records.models import PUBLICATION, Migration, MigrationAct, OldPage, Publication, Record, State

from .publishing import note_turns
from .support import FOI

MIGRATION = "records.migration"
MOST = 200_000
SCAN_MAX = 20 * 1024**2


@dataclass(frozen=True, slots=True)
class NewMigration:
    """A batch to be read. `book` and `archive` are uploads; `incoming` is a folder that was laid on the server."""

    name: str
    source: str
    organ: Organ
    base_url: str = ""
    book: Path | None = None
    archive: Path | None = None
    incoming: Path | None = None
    limit: int = 100_000


def home_of(migration: Migration) -> Path:
    """Where its files lie."""
    return Path(settings.DATA_DIR) / "migrations" / migration.folder


def begin_migration(new: NewMigration, *, actor: Actor, at: datetime) -> Migration:
    """Take what was given; the worker lists and reads it. Unpacking happens here, outside of a transaction, and refuses at once."""
    actor.require("records.migrate")
    _check(new)
    with transaction.atomic():
        made = Migration.objects.create(
            name=new.name.strip()[:120], source=new.source, organ=new.organ, base_url=new.base_url.strip(), limit=min(new.limit, MOST), begun_at=at, begun_by=actor.name,
        )  # fmt: skip
        made.folder = f"{made.pk}-{token_hex(4)}"
        made.save(update_fields=["folder"])
        tell(made, "records.begin_migration", f"开始历史数据迁移“{made.name}”，来源：{made.get_source_display()}", actor=actor, at=at)
    home = home_of(made)
    try:
        _lay(new, home)
    except BadInput:
        shutil.rmtree(home, ignore_errors=True)
        Migration.objects.filter(pk=made.pk).update(state=Migration.State.FAILED, said="文件没有读成，未迁移任何内容。", ended_at=at)
        raise
    return made


def _check(new: NewMigration) -> None:
    if not new.name.strip():
        raise BadInput("请填写批次名称。", field="name")
    if new.source not in Migration.Source.values:
        raise BadInput("请选择来源。", field="source")
    if new.source == Migration.Source.SHEET and new.book is None:
        raise BadInput("请上传 Excel 清单。", field="book")
    if new.source == Migration.Source.SAVED and new.archive is None and new.incoming is None:
        raise BadInput("请上传保存的网站（.zip），或者选择服务器上的文件夹。", field="archive")
    if new.source != Migration.Source.SHEET and not new.base_url.startswith(("http://", "https://")):
        raise BadInput("请填写原网站的网址，以 http:// 或 https:// 开头。", field="base_url", remedy="旧网址由它和网页在文件夹中的位置得出，用于跳转。")
    if new.source == Migration.Source.CRAWL:
        try:
            check_page(new.base_url)
        except (ValueError, OSError) as error:
            raise BadInput(f"这个网址不能抓取：{error}。", field="base_url", remedy="内网网站须由系统管理员设置 ZWGK_FETCH_PRIVATE=1。") from error


def _lay(new: NewMigration, home: Path) -> None:
    """Everything into the folder of the batch."""
    home.mkdir(parents=True, exist_ok=True)
    if new.incoming is not None:
        shutil.copytree(new.incoming, home, dirs_exist_ok=True, symlinks=False, ignore=_links)
    if new.archive is not None:
        listing.unpack(new.archive, home)
    if new.book is not None:
        next(iter(listing.sheet_rows(new.book)), None)  # refuses a broken one at once
        shutil.copyfile(new.book, home / "list.xlsx")


def _links(folder: str, names: list[str]) -> list[str]:
    """Symbolic links lead out of the folder: left out."""
    return [name for name in names if (Path(folder) / name).is_symlink()]


@transaction.atomic
def map_migration(migration: Migration, units: Mapping[str, int], columns: Mapping[str, str], *, actor: Actor, at: datetime) -> Migration:
    """Old unit → organ (0: not brought over), old column → key of a column ("": none). Confirmed by a person."""
    actor.require("records.migrate")
    migration = locked_migration(migration, "确认对应", Migration.State.MAPPING)
    known = set(organs.existing().filter(pk__in=[each for each in units.values() if each]).values_list("pk", flat=True))
    if strange := [text for text, organ in units.items() if organ and organ not in known]:
        raise BadInput(f"“{strange[0]}”对应的单位不存在。", field="units")
    open_pages = migration.pages.filter(state__in=(OldPage.State.READY, OldPage.State.HELD))
    for text in open_pages.order_by().values_list("unit", flat=True).distinct():
        organ_id = units.get(text, migration.organ_id if not text else None)
        if organ_id is None:
            raise BadInput(f"原单位“{text}”还没有对应。", field="units", remedy="选择现在的单位，或者选“不迁移”。")
        if organ_id == 0:
            open_pages.filter(unit=text).update(state=OldPage.State.REFUSED, reason=f"原单位“{text}”确认不迁移", decided_by=actor.name, decided_at=at)
        else:
            open_pages.filter(unit=text).update(organ_id=organ_id)
    for text, key in columns.items():
        open_pages.filter(column=text).update(column_key=key)
    migration.mapping, migration.state = {"units": dict(units), "columns": dict(columns)}, Migration.State.READY
    migration.save(update_fields=["mapping", "state"])
    tell(migration, "records.map_migration", f"确认“{migration.name}”的单位和栏目对应：单位{len(units)}个、栏目{len(columns)}个", actor=actor, at=at)
    return migration


@dataclass(frozen=True, slots=True)
class Judgement:
    """What becomes of held pages: release, mask, without_files, refuse."""

    decision: str
    reason: str = ""


@transaction.atomic
def decide_pages(migration: Migration, ids: Iterable[int], judged: Judgement, *, actor: Actor, at: datetime) -> tuple[int, int]:
    """Held pages, one or many: (done, left over because the spots could not be masked). Each carries who decided and why."""
    actor.require("records.migrate")
    migration = locked_migration(migration, "处理隔离内容", Migration.State.MAPPING, Migration.State.READY, Migration.State.DONE)
    if judged.decision not in ("release", "mask", "without_files", "refuse"):
        raise BadInput("请选择怎样处理。", field="decision")
    if judged.decision != "mask" and len(judged.reason.strip()) < 2:
        raise BadInput("请写明理由。", field="reason", remedy="例如：均为已公开的办公电话。")
    done = left = 0
    for page in migration.pages.select_for_update().filter(pk__in=list(ids), state=OldPage.State.HELD):
        if _judge(page, judged, actor, at):
            done += 1
        else:
            left += 1
    names = {"release": "确认可以公开", "mask": "遮盖后公开", "without_files": "去掉附件后公开", "refuse": "不迁移"}
    said = f"“{migration.name}”隔离内容处理：{names[judged.decision]}{done}件。{judged.reason.strip()}"
    tell(migration, "records.decide_pages", said[:400], actor=actor, at=at)
    return done, left


def _judge(page: OldPage, judged: Judgement, actor: Actor, at: datetime) -> bool:
    page.decided_by, page.decided_at = actor.name, at
    page.reason = judged.reason.strip()[:300] or page.reason
    if judged.decision == "refuse":
        page.state = OldPage.State.REFUSED
    elif judged.decision == "release":
        page.state = OldPage.State.READY
    elif judged.decision == "without_files":
        page.files = []
        page.hits = [hit for hit in page.hits if not hit["part"].startswith("file:")]
        page.state = OldPage.State.HELD if page.hits or not page.body else OldPage.State.READY
    elif not _masked(page):
        return False
    page.hash = _hash(page)
    page.save()
    return page.state != OldPage.State.HELD


def _masked(page: OldPage) -> bool:
    """Every spot replaced, or nothing is done."""
    title, body = page.title, page.body
    for hit in page.hits:
        if not hit["mask"] or hit["part"].startswith("file:"):
            return False
        if hit["part"] == "title":
            title = title.replace(hit["text"], hit["mask"])
        else:
            changed = clean.replaced(body, hit["text"], hit["mask"])
            if changed is None:
                return False
            body = changed
    page.title, page.body, page.state = title, body, OldPage.State.READY
    page.hits = [hit | {"text": hit["mask"]} for hit in page.hits]  # the number itself is not kept
    page.reason = page.reason or "已遮盖"
    return True


def _hash(page: OldPage) -> str:
    text = f"{page.title}\n{clean.text(page.body)}\n" + "\n".join(sorted(each["sha256"] for each in page.files))
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Signing:
    """The act as it was signed on paper."""

    signer: str
    position: str
    signed_on: date
    list_hash: str  # as printed on it
    scan: bytes
    scan_name: str


def waiting_pages(migration: Migration) -> QuerySet[OldPage]:
    """What the next act would let out."""
    return migration.pages.filter(state=OldPage.State.READY, act=None).order_by("number")


def list_hash_of(migration: Migration) -> tuple[str, int]:
    """(hash over the list in its order, how many): the same pages give the same hash."""
    digest, count = hashlib.sha256(), 0
    for row in waiting_pages(migration).values_list("number", "old_url", "title", "dated", "organ_id", "hash").iterator(2000):
        digest.update(("\t".join(str(localtime(each) if isinstance(each, datetime) else each) for each in row) + "\n").encode())
        count += 1
    return digest.hexdigest(), count


def sign_migration(migration: Migration, signing: Signing, *, actor: Actor, at: datetime) -> MigrationAct:
    """Register the signed act: exactly this list goes out, by the word of a named person. The worker publishes it."""
    # Art. 17 asks for a review before release; what stood in public before is let out again by one act over the whole list.
    actor.require("records.migrate")
    _check_signing(signing, at)
    with transaction.atomic():
        migration = locked_migration(migration, "登记签发", Migration.State.READY, Migration.State.DONE)
        found, count = list_hash_of(migration)
        if not count:
            raise Conflict("没有待签发的内容。", remedy="请先处理隔离的内容。")
        if signing.list_hash.strip().lower() not in (found, found[:16]):
            raise BadInput("签发件上的清单校验码与现在的清单不同，签发的不是这份清单。", field="list_hash", remedy="清单有变动的，请重新打印签发。")
        scan = files.keep(signing.scan, signing.scan_name, actor=actor, at=at)
        act = MigrationAct.objects.create(
            migration=migration, signer=signing.signer.strip(), position=signing.position.strip(), signed_on=signing.signed_on, count=count, list_hash=found, scan=scan,
            registered_at=at, registered_by=actor.name,
        )  # fmt: skip
        waiting_pages(migration).update(act=act)
        migration.state = Migration.State.PUBLISHING
        migration.save(update_fields=["state"])
        said = f"{act.position}{act.signer}{act.signed_on}签发历史数据迁移“{migration.name}”{count}件，清单校验码{found[:16]}"
        tell(migration, "records.sign_migration", said, actor=actor, at=at, basis=f"{FOI}第十七条")
    return act


def _check_signing(signing: Signing, at: datetime) -> None:
    for value, name, field in ((signing.signer, "签发人姓名", "signer"), (signing.position, "签发人职务", "position")):
        if not value.strip():
            raise BadInput(f"请填写{name}。", field=field, remedy="由政府信息公开工作机构负责人签发。")
    if signing.signed_on > localdate(at):
        raise BadInput("签发日期在今天之后。", field="signed_on")
    if not signing.scan or len(signing.scan) > SCAN_MAX:
        raise BadInput("请上传签发件的扫描件，不超过 20 MB。", field="scan")


@transaction.atomic
def undo_migration(migration: Migration, reason: str, *, actor: Actor, at: datetime) -> int:
    """Everything of the batch leaves the public at once; what was amended here since then stays. How many left."""
    actor.require("records.migrate")
    migration = locked_migration(migration, "撤销")
    if migration.state == Migration.State.UNDONE:
        raise Conflict("这个批次已经撤销。")
    if len(reason.strip()) < 2:
        raise BadInput("请写明撤销的原因。", field="reason")
    ours = Publication.objects.filter(clearance="migration", review_id=migration.pk, ended_at=None).order_by("pk")
    ids = list(ours.values_list("pk", flat=True))
    for start in range(0, len(ids), 500):
        note_turns(ours.filter(pk__in=ids[start : start + 500], shown=True).only("record_id", "slug", "body_hash"), "withdrawn", actor.name, at=at)
        shelves.drop(ids[start : start + 500])
        search.withdraw(PUBLICATION, ids[start : start + 500])
    Record.objects.filter(batch=migration.key, live__in=ours).update(
        state=State.WITHDRAWN, live=None, end_note=f"历史数据迁移批次撤销：{reason.strip()}"[:500]
    )
    Record.objects.filter(batch=migration.key, state=State.APPROVED, live=None).update(state=State.WITHDRAWN)
    count = ours.update(shown=False, standing=Publication.Standing.WITHDRAWN, ended_at=at, end_note=f"历史数据迁移批次撤销：{reason.strip()}"[:500])
    amended = Record.objects.filter(batch=migration.key, live__isnull=False)
    migration.pages.exclude(record__in=amended).exclude(state=OldPage.State.REFUSED).update(state=OldPage.State.UNDONE)
    migration.state, migration.ended_at, migration.said = Migration.State.UNDONE, at, reason.strip()[:500]
    migration.save(update_fields=["state", "ended_at", "said"])
    kept = amended.count()
    said = f"撤销历史数据迁移“{migration.name}”，撤下{count}件" + (f"，迁移后另行修改发布的{kept}件保留" if kept else "") + f"：{reason.strip()}"
    tell(migration, "records.undo_migration", said, actor=actor, at=at)
    return count


def locked_migration(migration: Migration, verb: str, *states: Migration.State) -> Migration:
    """The row as it is now."""
    migration = Migration.objects.select_for_update(of=("self",)).select_related("organ").get(pk=migration.pk)
    if states and migration.state not in states:
        raise Conflict(f"“{migration.name}”{migration.get_state_display()}，现在不能{verb}。", remedy="请刷新页面查看进度。")
    return migration


def tell(migration: Migration, verb: str, sentence: str, *, actor: Actor, at: datetime, basis: str = "") -> None:
    """Into the journal, once for the act, not for each page."""
    told = Told(verb, sentence, basis=basis, organ_id=migration.organ_id, organ_name=migration.organ.label)
    journal.record(Subject(MIGRATION, migration.pk, migration.name, migration.url), told, actor=actor, at=at)
