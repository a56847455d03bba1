"""A year of rows of every kind: imported by workbook, sent to review as batches, judged by the people of the unit, published. All by the verbs."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from zwgk.foundation.rulebook import queries as rulebook
from zwgk.matters.records.actions import posting, rows
from zwgk.matters.records.models import Record
from zwgk.matters.records.queries.books import workbook_of

from .desk import Desk, at_hour
from .rows import EVERY, Batch


def missing_kinds() -> list[str]:
    """Kinds of which nothing is there yet."""
    there = set(Record.objects.order_by().values_list("kind", flat=True).distinct())
    return [kind for kind in EVERY if kind not in there]


def make_kind(desk: Desk, kind: str) -> int:
    """All its batches or none; returns how many rows are public."""
    with transaction.atomic():
        done = sum(_publish(desk, kind, batch) for batch in EVERY[kind](desk.cast.today))
        if kind == "village-affair":
            _sheet(desk)
    return done


def _publish(desk: Desk, kind: str, batch: Batch) -> int:
    organ, actor, at = desk.organ(batch.unit), desk.drafter(batch.unit), at_hour(batch.day, 9)
    title = rulebook.law().kinds[kind].title
    intake = rows.look_through(organ, kind, workbook_of(kind, batch.rows), f"{title}{at:%Y%m%d}.xlsx", actor=actor, at=at)
    taken = rows.take_in(intake, actor=actor, at=at + timedelta(minutes=20))
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
