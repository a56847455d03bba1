"""What a look found against what is known: new rows, rows seen again, rows that are mended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localtime

from zwgk.matters.inspections.looking.found import Found
from zwgk.matters.inspections.models import Problem, Run

State = Problem.State
CHUNK = 400


@transaction.atomic
def keep(found: Iterable[Found], scope: QuerySet[Problem], run: Run | None, *, said: str, at: datetime) -> tuple[int, int]:
    """`scope`: the open problems that this look would have found again. How many are new, how many mended; `said` is the record of the look."""
    by_mark = {each.mark: each for each in found}
    known = {row.mark: row for start in range(0, len(by_mark), CHUNK) for row in Problem.objects.filter(mark__in=list(by_mark)[start : start + CHUNK]).exclude(state=State.MENDED)}
    new = [_row(each, run, at) for mark, each in by_mark.items() if mark not in known]
    Problem.objects.bulk_create(new, batch_size=200)
    for row in known.values():
        each = by_mark[row.mark]
        row.seen_at, row.what, row.where, row.mend, row.page_id, row.column_id = at, each.what, each.where, each.mend, each.page_id, each.column_id
    Problem.objects.bulk_update(known.values(), ["seen_at", "what", "where", "mend", "page", "column"], batch_size=200)
    gone = [row for row in scope.filter(state=State.OPEN) if row.mark not in by_mark]
    for row in gone:
        row.state, row.ended_at, row.mended_run, row.proof = State.MENDED, at, run, f"{localtime(at):%Y-%m-%d %H:%M} {said}，没有再发现这个问题。"
    Problem.objects.bulk_update(gone, ["state", "ended_at", "mended_run", "proof"], batch_size=200)
    return len(new), len(gone)


def _row(each: Found, run: Run | None, at: datetime) -> Problem:
    return Problem(
        rule=each.rule, mark=each.mark, address=each.address[:500], page_id=each.page_id, organ_id=each.organ_id, column_id=each.column_id, title=each.title[:300], what=each.what,
        where=each.where, mend=each.mend, first_run=run, found_at=at, seen_at=at,
    )  # fmt: skip
