"""A run: what there is, looked at piece by piece; stopped at any moment it goes on where it was."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from zwgk.domain.errors import Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.matters.inspections import rules
from zwgk.matters.inspections.looking import columns, plan
from zwgk.matters.inspections.looking.addresses import Address, every
from zwgk.matters.inspections.looking.pages import Seen
from zwgk.matters.inspections.models import RUN, Page, Problem, Run

from . import outer, tasks
from .keeping import keep
from .support import advance, count, office_id, site

Stage = Run.Stage
PIECE = 25  # pages between two writings
NOT_PAGE = (*columns.RULES, *plan.RULES, "link-broken-outside")  # found otherwise than by looking at one page
BASIS = "《国务院办公厅关于印发政府网站发展指引的通知》（国办发〔2017〕47号）"


def begin(units: Sequence[int] = (), *, whole: bool = False, actor: Actor, at: datetime) -> Run:
    """List every public address; choose what changed, what is wrong, every column and a share of the rest (`whole`: everything; `units`: only theirs)."""
    actor.require("inspections.run")
    if Run.objects.exclude(stage=Stage.DONE).exists():
        raise Conflict("上一次检查还没有完成。", remedy="请等它完成，或者稍后再试。")
    found = list(every(localdate(at)))
    with transaction.atomic():
        _write_pages(found)
        todo = _choose(whole, units)
        run = Run.objects.create(began_at=at, began_by=actor.name, units=list(units), todo=todo, counts={"public": Page.objects.count(), "chosen": len(todo)})
        told = Told("inspections.begin", f"{run}：公开页面 {run.counts['public']} 个，本次检查 {len(todo)} 个", basis=BASIS)
        journal.record(Subject(RUN, run.pk, str(run), run.url), told, actor=actor, at=at)
    return run


def _write_pages(found: list[Address]) -> None:
    known = {row[0]: row[1:] for row in Page.objects.values_list("address", "pk", "title", "stamp", "column_id")}
    wanted = {each.path: each for each in reversed(found)}  # what is listed goes before what is only linked
    Page.objects.bulk_create([
        Page(address=each.path, kind=each.kind, title=each.title[:300], organ_id=each.organ_id, column_id=each.column_id, publication=each.publication, stamp=each.stamp)
        for path, each in wanted.items() if path not in known
    ], batch_size=500)  # fmt: skip
    changed = [
        Page(pk=known[path][0], title=each.title[:300], organ_id=each.organ_id, column_id=each.column_id, publication=each.publication, stamp=each.stamp)
        for path, each in wanted.items() if path in known and known[path][1:] != (each.title[:300], each.stamp, each.column_id)
    ]
    Page.objects.bulk_update(changed, ["title", "organ", "column", "publication", "stamp"], batch_size=300)
    gone = [row[0] for path, row in known.items() if path not in wanted]
    for start in range(0, len(gone), 400):
        Page.objects.filter(pk__in=gone[start : start + 400]).delete()


def _choose(whole: bool, units: Sequence[int]) -> list[int]:
    """Pages without a document first: they are few and lead to the rest. The home page always."""
    pages = Page.objects.filter(Q(organ_id__in=units) | Q(kind=Page.Kind.HOME)) if units else Page.objects.all()
    first = list(pages.exclude(kind=Page.Kind.DOCUMENT).order_by("pk").values_list("pk", flat=True))
    documents = list(pages.filter(kind=Page.Kind.DOCUMENT).order_by("looked_at", "pk").values_list("pk", "stamp", "seen_stamp", "looked_at"))
    if whole:
        return first + [pk for pk, *_ in documents]
    wrong = set(Problem.objects.filter(state=Problem.State.OPEN, page__kind=Page.Kind.DOCUMENT).values_list("page_id", flat=True))
    share = -(-len(documents) // max(1, rules.limit("rotation")))
    must = [pk for pk, stamp, seen, looked in documents if looked is None or stamp != seen or pk in wrong]
    taken = set(must)
    longest = sorted((row for row in documents if row[0] not in taken), key=lambda row: row[3])
    return first + must + [pk for pk, *_ in longest[:share]]


def go_on(run: Run, seconds: float = 45, *, actor: Actor, at: datetime) -> Run:
    """Work for a while; the run says how far it is."""
    actor.require("inspections.run")
    began, ends = time.monotonic(), time.monotonic() + seconds
    steps = {Stage.PAGES: _pages, Stage.COLUMNS: _columns, Stage.OUTSIDE: outer.ask_due, Stage.JUDGING: outer.judge, Stage.TASKS: _tasks}
    while run.stage != Stage.DONE and time.monotonic() < ends:
        steps[Stage(run.stage)](run, ends, actor=actor, at=at)
    run.seconds += time.monotonic() - began
    run.save(update_fields=["seconds"])
    return run


def _pages(run: Run, ends: float, *, actor: Actor, at: datetime) -> None:
    shared = site(at)
    while run.at < len(run.todo) and time.monotonic() < ends:
        numbers = run.todo[run.at : run.at + PIECE]
        pages = list(Page.objects.filter(pk__in=numbers).order_by("pk"))
        shared.about(pages)
        looked = [(page, shared.look(page)) for page in pages]
        write(looked, run, at=at)
        run.at += PIECE
        run.save(update_fields=["at"])
    if run.at >= len(run.todo):
        advance(run, Stage.COLUMNS)


@transaction.atomic
def write(looked: list[tuple[Page, Seen]], run: Run | None, *, at: datetime) -> None:
    """What these looks gave: the pages as they are now, their problems, addresses elsewhere to ask."""
    for page, seen in looked:
        page.status, page.millis, page.looked_at, page.seen_stamp, page.links = seen.answer.status, seen.answer.millis, at, page.stamp, [list(link) for link in seen.links]
    Page.objects.bulk_update([page for page, _ in looked], ["status", "millis", "looked_at", "seen_stamp", "links"], batch_size=100)
    outer.note(address for _, seen in looked for address, _ in seen.links if not address.startswith("/"))
    scope = Problem.objects.filter(page__in=[page for page, _ in looked]).exclude(rule__in=NOT_PAGE)
    new, mended = keep([each for _, seen in looked for each in seen.found], scope, run, said="打开页面复查", at=at)
    count(run, looked=len(looked), new=new, mended=mended)


def _columns(run: Run, ends: float, *, actor: Actor, at: datetime) -> None:
    day = localdate(at)
    links = plan.links_of_site()
    measured = plan.depths(links)
    rows = [Page(pk=pk, depth=measured.get(address)) for pk, address in Page.objects.exclude(kind=Page.Kind.DOCUMENT).values_list("pk", "address")]
    Page.objects.bulk_update(rows, ["depth"], batch_size=500)
    found, scope = [*columns.check(day), *plan.check(links, office_id())], Problem.objects.filter(rule__in=(*columns.RULES, *plan.RULES))
    if run.units:
        found, scope = [each for each in found if each.organ_id in run.units], scope.filter(organ_id__in=run.units)
    new, mended = keep(found, scope, run, said="复查栏目", at=at)
    gone = Problem.objects.filter(page__isnull=True, state=Problem.State.OPEN).exclude(rule__in=(*columns.RULES, *plan.RULES))
    _, left = keep([], gone, run, said="页面已经撤下", at=at)  # a page that is no longer public has no problems
    count(run, new=new, mended=mended + left)
    advance(run, Stage.OUTSIDE)


def _tasks(run: Run, ends: float, *, actor: Actor, at: datetime) -> None:
    """Last: what is mended is closed, what is new becomes work."""
    closed = tasks.close_mended(actor=actor, at=at)
    given = tasks.give(actor=actor, at=at)
    waiting = Problem.objects.filter(state=Problem.State.OPEN, finding__isnull=True).exclude(rule__in=rules.hints()).count()
    count(run, tasks=given, closed=closed)
    run.counts |= {"open": Problem.objects.filter(state=Problem.State.OPEN).count(), "waiting": waiting, "dismissed": Problem.objects.filter(state=Problem.State.DISMISSED).count()}
    run.stage, run.ended_at = Stage.DONE, at
    run.save()
    said = f"{run}完成：新发现 {run.counts.get('new', 0)} 个，已修复 {run.counts.get('mended', 0)} 个，下达修复任务 {given} 项，尚有 {run.counts['open']} 个待修复"
    journal.record(Subject(RUN, run.pk, str(run), run.url), Told("inspections.go_on", said), actor=actor, at=at)
