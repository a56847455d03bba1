"""zwgk screen FILE [--json]: what must not be released as it stands — personal data, secrecy marks, wording. Needs no database."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from zwgk.domain.errors import BadInput
from zwgk.domain.screening import NO_LISTS, Finding, Lists, lists_of, screen, screen_document, tally
from zwgk.domain.screening.model import KIND_NAMES, Severity
from zwgk.foundation.files.readers import Kind, whole
from zwgk.foundation.files.readers.text import decode
from zwgk.law import load

_WHY = {FileNotFoundError: "文件不存在", IsADirectoryError: "这是文件夹，不是文件", PermissionError: "没有读取权限"}
HELP = "发布前筛查一份文件：个人信息、涉密标志、错别字和固定表述"
SEVERITIES = {Severity.CERTAIN: "确定", Severity.SUSPECTED: "疑似"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """The file, and the form of the answer."""
    parser.add_argument("file", metavar="文件", help="要发布的文件（.txt .html .docx .xlsx .pdf .wps .et 等）")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.add_argument("--no-words", action="store_true", help="只查个人信息和涉密标志，不查词库")


def run(args: argparse.Namespace) -> int:
    """Print the findings; 0 also when there are some: a finding is an answer. A file that cannot be read is none: 1, and no findings."""
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        data, name = contents(args.file)
        findings, notes = looked_through(data, name, NO_LISTS if args.no_words else lists_of(load(), date.max))
    except BadInput as problem:
        if args.json:
            print(json.dumps({"error": problem.message, "remedy": problem.remedy}, ensure_ascii=False, indent=1))
        raise BadInput(f"没有筛查“{args.file}”：{problem.message}", field="文件", remedy=problem.remedy) from problem
    if args.json:
        print(json.dumps({"findings": [as_json(each) for each in findings], "notes": notes}, ensure_ascii=False, indent=1))
    else:
        print(report(findings, notes))
    return 0


def contents(file: str) -> tuple[bytes, str]:
    """The bytes of the file and its name."""
    path = Path(file)
    try:
        return path.read_bytes(), path.name
    except OSError as error:
        raise BadInput(f"打不开文件：{_WHY.get(type(error), error.strerror or str(error))}。", field="文件", remedy="请检查路径和读取权限。") from error


def looked_through(data: bytes, name: str, lists: Lists) -> tuple[list[Finding], list[str]]:
    """Findings, and what could not be looked into. In plain text `position` counts the characters of the file itself, elsewhere those of its blocks."""
    found = whole(data, name)
    if found.format != Kind.TXT:
        return screen_document(found, lists), list(found.notes)
    text, _, _ = decode(data)
    return [replace(each, where=f"第{text.count(chr(10), 0, each.position) + 1}行") for each in screen(text, lists)], list(found.notes)


def as_json(each: Finding) -> dict[str, object]:
    """One finding as other programs read it."""
    return {
        "kind": each.kind.value, "text": each.text, "position": each.position, "severity": each.severity.value,
        "where": each.where, "advice": each.advice, "mask": each.mask, "ground": each.ground,
    }  # fmt: skip


def report(findings: list[Finding], notes: list[str]) -> str:
    """What a person reads: certain ones first, then what could not be looked into."""
    said = [*(f"[注意] {note}" for note in notes), "筛查不能代替人工审核和保密审查。"]
    if not findings:
        return "\n".join(["没有发现问题。", *said])
    lines = [f"发现 {len(findings)} 处：" + "，".join(f"{name} {count}" for name, count in tally(findings).items())]
    for each in sorted(findings, key=lambda one: (one.severity is not Severity.CERTAIN, one.position)):
        lines.append(f"[{SEVERITIES[each.severity]}] {each.where or each.position}  {KIND_NAMES[each.kind]}：{' '.join(each.text.split())}  {each.advice}")
    return "\n".join([*lines, *said])
