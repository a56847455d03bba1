"""Reading stored files; writing rows as a workbook."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from .models import StoredFile
from .workbooks import workbook

__all__ = ["content", "location", "workbook"]


def location(file: StoredFile) -> Path:
    """Path of the bytes on disk."""
    return Path(settings.MEDIA_ROOT) / file.path


def content(file: StoredFile) -> bytes:
    """The bytes as they were uploaded."""
    return location(file).read_bytes()
