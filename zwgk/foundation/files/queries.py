"""Reading stored files; writing rows as a workbook."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from .models import StoredFile
from .workbooks import workbook

__all__ = ["content", "location", "uploads_of", "workbook"]


def uploads_of(person_id: int | None) -> QuerySet[StoredFile]:
    """What this person has uploaded."""
    return StoredFile.objects.filter(kept_by=person_id)


def location(file: StoredFile) -> Path:
    """Path of the bytes on disk."""
    return Path(settings.MEDIA_ROOT) / file.path


def content(file: StoredFile) -> bytes:
    """The bytes as they were uploaded."""
    return location(file).read_bytes()
