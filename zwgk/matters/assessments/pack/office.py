"""Office documents → PDF: many in one run of LibreOffice, each kept under the digest of its content for the next pack."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from django.conf import settings

from zwgk.foundation.files import queries as files
from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.files.readers.office import pdfs

ENDINGS = {"docx": "docx", "doc": "doc", "wps": "doc", "rtf": "rtf", "odt": "odt", "xlsx": "xlsx", "xls": "xls", "et": "xls", "ods": "ods"}
AT_ONCE = 40  # documents in one run


def is_office(file: StoredFile) -> bool:
    return Path(file.name).suffix.lower().lstrip(".") in ENDINGS


def kept(file: StoredFile) -> bytes | None:
    """The PDF of this content, if it was converted before."""
    place = _place(file)
    return place.read_bytes() if place.is_file() else None


def convert(found: Iterable[StoredFile], beat: Callable[[], None] = lambda: None) -> int:
    """Convert what was not yet; how many. What LibreOffice cannot read is tried once more alone and then left."""
    groups: dict[str, dict[str, StoredFile]] = {}
    for file in found:
        if is_office(file) and not _place(file).is_file():
            groups.setdefault(_ending(file), {})[file.sha256] = file
    done = 0
    for ending, rows in groups.items():
        waiting = list(rows.values())
        for start in range(0, len(waiting), AT_ONCE):
            done += _batch(waiting[start : start + AT_ONCE], ending)
            beat()
    return done


def _ending(file: StoredFile) -> str:
    return ENDINGS[Path(file.name).suffix.lower().lstrip(".")]


def _batch(rows: list[StoredFile], ending: str) -> int:
    made = pdfs([files.content(file) for file in rows], ending)
    failed = [at for at, data in enumerate(made) if data is None]
    if len(rows) > 1 and len(failed) < len(rows) // 2 + 2:
        for at in failed:
            made[at] = pdfs([files.content(rows[at])], ending)[0]
    for file, data in zip(rows, made, strict=True):
        if data is not None:
            _keep(file, data)
    return sum(data is not None for data in made)


def _place(file: StoredFile) -> Path:
    return Path(settings.MEDIA_ROOT) / "pdf-of" / file.sha256[:2] / f"{file.sha256}.pdf"


def _keep(file: StoredFile, data: bytes) -> None:
    target = _place(file)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=target.parent)
    with os.fdopen(handle, "wb") as out:
        out.write(data)
    os.replace(temporary, target)
