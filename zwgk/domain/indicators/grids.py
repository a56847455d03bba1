"""Tables as plain rows, and which of their columns means what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from zwgk.domain.documents import Extracted, Table

HEAD_ROWS = 12  # a head is looked for in the first rows only
FIELDS: Mapping[str, str] = {
    "code": "编号", "level1": "一级指标", "level2": "二级指标", "text": "考核内容（三级指标）", "score": "分值", "criteria": "评分标准",
    "units": "责任单位", "requirement": "佐证材料要求", "source": "数据来源",
}  # fmt: skip
# The first that fits counts; the words are those of heads seen in county and provincial tables.
_SYNONYMS: tuple[tuple[str, str], ...] = (
    ("requirement", r"佐证|证明材料|印证|备查资料|材料要求|报送材料|提供材料|支撑材料"),
    ("level1", r"一级指标|一级|指标类别|考核项目|评估项目|考评项目|指标大类|类别|板块"),
    ("level2", r"二级指标|二级|考核要点|评估要点|指标分类|项目分类"),
    ("score", r"^(标准)?分值|分数|权重|满分|标准分|基准分|^分$|赋分$"),
    ("criteria", r"评分|计分|扣分|得分标准|赋分|评价标准|考核标准|评估标准|考评标准|考核办法|考核细则|打分"),
    ("units", r"责任单位|责任部门|牵头单位|牵头部门|考核对象|被考核单位|适用单位|适用对象|评估对象|配合单位|落实单位|报送单位|承办单位"),
    ("source", r"数据来源|数据采集|采集方式|考核方式|评估方式|来源"),
    ("text", r"三级指标|四级指标|考核内容|评估内容|考评内容|考核指标|评估指标|指标内容|具体内容|指标名称|工作任务|具体指标|内容|指标"),
    ("code", r"序号|编号|指标编码|代码|^序$|^号$"),
)


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: rows of equal length, each merged cell filled into every place that it covers."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    starts: frozenset[tuple[int, int]] = frozenset()  # (row, column) where a cell begins; the others are filled
    numbers: tuple[int, ...] = ()  # of the rows as the source counts them; empty: 1, 2, 3 …

    def place(self, row: int) -> str:
        return f"{self.name} 第{self.numbers[row] if self.numbers else row + 1}行"


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the head ends and which column holds what."""

    head: int  # 0-based row of the (last) head row
    fields: Mapping[str, int] = field(default_factory=dict)  # field → column

    @property
    def usable(self) -> bool:
        return "text" in self.fields


def grids(document: Extracted) -> list[Grid]:
    """Every table of the document that has at least two rows and columns."""
    tables = [block for block in document.blocks if isinstance(block, Table) and block.rows > 1 and block.columns > 1]
    return [_grid(table, number) for number, table in enumerate(tables, 1)]


def _grid(table: Table, number: int) -> Grid:
    filled = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        for row in range(cell.row, min(cell.row + cell.row_span, table.rows)):
            for column in range(cell.column, min(cell.column + cell.column_span, table.columns)):
                filled[row][column] = cell.text.strip()
    starts = frozenset((cell.row, cell.column) for cell in table.cells)
    return Grid(table.title or f"表{number}", tuple(tuple(row) for row in filled), starts, _numbers(table))


def _numbers(table: Table) -> tuple[int, ...]:
    """The rows as the sheet counts them (工作表「指标」B4 → 4), where empty rows were left out."""
    known = {cell.row: int(found[1]) for cell in table.cells if (found := re.search(r"[A-Z]+(\d+)$", cell.place))}
    return tuple(known.get(row, row + 1) for row in range(table.rows)) if known else ()


def guess(grid: Grid) -> Columns:
    """The row that reads most like a head; a second head row under it (分值 → 县/乡) belongs to the head."""
    best = max(range(min(HEAD_ROWS, len(grid.rows))), key=lambda row: (len(_fields(grid.rows[row])), -row), default=0)
    fields = _fields(grid.rows[best])
    head = best
    while head + 1 < len(grid.rows) and _continues(grid, head + 1):
        head += 1
        fields = {**_fields(grid.rows[head]), **fields}
    return Columns(head, _completed(fields))


def _fields(row: tuple[str, ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for column, cell in enumerate(row):
        name = _meaning(cell)
        if name and name not in found:
            found[name] = column
    return found


def _meaning(cell: str) -> str:
    plain = re.sub(r"[\s（(].*$", "", cell.strip()) or re.sub(r"\s", "", cell)
    plain = re.sub(r"\s", "", cell) if len(re.sub(r"\s", "", cell)) <= 8 else plain
    if not plain or len(plain) > 14:
        return ""
    return next((name for name, words in _SYNONYMS if re.search(words, plain)), "")


def _continues(grid: Grid, row: int) -> bool:
    """A row under the head that only repeats merged head cells or gives them sub-heads."""
    new = [cell for column, cell in enumerate(grid.rows[row]) if (row, column) in grid.starts and cell]
    repeated = any((row, column) not in grid.starts and grid.rows[row][column] == grid.rows[row - 1][column] != "" for column in range(len(grid.rows[row])))
    return repeated and all(len(cell) <= 8 for cell in new) and not any(re.fullmatch(r"[\d.]+", cell) for cell in new)


def _completed(fields: dict[str, int]) -> dict[str, int]:
    """A table may call its lowest level 二级指标 or 一级指标, or have nothing but a standard: that is the content then."""
    for name in ("level2", "level1", "criteria"):
        if "text" not in fields and name in fields:
            fields["text"] = fields.pop(name)
    return fields
