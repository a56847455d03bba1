"""A list of units as it stands in a note or cell → the single units (DOC-06).

Split at 、 ， , ； outside brackets and where a separator was lost; never inside brackets. Open tails (等部门) are cut off,
aliases are not merged, nothing is added.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from .words import STRONG_TAIL

_OPEN, _CLOSE = "（(〔[【", "）)〕]】"
_SEPARATORS = frozenset("、，,；;|\n\t/。")
_AND = re.compile(r"(?<=[局委办厅署部室站心府门位道处团院司会区镇乡县市）)])(?:以及|及其|及|和|与)(?=[各省市县区州有相本其乡镇街村]|[㐀-鿿]{2,12}(?:局|委|办|厅|署|部|中心|公司|政府|处|院|会)$)")
_OPEN_TAIL = re.compile(
    r"等(?:\d{1,2}个|各|有关|相关|行业|主管|职能|责任|成员|监管|业务|涉及|市直|县直|区直|省直|市级|县级|区级|省级|其他|[一二三四五六七八九十]{1,2}个|执法|领域|牵头|承办){0,4}(?:部门|单位|机构|部委)?"
    r"(?:及|和|与|以及|、|，)?(?=$|各|有关|相关|[省市县区][直级]|地方)"
)
_EDGE = " \t:：。.；;，,、“”\"'*■●•·"
_LEVEL = "省市县区州旗盟镇乡"
# words that begin with the character of a level but name no level
_NO_LEVEL = re.compile(r"市场|市民|市政|区域|区划|区块|县域|省级|市级|县级|区级|州际|乡村|镇村|县处|市容")
_KEEPS_GOING = re.compile(r"(?:政府|[省市县区州旗]委|人民政府|党委|[省市县区州旗]直|各级|街道|各|有关|相关)$")
_CUT = re.compile(r"(?<=[局委办厅署室处门位府院会司心业企队校])(?=[各省市县区州旗盟])|(?<=[）)])(?=[各省市县区州旗盟㐀-鿿])")


def split_units(text: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """The units of `text` in order, each once; `known` are names seen with separators on both sides."""
    return _split(text, frozenset(known))


@lru_cache(maxsize=1024)
def _split(text: str, known: frozenset[str]) -> tuple[str, ...]:
    found: list[str] = []
    for piece in _outside_brackets(_OPEN_TAIL.sub("、", text).replace("会同", "、")):
        for word in _AND.split(piece):
            for unit in _unglue(_trim(word), known):
                if unit and unit not in found:
                    found.append(unit)
    return tuple(found)


def _outside_brackets(text: str) -> list[str]:
    pieces, start, depth = [], 0, 0
    for position, character in enumerate(text):
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth = max(0, depth - 1)
        elif (depth == 0 and character in _SEPARATORS) or (depth == 0 and character == " " and _blank_separates(text, position)):
            pieces.append(text[start:position])
            start = position + 1
    return [*pieces, text[start:]]


def _blank_separates(text: str, position: int) -> bool:
    """A blank ends a unit when a whole name stands before it and one begins after it."""
    return bool(STRONG_TAIL.search(text[max(0, position - 8) : position])) and len(text[position + 1 :].strip()) >= 3


def _trim(word: str) -> str:
    word = word.strip(_EDGE)
    word = re.sub(r"^(?:由|其中|以及|和|及)(?=[㐀-鿿]{3})", "", word)
    while word and word[-1] in _CLOSE and _unbalanced(word):
        word = word[:-1].strip(_EDGE)
    if word and word[0] in _OPEN and _unbalanced(word):
        word = word[1:].strip(_EDGE)
    if word.endswith("等") and len(word) > 2:
        word = word[:-1]
    return re.sub(r"(?<=[㐀-鿿]) +(?=[㐀-鿿])", "", word)


def _unbalanced(word: str) -> bool:
    return sum(word.count(c) for c in _OPEN) != sum(word.count(c) for c in _CLOSE)


def _unglue(word: str, known: Collection[str]) -> list[str]:
    """区发改委自然资源局东湖分局 → two units, where a whole name is followed by another."""
    if len(word) < 6:
        return [word] if word else []
    for position in _cut_positions(word, known):
        left, right = word[:position], word[position:]
        if _may_cut(left, right, known):
            return [left, *_unglue(right, known)]
    return [word]


def _cut_positions(word: str, known: Collection[str]) -> list[int]:
    shallow = {hit.start() for hit in _CUT.finditer(word)}
    named = {len(name) for name in known if len(name) >= 3 and word.startswith(name) and len(word) - len(name) >= 3}
    return sorted(position for position in shallow | named if 0 < position < len(word) and not _unbalanced(word[:position]))


def _may_cut(left: str, right: str, known: Collection[str]) -> bool:
    if len(left) < 3 or len(right) < 3 or not STRONG_TAIL.search(right):
        return False
    if _KEEPS_GOING.search(left) or right.startswith(("办公", "机关", "直属", "内设", "各科", "各处", "分局", "党组", "管理")):
        return False
    if left in known:
        return True
    if right[0] == "各":
        return bool(STRONG_TAIL.search(left))
    return right[0] in _LEVEL and not _NO_LEVEL.match(right) and bool(STRONG_TAIL.search(left))


@lru_cache(maxsize=8192)  # the same names stand in clause after clause
def unit_like(word: str) -> bool:
    """True for what can be the name of one unit or group of units."""
    if not 2 <= len(word) <= 40 or re.search(r"[。！？：:《》“”]", word):
        return False
    return bool(STRONG_TAIL.search(word) or re.match(r"(?:各|有关|相关|全[省市县区])[㐀-鿿（）()、]{1,20}$", word) or re.search(r"(?:[省市县区州镇乡村]|管委会)$", word))
