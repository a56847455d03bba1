"""Text that lost its line breaks → pieces that begin at its markers.

Reads: lines. Writes: the same lines, the long ones cut at markers that continue a count (一、→ 二、, （一）→（二）, 1.→ 2.), at
附件N, at organ + date, and before a table whose header words run together. Nothing is lost: the pieces joined are the line.
"""

from __future__ import annotations

import re

from .columns import header_run
from .lines import Grid, Line, piece_of
from .markers import ARABIC, ONE, PAREN, leading
from .numerals import CN, number_of

_LONG = 160
_CANDIDATE = re.compile(rf"(?P<one>[{CN}]{{1,3}})、|[（(](?P<paren>[{CN}]{{1,3}})[）)]|(?<![\d.．第〔/:：（(])(?P<ar>\d{{1,3}})[.．](?!\d)")
_NEXT_NUMERAL = re.compile(rf"[{CN}]{{1,2}}[、）)]")
_ENDS = "。；;：:！？!?）)》”\"』 \t…"
_NOT_ONE = "统唯专之第同单划合归前后期周十百廿初其万"
_ANNEX = re.compile(r"(?<=[。日月号前 　表单件页载）)室厅府局委部处会办])\s{0,4}(?=附件\s{0,2}[:：]?\s{0,2}[\d一二三四五六七八九]{0,2}[\s:：]{0,3}[㐀-鿿\d])")
_SIGNED = re.compile(
    r"(?:(?<=[。！；）)\s])|^)(?=[㐀-鿿（）()、]{4,40}?(?:办公室|办公厅|人民政府|委员会|管委会|厅|局|部|院)\s{0,6}(?:19|20)\d{2}年\d{1,2}月\d{1,2}日(?![前以之起止至、，。；）)内的]))"
)
_AFTER_DATE = re.compile(r"(?<=\d日)(?!\s{0,4}[前以之起止至内的到开召发印举完])\s{0,4}(?=(?:附件|[（(](?:此件|本文)|抄送|(?:19|20)\d{2}年[㐀-鿿]|[㐀-鿿]{2,30}(?:要点|方案|分工|分解表|计划|意见|任务|年)))")
_BREAK = re.compile(r"(?<=[。：:；;）)》号日厅室局委会府部知见案表位]) +(?=[㐀-鿿《（(“\d])|(?<=>)\s+")
_TITLE_HEAD = re.compile(r"(?<=的通知) {0,2}(?=时间|来源|发布|各|[（(])|(?<=[。空间博信版载]) +(?=[㐀-鿿]{4,40}关于)| +(?=(?:时间|来源|发布时间|发布日期|来源单位|浏览次数|字体|作者)[:：])")

_SIGNALS = (re.compile("当前位置"), re.compile("印发给你们|现予以?印发|通知如下"), _SIGNED, re.compile("[：:] ?(?:为|根据|按照|各)"), re.compile("的通知[ 》]"), re.compile("-->"))


def unroll(items: list[Line | Grid]) -> list[Line | Grid]:
    """Cut the long lines; short ones and tables stay. A document whose lines begin with markers is left alone."""
    lines = [item for item in items if isinstance(item, Line)]
    own = dict.fromkeys((ONE, PAREN, ARABIC), 0)
    for line in lines:
        mark = leading(line.text)
        if mark and mark.kind in own:
            own[mark.kind] += 1
    scan = _Scan(own)
    made: list[Line | Grid] = []
    for item in _rejoined(items):
        if isinstance(item, Grid) or (len(item.text) < _LONG and not item.text.startswith("附件") and not header_run(item.text[:400])):
            if isinstance(item, Line):
                scan.note(item.text)
            made.append(item)
            continue
        cuts = sorted({0, *_frame_cuts(item.text), *scan.cuts(item.text)})
        if len(cuts) == 1:
            made.append(item)
            continue
        for number, (start, end) in enumerate(zip(cuts, [*cuts[1:], len(item.text)], strict=True), 1):
            if item.text[start:end].strip():
                made.append(piece_of(item, item.text[start:end], number))
    return made


