"""import_table: a file with an indicator table → a draft that a person checks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.indicators import Columns, Grid, Line, grids, guess, numbered, read
from zwgk.domain.rights import Actor
from zwgk.foundation.files import actions as files
from zwgk.foundation.files import readers

from ..models import IndicatorTable
from .support import tell

MOST_ROWS = 2000


@dataclass(frozen=True, slots=True)
class NewTable:
    """What is typed beside the file."""

    title: str
    year: int
    issuer: str = ""
    since: date | None = None  # empty: January 1st
    until: date | None = None  # empty: December 31st
    replaces: IndicatorTable | None = None


def import_table(new: NewTable, data: bytes, name: str, *, actor: Actor, at: datetime) -> IndicatorTable:
    """Read the file and keep what was found as a draft; refused when there is no table of indicators in it."""
    actor.require("assessments.import_table")
    since, until = new.since or date(new.year, 1, 1), new.until or date(new.year, 12, 31)
    if since > until:
        raise BadInput("考核期的开始日期晚于结束日期。", field="since", remedy="请核对考核期。")
    if new.replaces and new.replaces.state != IndicatorTable.State.IN_USE:
        raise Conflict("只有使用中的指标表可以更正。", field="replaces")
    found = _found(data, name)
    lines, passed = lines_from(found)
    file = files.keep(data, name, actor=actor, at=at)
    with transaction.atomic():
        table = IndicatorTable.objects.create(
            title=new.title.strip()[:200], year=new.year, since=since, until=until, issuer=new.issuer.strip()[:200], file=file, replaces=new.replaces,
            grids=[kept(*each) for each in found], lines=[asdict(line) for line in lines], passed=passed, imported_at=at, imported_by=actor.name,
        )  # fmt: skip
        tell(table, "import_table", f"导入指标表《{table.title}》，识别出指标 {len(lines)} 项", actor=actor, at=at)
    return table


def _found(data: bytes, name: str) -> list[tuple[Grid, Columns, bool]]:
    tables = grids(readers.extract(data, name))
    if not tables:
        raise BadInput("这份文件里没有表格。", field="file", remedy="请上传含指标表的 Excel，或正文中有表格的 Word、PDF 文件。")
    if sum(len(grid.rows) for grid in tables) > MOST_ROWS:
        raise BadInput(f"表格超过 {MOST_ROWS} 行。", field="file", remedy="请删去与指标无关的工作表后再上传。")
    columns = [guess(grid) for grid in tables]
    found = [(grid, each, each.usable and len(each.fields) > 1) for grid, each in zip(tables, columns, strict=True)]
    return found


def lines_from(found: Sequence[tuple[Grid, Columns, bool]]) -> tuple[list[Line], list[str]]:
    """Indicators of all sheets in use, numbered through, and what was passed over."""
    lines: list[Line] = []
    passed: list[str] = []
    for grid, columns, used in found:
        if used and columns.usable:
            more, left = read(grid, columns)
            lines, passed = [*lines, *more], [*passed, *left]
        else:
            passed.append(f"{grid.name}：没有认出“考核内容”一列，整表未读取")
    return numbered(lines), passed


def kept(grid: Grid, columns: Columns, used: bool) -> dict[str, Any]:
    """A grid as it is kept with the draft."""
    return {
        "name": grid.name, "rows": grid.rows, "starts": sorted(grid.starts), "numbers": grid.numbers, "head": columns.head,
        "columns": dict(columns.fields), "used": used,
    }  # fmt: skip
