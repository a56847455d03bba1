"""What a person typed, as groups: every group must hold; a group is satisfied by any of its forms."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .texts import content, fold, units

MOST = 12  # groups
LONGEST = 200  # characters of a question that are read
_PIECE = re.compile(r"(?P<minus>(?<!\S)[-－])?(?:[\"“”「『](?P<quoted>[^\"“”」』]*)[\"“”」』]|(?P<plain>[^\s\"“”「」『』]+))")


@dataclass(frozen=True, slots=True)
class Group:
    """One piece of the question and what stands for it: itself first, then the same with synonyms, as units."""

    forms: Sequence[str]
    words: Sequence[Sequence[str]] = ()  # its words, each with its synonyms; none when it was quoted


@dataclass(frozen=True, slots=True)
class Question:
    """Groups that must hold and strings that must not."""

    groups: Sequence[Group] = ()
    without: Sequence[str] = ()

    @property
    def whole(self) -> str:
        """All its groups in a row: a title or 文号 is compared with this."""
        return "".join(group.forms[0] for group in self.groups)

    def __bool__(self) -> bool:
        return bool(self.groups)


def read(text: str, synonyms: Mapping[str, Sequence[str]] | None = None) -> Question:
    """Read `老旧小区 "财政补贴" -通知`."""
    groups: dict[str, Group] = {}
    without: list[str] = []
    for piece in _PIECE.finditer(text[:LONGEST]):
        exact = piece["quoted"] is not None
        said = units(piece["quoted"] if exact else piece["plain"])
        if not said:
            continue
        if piece["minus"]:
            without.append(said)
        elif said not in groups and len(groups) < MOST:
            groups[said] = Group((said,)) if exact else _group(said, synonyms or {})
    return Question(tuple(groups.values()), tuple(dict.fromkeys(without)))


def _group(said: str, synonyms: Mapping[str, Sequence[str]]) -> Group:
    words: Sequence[str] = content(said, synonyms)
    if all(len(word) == 1 for word in words):  # a name, a word that no dictionary knows: its single characters stand everywhere and mean nothing
        words = ()
    return Group((said, *others(said, synonyms)), tuple((word, *synonyms.get(word, ())) for word in words))


def others(said: str, synonyms: Mapping[str, Sequence[str]]) -> list[str]:
    """The same said otherwise: 低保申请 → 最低生活保障申请."""
    found = [said.replace(word, other) for word, same in synonyms.items() if word in said for other in same if other not in said]
    return list(dict.fromkeys(found))[:4]


def table(lines: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    """Lines of words that mean the same → each word with the others."""
    same: dict[str, list[str]] = {}
    for line in lines:
        forms = [units(fold(word)) for word in line]
        for word in forms:
            same.setdefault(word, []).extend(other for other in forms if other != word)
    return same
