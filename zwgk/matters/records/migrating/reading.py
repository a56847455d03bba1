"""One line of the list → an OldPage, not saved: read, cleaned, its files kept, everything screened. Outside of transactions."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from zwgk.domain.errors import Refusal
from zwgk.domain.rights import Actor
from zwgk.domain.screening import Finding, Lists, Severity, lists_of, screen, screen_document
from zwgk.domain.screening.model import KIND_NAMES, PERSONAL, Kind
from zwgk.foundation.files import actions as files
from zwgk.foundation.files import queries as kept
from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.files.readers import extract, whole
from zwgk.law import Law
from zwgk.matters.records import clean
from zwgk.matters.records.models import Migration, OldPage

from . import crawled, listing, page
from .addresses import parts_of
from .dates import moment_in

GRAVE = PERSONAL | {Kind.SECRECY}
MOST_BODY = 5 * 1024**2
IMAGE_MOST = 500 * 1024
FILE_MOST = 100 * 1024**2
IMAGES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif"}
_IMG = re.compile(r"<img\s[^>]*?src=[\"']([^\"']+)[\"'][^>]*>", re.IGNORECASE)
_PARTED = re.compile(r"[;；\n|]+")


@dataclass(frozen=True, slots=True)
class Reader:
    """What is the same for all pages of a batch."""

    migration: Migration
    folder: Path
    root: Path  # where the site begins in it
    law: Law
    lists: Lists
    fetched: dict[str, str]  # address → file of the crawler
    actor: Actor
    at: datetime

    @staticmethod
    def of(migration: Migration, folder: Path, law: Law, *, actor: Actor, at: datetime) -> Reader:
        fetched = {row["url"]: row["file"] for row in crawled.rows_of(folder) if row.get("file")}
        return Reader(migration, folder, listing.site_root(folder), law, lists_of(law, date.max), fetched, actor, at)

    def read(self, line: dict[str, Any]) -> OldPage:
        """Ready, held, or refused with the reason; never raises for what a page contains."""
        made = OldPage(migration=self.migration, number=line["n"], where=str(line.get("where", ""))[:300], state=OldPage.State.READY)
        try:
            links = self._fill(made, line)
            self._check(made)
            stored = self._attach(made, line, links)
        except ValueError as error:
            return refused(made, f"日期不存在：{_said(line)}" if "year" in str(error) or "month" in str(error) or "day" in str(error) else str(error))
        except Refusal as refusal:
            return refused(made, refusal.sentence)
        self._screen(made, stored)
        return made

    def _fill(self, made: OldPage, line: dict[str, Any]) -> list[tuple[str, str]]:
        """Words from the list come before those of the page: a person wrote them."""
        _address(made, str(line.get("url", "")))
        if why := line.get("refused"):
            raise ValueError(str(why))
        read = self._page(line)
        if not made.old_url and read.url:
            _address(made, read.url)
        made.title = str(line.get("title") or read.title).strip()[:300]
        made.unit = str(line.get("unit") or read.unit).strip()[:120]
        made.column = str(line.get("column") or read.column).strip()[:120]
        made.origin = str(line.get("origin") or read.unit).strip()[:120]
        made.doc_number = str(line.get("doc_number") or read.doc_number).strip()[:120]
        made.dated = moment_in(line["dated"]) if line.get("dated") else read.dated
        written = moment_in(line.get("written_on"))
        made.written_on = written.date() if written else None
        if line.get("dated") and made.dated is None:
            raise ValueError(f"发布日期“{line['dated']}”看不懂")
        made.body = read.body
        return read.links

    def _page(self, line: dict[str, Any]) -> page.Read:
        if body := line.get("body"):
            words = str(body)
            return page.Read(body=clean.clean(words) if "<" in words and ">" in words else clean.paragraphs(words))
        if not line.get("file"):
            return page.Read()
        path = self._inside(str(line["file"]))
        if path is None:
            raise ValueError(f"文件夹里没有“{str(line['file'])[:100]}”")
        if path.stat().st_size > FILE_MOST:
            raise ValueError(f"文件“{path.name}”超过 100 MB")
        data = path.read_bytes()
        if path.suffix.lower() in (".html", ".htm", ".shtml", ".xhtml", "") or data[:64].lstrip().lower().startswith((b"<!doctype", b"<html")):
            source = self._with_images(page.decoded(data), path)
            return page.read(source, str(line.get("url", "")))
        shown = extract(data, path.name)
        return page.Read(body=clean.paragraphs("\n".join(block.text for block in shown.blocks if hasattr(block, "text"))))

    def _with_images(self, source: str, path: Path) -> str:
        """Pictures that lie beside the page go into it; others cannot come along."""

        def one(found: re.Match[str]) -> str:
            kind = IMAGES.get(Path(urlsplit(found[1]).path).suffix.lower())
            image = self._beside(found[1], path) if kind and not found[1].startswith("data:") else None
            if image is None or image.stat().st_size > IMAGE_MOST:
                return found[0]
            return found[0].replace(found[1], f"data:{kind};base64,{base64.b64encode(image.read_bytes()).decode()}")

        return _IMG.sub(one, source) if "<img" in source.lower() else source

    def _check(self, made: OldPage) -> None:
        if not made.title:
            raise ValueError("没有标题")
        if made.dated is None:
            raise ValueError("没有发布日期：可能是栏目页、列表页或首页")
        if made.dated > self.at:
            raise ValueError(f"发布日期{made.dated:%Y-%m-%d}在今天之后")
        if len(made.body) > MOST_BODY:
            raise ValueError("正文超过 5 MB")

    def _attach(self, made: OldPage, line: dict[str, Any], links: list[tuple[str, str]]) -> list[StoredFile]:
        named = [(name.strip(), "") for name in _PARTED.split(str(line.get("files") or "")) if name.strip()]
        base = self._inside(str(line["file"])) if line.get("file") else None
        lost, taken = [], []
        for name, words in [*named, *links]:
            path = self._file(name, base)
            if path is None or not 0 < path.stat().st_size <= FILE_MOST:
                lost.append(words or name)
                continue
            stored = files.keep(path.read_bytes(), _titled(words, path, name), actor=self.actor, at=self.at)
            taken.append(stored)
            made.files.append({"title": stored.name, "id": stored.pk, "sha256": stored.sha256})
        if not made.body and not made.files:
            raise ValueError(f"没有正文，附件也没有找到：{'、'.join(lost)[:100]}" if lost else "没有正文，也没有附件")
        if lost:
            made.reason = f"缺附件：{'、'.join(lost)}"[:300]
        text = f"{made.title}\n{clean.text(made.body)}\n" + "\n".join(sorted(each["sha256"] for each in made.files))
        made.hash = hashlib.sha256(text.encode()).hexdigest()
        return taken

    def _file(self, name: str, base: Path | None) -> Path | None:
        if name in self.fetched:
            return self._inside(self.fetched[name])
        return self._inside(name) or (self._beside(name, base) if base else None)

    def _inside(self, name: str) -> Path | None:
        """A file of the folder; None when it is not there or not in it."""
        name = unquote(urlsplit(name).path if "://" in name else name).replace("\\", "/").lstrip("/")
        return self._found(self.folder / name) or self._found(self.root / name)

    def _beside(self, name: str, base: Path) -> Path | None:
        """A file by its place beside the page, or from the top of the site."""
        name = unquote(urlsplit(name).path)
        return self._found(base.parent / name) if not name.startswith("/") else self._inside(name)

    def _found(self, path: Path) -> Path | None:
        found = path.resolve()
        return found if found.is_relative_to(self.folder.resolve()) and found.is_file() else None

    def _screen(self, made: OldPage, stored: list[StoredFile]) -> None:
        """Personal data and secrecy marks hold the page, certain or suspected; what cannot be read is looked at by a person."""
        hits = []
        for part, words in (("title", made.title), ("body", clean.text(made.body))):
            hits += [_hit(part, "标题" if part == "title" else f"正文第{words.count(chr(10), 0, each.position) + 1}段", each) for each in screen(words, self.lists) if _holds(each)]
        for file in stored:
            hits += self._screened_file(file)
        made.hits = hits[:100]
        if hits:
            made.state = OldPage.State.HELD

    def _screened_file(self, file: StoredFile) -> list[dict[str, str]]:
        part, where, data = f"file:{file.sha256}", f"附件“{file.name}”", kept.content(file)
        try:
            found = whole(data, file.name)
        except Refusal as refusal:
            return [{"part": part, "kind": "附件无法读取", "text": file.name, "where": where, "mask": "", "severity": "suspected", "advice": refusal.message[:200]}]
        return [_hit(part, f"{where} {each.where}".strip(), each) for each in screen_document(found, self.lists) if _holds(each)]


def refused(made: OldPage, why: str) -> OldPage:
    """Not brought over, with the reason."""
    made.state, made.reason = OldPage.State.REFUSED, why[:300]
    return made


def _holds(found: Finding) -> bool:
    return found.kind in GRAVE or (found.kind is Kind.LISTED and found.severity is Severity.CERTAIN)


def _hit(part: str, where: str, found: Finding) -> dict[str, str]:
    return {
        "part": part, "kind": KIND_NAMES[found.kind], "text": found.text[:200], "where": where, "mask": found.mask, "severity": found.severity.value,
        "advice": found.advice[:200],
    }  # fmt: skip


def _address(made: OldPage, url: str) -> None:
    made.old_url = url.strip()[:500]
    made.host, made.path = parts_of(made.old_url) if made.old_url else ("", "")


def _said(line: dict[str, Any]) -> str:
    return str(line.get("dated") or line.get("written_on") or "页面上的发布日期")[:60]


def _titled(words: str, path: Path, name: str) -> str:
    """The words of the link when they name the file, else its own name; with the ending of the file."""
    plain = unquote(name.rpartition("/")[2]) if "fetched" in path.parts else path.name
    title = (words or plain).strip()
    ending = Path(plain).suffix or path.suffix
    return title if title.lower().endswith(ending.lower()) else f"{title}{ending}"
