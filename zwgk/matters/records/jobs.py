"""Timed work: publish what was cleared, take off what has run out, write the captures."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localdate

from zwgk.domain.errors import Refusal
from zwgk.domain.rights import system_actor
from zwgk.foundation.files import actions as files
from zwgk.foundation.jobs.actions import Timed
from zwgk.foundation.search import actions as search_actions
from zwgk.foundation.search import queries as search

from . import actions, attached, migration_jobs, paper, queries, shelves
from .models import PUBLICATION, Capture, Record


def settle(*, at: datetime) -> str:
    """Publish what was reviewed elsewhere, and what has reached its hour."""
    actor, done = system_actor("信息发布"), 0
    for record in queries.due_to_settle(at):
        try:
            done += actions.settle(record, actor=actor, at=at).state != record.state
        except Refusal:
            continue  # the page of the record says why
    return f"办理审核结果 {done} 件" if done else ""


def expire(*, at: datetime) -> str:
    """Take off every row whose publicity period is over, however many ended on one day."""
    gone = 0
    while taken := sum(_expired(record, at) for record in queries.period_over(localdate(at))):
        gone += taken
    return f"公示期满撤下 {gone} 条" if gone else ""


def _expired(record: Record, at: datetime) -> bool:
    """False when somebody else has just taken it off; that keeps no other one waiting."""
    try:
        actions.expire(record, actor=system_actor("公示期管理"), at=at)
    except Refusal:
        return False
    return True


def capture(*, at: datetime) -> str:
    """Write waiting captures as PDFs, up to 40 a time."""
    actor = system_actor("公开留痕")
    waiting = list(Capture.objects.filter(state=Capture.State.WAITING).select_related("publication__organ", "record__organ")[:40])
    for row in waiting:
        try:
            data = paper.capture_pdf(row)
        except (OSError, ValueError) as problem:
            actions.fail_capture(row, str(problem))
        else:
            kept = files.keep(data, f"公开留痕-{row.publication.slug}-{row.pk}.pdf", actor=actor, at=at)
            actions.keep_capture(row, kept, actor=actor, at=at)
    return f"公开留痕 {len(waiting)} 份" if waiting else ""


def lists_of_the_portal(*, at: datetime) -> str:
    """Compare the public lists with what is shown."""
    wrong = shelves.mend()
    return f"公开列表更正 {wrong} 处" if wrong else ""


def read_attachments(*, at: datetime) -> str:
    """Give the search the words of attachments, up to 50 documents a time; a file that cannot be read is passed over."""
    waiting = search.unread(PUBLICATION)
    for number in waiting:
        search_actions.add_parts(PUBLICATION, number, attached.texts(int(number)))
    return f"读取附件 {len(waiting)} 件" if waiting else ""


SCHEDULE = [
    Timed("zwgk.matters.records.jobs.settle", "minute", "发布审核完成的信息"),
    Timed("zwgk.matters.records.jobs.capture", "minute", "公开留痕"),
    Timed("zwgk.matters.records.jobs.read_attachments", "minute", "读取附件供检索"),
    *migration_jobs.SCHEDULE,
    Timed("zwgk.matters.records.jobs.expire", "day 00:10", "公示期满撤下"),
    Timed("zwgk.matters.records.jobs.lists_of_the_portal", "day 03:40", "核对公开列表"),
]
