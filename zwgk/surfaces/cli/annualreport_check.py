"""zwgk annualreport check FILE [--previous FILE] [--json]: an annual report against its own arithmetic. Needs no database."""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path

from zwgk.domain.annualreports import Report, Violation, check, from_document, from_json
from zwgk.domain.errors import BadInput
from zwgk.foundation.files.readers import extract
from zwgk.law import load
from zwgk.law.annualform_model import Severity

HELP = "核对一份政府信息公开工作年度报告：勾稽关系、上下年衔接、文字和表格是否一致"
SEVERITIES = {Severity.HARD: "必须一致", Severity.SOFT: "请核对"}
ENDINGS = (".json", ".html", ".htm", ".mht", ".docx", ".doc", ".wps", ".pdf", ".ofd", ".txt")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The file, last year's, and the form of the answer."""
    parser.add_argument("file", metavar="文件", help="年度报告（.json .html .docx .pdf .txt .doc .wps），或者存放多年报告的文件夹")
    parser.add_argument("--previous", metavar="文件", help="上一年度的报告；不写时，在同一文件夹里按文件名中的年份找")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    """Print what does not hold; 1 when a hard check fails or a file holds no report, else 0."""
    path = Path(args.file)
    files = reports_in(path) if path.is_dir() else [path]
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    answers, refused = [], False
    for file in files:
        try:
            answers.append(_checked(file, args.previous))
        except BadInput as refusal:
            if not path.is_dir():
                raise
            refused = True
            print(f"{file.name}：{refusal.sentence}", file=sys.stderr)
    if args.json:
        found = [as_json(*each) for each in answers]
        print(json.dumps(found if path.is_dir() else found[0], ensure_ascii=False, indent=1))
    else:
        print("\n\n".join(told(*each) for each in answers))
    return int(refused or any(each.severity is Severity.HARD for _, _, _, found in answers for each in found))


def _checked(path: Path, previous: str | None) -> tuple[Path, Report, Path | None, list[Violation]]:
    report = read(path)
    before = Path(previous) if previous else year_before(path)
    try:
        last = read(before) if before else None
    except BadInput:
        if previous:
            raise
        before = last = None
    if last and not previous and not _same_organ(report, last):
        before = last = None
    if last and report.year and last.year and last.year != report.year - 1:
        raise BadInput(f"“{before}”是{last.year}年度的报告，不是{report.year}年度的上一年。", field="previous", remedy="换成上一年度的报告。")
    return path, report, before, check(report, load().annual_forms[report.form], last)


def read(path: Path) -> Report:
    """The report in a file; BadInput when it holds none or cannot be opened."""
    forms = load().annual_forms
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadInput(f"打不开文件“{path}”：{error.strerror or error}。", field="文件", remedy="请检查路径和读取权限。") from error
    if path.suffix.lower() != ".json" and data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] not in (b"{", b"["):
        return from_document(extract(data, path.name), forms, path.stem)
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadInput("文件不是正确的 JSON。", field="文件", remedy="用 UTF-8 编码另存，检查逗号和引号。") from error
    return from_json(found, forms, path.stem, _beside(path, found))


def _beside(path: Path, found: object) -> str:
    """The text of the same name, when the JSON says that its text stands there."""
    text = path.with_suffix(".txt")
    if "同名" not in json.dumps(found, ensure_ascii=False) or not text.is_file():
        return ""
    return text.read_text("utf-8", errors="replace")


def year_before(path: Path) -> Path | None:
    """The file beside it whose name says the year before."""
    match = re.search(r"20[12]\d", path.stem)
    if match is None:
        return None
    stem = path.stem.replace(match[0], str(int(match[0]) - 1))
    beside = [path.with_name(stem + ending) for ending in (path.suffix, *ENDINGS)]
    return next((file for file in beside if file.is_file()), None)


def reports_in(folder: Path) -> list[Path]:
    """Every file of a folder that may be a report; of one name in several formats the first."""
    found: dict[str, Path] = {}
    for file in sorted(folder.iterdir(), key=lambda file: (file.stem, ENDINGS.index(file.suffix.lower()) if file.suffix.lower() in ENDINGS else 99)):
        if file.suffix.lower() in ENDINGS:
            found.setdefault(file.stem, file)
    if not found:
        raise BadInput(f"“{folder}”里没有年度报告文件。", field="文件", remedy="文件夹里放 .json、.html、.docx、.pdf 或 .txt 文件。")
    return list(found.values())


def _same_organ(report: Report, last: Report) -> bool:
    return not report.organ or not last.organ or report.organ == last.organ


def as_json(path: Path, report: Report, before: Path | None, found: list[Violation]) -> dict[str, object]:
    """One answer as other programs read it."""
    return {
        "file": path.name, "organ": report.organ, "year": report.year, "format": report.form, "previous": before.name if before else None,
        "hard": sum(each.severity is Severity.HARD for each in found), "soft": sum(each.severity is Severity.SOFT for each in found),
        "violations": [
            {"check": each.check, "severity": each.severity.value, "cells": list(each.cells), "arithmetic": each.arithmetic, "text": each.text} for each in found
        ],
        "notes": list(report.notes),
    }  # fmt: skip


def told(path: Path, report: Report, before: Path | None, found: list[Violation]) -> str:
    """One answer as a person reads it: hard ones first."""
    year = f"{report.year}年度" if report.year else "年度不明"
    lines = [f"{path.name}：{report.organ or '单位不明'} {year}（{report.form}年格式）" + (f"，与上一年度（{before.name}）比对" if before else "")]
    hard = [each for each in found if each.severity is Severity.HARD]
    soft = [each for each in found if each.severity is Severity.SOFT]
    for each in (*hard, *soft):
        lines += [f"[{SEVERITIES[each.severity]}] {each.check}  {each.arithmetic}", f"        {each.text}  格：{'、'.join(_few(each.cells))}"]
    if not found:
        lines.append("没有发现不一致。")
    else:
        lines.append(f"必须一致的 {len(hard)} 处，请核对的 {len(soft)} 处。")
    return "\n".join([*lines, *(f"说明：{note}" for note in report.notes)])


def _few(cells: tuple[str, ...]) -> tuple[str, ...]:
    return cells if len(cells) <= 8 else (*cells[:7], f"等{len(cells)}格")
