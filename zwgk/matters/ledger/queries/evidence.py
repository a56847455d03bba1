"""Evidence of every unit, for slices above that ask what proves something."""

from __future__ import annotations

from django.db.models import QuerySet

from ..models import Evidence


def evidence() -> QuerySet[Evidence]:
    """All evidence of living duties with its file, task and unit."""
    found = Evidence.objects.filter(item__duty__task__cancelled="")
    return found.select_related("file", "item__duty__task", "item__duty__organ")
