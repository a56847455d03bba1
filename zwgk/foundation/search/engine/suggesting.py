"""“您是不是要找”: what sounds like the question and stands in a title. Pinyin typed in Latin letters, wrong characters of the same sound."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from .dictionaries import cut, cut_small, pinyin
from .texts import fold, units

FILE = "sounds.json"
MOST = 60_000  # words that are kept
ROOM = 400_000  # words that are counted at one time
LONGEST = 12


class Heard:
    """Words of titles and up to four of them in a row, with how often they stand there. What stays rare is forgotten when there is too much."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._rare = 1

    def learn(self, title: str) -> None:
        """One title more."""
        words = [part for word in cut(fold(title)) for part in _halves(units(word))]
        for size in (1, 2, 3, 4):
            rows = ("".join(words[n : n + size]) for n in range(len(words) - size + 1))
            self._counts.update(row for row in rows if 2 <= len(row) <= LONGEST and not row.isascii())
        if len(self._counts) > ROOM:
            self._forget()

    def _forget(self) -> None:
        while len(self._counts) > ROOM // 2:
            self._counts = Counter({word: count for word, count in self._counts.items() if count > self._rare})
            self._rare += 1

    def keep(self, folder: Path) -> None:
        """Write the most frequent beside the index, by their sound."""
        sounds: dict[str, list[str]] = {}
        for word, _ in self._counts.most_common(MOST):
            sounds.setdefault(sound(word), []).append(word)
        (folder / FILE).write_text(json.dumps(sounds, ensure_ascii=False), "utf-8")


def _halves(word: str) -> list[str]:
    """分类管理 → 分类, 管理; what has no such halves stays whole."""
    halves = [word[n : n + 2] for n in range(0, len(word), 2)]
    return halves if len(word) in (4, 6) and set(halves) <= set(cut_small(word)) else [word]


def sound(text: str) -> str:
    """How it sounds, with what people mix up made equal: zh/z, ch/c, sh/s, ng/n, l/n."""
    return _blurred(pinyin(text))


def _blurred(pinyin: str) -> str:
    for two, one in (("zh", "z"), ("ch", "c"), ("sh", "s")):
        pinyin = pinyin.replace(two, one)
    return pinyin.replace("ang", "an").replace("eng", "en").replace("ing", "in")


class Suggester:
    """Reads the sounds of one index; words that are known anyway are heard after those of its titles."""

    def __init__(self, folder: Path, known: Iterable[str] = ()) -> None:
        try:
            self._sounds: dict[str, list[str]] = json.loads((folder / FILE).read_text("utf-8"))
        except (OSError, ValueError):
            self._sounds = {}
        for word in known:
            self._sounds.setdefault(sound(word), []).append(word)

    def other(self, text: str) -> str:
        """The question as it was probably meant; "" when nothing better is known."""
        said = units(text)
        if not said or len(said) > 4 * LONGEST:
            return ""
        whole = self._heard(said)
        return whole or ("" if said.isascii() else self._by_parts(said))

    def _heard(self, said: str) -> str:
        pinyin = _blurred(said) if said.isascii() else sound(said)
        return next((word for word in self._sounds.get(pinyin, ()) if word != said), "")

    def _by_parts(self, said: str) -> str:
        """The longest piece that sounds like a known one, and is not known as it stands, is put right."""
        for size in range(min(len(said), LONGEST), 1, -1):
            for place in range(len(said) - size + 1):
                piece = said[place : place + size]
                words = self._sounds.get(sound(piece), ())
                if words and piece not in words:
                    return said[:place] + words[0] + said[place + size :]
        return ""
