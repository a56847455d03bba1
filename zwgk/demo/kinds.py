"""A year of rows of every kind: imported by workbook, sent to review as batches, judged by the people of the unit, published. All by the verbs."""

from __future__ import annotations

import time
from datetime import date, timedelta

from django.db.models import Count

from zwgk.foundation.rulebook import queries as rulebook
from zwgk.matters.records.actions import posting, rows
from zwgk.matters.records.models import Record
from zwgk.matters.records.queries.books import workbook_of

from .desk import Desk, at_hour
from .rows import EVERY, Batch

BREATH = 0.3  # seconds: the embedded database has one writer at a time, and somebody may be signing in
TAKEN = timedelta(minutes=20)  # after the workbook was looked through


def missing_kinds(today: date) -> list[str]:
    """Kinds of which rows are still to come."""
    there = dict(Record.objects.order_by().values_list("kind").annotate(Count("pk")))
    return [kind for kind, batches in EVERY.items() if there.get(kind, 0) < sum(len(batch.rows) for batch in batches(today))]


def make_kind(desk: Desk, kind: str) -> int:
    """The batches that are not there yet, one after the other, with a breath between them for others who write; returns how many rows are public."""
    done = 0
    for batch in EVERY[kind](desk.cast.today):
        if not _is_there(desk, kind, batch):
            done += _publish(desk, kind, batch)
            time.sleep(BREATH)
    if kind == "village-affair":
        _sheet(desk)
    return done


def _is_there(desk: Desk, kind: str, batch: Batch) -> bool:
    taken = at_hour(batch.day, 9) + TAKEN
    return Record.objects.filter(kind=kind, organ=desk.organ(batch.unit), drafted_at=taken).exists()


def _publish(desk: Desk, kind: str, batch: Batch) -> int:
    organ, actor, at = desk.organ(batch.unit), desk.drafter(batch.unit), at_hour(batch.day, 9)
    title = rulebook.law().kinds[kind].title
    intake = rows.look_through(organ, kind, workbook_of(kind, batch.rows), f"{title}{at:%Y%m%d}.xlsx", actor=actor, at=at)
    taken = rows.take_in(intake, actor=actor, at=at + TAKEN)
    if taken.new != len(batch.rows):
        wrong = [line.problems for line in intake.lines.filter(does="wrong")]
        raise ValueError(f"{kind} {batch.unit} {batch.day}: {taken} {wrong[:3]}")
    records = list(Record.objects.filter(batch=intake.batch).select_related("organ", "drafter").order_by("id"))
    desk.judge(batch.unit, records, f"{organ.label}{title}{len(records)}条", at + timedelta(minutes=40), steps=batch.steps)
    return desk.settle(batch.unit, records, at + timedelta(hours=6)) if batch.steps == 4 else 0


def _sheet(desk: Desk) -> None:
    """青禾镇: a printed sheet of 禾丰村 that waits for its photo."""
    new = posting.NewSheet(desk.organ("qinghe"), "village-affair", "禾丰村村务公开栏", "0989-6006101", {"village": "禾丰村"})
    posting.make_sheet(new, actor=desk.drafter("qinghe"), at=at_hour(desk.cast.today - timedelta(days=3), 15))
