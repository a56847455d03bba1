"""Rows of a grid → indicators with numbers; and which indicator of a corrected table continues which."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from zwgk.domain.notices import units

from .grids import Columns, Grid

TOTAL = re.compile(r"^(合计|总计|总分|小计|共计|总得分)([:：（(\d].*)?$")
NOTE = re.compile(r"^(备注|注|说明|填表说明|附注)\s*\d*\s*[:：.．]")
GIVEN = re.compile(r"^\s*[（(]?(\d{1,2}(?:[.．]\d{1,2}){0,3})[）)]?[.．、\s]*(?=\D|$)")
ORDINAL = re.compile(r"^\s*(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|[A-Z]\d*[.．、\s]|\d{1,2}[.．、](?!\d))\s*")
POINTS = re.compile(r"[（(]\s*(?:满分|共|权重)?\s*([\d.]+)\s*(?:分|%|％)\s*[）)]")


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator as it stands in the table."""

    code: str
    text: str
    level1: str = ""
    level2: str = ""
    score: str = ""  # as a plain number, or as written
    criteria: str = ""
    requirement: str = ""
    source: str = ""
    units: tuple[str, ...] = ()  # as written
    place: str = ""  # "Sheet1 第5行"
    given: bool = False  # the number stands in the table


def read(grid: Grid, columns: Columns) -> tuple[list[Line], list[str]]:
    """The indicators (still with given numbers only), and a sentence for each row that was passed over."""
    found: list[Line] = []
    passed: list[str] = []
    for number in range(columns.head + 1, len(grid.rows)):
        row = grid.rows[number]
        reason = _no_indicator(row, columns)
        if reason:
            passed.append(f"{grid.place(number)}：{reason}")
        elif any(row):
            line = _line(grid, number, columns)
            if line.text and not (found and _goes_on(grid, number, columns, found)):
                found.append(line)
    return found, passed


def numbered(lines: Sequence[Line]) -> list[Line]:
    """Every line with a number of its own: given ones are kept, the others are counted 1.1, 1.2 … within the first level."""
    taken = {line.code for line in lines if line.code}
    used: set[str] = set()
    heads: dict[str, int] = {}
    counts: dict[str, int] = {}
    done = []
    for line in lines:
        head = heads.setdefault(line.level1, len(heads) + 1)
        code = line.code if line.code not in used else ""
        while not code:
            counts[line.level1] = counts.get(line.level1, 0) + 1
            proposed = f"{head}.{counts[line.level1]}" if line.level1 else str(counts[line.level1])
            code = "" if proposed in taken | used else proposed
        used.add(code)
        done.append(replace(line, code=code))
    return done


def _no_indicator(row: tuple[str, ...], columns: Columns) -> str:
    words = list(dict.fromkeys(cell.strip() for cell in row if cell.strip()))
    if not words:
        return ""
    if any(TOTAL.match(re.sub(r"\s", "", word)) for word in words[:2]):
        return "合计行，未作为指标"
    if NOTE.match(words[0]):
        return f"说明文字，未作为指标：{words[0][:40]}"
    if len(words) == 1 and len(row) > 2:
        return f"整行只有一句话，未作为指标：{words[0][:40]}"
    return "" if row[columns.fields["text"]].strip() else "没有考核内容，未作为指标"


def _goes_on(grid: Grid, number: int, columns: Columns, found: list[Line]) -> bool:
    """The content cell is merged from above: its further rows only add criteria, requirements or units."""
    column = columns.fields["text"]
    if (number, column) in grid.starts or not grid.starts:
        return False
    last, more = found[-1], _line(grid, number, columns)
    found[-1] = replace(
        last, criteria=_joined(last.criteria, more.criteria), requirement=_joined(last.requirement, more.requirement),
        source=_joined(last.source, more.source), units=tuple(dict.fromkeys([*last.units, *more.units])),
    )  # fmt: skip
    return True


def _joined(one: str, other: str) -> str:
    return one if not other or other in one else f"{one}\n{other}".strip()


def _line(grid: Grid, number: int, columns: Columns) -> Line:
    row = grid.rows[number]

    def cell(name: str) -> str:
        return row[columns.fields[name]].strip() if name in columns.fields else ""

    text, level2 = cell("text"), cell("level2")
    code = _given(cell("code"), dotted="level1" in columns.fields) or _given(text, dotted=True)
    score = score_of(cell("score")) or score_of(_points(text))
    return Line(
        code=code, given=bool(code), text=_plain(text), level1=_plain(cell("level1")), level2=_plain(level2) if level2 != text else "", score=score,
        criteria=cell("criteria"), requirement=cell("requirement"), source=cell("source"), units=split_units(cell("units")), place=grid.place(number),
    )  # fmt: skip


def _given(text: str, *, dotted: bool) -> str:
    """A number that is written: 1.2; a bare 3 only where nothing stands above it (a running 序号 is no number of an indicator)."""
    found = GIVEN.match(text)
    code = found[1].replace("．", ".") if found else ""
    return code if "." in code or (code and not dotted) else ""


def _plain(text: str) -> str:
    """Without its number and without the points in brackets."""
    bare = POINTS.sub("", " ".join(text.split()))
    found = GIVEN.match(bare)
    if found and "." in found[1].replace("．", "."):
        bare = bare[found.end() :]
    return ORDINAL.sub("", bare).strip() or text.strip()


def _points(text: str) -> str:
    found = POINTS.search(text)
    return found[1] if found else ""


def score_of(text: str) -> str:
    """5 out of “5分”, “5.0”, “5%”; what is no number stays empty."""
    found = re.search(r"\d+(?:\.\d+)?", text.replace(" ", ""))
    if not found or len(text) > 12:
        return ""
    try:
        return format(Decimal(found[0]).normalize(), "f")
    except InvalidOperation:
        return ""


def split_units(text: str) -> tuple[str, ...]:
    """县财政局、县司法局；各乡镇（街道） → three names, as written."""
    return units.split_units(re.sub(r"(牵头|责任|配合|参与)(单位|部门)?\s*[:：]", "、", text))


def matched(old: Sequence[Line], new: Sequence[Line]) -> list[tuple[int | None, int | None]]:
    """Pairs (old, new) by position: same number and words, same words, same number and alike; what is left stands alone."""
    left, pairs = dict(enumerate(old)), {}
    for rule in (_same, _same_words, _same_number):
        for at, line in enumerate(new):
            if at in pairs:
                continue
            twin = next((number for number, before in left.items() if rule(before, line)), None)
            if twin is not None:
                pairs[at] = twin
                left.pop(twin)
    return [(pairs.get(at), at) for at in range(len(new))] + [(number, None) for number in left]


def _same(old: Line, new: Line) -> bool:
    return old.code == new.code and _key(old.text) == _key(new.text)


def _same_words(old: Line, new: Line) -> bool:
    return _key(old.text) == _key(new.text)


def _same_number(old: Line, new: Line) -> bool:
    return old.code == new.code and difflib.SequenceMatcher(None, old.text, new.text, autojunk=False).ratio() > 0.5


def _key(text: str) -> str:
    return re.sub(r"\W", "", text)
