"""Reading the journal."""

from __future__ import annotations

from django.db.models import QuerySet

from .models import Fact


def of_subject(subject_type: str, subject_id: int | str) -> QuerySet[Fact]:
    """Facts about one subject, newest first."""
    return Fact.objects.filter(subject_type=subject_type, subject_id=str(subject_id))


def latest(organ_id: int | None = None) -> QuerySet[Fact]:
    """Facts of everybody, or of one organ, newest first."""
    facts = Fact.objects.all()
    return facts if organ_id is None else facts.filter(organ_id=organ_id)
