"""A table in the official layout → rows. Merged cells count for every line they cover; what has no column here is kept as `extra`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from zwgk.domain.documents import Extracted, Paragraph, Table

from .checking import Finding, check_row
from .comparing import compare_rows
from .row import Channel, Row, is_tick, read_channels

_HEAD_WITHIN = 8
_TOP = (
    (re.compile(r"^序号|^编号"), "number"),
    (re.compile(r"^公开内容|^内容"), "content"),
    (re.compile(r"^公开依据|^依据$"), "basis"),
    (re.compile(r"^公开时限|^时限$"), "limit"),
    (re.compile(r"^公开主体|^主体$|^责任主体"), "publisher"),
    (re.compile(r"^公开渠道|^渠道|^公开载体"), "channels"),
    (re.compile(r"^一级事项"), "level1"),
    (re.compile(r"^二级事项"), "level2"),
    (re.compile(r"^三级事项"), "level3"),
    (re.compile(r"^全社会"), "to_all"),
    (re.compile(r"^特定"), "to_some"),
    (re.compile(r"^主动"), "active"),
    (re.compile(r"^依申请"), "on_request"),
)  # fmt: skip
_NOTE = re.compile(r"^(?:注|备注|说明|填表说明)[:：]")
_LEVEL = re.compile(r"^[市区县镇乡街村].{0,8}级$|^镇街.*级$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sheet: where it stands, the row it became, what is wrong with it."""

    place: str  # 工作表「目录」A7
    row: Row
    problems: tuple[Finding, ...] = ()
    area: str = ""  # 相应领域, in combined lists

    @property
    def blocked(self) -> bool:
        return any(each.blocks for each in self.problems)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was read."""

    title: str
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()  # what stands beside the table
    lost: tuple[str, ...] = ()  # always empty unless a cell had no place at all
    tiers: tuple[str, ...] = ()


@dataclass(slots=True)
class _Head:
    """Which column of the grid is which column of the row."""

    names: dict[int, str] = field(default_factory=dict)  # column → field of Row
    tiers: dict[int, str] = field(default_factory=dict)
    extra: dict[int, str] = field(default_factory=dict)
    body: int = 0  # first line below the head
    area: int = -1


def read_sheet(found: Extracted) -> Sheet:
    """All tables of the document that have the head of a catalogue, one after the other."""
    title, notes, lines, tiers, known = "", [], [], [], False
    for block in found.blocks:
        if isinstance(block, Paragraph):
            text = " ".join(block.text.split())
            if not title and not known and ("目录" in text or "清单" in text):
                title = text
            elif text:
                notes.append(text)
            continue
        grid, places = _grid(block)
        head = _head(grid)
        if head is None:
            notes += [" ".join(cell for cell in row if cell) for row in grid]
            continue
        known = True
        title = title or _title(grid)
        tiers += [name for name in head.tiers.values() if name not in tiers]
        lines += _lines(grid, places, head, notes)
    return Sheet(title, tuple(lines), tuple(notes), tiers=tuple(tiers))


def known(lines: Iterable[Line], ours: Sequence[Row]) -> list[Line]:
    """The lines; one that says what stands here already blocks nothing, whatever is still wrong with it."""
    there = {row.path: row for row in ours}
    return [_open(line) if line.blocked and line.row.path in there and not compare_rows([there[line.row.path]], [line.row]) else line for line in lines]


def _open(line: Line) -> Line:
    return replace(line, problems=tuple(replace(each, blocks=False) for each in line.problems))


def _grid(table: Table) -> tuple[list[list[str]], list[str]]:
    grid = [["" for _ in range(table.columns)] for _ in range(table.rows)]
    places = ["" for _ in range(table.rows)]
    for cell in table.cells:
        places[cell.row] = places[cell.row] or cell.place
        for down in range(cell.row, min(cell.row + cell.row_span, table.rows)):
            for across in range(cell.column, min(cell.column + cell.column_span, table.columns)):
                grid[down][across] = cell.text.strip()
    return grid, places


def _head(grid: list[list[str]]) -> _Head | None:
    for at, row in enumerate(grid[:_HEAD_WITHIN]):
        words = {_bare(cell) for cell in row}
        if any(word.startswith("公开内容") for word in words) and any(word.startswith(("公开时限", "公开主体")) for word in words):
            return _columns(grid, at)
    return None


def _columns(grid: list[list[str]], at: int) -> _Head:
    head, below = _Head(body=at + 1), [""] * len(grid[at])
    under = [_bare(cell) for cell in grid[at + 1]] if at + 1 < len(grid) else []
    if any(re.match(r"一级事项|全社会|主动|县级", word) for word in under):
        below, head.body = under, at + 2
    for column, top in enumerate(map(_bare, grid[at])):
        _place(head, column, top, below[column])
    return head


def _place(head: _Head, column: int, top: str, below: str) -> None:
    label = below if below and below != top else top
    name = next((name for pattern, name in _TOP if pattern.search(label)), "")
    if top.startswith("公开事项") and not name:
        name = "level1"
    if not name and (top.startswith("公开层级") or _LEVEL.match(label)):
        head.tiers[column] = label
    elif re.match(r"相应领域|所属领域|领域", label):
        head.area = column
    elif name and name not in head.names.values():
        head.names[column] = name
    elif label:
        head.extra[column] = label


def _lines(grid: list[list[str]], places: list[str], head: _Head, notes: list[str]) -> list[Line]:
    found: list[Line] = []
    section, carried = "", ["", ""]
    for at in range(head.body, len(grid)):
        cells = grid[at]
        filled = {cell for cell in cells if cell}
        if not filled or _bare(cells[0]) == "序号":  # an empty line, or the head again on the next page
            continue
        if len(filled) == 1:  # one word over the whole line
            word = filled.pop()
            if _NOTE.match(_bare(word)):
                notes.append(word)
                continue
            if sum(1 for cell in cells if cell) > 2 or not any(cells[column] for column in head.names if head.names[column] != "number"):
                section, carried = word, ["", ""]
                continue
        if _NOTE.match(_bare(cells[0])):
            notes.append(" ".join(cell for cell in dict.fromkeys(cells) if cell))
            continue
        row, problems = _row(cells, head, section, carried)
        area = cells[head.area] if head.area >= 0 else ""
        found.append(Line(places[at] or f"第{at + 1}行", row, (*problems, *_wrong(row, head)), area))
    return found


def _wrong(row: Row, head: _Head) -> list[Finding]:
    """A sheet that never had the column of levels is no wrong row: the level is added after the import."""
    found = check_row(row)
    return found if head.tiers else [_MISSING_COLUMN if each.rule == "tiers" else each for each in found]


def _row(cells: list[str], head: _Head, section: str, carried: list[str]) -> tuple[Row, list[Finding]]:
    problems: list[Finding] = []
    told = {name: cells[column] for column, name in head.names.items() if column < len(cells)}
    if not told.get("level1") and carried[0]:
        told["level1"] = carried[0]
        if "level2" in told and not told["level2"]:
            told["level2"] = carried[1]
    carried[:] = [told.get("level1", ""), told.get("level2", "")]
    extra = {label: cells[column] for column, label in head.extra.items() if cells[column]}
    if section:
        extra["分组"] = section
    truths = {name: _tick(name, told.get(name, ""), extra, problems) for name in ("to_all", "active", "on_request")}
    tiers = tuple(label for column, label in head.tiers.items() if _tick("tiers", cells[column], extra, problems, label))
    to_some = told.get("to_some", "")
    channels: tuple[Channel, ...] = read_channels(told.get("channels", ""))
    row = Row(
        level1=_line(told.get("level1", "")), level2=_line(told.get("level2", "")), level3=_line(told.get("level3", "")), number=told.get("number", ""),
        content=told.get("content", ""), basis=told.get("basis", ""), limit=_line(told.get("limit", "")), publisher=_line(told.get("publisher", "")),
        channels=channels, to_all=truths["to_all"], to_some="√" if is_tick(to_some) else to_some.removeprefix("√").strip(),
        active=truths["active"], on_request=truths["on_request"], tiers=tiers, extra=extra,
    )  # fmt: skip
    return row, problems


def _tick(name: str, text: str, extra: dict[str, str], problems: list[Finding], label: str = "") -> bool:
    """A tick; other words in its place are kept and count as one."""
    if not text or text in ("/", "—", "-", "否", "×"):
        return False
    if not is_tick(text):
        extra[f"{label or _NAMES[name]}栏原文"] = text
        problems.append(Finding(name, f"“{text[:20]}”不是“√”，按选中读取。", "核对后改为“√”。", "tick", blocks=False))
    return True


_MISSING_COLUMN = Finding("tiers", "表里没有这一栏。", "可以先导入，发布前补上县级、乡级等。", "tiers", blocks=False)
_NAMES: Mapping[str, str] = {"to_all": "全社会", "active": "主动", "on_request": "依申请"}


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _line(text: str) -> str:
    """Names on one line: “最低生\\n活保障” was broken by the width of its column."""
    return re.sub(r"(?<=[A-Za-z0-9])\s+(?=[A-Za-z0-9])", " ", re.sub(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])", "", text))


def _title(grid: list[list[str]]) -> str:
    first = {cell for cell in grid[0] if cell}
    return first.pop() if len(first) == 1 else ""
