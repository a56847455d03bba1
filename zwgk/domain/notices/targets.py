"""Numeric thresholds that are no point in time: 不少于30天, 不低于4%, 26个试点领域, 确定1名负责同志."""

from __future__ import annotations

import re

from .model import Target
from .numerals import number_of

_LIMIT = re.compile(
    r"(?P<op>不得少于|不少于|不得低于|不低于|至少|达到|高于|超过|不超过|不得超过|不高于|控制在|提高到|提升至|提升到)\s?(?P<n>\d{1,9}(?:\.\d{1,4})?|[一二三四五六七八九十]{1,3})\s?(?P<u>[%％]|个百分点|个?工作日|天|日|小时|个月|万?元|亿元|次|条|件|篇|期|人|名|个|户|家|项|场|分|类|万)"
)
_DIGIT = re.compile(r"\d")
_BEFORE = re.compile("[^，。；、,;〓]*$")
_COUNT = re.compile(
    r"(?<![\d第.〔\-年月（(])(?P<n>\d{1,6})\s?(?P<u>个|类|项|部分|名|位|户|家|篇|场|处|种|条|批|张|所|支)(?![月小])(?!工作日|自然日)(?P<what>[㐀-鿿（(][㐀-鿿（）()、]{0,9})"
)
_ONE = re.compile(r"(?:确定|明确|指定|配备|设立|至少有)\s?(?P<n>[一二三两])\s?(?P<u>名|位|个|人)(?P<what>[㐀-鿿]{2,12})")
_RANGE = re.compile(r"(?:选择|选取|确定)?\s?(?P<n>\d{1,4})\s?(?:至|到|—|-|~)\s?\d{1,4}\s?(?P<u>个|户|家|名|项|次)(?P<what>[㐀-鿿]{0,12})")
_HOURS = re.compile(r"(?:保证|实行|确保)?(?P<n>24)小时(?=有|不间断|值班|服务|畅通)(?P<u>)")
_MASK = re.compile(r"《[^《》]{0,120}》|[〔\[][^〕\]]{0,8}[〕\]]\s?\d{0,5}号?|“[^“”]{0,24}”")
_OPS = {"不少于": ">=", "不得少于": ">=", "不低于": ">=", "不得低于": ">=", "至少": ">=", "达到": ">=", "高于": ">", "超过": ">", "提高到": ">=", "提升至": ">=", "提升到": ">="}


def read_targets(text: str, line: int = 0) -> tuple[Target, ...]:
    """The thresholds of the text; those that count acts per period belong to the deadlines."""
    masked = _MASK.sub(lambda hit: "〓" * len(hit.group(0)), text[:20_000])
    found: list[tuple[int, Target]] = []
    counted = _DIGIT.search(masked) is not None
    for hit in _RANGE.finditer(masked) if counted else ():
        found.append((hit.start(), Target(hit.group(0).strip(), float(hit["n"]), hit["u"], "between", line)))
        masked = _blank(masked, hit)
    for hit in _LIMIT.finditer(masked):
        if hit["u"] == "次" or hit["u"].endswith("工作日") and "超过" in hit["op"]:
            continue
        value = _number(hit["n"])
        if value is not None:
            phrase = _BEFORE.search(masked[max(0, hit.start() - 14) : hit.start()])
            whole = (phrase.group(0) if phrase else "") + hit.group(0)
            found.append((hit.start(), Target(whole.strip(), value, hit["u"].replace("％", "%"), _OPS.get(hit["op"], "<="), line)))
            masked = _blank(masked, hit)
    for pattern in (_COUNT, _ONE, _HOURS) if counted else (_ONE,):
        for hit in pattern.finditer(masked):
            value = _number(hit["n"])
            if value is not None and "〓" not in hit.group(0) and not hit["u"].startswith("年"):
                found.append((hit.start(), Target(hit.group(0), value, hit["u"] or "小时", "=", line)))
    return tuple(target for _, target in sorted(found, key=lambda pair: pair[0]))


def _blank(text: str, hit: re.Match[str]) -> str:
    return text[: hit.start()] + "〓" * (hit.end() - hit.start()) + text[hit.end() :]


def _number(word: str) -> float | None:
    if re.fullmatch(r"\d+(?:\.\d+)?", word):
        return float(word)
    value = number_of(word)
    return float(value) if value is not None else None
