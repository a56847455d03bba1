"""How much of an indicator a piece of evidence speaks about: shared pairs of characters, rare ones counting more."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

Words = frozenset[str]
LONGEST = 600
_COMMON = re.compile(r"政务公开|政府信息|信息公开|工作|公开|情况|开展|落实|加强|进行|及时|按照|要求|材料|有关|相关|佐证|截图|年度")


def words_of(text: str) -> Words:
    """Pairs of neighbouring characters; words that stand in every indicator are left out."""
    parts = re.findall(r"[\u4e00-\u9fff]+|[A-Za-z]{3,}", _COMMON.sub(" ", text[:LONGEST]))
    return frozenset(part[at : at + 2] for part in parts for at in range(max(1, len(part) - 1)))


def likeness(indicators: Sequence[str], pieces: Sequence[str]) -> list[list[float]]:
    """For every piece and every indicator how alike they are, 0 … 1."""
    wanted = [words_of(text) for text in indicators]
    seen = Counter(word for words in wanted for word in words)
    weight = {word: math.log(1 + len(wanted) / count) for word, count in seen.items()}
    totals = [sum(weight[word] for word in words) or 1.0 for words in wanted]
    return [[_share(words, words_of(piece), weight, total) for words, total in zip(wanted, totals, strict=True)] for piece in pieces]


def _share(words: Words, spoken: Words, weight: dict[str, float], total: float) -> float:
    both = words & spoken
    shared = sum(weight[word] for word in both)
    own = sum(weight.get(word, 0.5) for word in spoken) or 1.0
    return max(shared / total, (0.8 if len(both) > 1 else 0.5) * shared / own)
