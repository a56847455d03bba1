"""Rows of a kind by the workbook: looked at first, then taken in chunks that become visible together. The same key is an amendment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain import kinds
from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.kinds import Checked
from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import actions as clocks
from zwgk.foundation.clocks.actions import ByRule, Timed
from zwgk.foundation.files import actions as files
from zwgk.foundation.files import queries as stored
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ, Person
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.law.kind_model import KindDef
from zwgk.matters.catalogue.queries import showing as catalogue
from zwgk.matters.records import cells, rowbooks
from zwgk.matters.records.content import canonical, hash_of
from zwgk.matters.records.examining import Spot, look
from zwgk.matters.records.models import Attribute, Classification, Hit, Intake, Line, Record, State, Version

from .drafting import edit
from .ending import amend
from .support import PUBLISH, is_known, retime

CHUNK = 200  # rows of one transaction
INTAKE = "records.intake"
STATUTORY = "statutory"


@dataclass(slots=True)
class Taken:
    """What an import did."""

    new: int = 0
    amended: int = 0
    failed: list[str] = field(default_factory=list)


def look_through(organ: Organ, kind_id: str, data: bytes, filename: str, *, actor: Actor, at: datetime) -> Intake:
    """Read, check and screen every line; nothing is a record yet. Reading happens outside of any transaction."""
    actor.require("records.draft", organ.pk)
    kind = kind_called(kind_id)
    book = rowbooks.read_book(kind, data, filename)
    if book.sheet.missing:
        names = "、".join(f"“{each}”" for each in book.sheet.missing)
        raise BadInput(f"表格里没有必填的栏目：{names}。", field="file", remedy="请在表头补上这些栏目，或者使用本页下载的空表。")
    checked = kinds.check_sheet(kind, book.sheet, localdate(at))
    known = _known(organ, kind, [each.key for each in checked if each.key])
    lines = [_line(kind, each, known.get(each.key)) for each in checked]
    kept = files.keep(book.data, filename if filename.lower().endswith(".xlsx") else f"{filename}.xlsx", actor=actor, at=at)
    with transaction.atomic():
        intake = Intake.objects.create(
            organ=organ, kind=kind.id, file=kept, sheet=book.name[:120], made_at=at, made_by=actor.name, missing=list(book.sheet.missing), unknown=list(book.sheet.unknown),
        )  # fmt: skip
        for line in lines:
            line.intake = intake
        Line.objects.bulk_create(lines, batch_size=CHUNK)
        _tell(intake, "records.look_through", f"检查《{kind.title}》表格“{filename[:80]}”：{len(lines)}行", actor=actor, at=at)
    return intake


def kind_called(ident: str) -> KindDef:
    """The kind with this id, or a refusal."""
    kind = rulebook.law().kinds.get(ident)
    if kind is None:
        raise BadInput(f"规则库中没有“{ident}”这种信息类型。", field="kind")
    return kind


def _known(organ: Organ, kind: KindDef, keys: Sequence[str]) -> dict[str, Record]:
    """Key → the record that is there already at this organ."""
    found: dict[str, Record] = {}
    for start in range(0, len(keys), 500):
        rows = Record.objects.filter(organ=organ, kind=kind.id, key__in=keys[start : start + 500]).exclude(state__in=(State.DISCARDED, State.STAGED, State.SEALED))
        found.update({row.key: row for row in rows})
    return found


def _line(kind: KindDef, each: Checked, known: Record | None) -> Line:
    values = dict(each.values)
    line = Line(number=each.row.number, key=each.key, values=values, title=kinds.titled(kind, values) if values else "", problems=each.said(), record=known)
    if each.problems:
        line.does = Line.Does.WRONG
    elif known is None:
        line.does = Line.Does.NEW
    else:
        line.does = Line.Does.SAME if known.values == values else Line.Does.AMEND
    if line.does in (Line.Does.NEW, Line.Does.AMEND):
        line.hits = [_kept(spot) for spot in look(kind, line.title, values)]
    return line


def _kept(spot: Spot) -> dict[str, object]:
    found = spot.finding
    return {
        "mark": spot.mark, "kind": found.kind.value, "text": found.text[:300], "part": spot.part, "where": found.where[:200], "position": found.position,
        "severity": found.severity.value, "advice": found.advice[:300], "mask": found.mask[:300], "ground": found.ground[:300], "blocks": spot.blocks,
    }  # fmt: skip


def take_in(intake: Intake, *, actor: Actor, at: datetime) -> Taken:
    """Make the drafts, at most CHUNK rows in a transaction, all of them visible by one statement at the end. Lines with problems stay out."""
    actor.require("records.draft", intake.organ_id)
    if not Intake.objects.filter(pk=intake.pk, state__in=(Intake.State.LOOKED, Intake.State.RUNNING)).update(state=Intake.State.RUNNING):
        raise Conflict("这份表格已经导入或者放弃。", remedy="请刷新页面查看最新情况。")
    kind, taken = kind_called(intake.kind), Taken()
    columns = columns_for(intake.organ, kind, localdate(at))
    person = organs.person_of(actor.person_id) if actor.person_id else None
    waiting = list(intake.lines.filter(does=Line.Does.NEW, applied=False).values_list("pk", flat=True))
    for start in range(0, len(waiting), CHUNK):
        with transaction.atomic():
            chunk = list(intake.lines.filter(pk__in=waiting[start : start + CHUNK]))
            taken.new += len(_make(intake, kind, chunk, columns, person, actor=actor, at=at))
    for line in intake.lines.filter(does=Line.Does.AMEND, applied=False).select_related("record"):
        problem = _amend(line, actor=actor, at=at)
        if problem:
            taken.failed.append(f"第{line.number}行：{problem}")
        else:
            taken.amended += 1
    with transaction.atomic():
        Record.objects.filter(batch=intake.batch, state=State.STAGED).update(state=State.DRAFT)
        intake.state, intake.done_at = Intake.State.DONE, at
        intake.save(update_fields=["state", "done_at"])
        _tell(intake, "records.take_in", f"导入《{kind.title}》：新增{taken.new}条，修订{taken.amended}条", actor=actor, at=at)
    return taken


def columns_for(organ: Organ, kind: KindDef, day: date) -> list[int]:
    """The columns of the organ in which rows of the kind are filed: by kind, else by the item of Art. 20."""
    every = catalogue.open_columns(organ.pk, day)
    named = [column.pk for column in every if kind.id in column.kinds]
    return named or [column.pk for column in every if column.item in kind.article_20][:1]


def _make(intake: Intake, kind: KindDef, chunk: Sequence[Line], columns: Sequence[int], person: Person | None, *, actor: Actor, at: datetime) -> list[Record]:
    """Records of one chunk with version, cells, attribute, findings, columns and clocks, by a handful of statements."""
    version, today = rulebook.law().version, localdate(at)
    records = [
        Record(
            organ=intake.organ, kind=kind.id, kind_version=version, key=line.key, title=line.title, values=line.values, state=State.STAGED, drafter=person,
            drafted_by=actor.name, drafted_at=at, changed_at=at, changed_by=actor.name, origin=Record.Origin.SHEET, batch=intake.batch,
            attribute=Attribute.PUBLIC, ground=STATUTORY, shown_until=kinds.ends_on(kind, line.values), formed_on=min(kinds.formed_on(kind, line.values) or today, today),
        )
        for line in chunk
    ]  # fmt: skip
    Record.objects.bulk_create(records, batch_size=CHUNK)
    through = Record.columns.through
    through.objects.bulk_create([through(record_id=record.pk, column_id=column) for record in records for column in columns], batch_size=500)
    frame = canonical(records[0])  # files, entries and columns are the same for all
    versions = []
    for record in records:
        content = {**frame, **own_content(record)}
        record.hash = hash_of(content)
        versions.append(Version(record=record, number=1, content=content, hash=record.hash, made_at=at, made_by=actor.name, note="表格导入"))
    Record.objects.bulk_update(records, ["hash"], batch_size=CHUNK)
    Version.objects.bulk_create(versions, batch_size=CHUNK)
    cells.keep(records)
    Classification.objects.bulk_create([
        Classification(record=record, attribute=record.attribute, ground=STATUTORY, act="proposed", at=at, by=actor.name, by_id=actor.person_id) for record in records
    ], batch_size=CHUNK)  # fmt: skip
    Hit.objects.bulk_create([Hit(record=record, **hit) for record, line in zip(records, chunk, strict=True) for hit in line.hits], batch_size=CHUNK)
    _time(kind, records, person, actor=actor, at=at)
    for record, line in zip(records, chunk, strict=True):
        line.record, line.applied = record, True
    Line.objects.bulk_update(chunk, ["record", "applied"], batch_size=CHUNK)
    return records


def own_content(record: Record) -> dict[str, object]:
    """What differs from row to row in the canonical content of an import."""
    return {
        "title": record.title, "values": record.values, "formed_on": record.formed_on.isoformat() if record.formed_on else None,
        "shown_until": record.shown_until.isoformat() if record.shown_until else None,
    }  # fmt: skip


def _time(kind: KindDef, records: Iterable[Record], person: Person | None, *, actor: Actor, at: datetime) -> None:
    rule = kind.deadline or "publication/publish"
    wanted = [
        Timed(Subject("records.record", record.pk, record.title, record.url), PUBLISH, record.organ_id, ByRule(rule), record.formed_on, person.pk if person else None)
        for record in records
        if record.formed_on and is_known(rule, record.formed_on)
    ]  # fmt: skip
    clocks.start_many(wanted, actor=actor, at=at)


def _amend(line: Line, *, actor: Actor, at: datetime) -> str:
    """The new values as a new version of the record that has this key; what is public stays until the new version is reviewed."""
    record = line.record
    if record is None:
        return "原来的信息已经不在。"
    try:
        with transaction.atomic():
            if record.state not in (State.DRAFT, State.IN_REVIEW, State.APPROVED):
                record = amend(record, "表格导入的新数据", actor=actor, at=at)
            record.refresh_from_db()
            record = edit(record, {"values": line.values}, seen=record.number, note="表格导入", actor=actor, at=at)
            retime(record, actor=actor, at=at)
            line.applied = True
            line.save(update_fields=["applied"])
    except (BadInput, Conflict) as refusal:
        return refusal.message
    return ""


def drop(intake: Intake, *, actor: Actor, at: datetime) -> Intake:
    """Leave it; nothing was made of it."""
    actor.require("records.draft", intake.organ_id)
    if not Intake.objects.filter(pk=intake.pk, state=Intake.State.LOOKED).update(state=Intake.State.DROPPED):
        raise Conflict("这份表格已经开始导入，不能放弃。")
    intake.refresh_from_db()
    _tell(intake, "records.drop_intake", "放弃导入", actor=actor, at=at)
    return intake


def marked_copy(intake: Intake) -> bytes:
    """The workbook that was sent with a red cell at every problem."""
    kind = kind_called(intake.kind)
    data = stored.content(intake.file)
    book = rowbooks.read_book(kind, data, intake.file.name)
    return rowbooks.marked(data, intake.sheet, (each for each in kinds.check_sheet(kind, book.sheet, localdate(intake.made_at)) if each.problems))


def _tell(intake: Intake, verb: str, sentence: str, *, actor: Actor, at: datetime) -> None:
    subject = Subject(INTAKE, intake.pk, f"表格导入{intake.pk}", intake.url)
    journal.record(subject, Told(verb, sentence, organ_id=intake.organ_id, organ_name=intake.organ.label), actor=actor, at=at)
