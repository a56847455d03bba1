"""What there is to be read → `list.jsonl`, a line per page, written once: a work that is broken off goes on from a place in it."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote, urljoin

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from zwgk.domain.errors import BadInput

LIST = "list.jsonl"
HEADS = {
    "title": ("标题", "题目", "名称", "信息标题"), "url": ("原网址", "网址", "链接", "地址", "url", "原地址"),
    "dated": ("发布日期", "发布时间", "日期", "公开日期", "时间"), "column": ("栏目", "所属栏目", "栏目名称"),
    "unit": ("单位", "发布机构", "发布单位", "机构"), "body": ("正文", "内容"), "file": ("文件", "正文文件", "文件名", "路径", "网页文件"),
    "files": ("附件", "附件文件"), "doc_number": ("文号", "发文字号"), "written_on": ("成文日期",), "origin": ("来源", "信息来源"),
}  # fmt: skip
UNPACKED = 20 * 1024**3  # a whole site, unpacked
ENTRY = 100 * 1024**2
RATIO = 200
MOST_FILES = 600_000
PAGES = (".html", ".htm", ".shtml", ".mht.html", ".xhtml")
LOOKED_AT = 20  # rows in which the heads may stand


def write(folder: Path, rows: Iterator[dict[str, Any]], limit: int) -> int:
    """The list as a file, complete or not there at all; the number of lines."""
    count, draft = 0, folder / f"{LIST}.part"
    with draft.open("w", encoding="utf-8") as out:
        for row in rows:
            if count >= limit:
                break
            count += 1
            out.write(json.dumps(row | {"n": count}, ensure_ascii=False, default=str) + "\n")
        out.flush()
        os.fsync(out.fileno())
    os.replace(draft, folder / LIST)
    return count


def unpack(archive: Path, folder: Path) -> int:
    """A .zip of files into the folder: no path leads out of it, no bomb is opened."""
    try:
        with zipfile.ZipFile(archive) as zipped:
            entries = [entry for entry in zipped.infolist() if not entry.is_dir()]
            _check(entries)
            for entry in entries:
                name = _named(entry)
                target = (folder / name).resolve()
                if not target.is_relative_to(folder.resolve()):
                    raise BadInput(f"压缩包里的“{name[:80]}”指向文件夹以外，已拒绝。", field="archive", remedy="请重新打包后上传。")
                target.parent.mkdir(parents=True, exist_ok=True)
                with zipped.open(entry) as source, target.open("wb") as out:
                    shutil.copyfileobj(source, out, 1024 * 1024)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise BadInput("压缩包打不开：文件已损坏、加了密码或者不是 .zip。", field="archive", remedy="请重新压缩成不加密的 .zip 后上传。") from error
    return len(entries)


def _check(entries: list[zipfile.ZipInfo]) -> None:
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_FILES or total > UNPACKED or any(entry.file_size > ENTRY for entry in entries):
        raise BadInput("压缩包里的文件太多或太大。", field="archive", remedy="请分成几个批次；单个文件不超过 100 MB。")
    if any(entry.file_size > 1024**2 and entry.file_size > RATIO * max(entry.compress_size, 1) for entry in entries):
        raise BadInput("压缩包里有文件解开后异常地大，可能是恶意构造的，已拒绝。", field="archive", remedy="请核实后重新打包。")


def _named(entry: zipfile.ZipInfo) -> str:
    """Names of zips made by Chinese Windows are GBK without saying so."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gbk")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return entry.filename


def sheet_rows(book: Path) -> Iterator[dict[str, Any]]:
    """The rows of the list in Excel; its heads are found by their words."""
    try:
        workbook = openpyxl.load_workbook(book, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError) as error:
        raise BadInput("清单打不开：不是 .xlsx 文件，或者文件已损坏。", field="book", remedy="请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。") from error
    sheet = workbook.worksheets[0]
    heads: dict[int, str] = {}
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        if not heads:
            heads = _heads(values)
            if not heads and number >= LOOKED_AT:
                break
            continue
        row = {name: values[at] for at, name in heads.items() if at < len(values) and values[at] not in (None, "")}
        if row:
            yield row | {"where": f"第{number}行"}
    workbook.close()
    if not heads:
        wanted = "标题、原网址、发布日期、栏目、单位、文件（或正文）、附件"
        raise BadInput("清单里没有找到表头。", field="book", remedy=f"第一行应写明各列名称：{wanted}。至少要有标题和发布日期。")


def _heads(values: tuple[Any, ...]) -> dict[int, str]:
    names = {word: name for name, words in HEADS.items() for word in words}
    found = {at: names[word] for at, value in enumerate(values) if (word := str(value or "").strip().lower().rstrip("*＊：:")) in names}
    return found if {"title", "dated"} <= set(found.values()) else {}


def saved_rows(folder: Path, base_url: str) -> Iterator[dict[str, Any]]:
    """Every page of a saved site, in the order of its paths; its old address by its place in the folder."""
    root = site_root(folder)
    for path in sorted(file for file in root.rglob("*") if file.suffix.lower() in PAGES and file.is_file()):
        inside = PurePosixPath(path.relative_to(root).as_posix())
        yield {"file": path.relative_to(folder).as_posix(), "url": urljoin(base_url, quote(_asked(str(inside)), safe="/?=&%")), "where": str(inside), "whole": True}


def site_root(folder: Path) -> Path:
    """A zip of one folder holds the site in it."""
    while True:
        inner = [each for each in folder.iterdir() if each.name not in (LIST, f"{LIST}.part", "upload")]
        if len(inner) != 1 or not inner[0].is_dir():
            return folder
        folder = inner[0]


def _asked(name: str) -> str:
    """wget keeps a question as part of the name: info.jsp?id=5.html, info.jsp@id=5.html."""
    for mark in ("?", "@", "%3F"):
        head, found, question = name.partition(mark)
        if found and "." in head.rpartition("/")[2]:
            return f"/{head}?{question.removesuffix('.html')}"
    return f"/{name}"


def lines(folder: Path, cursor: int, most: int) -> tuple[list[dict[str, Any]], int]:
    """The next lines of the list, and the place after them."""
    found = []
    with (folder / LIST).open("rb") as source:
        source.seek(cursor)
        while len(found) < most and (line := source.readline()):
            found.append(json.loads(line))
        return found, source.tell()
