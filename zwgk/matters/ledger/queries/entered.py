"""What was entered for units from stamped paper."""

from __future__ import annotations

from ..entries import Entry
from ..models import Plan


def entered_reports(plan: Plan) -> dict[int, str]:
    """Report → 代录：×× 依据盖章件 2026-11-20, for lists and exports."""
    rows = Entry.objects.filter(item__duty__task__plan=plan, report__isnull=False)
    return {row.report_id: str(row) for row in rows if row.report_id}
