"""Meetings of every organ that heard the work, for slices above that ask what proves it."""

from __future__ import annotations

from django.db.models import QuerySet

from ..models import Meeting


def meetings() -> QuerySet[Meeting]:
    """Meetings that count, with their minutes."""
    return Meeting.objects.filter(voided_at__isnull=True).select_related("minutes", "organ")
