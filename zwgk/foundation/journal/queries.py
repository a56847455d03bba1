"""Reading the journal."""

from __future__ import annotations

from django.db.models import QuerySet

from .checking import Damage, Report, verify
from .guards import missing as missing_guards
from .models import Fact

__all__ = ["Damage", "Fact", "Report", "after", "latest", "missing_guards", "newest", "of_subject", "said_before", "verify"]


def of_subject(subject_type: str, subject_id: int | str) -> QuerySet[Fact]:
    """Facts about one subject, newest first."""
    return Fact.objects.filter(subject_type=subject_type, subject_id=str(subject_id))


def latest(organ_id: int | None = None) -> QuerySet[Fact]:
    """Facts of everybody, or of one organ, newest first."""
    facts = Fact.objects.all()
    return facts if organ_id is None else facts.filter(organ_id=organ_id)


def said_before(subject_type: str, subject_id: int | str, key: str) -> Fact | None:
    """The fact that was told with this key (`Told.data["key"]`): a form that comes twice is done once."""
    return Fact.objects.filter(subject_type=subject_type, subject_id=str(subject_id), data__key=key).first() if key else None


def after(number: int) -> list[tuple[int, str]]:
    """(number, type of the subject) of the facts that came after this one, oldest first."""
    return list(Fact.objects.filter(pk__gt=number).order_by("pk").values_list("pk", "subject_type"))


def newest() -> int:
    """The number of the last fact."""
    return Fact.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
