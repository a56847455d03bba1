"""Reading stored files; writing rows as a workbook."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from zwgk.domain.rights import Actor

from .models import StoredFile, Upload
from .numbering import numbered
from .printing import printed, printed_sections
from .sealing import digests, unseal
from .workbooks import workbook

__all__ = ["content", "location", "part_of", "upload_called", "uploads_of", "numbered", "printed", "printed_sections", "unsealed_content", "unseal_text", "workbook"]


def uploads_of(person_id: int | None) -> QuerySet[StoredFile]:
    """What this person has uploaded."""
    return StoredFile.objects.filter(kept_by=person_id)


def location(file: StoredFile) -> Path:
    """Path of the bytes on disk."""
    return Path(settings.MEDIA_ROOT) / file.path


def content(file: StoredFile) -> bytes:
    """The bytes as they were uploaded."""
    return location(file).read_bytes()


def unsealed_content(file: StoredFile) -> bytes:
    """The plain bytes of a file that `keep_sealed` has kept."""
    return unseal(content(file))


def unseal_text(sealed: str) -> str:
    """The plain text that `seal_text` has closed; "" stays ""."""
    return unseal(sealed.encode()).decode() if sealed else ""


def keys_of(text: str) -> list[str]:
    """The keyed digests of a text, also under keys that were replaced: to find what was written before."""
    return digests(text) if text else []


def part_of(upload: Upload) -> Path:
    """Where the bytes received so far lie."""
    return Path(settings.MEDIA_ROOT) / "uploads" / upload.key


def upload_called(key: str, actor: Actor) -> Upload | None:
    """The upload with this key, if it is the actor's; one begun by a 手机链接 only through that link."""
    found = Upload.objects.filter(key=key, person_id=actor.person_id)
    return found.filter(pass_id=actor.pass_id).first() if actor.only is not None else found.first()
