"""Links to other sites: noted while pages are looked at, asked seldom, judged when they stayed away."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from zwgk.domain.rights import Actor
from zwgk.matters.inspections import rules
from zwgk.matters.inspections.looking.found import Found
from zwgk.matters.inspections.looking.outside import Heard, ask_all
from zwgk.matters.inspections.looking.pages import Site, alike
from zwgk.matters.inspections.models import Page, Problem, Run, Target

from .keeping import keep
from .support import advance, count, site

RULE = "link-broken-outside"
ASKED_AT_ONCE, JUDGED_AT_ONCE, SLICE = 60, 300, 15.0
_NAMED = re.compile(r"《([^》]{6,120})》")


def note(addresses: Iterable[str]) -> None:
    """Remember these, each once."""
    wanted = set(addresses)
    known = {each for start in range(0, len(wanted), 400) for each in Target.objects.filter(address__in=list(wanted)[start : start + 400]).values_list("address", flat=True)}
    Target.objects.bulk_create([Target(address=each) for each in sorted(wanted - known)], batch_size=200, ignore_conflicts=True)


def due(at: datetime) -> list[str]:
    """Never asked, troubled and not asked tonight, or not asked for a week; the longest waiting first."""
    old = at - timedelta(days=rules.limit("outside-again"))
    wanted = Q(looked_at__isnull=True) | Q(looked_at__lt=old) | (Q(looked_at__lt=at - timedelta(hours=12)) & (Q(nights__gt=0) | Q(gone=True)))
    return list(Target.objects.filter(wanted).order_by(F("looked_at").asc(nulls_first=True)).values_list("address", flat=True)[:ASKED_AT_ONCE])


def ask_due(run: Run, ends: float, *, actor: Actor, at: datetime) -> None:
    """A piece of the list; the network is asked outside any transaction."""
    wanted = due(at)
    answers = ask_all(wanted, max(1.0, min(SLICE, ends - time.monotonic())))
    hear(answers, at=at)
    count(run, asked=len(answers))
    if not wanted or not answers:
        advance(run, Run.Stage.JUDGING)


@transaction.atomic
def hear(answers: dict[str, Heard], *, at: datetime) -> None:
    """Keep what the other sites said."""
    rows = list(Target.objects.filter(address__in=list(answers)))
    for row in rows:
        heard = answers[row.address]
        row.nights = 0 if heard.works else row.nights + 1
        row.status, row.said, row.gone, row.looked_at = heard.status, heard.said, heard.gone, at
        row.title = heard.title or row.title
    Target.objects.bulk_update(rows, ["status", "said", "title", "nights", "gone", "looked_at"], batch_size=200)


def judge(run: Run, ends: float, *, actor: Actor, at: datetime) -> None:
    """The pages of this run against what is known of the addresses that they lead to."""
    while run.at < len(run.todo) and time.monotonic() < ends:
        pages = list(Page.objects.filter(pk__in=run.todo[run.at : run.at + JUDGED_AT_ONCE]).order_by("pk"))
        new, mended = judged(pages, run, at=at)
        run.at += JUDGED_AT_ONCE
        count(run, new=new, mended=mended)
        run.save(update_fields=["at"])
    if run.at >= len(run.todo):
        advance(run, Run.Stage.TASKS)


def judged(pages: list[Page], run: Run | None, *, at: datetime) -> tuple[int, int]:
    """断链 and 错链 to other sites on these pages."""
    shared = site(at)
    shared.about(pages)
    leaving = {page.pk: [(address, words) for address, words in page.links if not address.startswith("/")] for page in pages}
    wanted = list({address for links in leaving.values() for address, _ in links})
    targets = {row.address: row for start in range(0, len(wanted), 400) for row in Target.objects.filter(address__in=wanted[start : start + 400])}
    found = [each for page in pages for address, words in leaving[page.pk] if (row := targets.get(address)) and (each := _told(page, row, words, shared))]
    return keep(found, Problem.objects.filter(page__in=pages, rule=RULE), run, said="再次访问这个外站地址", at=at)


def _told(page: Page, row: Target, words: str, shared: Site) -> Found | None:
    document = shared.documents.get(page.publication or 0)
    column = next((each.pk for each in document.columns.all()), None) if document else page.column_id
    organ = (document.organ_id if document else page.organ_id) or shared.office_id
    if row.gone or row.nights >= rules.limit(RULE):
        said = row.said or "打不开"
        more = f"，已连续 {row.nights} 晚" if row.nights > 1 else ""
        return Found(RULE, page.address, organ, f"外站链接“{words or row.address}”打不开：{said}{more}", row.address, title=page.title, key=row.address, page_id=page.pk, column_id=column)
    name = _NAMED.search(words)
    if name and row.title and row.status == 200 and _NAMED.search(row.title) and not alike(name[1], row.title):
        said = f"链接文字是“{words[:80]}”，打开的外站页面却是“{row.title[:80]}”"
        return Found(RULE, page.address, organ, said, row.address, title=page.title, key=row.address, page_id=page.pk, column_id=column)
    return None
