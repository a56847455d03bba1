"""One zip, written piece by piece to disk: at no time is more than one piece in memory."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from pathlib import Path

from django.utils.timezone import localtime

from zwgk.foundation.files import queries as files
from zwgk.foundation.files.models import StoredFile

from ..materials import Material, by_keys
from ..models import Indicator, Tag
from ..queries import Standing
from . import contents, office, pieces
from .contents import Piece
from .names import FILE, file_name, folder_name, safe
from .stamping import Unreadable, stamped

CHUNK = 400


@dataclass(frozen=True, slots=True)
class Request:
    """What goes into the pack."""

    title: str
    scope: str
    standing: Standing
    tags: Sequence[Tag]  # in the order of the pack
    at: datetime
    by: str

    @property
    def counting(self) -> list[Tag]:
        return [tag for tag in self.tags if tag.counts]


@dataclass
class Made:
    """What became of it."""

    pages: int = 0
    pieces: list[Piece] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    entries: list[tuple[str, int, str, str]] = field(default_factory=list)  # path, bytes, digest, source


def build(request: Request, target: Path, beat: Callable[[int], None]) -> Made:
    """Write the zip to `target`; `beat` gets the number of tags done. A piece that cannot be read is told and passed over."""
    made = Made()
    _prepare(request.counting, beat)
    temporary = target.with_suffix(".part")
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(temporary, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        done = 0
        for indicator, own in groupby(request.counting, key=lambda tag: tag.indicator):
            done = _folder(archive, made, indicator, list(own), done, beat)
        _around(archive, made, request)
    os.replace(temporary, target)
    return made


def _prepare(tags: Sequence[Tag], beat: Callable[[int], None]) -> None:
    """Convert every office document that was not converted before, many in one run."""
    beat(0)
    office.convert(office_files(tags), lambda: beat(0))


def office_files(tags: Sequence[Tag]) -> Iterator[StoredFile]:
    """The office documents behind these tags, each once."""
    keys = sorted({(tag.kind, tag.source_id) for tag in tags})
    for start in range(0, len(keys), CHUNK):
        for material in by_keys(keys[start : start + CHUNK]).values():
            if material.file is not None and material.capture is None and office.is_office(material.file):
                yield material.file


def _folder(archive: zipfile.ZipFile, made: Made, indicator: Indicator, tags: list[Tag], done: int, beat: Callable[[int], None]) -> int:
    folder = folder_name(indicator.code, indicator.short)
    found = by_keys((tag.kind, tag.source_id) for tag in tags)
    for number, tag in enumerate(tags, 1):
        material = found.get((tag.kind, tag.source_id))
        if material is None:
            made.problems.append(f"{indicator.code}-{number:02d} {tag.organ.label} {tag.title}：原记录已不存在")
        else:
            _add(archive, made, tag, material, number, folder)
        done += 1
        if done % 25 == 0:
            beat(done)
    return done


def _add(archive: zipfile.ZipFile, made: Made, tag: Tag, material: Material, number: int, folder: str) -> None:
    code = tag.indicator.code
    try:
        data, pages = stamped(pieces.pdf_of(material), f"{code}-{number:02d}", made.pages + 1, tag.pages)
    except (pieces.Left, Unreadable) as reason:
        _original(archive, made, tag, material, number, folder, str(reason))
        return
    path = f"{folder}/{file_name(code, number, tag.organ.label, tag.title)}"
    _write(archive, made, path, data, source=_source(material))
    made.pieces.append(Piece(tag.indicator, number, tag.organ.label, tag.title, path, pages, made.pages + 1, made.entries[-1][2], _source(material), tag.note))
    made.pages += pages


def _original(archive: zipfile.ZipFile, made: Made, tag: Tag, material: Material, number: int, folder: str, reason: str) -> None:
    """What cannot become a PDF goes in as it is, if there is a file."""
    made.problems.append(f"{tag.indicator.code}-{number:02d} {tag.organ.label} {tag.title}：{reason}")
    if material.file is None:
        return
    try:
        data = files.content(material.file)
    except OSError:
        return
    ending = safe(Path(material.file.name).suffix.lower().lstrip(".") or "bin", 8)
    path = f"{folder}/{file_name(tag.indicator.code, number, tag.organ.label, tag.title, ending)}"
    _write(archive, made, path, data, source=_source(material))
    made.pieces.append(Piece(tag.indicator, number, tag.organ.label, tag.title, path, 0, 0, made.entries[-1][2], _source(material), tag.note))


def _source(material: Material) -> str:
    if material.capture is not None and material.capture.fetched_at:
        return f"{material.capture.address} {localtime(material.capture.fetched_at):%Y-%m-%d %H:%M:%S}"
    return f"{material.kind_name} {material.url}"


def _write(archive: zipfile.ZipFile, made: Made, path: str, data: bytes, *, source: str = "") -> None:
    archive.writestr(path, data)
    made.entries.append((path, len(data), hashlib.sha256(data).hexdigest(), source))


def _around(archive: zipfile.ZipFile, made: Made, request: Request) -> None:
    moment = f"{localtime(request.at):%Y年%m月%d日 %H:%M}"
    table = request.standing.table
    head = [
        f"考核年度：{table.year}", f"考核期：{table.since:%Y年%m月%d日}至{table.until:%Y年%m月%d日}", f"范围：{request.scope}",
        f"材料 {len(made.pieces)} 份，共 {made.pages} 页", f"应有 {request.standing.total} 项，已有 {request.standing.have} 项", f"生成时间：{moment}", f"生成人：{request.by}",
    ]  # fmt: skip
    note = f"{table.title}　范围：{request.scope}　生成时间：{moment}"
    outside = [tag for tag in request.tags if not tag.counts]
    for path, data in _papers(made, request, head, note, outside):
        _write(archive, made, path, data)
    archive.writestr("校验清单.csv", contents.manifest(made.entries))


def _papers(made: Made, request: Request, head: Sequence[str], note: str, outside: Sequence[Tag]) -> Iterable[tuple[str, bytes]]:
    title = safe(request.title, FILE)
    yield "目录.docx", contents.directory_docx(title, head, made.pieces)
    yield "目录.pdf", contents.directory_pdf(title, head, made.pieces)
    yield "缺口清单.xlsx", contents.gaps(request.standing, outside, made.problems, note)
    yield "指标对照表.xlsx", contents.ticks(request.standing, note)
