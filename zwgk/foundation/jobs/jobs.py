"""Housekeeping at night: results of finished tasks and expired sessions go."""

from __future__ import annotations

from datetime import datetime

from django.core.management import call_command

from .actions import Timed

KEEP = 30  # days; failed tasks three times as long


def tidy(*, at: datetime) -> None:
    """Remove what nobody asks for any more. Deliveries stay: they are proof of sending."""
    call_command("prune_db_task_results", queue_name="*", min_age_days=KEEP, failed_min_age_days=3 * KEEP, verbosity=0)
    call_command("clearsessions", verbosity=0)


SCHEDULE = [Timed("zwgk.foundation.jobs.jobs.tidy", "day 03:30", "夜间清理")]