def _rejoined(items: list[Line | Grid]) -> list[Line | Grid]:
    """A line that begins with 附件N inside a sentence belongs to the line before it."""
    made: list[Line | Grid] = []
    for item in items:
        before = made[-1] if made else None
        if isinstance(item, Line) and isinstance(before, Line) and item.text.startswith("附件") and not item.gap:
            open_bracket = before.text.count("（") > before.text.count("）")
            unfinished = len(before.text) > 60 and before.text[-1] not in "。；：！）)日号载表室厅" and not header_run(item.text[:80])
            if open_bracket or unfinished:
                made[-1] = Line(before.no, before.text + item.text, before.raw + item.raw, before.place, before.style, before.gap, before.piece)
                continue
        made.append(item)
    return made


def _frame_cuts(text: str) -> set[int]:
    """Where title, addressees, signature, date and annexes begin in a text run together."""
    run = header_run(text)
    front = text[: run[0]] if run else text
    cuts = {hit.end() for pattern in (_ANNEX, _AFTER_DATE) for hit in pattern.finditer(text)}
    cuts |= {hit.start() for hit in _SIGNED.finditer(text)}
    if run or text.startswith("附件") or sum(bool(signal.search(text)) for signal in _SIGNALS) >= 2:
        cuts |= {hit.end() for pattern in (_BREAK, _TITLE_HEAD) for hit in pattern.finditer(front[:6000])}
    if run:
        cuts |= {run[0], run[1]}
    return {cut for cut in cuts if 0 < cut < len(text)}


class _Scan:
    """Counts that run through the document."""

    def __init__(self, own: dict[str, int]) -> None:
        self.own = own
        self.one = self.paren = self.arabic = 0

    def note(self, text: str) -> None:
        """A short line with a marker of its own moves the count."""
        mark = leading(text)
        if mark and mark.kind == ONE:
            self.one, self.paren, self.arabic = mark.number, 0, self.arabic
        elif mark and mark.kind == PAREN:
            self.paren = mark.number
        elif mark and mark.kind == ARABIC:
            self.arabic = mark.number

    def cuts(self, text: str) -> list[int]:
        """Positions of markers that continue a count."""
        found: list[int] = []
        table = header_run(text)
        in_table = table[1] if table else -1
        for hit in _CANDIDATE.finditer(text):
            if self._accept(text, hit, in_table >= 0 and hit.start() >= in_table):
                found.append(hit.start())
        return found

    def _accept(self, text: str, hit: re.Match[str], in_table: bool) -> bool:
        before = text[hit.start() - 1] if hit.start() else "。"
        clean = before in _ENDS
        if hit["one"]:
            return self._one(text, hit, before, clean)
        if hit["paren"]:
            return self._paren(text, hit, before, clean or in_table)
        return self._arabic(text, hit, clean or in_table)

    def _one(self, text: str, hit: re.Match[str], before: str, clean: bool) -> bool:
        number = number_of(hit["one"]) or 0
        if self.own[ONE] > 1 and hit.start() > 0:
            return False
        if before in _NOT_ONE or before in CN or _NEXT_NUMERAL.match(text, hit.end()):
            return False
        follows = number == self.one + 1 or (number == 1 and clean) or (clean and 0 < number - self.one <= 2) or (number == self.one > 0 and self.arabic > 0)
        if not follows:
            return False
        self.one, self.paren = number, 0
        return True

    def _paren(self, text: str, hit: re.Match[str], before: str, clean: bool) -> bool:
        number = number_of(hit["paren"]) or 0
        if self.own[PAREN] > 1 and hit.start() > 0:
            return False
        after = text[hit.end() : hit.end() + 1]
        if before in "第条款项" or after in "项款（(、，。至和" or re.search(rf"[（(][{CN}]{{1,3}}[）)]$", text[max(0, hit.start() - 6) : hit.start()]):
            return False
        if not (number == self.paren + 1 or number == 1 or (clean and number == self.paren + 2)):
            return False
        if number == 1 and self.one == 0 and not clean:
            return False
        self.paren = number
        return True

    def _arabic(self, text: str, hit: re.Match[str], clean: bool) -> bool:
        number = int(hit["ar"])
        if self.own[ARABIC] > 1 and hit.start() > 0:
            return False
        if self.one == 0 and self.paren == 0:
            return False
        follows = number == self.arabic + 1 or (number == 1) or (clean and number == self.arabic + 2)
        if not follows:
            return False
        self.arabic = number
        return True
