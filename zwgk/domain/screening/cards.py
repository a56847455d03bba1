"""Bank cards and accounts: Luhn (ISO/IEC 7812), the words before them, the banks' opening digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .codes import PIPL, luhn
from .model import Finding, Kind, Severity
from .text import around, digits, stars

_RUN = re.compile(r"(?<![0-9])(?<![0-9]\.)(?<![0-9A-Za-z]-)(?=([1-9][0-9]{3,18}(?:(?:[ \-]|[ ]?\r?\n)[0-9]{1,15}){0,5}))")
_GROUP = re.compile("[0-9]+")
_SIGN = re.compile("[0-9A-Za-z]")
_WORDS = re.compile(r"卡号|账号|帐号|账户|帐户|银行卡|一卡通|存折|开户|社保卡|储蓄卡|信用卡|借记卡|[农工建中商]行卡")
_BANKS = ("62", "9558", "95599", "436742", "601382")  # as cards begin that people here hold
_OFFICIAL = re.compile(r"(?:对公|财政专户|单位账户|基本户|非税|指定账户|保证金)[^。；\n]{0,24}$")
_OTHER = re.compile(r"(?:信用代码|编号|代码|编码|流水号?|订单号?|条码|单元号|宗地)[^。；\n]{0,6}$")


def cards(text: str) -> Iterator[Finding]:
    """Numbers that are called an account, or prove themselves to be a card."""
    for run in _RUN.finditer(text):
        left, _ = around(text, run.start(), run.start())
        named = bool(_WORDS.search(left))
        if _OFFICIAL.search(left) or (not named and _OTHER.search(left)):
            continue
        written = _card(text, run, named)
        if written:
            sure = luhn(digits(written))
            advice = "银行账户属于敏感个人信息，不得公开。" if sure else "形似银行账号，请核对是否为个人账户。"
            yield Finding(Kind.BANK, written, run.start(), Severity.CERTAIN if sure else Severity.SUSPECTED, advice, stars(written, 4, 4), PIPL)


def _card(text: str, run: re.Match[str], named: bool) -> str:
    """How much of the run is the number: what checks, the longest first; else, when it is called so, what stands together."""
    ends = [run.start() + group.end() for group in _GROUP.finditer(run[1])]
    cuts = [end - run.start() for end in ends if not _SIGN.match(text, end)]
    fitting = [run[1][:cut] for cut in cuts if 15 <= len(digits(run[1][:cut])) <= 19]
    proven = [each for each in fitting if luhn(digits(each)) and (named or (_grouped(each) and len(digits(each)) >= 16 and each.startswith(_BANKS)))]
    if proven:
        return proven[-1]
    return fitting[0] if named and fitting else ""


def _grouped(written: str) -> bool:
    """As cards are printed: in one, in fours, or the first six apart."""
    sizes = [len(group) for group in re.split(r"[^0-9]+", written)]
    return len(sizes) == 1 or all(size == 4 for size in sizes[:-1]) or (len(sizes) == 2 and sizes[0] in (6, 8))
