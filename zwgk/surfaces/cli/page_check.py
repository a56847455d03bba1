"""zwgk page check FILE|- [--url U] [--type T] [--json]: any web page against the rules for government sites. Needs no database."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from zwgk.domain import filing, webpages
from zwgk.domain.errors import BadInput
from zwgk.domain.webpages.model import KIND_NAMES
from zwgk.law import load
from zwgk.law.inspection_model import CheckRule, Weight

HELP = "检查一个网页：网页标签、空标签、日期、标识码、链接、图片、乱码、归类（国办发〔2017〕47号）"
WEIGHTS = {Weight.GRAVE: "严重", Weight.SERIOUS: "应改", Weight.MINOR: "应改", Weight.HINT: "提示"}
MOST = 20 * 1024 * 1024


def arguments(parser: argparse.ArgumentParser) -> None:
    """The page, and what the file itself does not say."""
    parser.add_argument("file", metavar="文件", nargs="+", help="网页文件（.html，或者另存的 .txt）；- 从标准输入读")
    parser.add_argument("--url", default="", help="网页的地址：判断是不是首页、是不是 https")
    parser.add_argument("--type", choices=[kind.value for kind in webpages.Kind], help="页面类别：home 首页，list 栏目页，content 内容页，other 其他；不写时自动判断")
    parser.add_argument("--day", type=date.fromisoformat, help="以哪一天为今天，默认当天")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    """Print what is wrong; 1 when something must be mended, else 0."""
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    day = args.day or date.today()  # noqa: DTZ011
    answers = [(name, *checked(read(name), args.url, args.type, day)) for name in args.file]
    if args.json:
        found = [as_json(*each) for each in answers]
        print(json.dumps(found if len(found) > 1 else found[0], ensure_ascii=False, indent=1))
    else:
        print("\n\n".join(told(*each) for each in answers))
    rules = load().check_rules()
    return int(any(rules[fault.rule].weight is not Weight.HINT for _, _, faults in answers for fault in faults))


def read(name: str) -> str:
    """The page as text."""
    try:
        data = sys.stdin.buffer.read(MOST + 1) if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise BadInput(f"打不开文件“{name}”：{error.strerror or error}。", field="文件", remedy="请检查路径和读取权限。") from error
    if len(data) > MOST:
        raise BadInput("网页超过 20 MB。", field="文件")
    if data[:4] in (b"%PDF", b"PK\x03\x04") or b"\x00" in data[:2000]:
        raise BadInput(f"“{name}”不是网页。", field="文件", remedy="请用浏览器另存为 .html 再检查。")
    return webpages.decoded(data)


def checked(source: str, url: str, kind: str | None, day: date) -> tuple[webpages.Page, list[webpages.Fault]]:
    """The page and its faults, misfiling included."""
    page = webpages.read(source, url, webpages.Kind(kind) if kind else None)
    return page, [*misplaced(page), *webpages.check(page, day=day)]


def misplaced(page: webpages.Page) -> list[webpages.Fault]:
    """Whether the paper belongs into the column that the page names."""
    law = load().filing["national"]
    here = next((key for step in reversed((page.tag("ColumnName"), *page.crumbs)[-3:]) if (key := filing.column_called(step, law))), "")
    if not here or page.kind is not webpages.Kind.CONTENT or not page.title:
        return []
    text = "\n".join(line.text for line in page.lines)
    found = filing.misfiled(filing.Paper(page.title, (here,), text=text), law)
    if found is None:
        return []
    names = {key: titles[0] for key, titles in law.names.items()}
    right = [f"“{names[key]}”" for key in found.columns if key in names]
    said = f"《{page.title}》放在了“{names[here]}”" + (f"，这份文件更像“{found.what}”" if found.what else "")
    return [webpages.Fault("misfiled", f"{said}：{'，'.join(found.reasons)}", " > ".join(page.crumbs) or page.column, _move(right))]


def _move(right: list[str]) -> str:
    more = f"；也可以放{'、'.join(right[1:])}" if right[1:] else ""
    return f"移到{right[0]}{more}。" if right else ""


def as_json(name: str, page: webpages.Page, faults: list[webpages.Fault]) -> dict[str, object]:
    """One answer as other programs read it."""
    rules = load().check_rules()
    return {
        "file": name, "url": page.url, "type": page.kind.value, "title": page.title, "column": page.column, "crumbs": list(page.crumbs),
        "tags_judged": page.is_html and page.has_head, "count": len(faults),
        "problems": [
            {"rule": fault.rule, "name": rules[fault.rule].title, "severity": rules[fault.rule].weight.value, "what": fault.what, "where": fault.where,
             "mend": fault.mend or rules[fault.rule].mend, "basis": _basis(rules[fault.rule]), "unverified": rules[fault.rule].status.value == "unverified"}
            for fault in faults
        ],
    }  # fmt: skip


def told(name: str, page: webpages.Page, faults: list[webpages.Fault]) -> str:
    """One answer as a person reads it."""
    rules = load().check_rules()
    lines = [f"{'标准输入' if name == '-' else Path(name).name}：{KIND_NAMES[page.kind]}" + (f"《{page.title}》" if page.title else "")]
    for fault in faults:
        rule = rules[fault.rule]
        lines += [f"[{WEIGHTS[rule.weight]}] {rule.id} {rule.title}：{fault.what}", f"       在哪里：{fault.where}", f"       怎么改：{fault.mend or rule.mend}", f"       依据：{_basis(rule)}"]
    if not page.is_html or not page.has_head:
        lines.append("说明：这不是完整的网页（没有 <head>），没有检查网页标签" + ("、链接和图片。" if not page.is_html else "。"))
    hints = sum(rules[fault.rule].weight is Weight.HINT for fault in faults)
    lines.append(f"应改 {len(faults) - hints} 处，提示 {hints} 处。" if faults else "没有发现问题。")
    return "\n".join(lines)


def _basis(rule: CheckRule) -> str:
    told = rule.reference
    named = f"《{told.title}》{told.article}" if told else ""
    return named + ("（未核实）" if rule.status.value == "unverified" else "")
