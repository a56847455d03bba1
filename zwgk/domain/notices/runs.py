"""Names of units that stand glued to other text: where the run begins, where it ends, which units it holds.

Reads: a row of a table run together, and the names the document shows with separators. Writes: the run as (name, separator before).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from .units import unit_like

_SEPARATOR = re.compile(r"\s{0,4}[、，,；;]?\s{0,4}")
_TAIL = r"(?:部门|部委|委员会|办公室|办公厅|办事处|管委会|局|委|办|厅|署|部|院|处|科|室|站|馆|会|单位|中心|公司|政府|机构|国企|企业|企企|街道|检察院|银行)"
_BODY = "(?:应急|就业|对外|为民|在线|[^，。；、：:,;！？（）()“”《》\\s\\d的了将把向对于由为是在不按要应请被从就而且或所以其此该并等及使让])"
_NAME = re.compile(
    rf"(?:各|有关|相关|[省市县州旗镇乡盟]|(?<![社地片辖园城山库小校景牧矿林灾街])区|国家|中央|全国|国务院|自治区)(?={_BODY})(?:{_BODY}{{0,13}}?{_TAIL}(?:[（(][^（）()]{{1,16}}[）)])?|(?<=各){_BODY}{{1,8}}?[市县区州镇乡](?![{''.join('直属级域内外场划分政府')}]))"
)
_END = re.compile(rf"{_TAIL}(?:[（(][^（）()]{{1,16}}[）)])?")
_BRACKET = re.compile("[（(][^（）()\\d]{1,16}[）)]")
_LONGEST = 20
_SENTENCE = re.compile("[的了将把向对是在不按要被从而且或所以其此该并使让为]|特别|会同|相关信息")
_REGION = re.compile(r"[㐀-鿿]{3,14}?[区市县州局委办厅部处室心会]")


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive names in a text."""

    start: int
    end: int
    names: tuple[tuple[str, str], ...]  # (separator before, name)
    weight: int


def lexicon(texts: Iterable[str]) -> Counter[str]:
    """Names seen between separators, and beginnings that return behind a separator before ever other words."""
    seen: Counter[str] = Counter()
    following: dict[str, set[str]] = defaultdict(set)
    returns: Counter[str] = Counter()
    for text in texts:
        for word in re.split(r"[、，,。；;：:（(）)\s]", text):
            if 3 <= len(word) <= 16 and unit_like(word) and not _SENTENCE.search(re.sub("应急|就业|对外|为民|在线", "", word)):
                seen[word] += 1
        for hit in re.finditer(r"[、，](?=([㐀-鿿]{3,15}))", text):
            ahead = hit.group(1)
            for size in range(3, len(ahead)):
                if _REGION.fullmatch(ahead[:size]):
                    returns[ahead[:size]] += 1
                    following[ahead[:size]].add(ahead[size])
    for word, count in returns.items():
        if count >= 3 and len(following[word]) >= 3:
            seen[word] += count
    return seen


class Finder:
    """Finds runs in one text with the names of the document."""

    def __init__(self, text: str, names: Counter[str]) -> None:
        self.text = text[:1500]
        self.names = names
        self.by_first: dict[str, list[str]] = defaultdict(list)
        for name in names:
            self.by_first[name[:2]].append(name)
        self.longest = lru_cache(maxsize=None)(self._longest)

    def ends(self, start: int) -> list[int]:
        """Where a name that begins here may end."""
        found = {start + len(name) for name in self.by_first.get(self.text[start : start + 2], ()) if self.text.startswith(name, start)}
        hit = _NAME.match(self.text, start, start + 40)
        if hit:
            found.add(hit.end())
            found |= {more.end() for more in _END.finditer(self.text, hit.end(), min(len(self.text), start + _LONGEST)) if not re.search(r"[，。；、\s]", self.text[start : more.end()])}
        return sorted({self._with_bracket(end) for end in found}, reverse=True)

    def _with_bracket(self, end: int) -> int:
        """各乡镇人民政府 and its （街道办事处） are one name."""
        hit = _BRACKET.match(self.text, end, end + 20)
        return hit.end() if hit else end

    def _longest(self, start: int) -> tuple[int, int, tuple[tuple[str, str], ...]]:
        """(weight, end, names) of the best run from here."""
        best: tuple[int, int, tuple[tuple[str, str], ...]] = (0, start, ())
        for end in self.ends(start):
            name = self.text[start:end]
            gap = _SEPARATOR.match(self.text, end)
            after = gap.end() if gap else end
            weight, stop, rest = self.longest(after) if after < len(self.text) else (0, after, ())
            mine = 2 + min(3, self.names.get(_BRACKET.sub("", name), 0))
            separator = self.text[end:after]
            if not rest:
                stop = end
            made = (mine + weight, stop, (("", name), *(((separator, rest[0][1]), *rest[1:]) if rest else ())))
            if made[0] > best[0] or (made[0] == best[0] and made[1] > best[1]):
                best = made
        return best

    def best(self, tail: bool) -> Run | None:
        """The heaviest run; with `tail`, only one that ends the text."""
        chosen: Run | None = None
        limit = len(self.text.rstrip(" 。；;、，")) if tail else len(self.text)
        start = 0
        while start < len(self.text):
            weight, end, names = self.longest(start)
            if names and (not tail or end >= limit) and (chosen is None or weight > chosen.weight):
                chosen = Run(start, end, names, weight)
            start += 1
        return self._with_level(chosen) if chosen else None

    def _with_level(self, run: Run) -> Run:
        """省 before 住建厅 belongs to the name."""
        begin, name = run.start - 1, run.names[0][1]
        if begin < 0 or self.text[begin] not in "省市县区州旗" or name[0] in "省市县区州旗各":
            return run
        return Run(begin, run.end, ((run.names[0][0], self.text[begin] + name), *run.names[1:]), run.weight)


def pieces(run: Run) -> list[list[str]]:
    """The names by cell: those parted by 、 or ， stay together, glued or blank-parted ones stand apart."""
    groups: list[list[str]] = []
    for separator, name in run.names:
        if groups and separator.strip():
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups
