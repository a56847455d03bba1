"""What the text of a report says in figures, and which cells it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .numbers import plain

Sum = tuple[tuple[str, str], ...]  # (row, column) of each addend


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure in the text."""

    words: str  # as it stands there
    number: int
    meant: tuple[Sum, ...]  # any of these sums makes it true
    percent: str = ""  # "33.9" when a share follows
    growth: str = ""  # "-12.3" when a comparison with last year follows


@dataclass(frozen=True, slots=True)
class _Pattern:
    regex: re.Pattern[str]
    meant: tuple[Sum, ...]
    needs: str = ""  # the sentence must hold this
    without: str = ""  # the words before it in its clause must not


def _rows(*rows: str, column: str = "total") -> Sum:
    return tuple((row, column) for row in rows)


_N = r"(?P<n>\d[\d,]*)"
_U = r"(?:件次|件|宗|起|份|例|条)"
_LEAVES = {
    "予以公开": ("R3.1",), "部分公开": ("R3.2",), "不予公开": tuple(f"R3.3.{n}" for n in range(1, 9)), "无法提供": tuple(f"R3.4.{n}" for n in range(1, 4)),
    "不予处理": tuple(f"R3.5.{n}" for n in range(1, 6)), "其他处理": ("R3.6", "R3.6.1", "R3.6.2", "R3.6.3"),
}  # fmt: skip
_RECEIVED, _CARRIED, _DONE, _LEFT = _rows("R1"), _rows("R2"), _rows("R3.7"), _rows("R4")
_OTHER_MATTERS = "复议|诉讼|信访|投诉|来信|建议|提案|许可|留言|咨询|求助|举报"
_REVIEWED, _SUED = _rows("review"), _rows("direct", "after")
_OURS = "信息公开|依申请|答复"
_GIVING = "规范性文件|建议|提案|主动公开|主动"


