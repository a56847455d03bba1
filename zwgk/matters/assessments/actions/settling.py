"""A person settles the draft: which column is what, each row, which organs the names mean; then the table counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.indicators import Columns, Line, matched, score_of
from zwgk.domain.rights import Actor
from zwgk.foundation.organs.models import Organ

from .. import queries
from ..models import Indicator, IndicatorTable
from .importing import kept, lines_from
from .support import tell

State = IndicatorTable.State


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a person says about one sheet."""

    used: bool
    head: int
    columns: Mapping[str, int]  # field → column


@dataclass(frozen=True, slots=True)
class Decisions:
    """Who is meant: a name → its organs (none: nobody here); and who proves indicators that name nobody."""

    units: Mapping[str, Sequence[Organ]]
    everyone: Sequence[Organ] = ()


@transaction.atomic
def map_columns(table: IndicatorTable, sheets: Sequence[Mapped], *, actor: Actor, at: datetime) -> int:
    """Read the source again with these columns; how many indicators. Corrections of single rows are given up."""
    actor.require("assessments.import_table")
    _draft(table)
    found = [(grid, columns, used) for grid, columns, used in queries.draft_grids(table)]
    if len(sheets) != len(found):
        raise BadInput("工作表的数目与原表不符。", remedy="请刷新页面后重试。")
    chosen = [(grid, Columns(min(max(said.head, 0), len(grid.rows) - 1), dict(said.columns)), said.used) for (grid, _, _), said in zip(found, sheets, strict=True)]
    for grid, columns, used in chosen:
        if used and not columns.usable:
            raise BadInput(f"“{grid.name}”没有指明哪一列是考核内容。", remedy="请为这张表选择“考核内容（三级指标）”所在的列，或取消使用这张表。")
    lines, passed = lines_from(chosen)
    table.grids, table.lines, table.passed = [kept(*each) for each in chosen], [asdict(line) for line in lines], passed
    table.save(update_fields=["grids", "lines", "passed"])
    tell(table, "import_table", f"重新指定列，识别出指标 {len(lines)} 项", actor=actor, at=at)
    return len(lines)


@transaction.atomic
def correct_lines(table: IndicatorTable, lines: Sequence[Line], *, actor: Actor, at: datetime) -> None:
    """Keep the rows as the person left them: numbers, words, points, names."""
    actor.require("assessments.import_table")
    _draft(table)
    clean = [replace(line, code=line.code.strip(), text=line.text.strip(), score=score_of(line.score)) for line in lines]
    _check(clean)
    table.lines = [asdict(line) for line in clean]
    table.save(update_fields=["lines"])
    tell(table, "import_table", f"更正指标表，保留指标 {len(clean)} 项", actor=actor, at=at)


@transaction.atomic
def put_in_use(table: IndicatorTable, decisions: Decisions, *, actor: Actor, at: datetime) -> int:
    """The table counts from now on; how many tags it took over from the one it replaces."""
    actor.require("assessments.import_table")
    table = IndicatorTable.objects.select_for_update().get(pk=table.pk)
    _draft(table)
    lines = queries.lines_of(table)
    _check(lines)
    _decided(lines, decisions)
    made = Indicator.objects.bulk_create(_indicator(table, order, line) for order, line in enumerate(lines))
    _name_organs(made, lines, decisions)
    moved = _carry_over(table, made, lines) if table.replaces else 0
    table.state, table.confirmed_at, table.confirmed_by = State.IN_USE, at, actor.name
    table.save(update_fields=["state", "confirmed_at", "confirmed_by"])
    more = f"，沿用原表标注 {moved} 条" if table.replaces else ""
    tell(table, "import_table", f"启用指标表《{table.title}》，指标 {len(made)} 项{more}", actor=actor, at=at)
    return moved


def _draft(table: IndicatorTable) -> None:
    if table.state != State.DRAFT:
        raise Conflict("这张指标表已经启用，不能再改。", remedy="请导入更正后的表，选择“更正”这张表。")


def _check(lines: Sequence[Line]) -> None:
    if not lines:
        raise BadInput("没有一项指标。", remedy="请检查列的对应，至少要有“考核内容”一列。")
    seen: set[str] = set()
    for line in lines:
        if not line.code or not line.text:
            raise BadInput(f"{line.place or '有一行'}的编号或考核内容是空的。", remedy="请补上，或勾选“不作为指标”。")
        if line.code in seen:
            raise BadInput(f"编号 {line.code} 用了两次。", remedy="请为其中一项改编号。")
        if len(line.code) > 20:
            raise BadInput(f"编号“{line.code[:24]}”过长。", remedy="请改成 1.1 这样的编号。")
        seen.add(line.code)


def _decided(lines: Sequence[Line], decisions: Decisions) -> None:
    open_names = [name for name in dict.fromkeys(name for line in lines for name in line.units) if name not in decisions.units]
    if open_names:
        raise BadInput(f"还没有确定这些名称指哪些单位：{'、'.join(open_names[:8])}。", remedy="请逐个选择单位，或选“本地没有这个单位”。")
    if any(not line.units for line in lines) and not decisions.everyone:
        raise BadInput("有指标没有写责任单位。", field="everyone", remedy="请选择这些指标由哪些单位提供佐证。")


def _indicator(table: IndicatorTable, order: int, line: Line) -> Indicator:
    return Indicator(
        table=table, code=line.code, order=order, level1=line.level1[:200], level2=line.level2[:200], text=line.text, criteria=line.criteria,
        score=Decimal(line.score) if line.score else None, requirement=line.requirement, source=line.source[:300], unit_names=list(line.units), place=line.place[:120],
    )  # fmt: skip


def _name_organs(made: Sequence[Indicator], lines: Sequence[Line], decisions: Decisions) -> None:
    through = Indicator.organs.through
    rows = []
    for indicator, line in zip(made, lines, strict=True):
        meant = [organ for name in line.units for organ in decisions.units[name]] if line.units else decisions.everyone
        rows += [through(indicator_id=indicator.pk, organ_id=pk) for pk in dict.fromkeys(organ.pk for organ in meant)]
    through.objects.bulk_create(rows, batch_size=500)


def _carry_over(table: IndicatorTable, made: Sequence[Indicator], lines: Sequence[Line]) -> int:
    assert table.replaces is not None
    before = list(queries.indicators(table.replaces))
    moved = 0
    for old, new in matched(queries.lines_of(table.replaces), lines):
        if old is None or new is None:
            continue
        Indicator.objects.filter(pk=made[new].pk).update(continues=before[old])
        moved += before[old].tags.update(indicator=made[new])
    IndicatorTable.objects.filter(pk=table.replaces_id).update(state=State.REPLACED)
    return moved
