"""Timed work: on 1 January last year's reports are there; what became public meets its limit."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localdate

from zwgk.domain.rights import system_actor
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.jobs.actions import Timed

from . import queries
from .actions import begin_year, settle
from .models import SUBJECT


def begin_last_year(*, at: datetime) -> str:
    """From 1 January to the end of March: every organ that owes last year's report has one. May run every day."""
    today = localdate(at)
    if today.month > 3:
        return ""
    made = begin_year(today.year - 1, actor=system_actor("年度报告"), at=at)
    return f"生成{today.year - 1}年度报告 {len(made)} 份" if made else ""


def settle_published(*, at: datetime) -> str:
    """Limits of reports that are public now."""
    actor = system_actor("年度报告")
    owed = clocks.of_type(SUBJECT).filter(state__in=(clocks.State.RUNNING, clocks.State.WAITING)).values_list("subject_id", flat=True)
    met = [report for report in queries.online().filter(pk__in=[int(number) for number in owed]) if settle(report, actor=actor, at=at)]
    return f"年度报告已公布 {len(met)} 份" if met else ""


SCHEDULE = [
    Timed("zwgk.matters.annualreport.jobs.begin_last_year", "day 00:10", "生成上一年度报告"),
    Timed("zwgk.matters.annualreport.jobs.settle_published", "10min", "年度报告公布后办结时限"),
]
