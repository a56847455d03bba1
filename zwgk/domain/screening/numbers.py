"""Numbers of persons: identity, mobile phone, bank card, passport, credit code.

Reads: plain text. Writes: findings. Check digits: GB 11643-1999 (mod 11-2), Luhn, GB 32100-2015 (mod 31).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .cards import cards
from .codes import PIPL, REGULATION, credit_checks
from .identities import PROVINCES, identities
from .model import Finding, Kind, Lists, Severity
from .text import around, digits, stars

_SEP = r"(?:[ \-.·]|[ ]?\r?\n)?"
_MOBILE = re.compile(
    rf"(?<![0-9])(?<![0-9A-Za-z]-)(?<![0-9]\.)(?:\(?(?:\+|00)?86\)?[ \-]?|0)?"
    rf"(1[3-9][0-9]{_SEP}[0-9]{{4}}{_SEP}[0-9]{{4}}|1 [3-9](?: [0-9]){{9}})(?![0-9A-Za-z])"
)
APART = 10  # spaces in a number whose digits stand one by one, as the cells of a table do
_CALLED = re.compile(r"手机|电话|联系|微信|[Tt][Ee][Ll]|号码")
_PREFIX = re.compile(r"[A-Za-z]+$")
_PREFIXES = frozenset({"tel", "t", "mob", "mobile", "phone", "m", "p", "wx", "vx", "v", "wechat", "weixin", "qq", "id"})
_CONTACT = re.compile(r"(?:联系人|联系电话|联系方式|咨询电话|咨询|监督电话|监督|举报电话|举报|投诉|值班|办公电话|服务热线|热线|经办人|报名电话)[^。；\n]{0,20}$")
_SERIAL = re.compile(r"(?:发票|票据?|单|流水|凭证|合同|编|序列|批|案|档案|设备|资产)(?:号码|编号|号|代码)[: ]*(?:为|是)?[: ]*$")
_AMOUNT = re.compile(r"\.\d| ?(?:[元件份万亿吨米]|个(?!人)|平方|立方|公里|公斤|千克|千瓦|字节)")
_CREDIT = re.compile(r"(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Za-z])")
_PASSPORT = re.compile(r"(?<![0-9A-Za-z])(?:[EGDSPH][A-HJ-NP-Z]?[0-9]{7,8}|1[45][0-9]{7})(?![0-9A-Za-z])")
_PASSPORT_WORDS = re.compile(r"护照|通行证|出入境证件")


def personal_numbers(text: str, lists: Lists) -> Iterator[Finding]:
    """Every number of a person; a spot taken by a stronger kind is not told twice (see `document.settled`)."""
    yield from identities(text)
    yield from _mobiles(text, lists)
    yield from cards(text)
    yield from _credit_codes(text)
    yield from _passports(text)


def _mobiles(text: str, lists: Lists) -> Iterator[Finding]:
    for found in _MOBILE.finditer(text):
        left, _ = around(text, *found.span(), before=30)
        if digits(found[1]) in lists.public_phones or not _is_phone(text, found, left):
            continue
        if _CONTACT.search(left):
            severity, advice = Severity.SUSPECTED, "联系人的手机号码：请改用单位办公电话，或确认本人同意公开。"
        elif found[1].count(" ") == APART and not _CALLED.search(left[-12:]):
            severity, advice = Severity.SUSPECTED, "逐位隔开的数字，可能是表格里的各栏；确是手机号码的，隐去中间四位。"
        else:
            severity, advice = Severity.CERTAIN, "隐去中间四位后再公开。"
        yield Finding(Kind.PHONE, found[1], found.start(1), severity, advice, stars(found[1], 3, 4), PIPL)


def _is_phone(text: str, found: re.Match[str], left: str) -> bool:
    """Not an amount, not the number of a paper; broken over lines only when it is called a phone."""
    if _AMOUNT.match(text, found.end()) or _SERIAL.search(left):
        return False
    letters = _PREFIX.search(left)
    if letters and letters[0].lower() not in _PREFIXES:
        return False
    return found[1].count("\n") == 0 or (found[1].count("\n") == 1 and bool(_CALLED.search(left[-12:])))


def _credit_codes(text: str) -> Iterator[Finding]:
    for found in _CREDIT.finditer(text):
        code = found[0]
        left, right = around(text, *found.span())
        if re.match(r"/(?:19|20)\d{2}", right) or code[0] not in "1235789AY" or code[2:4] not in PROVINCES | {"10"}:
            continue
        checks = credit_checks(code)
        if checks and code.startswith("92"):
            yield Finding(Kind.CREDIT, code, found.start(), Severity.SUSPECTED, "个体工商户的代码与经营者个人相连，请确认目录要求公开。", "", REGULATION)
        elif not checks and "信用代码" in left:
            yield Finding(Kind.CREDIT, code, found.start(), Severity.SUSPECTED, "统一社会信用代码的校验码不符，请核对。", "", "GB 32100-2015")


def _passports(text: str) -> Iterator[Finding]:
    for found in _PASSPORT.finditer(text):
        left, _ = around(text, *found.span())
        if _PASSPORT_WORDS.search(left):
            yield Finding(Kind.PASSPORT, found[0], found.start(), Severity.CERTAIN, "证件号码不得公开。", stars(found[0], 2, 2), PIPL)
