"""Timed work: last month's 专报 is drafted on the first working day; without a hearing by the executive meeting the office is warned."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from zwgk.domain.rights import Role, system_actor
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.jobs.actions import Timed
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.matters.governance import queries as governance

from . import queries
from .actions import Paper, draft
from .models import Kind
from .periods import end_of

WARN_FROM = 10  # October


def draft_month(*, at: datetime) -> str:
    """On the first working day of a month, once."""
    day = localdate(at)
    calendar = rulebook.calendar()
    first = day.replace(day=1)
    opening = first if calendar.is_working(first) else calendar.next_working_day(first)
    department = governance.competent_departments().first()
    if day < opening or (day - opening).days > 5 or department is None:
        return ""
    actor, period = system_actor("专报起草"), queries.month_of(first - timedelta(1))
    key = f"paper:{period.code}"
    if queries.briefings().filter(key=key).exists():
        return ""
    made = draft(Paper(Kind.PAPER, department.organ, period, end_of(period.last), key), actor=actor, at=at)
    note = inbox.Note(f"{period.label}政务公开工作专报已起草", "请核对、修改后印发。每个数都可以点开看明细。", made.url, kind="briefings", key=f"briefings.draft:{key}")
    inbox.send_to_organ(note, organ=department.organ, role=Role.OFFICE, actor=actor, at=at)
    return f"起草 {made.title}"


def warn_unheard(*, at: datetime) -> str:
    """ORG-05: from October, once a month, while the executive meeting has not heard the work often enough; once more when the year is over."""
    day = localdate(at)
    year = day.year if day.month >= WARN_FROM else day.year - 1 if day.month == 1 else 0
    department = governance.competent_departments().first()
    row = queries.hearing(year, day) if year else None
    if row is None or department is None or not row.lacking:
        return ""
    over = "全年未达到要求" if year < day.year else "还没有达到要求"
    note = inbox.Note(
        f"{year}年常务会议听取政务公开工作汇报{over}", f"{row.target.words}，已登记 {len(row.meetings)} 次。请准备常务会议汇报材料。", "/office/briefings/papers/",
        kind="briefings", key=f"briefings.unheard:{year}:{day:%Y%m}",
    )  # fmt: skip
    sent = inbox.send_to_organ(note, organ=department.organ, role=Role.OFFICE, actor=system_actor("听取汇报提醒"), at=at)
    return note.title if sent else ""


SCHEDULE = [
    Timed("zwgk.matters.briefings.jobs.draft_month", "day 08:10", "起草上月专报"),
    Timed("zwgk.matters.briefings.jobs.warn_unheard", "day 08:20", "听取汇报提醒"),
]
