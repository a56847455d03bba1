"""Files of large sets: written once, kept until the set changes, and never given out when it has.

The name of a kept file holds the state of what is public, asked for at every download: after a taking down no old file is found any more.
The first download streams from the rows, a few hundred at a time and in no transaction, and leaves the file behind when it was whole.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO

from django.conf import settings
from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import content_disposition_header, quote_etag

from zwgk.matters.records.models import DOCUMENT
from zwgk.matters.records.queries import opened

from ..problems import Trouble
from . import terms, writing
from .sets import DataSet

LAYOUT = "1"  # counts up when a file changes its form
MOST_XLSX = 20_000  # rows; a longer table is for programs, not for a spreadsheet


def folder() -> Path:
    return Path(settings.DATA_DIR) / "opendata"


def state() -> str:
    """Changes with the rows, with the terms, with the form of the files, and at midnight, when names of organs may have changed too."""
    extent = opened.extents().get(DOCUMENT)
    return _short(LAYOUT, timezone.localdate(), extent.sign if extent else "", terms.lines())


def _short(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def download(found: DataSet, form: str, start: str) -> HttpResponseBase:
    """The file, kept or fresh."""
    now = state() if found.has_state else ""
    kept = folder() / f"{found.id}-{now}-{_short(start)}.{form}" if now else None
    if kept is not None and kept.is_file():
        answer: HttpResponseBase = FileResponse(kept.open("rb"), content_type=writing.MEDIA[form])
    elif form == "xlsx":
        answer = FileResponse(_workbook(found, kept, start), content_type=writing.MEDIA[form])
    else:
        rows = (line.encode() for line in writing.lines(found, form, found.rows(start)))
        answer = StreamingHttpResponse(_keeping(rows, kept) if kept else rows, content_type=writing.MEDIA[form])
    answer["Content-Disposition"] = content_disposition_header(True, f"{found.title}.{form}") or ""
    if kept is not None:
        answer["ETag"] = quote_etag(kept.name)
    return answer


def _workbook(found: DataSet, kept: Path | None, start: str) -> BinaryIO:
    """Written into a file that vanishes when it is closed, unless it is kept."""
    extent = opened.extents().get(DOCUMENT) if kept else None
    if extent and extent.rows > MOST_XLSX:
        raise Trouble(
            413, "表太大，不适合 Excel", f"这份数据有 {extent.rows} 行，超过了 {MOST_XLSX} 行。", where="网址", remedy=f"请改为下载 CSV：/opendata/{found.id}.csv，或者 JSON Lines：/opendata/{found.id}.jsonl。",
        )  # fmt: skip
    out = tempfile.TemporaryFile()  # noqa: SIM115 — closed by the answer
    writing.workbook(found, found.rows(start), terms.lines(), out)
    out.seek(0)
    if kept is not None:
        with _beside(kept) as file:
            shutil.copyfileobj(out, file)
        _settle(file.name, kept)
        out.seek(0)
    return out


def _keeping(rows: Iterator[bytes], kept: Path) -> Iterator[bytes]:
    """The same lines, and the file of them when the last one was given out."""
    with _beside(kept) as file:
        try:
            for row in rows:
                file.write(row)
                yield row
        except BaseException:  # the reader has gone
            Path(file.name).unlink(missing_ok=True)
            raise
    _settle(file.name, kept)


def _beside(kept: Path) -> IO[bytes]:
    kept.parent.mkdir(parents=True, exist_ok=True)
    return tempfile.NamedTemporaryFile("wb", dir=kept.parent, prefix=f"{kept.stem}-", suffix=".part", delete=False)


def _settle(name: str, kept: Path) -> None:
    """Keep it, unless something has changed while it was written."""
    if f"-{state()}-" in kept.name:
        os.replace(name, kept)
    else:
        Path(name).unlink(missing_ok=True)


def tidy() -> int:
    """Remove the files of another state; how many. What was taken down does not lie about on the disk."""
    now, gone = state(), 0
    for file in folder().glob("*-*-*.*"):
        if f"-{now}-" not in file.name:
            file.unlink(missing_ok=True)
            gone += 1
    return gone
