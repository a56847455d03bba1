"""Run what the schedule says is due, each under a lease, so that two workers never run one job at a time."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.module_loading import import_string

from .every import following
from .models import Schedule

LEASE = timedelta(minutes=30)
log = logging.getLogger(__name__)


def run_due(*, worker: str, at: datetime, stopping: Callable[[], bool] = lambda: False) -> int:
    """Run every due job once; how many ran. A job that fails is told to its row and runs again at its next time."""
    due = Schedule.objects.filter(_free(at), active=True, next_run__lte=at).order_by("next_run", "id")
    return sum(_run(job, worker, at) for job in due if not stopping())


def _free(at: datetime) -> Q:
    return Q(leased_until__isnull=True) | Q(leased_until__lt=at)


def _run(job: Schedule, worker: str, at: datetime) -> bool:
    mine = Schedule.objects.filter(_free(at), pk=job.pk, next_run=job.next_run)
    if not mine.update(leased_until=at + LEASE, leased_by=worker):
        return False  # another worker was faster
    result, error = "", ""
    try:
        result = str(import_string(job.name)(at=at) or "")
    except Exception:  # the worker must outlive every job
        error = traceback.format_exc(limit=8)
        log.exception("定时作业 %s 出错", job.name)
    Schedule.objects.filter(pk=job.pk, leased_by=worker).update(
        leased_until=None, leased_by="", last_run=at, last_result=result[:300], last_error=error,
        next_run=following(job.every, at),
    )  # fmt: skip
    return True