def _patterns() -> Iterator[_Pattern]:
    def make(text: str, *meant: Sum, needs: str = "", without: str = "") -> _Pattern:
        return _Pattern(re.compile(text), meant, needs, without)

    received = r"(?:收到|受理|接收|新收|收悉|接到)"
    yield make(rf"{received}(?:(?!{_OTHER_MATTERS})[^,;。\d]){{0,45}}?申请(?:(?!{_OTHER_MATTERS})[^,;。\d]){{0,12}}?{_N}{_U}", _RECEIVED, needs="信息公开|依申请")
    yield make(rf"{received}了?{_N}{_U}(?:政府)?信息公开申请", _RECEIVED)
    yield make(rf"(?:办理|处理)(?:(?!{_OTHER_MATTERS})[^,;。\d]){{0,20}}?申请(?:(?!{_OTHER_MATTERS})[^,;。\d]){{0,6}}?{_N}{_U}", _RECEIVED, _RECEIVED + _CARRIED, _DONE, needs="信息公开|依申请")
    yield make(rf"(?<!公开)(?<!不予)(?:答复|办结)(?:(?!{_OTHER_MATTERS}|其中)[^,;。\d]){{0,25}}?{_N}{_U}", _DONE, needs="申请", without=_OTHER_MATTERS)
    yield make(rf"予以公开(?:及|和|与|以及|或)部分公开(?:的|类|答复|申请|共计|共|为|:)*{_N}{_U}", _rows("R3.1", "R3.2"), without=_GIVING)
    for name, rows in _LEAVES.items():
        joined = r"(?<!公开及)(?<!公开和)(?<!公开与)(?<!公开或)" if name == "部分公开" else ""
        yield make(rf"{joined}{name}(?:的|类|答复|信息|政府信息公开申请|申请|情形|共计|共|为|:|有)*{_N}{_U}", _rows(*rows), without=_GIVING)
        yield make(rf"{_N}{_U}(?:申请)?(?:为|属于|作出|系|予以|答复)?{name}(?![及和与或]部分|\d)", _rows(*rows), without=_GIVING)
    yield make(rf"上一?年度?结转(?:下来)?(?:的)?(?:政府信息公开)?(?:申请)?(?:数量?为?)?{_N}{_U}", _CARRIED)
    yield make(rf"结转(?:至|到|入)?(?:下一?年度?|明年|次年|20\d\d年度?)(?:继续)?(?:办理|答复)?(?:的)?(?:申请)?(?:数量?为?)?{_N}{_U}", _LEFT)
    yield make(rf"{_N}{_U}(?:申请)?[^,;。\d]{{0,20}}?(?:顺延|结转)(?:至|到|入)?(?:下|次|明|20\d\d)", _LEFT)
    for row, name in (("natural", "自然人"), ("business", "商业企业"), ("research", "科研机构"), ("welfare", "社会公益组织"), ("legal_service", "法律服务机构")):
        yield make(rf"{name}(?:申请|提出|提交|的)*(?:共计|共|为|:)?{_N}{_U}", _rows("R1", column=row), needs="申请")
    organisations = tuple(("R1", column) for column in ("business", "research", "welfare", "legal_service", "other"))
    yield make(rf"法人(?:或者?|和|及)其他组织(?:申请|提出|提交|的)*(?:共计|共|为|:)?{_N}{_U}", organisations, needs="申请")
    yield make(rf"(?<!经)行政复议(?:(?!诉讼|其中|维持|纠正)[^,;。、\d]){{0,8}}?{_N}{_U}", _REVIEWED, needs=_OURS)
    yield make(rf"未经复议直接(?:起诉|提起行政诉讼)[^,;。、\d]{{0,6}}?{_N}{_U}", _rows("direct"))
    yield make(rf"复议后(?:起诉|提起行政诉讼)[^,;。、\d]{{0,6}}?{_N}{_U}", _rows("after"))
    yield make(rf"(?<!后提起)(?<!直接提起)(?:行政诉讼|(?<!行政)诉讼)(?:(?!其中|维持|纠正)[^,;。、\d]){{0,8}}?{_N}{_U}", _SUED, needs=_OURS)
    made = r"(?:制发|制定|出台|印发|新制定|制定出台|制发并公开)"
    yield make(rf"{made}(?:的|了)?[^,;。\d规]{{0,6}}规范性文件(?:共计|共|为|数量)?{_N}(?:件|份|个)", (("normative", "made"),), without="其中|县政府|本级")
    yield make(rf"{made}(?:了)?{_N}(?:件|份|个)[^,;。\d规]{{0,4}}规范性文件", (("normative", "made"),), without="其中|县政府|本级")
    yield make(rf"废止(?:的|了)?[^,;。\d规]{{0,6}}规范性文件(?:共计|共|为)?{_N}(?:件|份|个)", (("normative", "repealed"),))
    yield make(rf"现行有效(?:的)?[^,;。\d规]{{0,6}}规范性文件(?:共计|共|为)?{_N}(?:件|份|个)", (("normative", "valid"),))
    for row, name in (("licence", "行政许可"), ("penalty", "行政处罚"), ("coercion", "行政强制")):
        yield make(rf"(?:作出|处理|做出|办理)(?:的)?{name}(?:处理)?(?:决定)?(?:数量)?(?:共计|共|为|:)?{_N}(?:件|宗|起|例|项)", ((row, "decided"),))


