"""The desk 工作台: what is late, due today, this week, later; for the county office also units × weeks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render

from zwgk.domain.rights import RIGHTS, Actor, Role
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.inbox import queries as inbox
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import StaffRequest, staff
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.matters.inspections import queries as inspections

from . import deciding, setup, todo

FETCHED, SHOWN = 60, 10  # rows asked for of a group; lines shown before “more”
WEEKS = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One matter that is due, with the units that must act."""

    title: str
    note: str
    units: list[tuple[str, str]]  # label, address of the matter there
    person: str
    light: clocks.Light


@dataclass(frozen=True, slots=True)
class Group:
    """逾期, 今天, 本周 or 以后."""

    key: str
    name: str
    words: str
    first: list[Line]
    more: list[Line]
    beyond: bool  # there are still others, not listed here


@staff("inbox.see")
def desk(request: StaffRequest) -> HttpResponse:
    """Everybody has a desk; what is on it depends on the posts."""
    actor = request.actor
    if todo.only_does(actor):
        asked = deciding.waiting(actor)
        values = todo.things(request, organs.reach(actor, "clocks.see") or set(), closed_to(actor), len(asked))
        return render(request, "office/todo.html", {"title": "我要办的几件事", "deputising": _deputising(request), "asked": asked, "columns_wrong": _columns_wrong(request), **values})
    values: dict[str, object] = {
        "title": "工作台",
        "deputising": _deputising(request),
        "asked": deciding.waiting(actor),
        "columns_wrong": _columns_wrong(request),
        "first_steps": setup.progress(request) if actor.may("ledger.adopt") else None,
        "waiting": inbox.awaiting_receipt(actor)[:SHOWN],
        "proposals": rulebook.proposals() if actor.may("rulebook.confirm") else [],
    }
    if actor.may("clocks.see"):
        organ_ids = organs.reach(actor, "clocks.see")
        by_units = organ_ids is None and request.GET.get("view") == "units"
        values["tabs"] = [("按期限", "?", not by_units), ("按单位", "?view=units", by_units)] if organ_ids is None else []
        values |= {"heat": _heat(request), "by_units": True} if by_units else {"groups": _groups(request, organ_ids)}
        values["late_units"] = _late_units(request, organ_ids) if decides(actor) else []
    return render(request, "office/desk.html", values)


def _columns_wrong(request: StaffRequest) -> int:
    """Problems in the columns that this person keeps."""
    return inspections.open_count_of(request.actor, request.day) if request.actor.may("inspections.see") else 0


def _deputising(request: StaffRequest) -> list[str]:
    """AB 角: for whom this person stands in today, and who stands in for him."""
    mine, others = organs.standing_in(request.actor.person_id or 0, request.day)
    said = [f"您正在代理{row.deputy_for.person.name}（{row.post}），至{row.until}。" for row in mine if row.deputy_for]
    return said + [f"{row.person.name}正在代理您（{row.post}），至{row.until}。" for row in others]


def decides(actor: Actor) -> bool:
    """A leader: wants to know what waits for his word and which of his units are late."""
    return any(grant.role is Role.LEADER for grant in actor.grants)


def _late_units(request: StaffRequest, organ_ids: set[int] | None) -> list[tuple[str, int, int]]:
    """(unit, late, due this week), the latest first."""
    counts = [row for row in clocks.counts_by_organ(organ_ids, request.moment, 1, closed_to(request.actor)) if row.late]
    labels = {organ.pk: organ.label for organ in organs.living(request.day)} if counts else {}
    return [(labels.get(row.organ_id, "已撤销单位"), row.late, row.weeks[0]) for row in sorted(counts, key=lambda row: -row.late)[:SHOWN]]


def _groups(request: StaffRequest, organ_ids: set[int] | None) -> list[Group]:
    found = clocks.desk(organ_ids=organ_ids, at=request.moment, limit=FETCHED, closed=closed_to(request.actor))
    named = (("late", "逾期", found.late), ("today", "今天", found.today), ("week", "本周", found.week), ("later", "以后", found.later))
    lights = clocks.lights([row for _, _, bucket in named for row in bucket.rows], request.moment)
    groups = []
    for key, name, bucket in named:
        lines = _lines(bucket.rows, lights)
        groups.append(Group(key, name, bucket.words, lines[:SHOWN], lines[SHOWN:], bucket.count > len(bucket.rows)))
    return groups


def _lines(rows: list[clocks.Clock], lights: dict[int, clocks.Light]) -> list[Line]:
    """The same matter, due on the same day at several units, is one line."""
    lines: dict[tuple[str, str], Line] = {}
    for row in rows:
        title, light = row.subject_title or row.title, lights[row.pk]
        line = lines.setdefault((title, light.words), Line(title, _note(row), [], str(row.person or ""), light))
        line.units.append((row.organ.label, row.subject_url))
    return list(lines.values())


def _note(row: clocks.Clock) -> str:
    """What must be done, unless the title says the same."""
    start = row.title.partition("：")[2][:8] or row.title[:8]
    return "" if start in row.subject_title else row.title


def _heat(request: StaffRequest) -> dict[str, object] | None:
    """Units with something running: late, this week, the next weeks."""
    counts = clocks.counts_by_organ(None, request.moment, WEEKS, closed_to(request.actor))
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


def closed_to(actor: Actor) -> list[str]:
    """Slices whose pages this person may not open: what is due there is on somebody else's desk."""
    closed = [right.removesuffix(".see") for right in RIGHTS if right.endswith(".see") and not actor.may(right)]
    return closed if actor.may("sites.answer") else [*closed, "sites.correction"]
