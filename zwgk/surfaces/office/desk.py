"""The desk 工作台: what is late, due today, this week, later; for the county office also units × weeks."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render

from zwgk.domain.rights import RIGHTS, Actor, Reach
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.inbox import queries as inbox
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import StaffRequest, staff
from zwgk.foundation.rulebook import queries as rulebook

SHOWN = 30  # lines of a group; the rest is counted
WEEKS = 5


@staff("inbox.see")
def desk(request: StaffRequest) -> HttpResponse:
    """Everybody has a desk; what is on it depends on the posts."""
    actor = request.actor
    values: dict[str, object] = {
        "title": "工作台",
        "waiting": inbox.awaiting_receipt(actor)[:SHOWN],
        "proposals": rulebook.proposals() if actor.may("rulebook.confirm") else [],
    }
    if actor.may("clocks.see"):
        values |= _due(request)
    return render(request, "office/desk.html", values)


def _due(request: StaffRequest) -> dict[str, object]:
    organ_ids = reach(request.actor, "clocks.see")
    found = clocks.desk(organ_ids=organ_ids, at=request.moment, limit=SHOWN)
    groups = [("late", "逾期", found.late), ("today", "今天", found.today), ("week", "本周", found.week), ("later", "以后", found.later)]
    lights = clocks.lights([row for _, _, bucket in groups for row in bucket.rows], request.moment)
    shaped = [(key, name, bucket, [(row, lights[row.pk]) for row in bucket.rows]) for key, name, bucket in groups]
    return {"groups": shaped, "any": any(bucket.rows for _, _, bucket in groups), "heat": None if organ_ids else _heat(request)}


def _heat(request: StaffRequest) -> dict[str, object] | None:
    """Units with something running: late, this week, the next weeks."""
    counts = clocks.counts_by_organ(None, request.moment, WEEKS)
    if not counts:
        return None
    labels = {organ.pk: organ.label for organ in organs.living(request.day)}
    rows = sorted(counts, key=lambda row: (-row.late, *(-count for count in row.weeks)))
    return {
        "columns": ["逾期", *_week_names(request.day)],
        "rows": [(labels.get(row.organ_id, "已撤销单位"), "", (row.late, *row.weeks)) for row in rows],
    }


def _week_names(day: date) -> list[str]:
    monday = day - timedelta(day.weekday())
    starts = [monday + timedelta(7 * n) for n in range(2, WEEKS)]
    return ["本周", "下周", *(f"{start.month}月{start.day}日起" for start in starts)]


def reach(actor: Actor, right: str) -> list[int] | None:
    """The organs that the right goes to; None for the whole jurisdiction."""
    grants = [grant for grant in actor.grants if grant.role in RIGHTS[right]]
    if actor.system or any(RIGHTS[right][grant.role] is Reach.ALL for grant in grants):
        return None
    return sorted({grant.organ_id for grant in grants} | actor.below)