_PATTERNS = tuple(_patterns())
_SHARE = re.compile(r"^\)?,?(?:约)?占(?:比|总数|申请总数|办结总数|答复总数|办理总数|总量|申请总量|全部申请|总申请量|受理总数|收到申请总数|的|为|约)*(\d+(?:\.\d+)?)%")
_GROWTH = re.compile(r"^[^。;\d]{0,12}(?:同比|较上年|较去年|比上年|比去年|较上一年)度?(?:同期)?(增长|上升|增加|提高|减少|下降|回落|降低)了?(?:约)?(\d+(?:\.\d+)?)%")
_NONE = (
    (re.compile(r"(?:未|没有|无)(?:收到|接到|受理|收悉)[^,;。]{0,20}申请"), _RECEIVED),
    (re.compile(r"(?:未|没有|无)(?:发生|产生|出现|收到|因)?[^。;,]{0,25}行政复议"), _REVIEWED),
    (re.compile(r"(?:未|没有|无)(?:发生|产生|出现|收到|因)?[^。;,]{0,32}行政诉讼"), _SUED),
)


def claims(text: str, year: int | None) -> list[Claim]:
    """Every figure of the text that speaks of a cell, each once."""
    found: dict[tuple[str, tuple[Sum, ...]], Claim] = {}
    for sentence in sentences(text):
        for claim in (*_said(sentence, year), *_denied(sentence, year)):
            found.setdefault((claim.words, claim.meant), claim)
    return list(found.values())


def sentences(text: str) -> Iterable[str]:
    """The sentences without blanks, half-width signs."""
    return (plain(line) for part in re.split(r"[。；;！!\n]", text) for line in [part] if line.strip())


def _said(sentence: str, year: int | None) -> Iterator[Claim]:
    for pattern in _PATTERNS:
        if pattern.needs and not re.search(pattern.needs, sentence):
            continue
        for match in pattern.regex.finditer(sentence):
            before = sentence[: match.start()]
            clause = re.split(r"[,:、]", before)[-1]
            near = before[-30:] if pattern.without == _GIVING else clause
            if _elsewhere(before[-16:], year) or (pattern.without and re.search(pattern.without, near)):
                continue
            after = sentence[match.end() :]
            share, growth = _SHARE.match(after), _GROWTH.match(after)
            sign = "" if growth and growth[1] in ("增长", "上升", "增加", "提高") else "-"
            yield Claim(
                match[0], int(match["n"].replace(",", "")), _widened(pattern.meant, clause, match[0], sentence),
                share[1] if share else "", f"{sign}{growth[2]}" if growth else "",
            )  # fmt: skip


def _widened(meant: tuple[Sum, ...], clause: str, words: str, sentence: str) -> tuple[Sum, ...]:
    """“受理 n 件，含上年结转 m 件” counts both; “因本机关不掌握无法提供 n 件” may speak of that row alone."""
    if meant == (_RECEIVED,) and re.search(r"上一?年度?结转", sentence):
        return (_RECEIVED, _RECEIVED + _CARRIED)
    if "无法提供" in words and "不掌握" in clause:
        return (*meant, _rows("R3.4.1"))
    return meant


def _elsewhere(before: str, year: int | None) -> bool:
    """Whether the figure belongs to another year or to a part of the organ's figures."""
    past = rf"|{year - 1}年" if year else ""
    return bool(re.search(rf"去年|上年同期|上一年(?!度?结转)|往年|累计|本级[^,]{{0,8}}$|其中,?(?:县|区|市)?(?:直|级)?(?:部门|单位|乡镇|街道)[^,]{{0,8}}$|近[三五]年{past}", before))


def _denied(sentence: str, year: int | None) -> Iterator[Claim]:
    if re.search(rf"{_OURS}", sentence) is None:
        return
    for pattern, meant in _NONE:
        match = pattern.search(sentence)
        if match and not re.search(r"\d", match[0]) and not _elsewhere(sentence[: match.start()][-16:], year) and "尚未" not in match[0]:
            yield Claim(match[0], 0, (meant,))


def known_counts(text: str, year: int | None) -> tuple[int | None, ...]:
    """What the text says of normative documents made, repealed and valid; helps where digits ran together."""
    said = {claim.meant[0][0][1]: claim.number for claim in claims(text, year) if claim.meant[0][0][0] == "normative"}
    return said.get("made"), said.get("repealed"), said.get("valid")
