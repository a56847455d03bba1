"""Find the header of a table: title rows, cells such as 填报单位, levels of merged heads, numbering, example and total rows, notes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .columns import Column, column_from, path_of
from .grid import Grid, Place

DEEPEST = 6  # levels of a header
SEARCHED = 40  # rows in which a header is looked for
_TOTAL = re.compile(r"^(合计|总计|小计|共计|累计|总数)")
_NOTE = re.compile(r"^(备注|注|说明|填表说明|填报说明|填写说明|填表要求|填报要求|审核人|审核|制表|填报人|填表人|联系人|单位负责人|负责人|分管领导)[:：]|^(填表说明|填报说明|注\s*\d)")
_EXAMPLE = re.compile(r"^[（(]?(示例|样例|例如|范例)|^例[:：]|[（(]示例[）)]|[（(]例[）)]")
_NUMBERING = re.compile(r"^[（(]?(\d{1,2}|[甲乙丙丁戊己庚]|[A-Z]|[一二三四五六七八九十]{1,2})[）)]?(\s*[=＝].*)?$")
_UNIT_ROW = re.compile(r"^[（(][^（）()]{1,6}[）)]$")
_FILLS = (
    ("unit", re.compile(r"^(填报|填表|报送|上报|统计|报告)?(单位|机关)(名称)?([（(](盖章|公章|签章|章)[）)])?[:：]")),
    ("person", re.compile(r"^(填报人|填表人|制表人|经办人|联系人|填报人员)([（(]签[名字][）)])?[:：]")),
    ("phone", re.compile(r"^(联系电话|联系方式|电话|手机)[:：]")),
    ("date", re.compile(r"^(填报|填表|报送|上报|制表|报表|统计)?(日期|时间)[:：]")),
)
_MONEY_UNIT = re.compile(r"^单位[:：]\s*(万元|元|亿元|个|件|条|人|%|份|项|次|平方米|公里)$")


@dataclass(frozen=True, slots=True)
class Fill:
    """A cell outside the table that the platform fills: 填报单位：____."""

    row: int
    column: int
    what: str  # unit, person, phone, date
    label: str  # its text as printed


@dataclass(frozen=True, slots=True)
class Table:
    """What was found. Rows count from 1 and include both ends."""

    head: tuple[int, int]
    rows: tuple[int, int]  # rows to be filled
    columns: tuple[Column, ...]
    totals: tuple[int, ...] = ()
    examples: tuple[int, ...] = ()
    given: tuple[int, ...] = ()  # rows that already hold words: printed names of units, kinds of matter
    fills: tuple[Fill, ...] = ()
    title: str = ""
    notes: tuple[str, ...] = ()


def read_table(grid: Grid, head: tuple[int, int] | None = None) -> Table | None:
    """The table of this sheet; `head` when the officer has said where its header stands. None when there is none."""
    first = head[0] if head else _first(grid)
    if first is None:
        return None
    last = head[1] if head else _last(grid, first)
    begin = _below_numbering(grid, last)
    units = [row for row in range(last + 1, begin) if _units(grid, row)]
    begin, end, totals, examples, given = _rows(grid, begin)
    columns = tuple(
        column_from(grid, number, path, (begin, end), _example(grid, examples, number), "".join(grid.text(row, number) for row in units))
        for number in range(1, grid.last_column + 1)
        if (path := path_of(grid, number, (first, last)))
    )
    outside = [row for row in range(1, grid.last_row + 1) if row < first or row > max((end, *totals))]
    return Table(
        (first, last), (begin, end), columns, totals, examples, given, tuple(_fills(grid, outside)), _title(grid, first),
        tuple(_notes(grid, outside)),
    )  # fmt: skip


def _first(grid: Grid) -> int | None:
    """The first row that covers at least three fifths of the width with at least two different labels."""
    best: int | None = None
    for row in range(1, min(grid.last_row, SEARCHED) + 1):
        places = [place for place in grid.places(row) if grid.text(*place)]
        labels = [grid.text(*place) for place in places]
        if len(set(labels)) < 2 or any(_is_fill(label) or _NOTE.match(label) for label in labels):
            continue
        covered = sum(1 for column in range(1, grid.last_column + 1) if grid.text(row, column))
        if covered >= max(2, 0.6 * grid.last_column):
            return row
        if best is None and len(labels) >= 3 and covered >= 3:
            best = row
    return best


def _last(grid: Grid, first: int) -> int:
    last = first
    while last < first + DEEPEST:
        boxes = [grid.box(*place) for place in grid.places(last)]
        below = max((box.bottom for box in boxes), default=last)
        if below > last and below <= first + DEEPEST:
            last = below
            continue
        wide = [box for box in boxes if box.right > box.left and box.bottom == last and grid.text(box.top, box.left)]
        if not any(_divided(grid, last + 1, box.left, box.right) for box in wide):
            break
        last += 1
    return last


def _divided(grid: Grid, row: int, left: int, right: int) -> bool:
    """Below a wide label stand at least two labels: one more level."""
    found = {grid.master(row, column) for column in range(left, right + 1) if grid.text(row, column)}
    texts = [grid.text(*place) for place in found]
    return len(found) >= 2 and not any(_NUMBERING.match(text) or _number(text) for text in texts)


def _below_numbering(grid: Grid, last: int) -> int:
    row = last + 1
    while row <= grid.last_row and (_numbering(grid, row) or _units(grid, row)):
        row += 1
    return row


def _numbering(grid: Grid, row: int) -> bool:
    texts = grid.texts(row)
    return len(texts) >= max(2, 0.6 * grid.last_column) and all(_NUMBERING.match(text) for text in texts) and len(set(texts)) == len(texts)


def _units(grid: Grid, row: int) -> bool:
    texts = grid.texts(row)
    return bool(texts) and all(_UNIT_ROW.match(text) for text in texts)


def _rows(grid: Grid, begin: int) -> tuple[int, int, tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    totals: list[int] = []
    examples: list[int] = []
    given: list[int] = []
    while is_total(grid, begin):  # a total on top, as many Chinese tables have it
        totals.append(begin)
        begin += 1
    row = begin
    while row <= grid.last_row:
        texts = grid.texts(row)
        if is_total(grid, row):
            totals.append(row)
            break
        if texts and (_NOTE.match(texts[0]) or _is_fill(texts[0]) or _prose(grid, row)):
            break
        if any(_EXAMPLE.match(text) for text in texts[:3]):
            examples.append(row)
        elif not _blank(grid, row):
            given.append(row)
        row += 1
    end = row - 1
    if row > grid.last_row:
        end = max(end, grid.styled_until)
    return begin, max(begin, end), tuple(totals), tuple(examples), tuple(given)


def is_total(grid: Grid, row: int) -> bool:
    """合计, 总 计 … in one of the first cells."""
    return any(_TOTAL.match(re.sub(r"\s", "", text)) for text in grid.texts(row)[:2])


def _prose(grid: Grid, row: int) -> bool:
    """One long text over the whole width: an explanation below the table."""
    boxes = [grid.box(*place) for place in grid.places(row) if grid.text(*place)]
    return len(boxes) == 1 and (boxes[0].right - boxes[0].left + 1 >= 0.8 * grid.last_column or len(grid.text(row, boxes[0].left)) > 30) and grid.last_column > 2


def _blank(grid: Grid, row: int) -> bool:
    """Nothing but running numbers, dots and formulas."""
    for place in grid.places(row):
        cell = grid.cell(*place)
        text = cell.text.strip()
        if not text or cell.formula or re.fullmatch(r"[.…·—-]+", text) or (place[1] <= 2 and re.fullmatch(r"\d{1,4}", text)):
            continue
        return False
    return True


def _example(grid: Grid, rows: tuple[int, ...], column: int) -> str:
    return next((grid.text(row, column) for row in rows if grid.text(row, column)), "")


def _is_fill(text: str) -> bool:
    return any(pattern.match(text) for _, pattern in _FILLS) and not _MONEY_UNIT.match(text)


def _fills(grid: Grid, rows: list[int]) -> list[Fill]:
    found: list[Fill] = []
    seen: set[Place] = set()
    for row in rows:
        for place in grid.places(row):
            text = grid.text(*place)
            if place in seen or not text or _MONEY_UNIT.match(text):
                continue
            seen.add(place)
            found += [Fill(place[0], place[1], what, text) for what, pattern in _FILLS if pattern.match(text)][:1]
    return found


def _title(grid: Grid, first: int) -> str:
    """The longest line above the header that is no 附件 number."""
    lines = [text for row in range(1, first) for text in grid.texts(row) if not _is_fill(text) and not re.match(r"^附[件表]\s*\d*[:：]?$", text)]
    lines = [line for line in lines if not line.startswith("单位：")]
    return max(lines, key=len, default="")


def _notes(grid: Grid, rows: list[int]) -> list[str]:
    return [text for row in rows for text in grid.texts(row) if not _is_fill(text) and (_NOTE.match(text) or len(text) > 30)]


def _number(text: str) -> bool:
    return bool(re.fullmatch(r"[\d,.]+%?", text))
