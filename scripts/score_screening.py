"""How well the screening finds: generated sentences with personal data, public law texts, pairs of wrong and right sentences.

    .venv/bin/python scripts/score_screening.py [--write]     prints the table; --write puts it into docs/screening.md

The folder ../shared beside the checkout holds the foreign texts; without it only the generated sets are measured.
"""

from __future__ import annotations

import csv
import gzip
import json
import random
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from zwgk.domain.screening import NO_LISTS, Kind, Severity, lists_of, screen
from zwgk.domain.screening.codes import luhn
from zwgk.domain.screening.identities import identity_checks
from zwgk.law import load

ROOT = Path(__file__).parent.parent
OPEN = ROOT.parent / "shared/documents/open"
PAGE = ROOT / "docs/screening.md"
MARK = "<!-- figures -->"
PROVINCES = ("11", "13", "21", "33", "36", "42", "43", "50", "54", "65")
BEFORE = ("", "公示名单：王小三，", "身份证号：", "经审核，申请人（", "联系方式 ", "第12号，", "附：", "账号：", "手机")
AFTER = ("", "。", "），予以公示。", "，特此公告。", "\n二、", " 已核", "；地址见附件")


def main() -> None:
    rows = [*generated(), *foreign()]
    table = "\n".join(["| 材料 | 数量 | 结果 |", "|---|---|---|", *(f"| {name} | {count} | {result} |" for name, count, result in rows)])
    print(table)
    if "--write" in sys.argv:
        head, _, rest = PAGE.read_text("utf-8").partition(MARK)
        _, _, tail = rest.partition(MARK)
        PAGE.write_text(f"{head}{MARK}\n{table}\n{MARK}{tail}", "utf-8")


def generated() -> Iterator[tuple[str, str, str]]:
    dice = random.Random(2026)
    yield measured(dice, "身份号码（校验码正确）", identity, Kind.IDENTITY, Severity.CERTAIN)
    yield measured(dice, "身份号码（校验码错误，只应为“疑似”）", broken_identity, Kind.IDENTITY, Severity.SUSPECTED)
    yield measured(dice, "身份号码（校验码正确；全角、空格、换行、零宽字符断开，或紧挨字母、斜线、序号）", written, Kind.IDENTITY, Severity.CERTAIN)
    yield measured(dice, "手机号码", phone, Kind.PHONE, None)
    yield measured(dice, "银行卡号（校验位正确）", card, Kind.BANK, None)
    quiet = [f"{dice.choice(BEFORE[:4])}{harmless(dice)}{dice.choice(AFTER)}" for _ in range(2000)]
    false = sum(bool([each for each in screen(text, NO_LISTS) if each.kind in (Kind.IDENTITY, Kind.PHONE, Kind.BANK)]) for text in quiet)
    yield "索引号、信用代码、座机、日期、文号等（不应命中）", "2,000", f"误报 {false}"


def measured(dice: random.Random, name: str, make: object, kind: Kind, severity: Severity | None) -> tuple[str, str, str]:
    found = 0
    for _ in range(2000):
        value = make(dice)  # type: ignore[operator]
        text = f"{dice.choice(BEFORE)}{value}{dice.choice(AFTER)}"
        found += any(each.kind is kind and each.text == value and severity in (None, each.severity) for each in screen(text, NO_LISTS))
    return name, "2,000", f"找到 {found}（{found / 20:.1f}%）"


def identity(dice: random.Random) -> str:
    head = f"{dice.choice(PROVINCES)}{dice.randint(1, 29):02}{dice.randint(1, 28):02}{dice.randint(1940, 2019)}{dice.randint(1, 12):02}{dice.randint(1, 28):02}{dice.randint(0, 999):03}"
    return next(head + last for last in "0123456789X" if identity_checks(head + last))


def written(dice: random.Random) -> str:
    """The number as people type, paste and break it."""
    whole = identity(dice)
    gap = dice.choice((" ", "  ", "　", "-", "－", ".", "·", "/", "\n", "\r\n", "\t", "\u200b", "\u00a0", "\ufeff"))
    cuts = sorted(dice.sample(range(1, 18), dice.randint(1, 3)))
    parts = gap.join(whole[start:end] for start, end in zip((0, *cuts), (*cuts, 18), strict=True))
    return dice.choice((parts, parts.lower(), "".join(chr(ord(sign) + 0xFEE0) for sign in whole), " ".join(whole)))


def broken_identity(dice: random.Random) -> str:
    whole = identity(dice)
    return whole[:-1] + dice.choice([last for last in "0123456789X" if last != whole[-1]])


def phone(dice: random.Random) -> str:
    return f"1{dice.randint(3, 9)}{dice.randint(0, 9)}{dice.randint(0, 99999999):08}"


def card(dice: random.Random) -> str:
    head = f"62{dice.randint(0, 10**14 - 1):014}"
    return next(head + last for last in "0123456789" if luhn(head + last))


def harmless(dice: random.Random) -> str:
    number = dice.randint(10**7, 10**8 - 1)
    return dice.choice(
        (
            f"索引号 {dice.randint(10**8, 10**9 - 1)}/2026-{dice.randint(1, 99999):05}", f"电话0791-{number}", f"和光府发〔2026〕{dice.randint(1, 99)}号",
            f"2026年{dice.randint(1, 12)}月{dice.randint(1, 28)}日", f"金额{number:,}元", f"项目代码2603-360102-04-01-{dice.randint(1, 999999):06}",
            f"发布时间20260310{dice.randint(0, 235959):06}", f"订单编号2026031009300{dice.randint(10000, 99999)}", "服务热线12345", "传真0791-8666543",
        )
    )  # fmt: skip


def foreign() -> Iterator[tuple[str, str, str]]:
    lists = lists_of(load(), date(2026, 11, 23))
    if not OPEN.is_dir():
        return
    letters = certain = suspected = 0
    with gzip.open(OPEN / "corpus/laws.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line).get("text", "")
            letters += len(text)
            for each in screen(text, NO_LISTS):
                certain += each.severity is Severity.CERTAIN
                suspected += each.severity is Severity.SUSPECTED
    yield "已公开的法律法规（不查词库）", f"{letters / 1e6:.1f} 百万字", f"确定 {certain}，疑似 {suspected}"
    for name, title in (("ec_law_test.tsv", "法律领域错别字句对"), ("sighan2015_test.tsv", "通用领域错别字句对（非公文）")):
        pairs = [row for row in csv.reader((OPEN / "text_checks" / name).open(encoding="utf-8"), delimiter="\t", quoting=3) if len(row) > 1]
        wrong = [row for row in pairs if row[0] != row[1]]
        hits = sum(any(each.kind in (Kind.WRONG, Kind.FIXED) for each in screen(row[0], lists)) for row in wrong)
        false = sum(any(each.kind in (Kind.WRONG, Kind.FIXED) for each in screen(row[1], lists)) for row in pairs)
        yield title, f"{len(wrong)} 句有错，共 {len(pairs)} 句", f"找到 {hits} 句；正确的句子误报 {false}"


if __name__ == "__main__":
    main()
