"""Names of organs as official documents write them: one key per spelling, own-county forms, likeness. Pure.

`key` makes brackets, blanks and width equal. `forms` gives every way in which the own county's documents write the same
organ with certainty (县财政局 = 和光县财政局 = 财政局). `likeness` scores what only a person may decide (发改委 ~ 发展和改革委员会).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher

_BRACKETS = str.maketrans("（）［］〔〕【】｛｝", "()[][][]{}")
LEVELS = "县区市旗"
_RANK = {"县": 1, "区": 1, "旗": 1, "市": 2, "州": 2, "省": 3}
LEAST = 0.45  # below this a candidate is noise


@dataclass(frozen=True, slots=True)
class Place:
    """The own jurisdiction: `Place("和光县", "县")`; both empty while no government is registered."""

    name: str = ""
    level: str = ""

    @classmethod
    def of_government(cls, name: str) -> Place:
        """From the full name of the government, e.g. 和光县人民政府."""
        place = re.sub(r"人民政府$", "", key(name))
        return cls(place, place[-1:] if place[-1:] in LEVELS else "")

    def strange_level(self, text: str) -> str:
        """The level word at the beginning that is not ours: `县` in 和光县, text 市发改委 → 市."""
        found = re.match(r"(?:各)?([省市州县区旗])(?=[^、)])", text)
        if not found or not self.level or found[1] == self.level or text.startswith("市场"):
            return ""
        # A city speaks of its own districts and counties without any slip.
        return "" if _RANK.get(found[1], 0) < _RANK.get(self.level, 0) else found[1]

    def is_above(self, level: str) -> bool:
        """True when the level word means an authority above us."""
        return _RANK.get(level, 0) > _RANK.get(self.level, 0)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are, and the reason a person reads."""

    score: float
    reason: str


def key(text: str) -> str:
    """`各乡镇（街道）` and `各乡镇 (街道)` → `各乡镇(街道)`."""
    plain = unicodedata.normalize("NFKC", text).translate(_BRACKETS)
    return "".join(char for char in plain if not char.isspace() and unicodedata.category(char) != "Cf")


def forms(text: str, place: Place) -> frozenset[str]:
    """All spellings that mean the same organ inside the own county without any doubt."""
    plain = _common(key(text))
    found = {plain}
    if plain.endswith("街道"):  # 和光县人民政府晨光街道办事处
        plain = plain.removeprefix(f"{place.name}政府").removeprefix(f"{place.level}政府")
        found.add(plain)
    for prefix in (place.name, f"{place.level}本级", f"{place.level}级", "本级", place.level):
        rest = plain.removeprefix(prefix) if prefix else plain
        if rest != plain and len(rest) >= 2:
            found.add(rest)
    return frozenset(found)


def likeness(text: str, name: str, place: Place) -> Likeness | None:
    """The best reason to think that `text` may mean the organ called `name`; None when there is none."""
    one, other = _core(text, place), _core(name, place)
    if not one or not other:
        return None
    found = (
        _without_bracket(text, name, place)
        or _street(one, other)
        or _without_place(one, other)
        or _slip(text, other, place)
        or _abbreviation(one, other)
        or _other_tail(one, other)
        or _alike(one, other)
    )
    return found if found and found.score >= LEAST else None


def _common(text: str) -> str:
    """Drop what official names add or leave out by rule: 中共, 人民政府 → 政府, 青禾镇人民政府 → 青禾镇."""
    text = text.removeprefix("中国共产党").removeprefix("中共").replace("人民政府", "政府")
    text = re.sub(r"(?<=[乡镇])政府$", "", text)
    text = re.sub(r"(?<=街道)办事处$", "", text)
    return re.sub(r"(?<=村)(?:村?民委员会|村?委会)$|(?<=社区)居(?:民委员会|委会)$", "", text)


def _core(text: str, place: Place) -> str:
    """The shortest certain form."""
    return min(forms(text, place), key=len)


def _abbreviation(one: str, other: str) -> Likeness | None:
    """One is written with some of the characters of the other, in order: 政务中心 ~ 政务服务中心."""
    short, long = sorted((one, other), key=len)
    if len(short) < 2 or not _is_subsequence(short, long):
        return None
    covered = len(short) / len(long)
    same_head = short[0] == long[0]
    same_tail = _tail(short) == _tail(long)
    score = 0.62 + 0.25 * covered + (0.1 if same_head else -0.1) - (0 if same_tail else 0.25)
    return Likeness(round(min(score, 0.97), 2), f"“{short}”像是“{long}”的简写")


def _tail(name: str) -> str:
    """局, 委, 办, … by which one kind of organ is told from another."""
    return re.sub("办公室$", "办", re.sub("委员会$", "委", name))[-1]


def _other_tail(one: str, other: str) -> Likeness | None:
    """县卫健委 ~ 县卫生健康局: the same work under another kind of name, as after a reform."""
    stems = [re.sub("(?:委员会|办公室|局|委|办|厅)$", "", name) for name in (one, other)]
    short, long = sorted(stems, key=len)
    if len(short) < 2 or stems == [one, other] or short[0] != long[0] or not _is_subsequence(short, long):
        return None
    return Likeness(round(0.5 + 0.2 * len(short) / len(long), 2), f"“{short}”与“{long}”相近，只是机构名称的末尾不同")


def _is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(char in rest for char in short)


def _without_bracket(text: str, name: str, place: Place) -> Likeness | None:
    """县委组织部(县公务员局): the part before the bracket, or inside it, is the organ."""
    parts = re.fullmatch(r"(.{3,})\((.{3,})\)", key(text))
    if parts and any(forms(part, place) & forms(name, place) for part in parts.groups()):
        return Likeness(0.95, "去掉括号后名称相同")
    return None


def _street(one: str, other: str) -> Likeness | None:
    """临江街办 ~ 临江街道."""
    return Likeness(0.95, "“街办”即街道办事处") if one != other and re.sub("街道?办$", "街道", one) == other else None


def _without_place(one: str, other: str) -> Likeness | None:
    """市财政局 ~ 曜州市财政局: the name of the place was left out."""
    if len(one) >= 3 and other.endswith(one) and other != one:
        return Likeness(0.9, f"像是“{other}”省去前面地名的写法")
    return None


def _slip(text: str, other: str, place: Place) -> Likeness | None:
    """市发改委 or 县市安监局 in a county: the level word may be a slip of the pen."""
    plain = _common(key(text)).removeprefix(place.name)
    found = re.match(rf"([{LEVELS}])([{LEVELS}](?!场|政))?(?!场)(?=.{{2}})", plain)
    if not found or not place.level or found[0] == place.level:
        return None
    rest = plain[found.end() :]
    inner = Likeness(0.85, "") if rest == other else _abbreviation(rest, other) or _other_tail(rest, other)
    if inner is None:
        return None
    return Likeness(round(inner.score - 0.15, 2), f"原文写“{found[0]}”，本地为“{place.level}”，可能是笔误，也可能指别处的单位")


def _alike(one: str, other: str) -> Likeness | None:
    ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
    if ratio < 0.7:
        return None
    return Likeness(round(ratio * 0.8, 2), "写法相近")
