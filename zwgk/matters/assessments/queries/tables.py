"""Tables, their drafts as plain lines, what a corrected one changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from zwgk.domain.indicators import Columns, Grid, Line, matched
from zwgk.domain.rights import Actor
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ

from ..models import Indicator, IndicatorTable, Pack, Tag


def tables() -> QuerySet[IndicatorTable]:
    """All tables, newest year first."""
    return IndicatorTable.objects.select_related("file", "replaces")


def table_in_use(year: int) -> IndicatorTable | None:
    """The table that counts for that year; with several, the newest."""
    return tables().filter(year=year, state=IndicatorTable.State.IN_USE).first()


def indicators(table: IndicatorTable) -> QuerySet[Indicator]:
    return table.indicators.all()


def packs(table: IndicatorTable) -> QuerySet[Pack]:
    return table.packs.select_related("table", "organ", "indicator")


def visible_tags(indicator: Indicator, actor: Actor) -> QuerySet[Tag]:
    """Tags of the units that this person may see."""
    scope = organs.reach(actor, "assessments.see")
    found = indicator.tags.select_related("organ", "indicator__table")
    return found if scope is None else found.filter(organ_id__in=scope)


def draft_grids(table: IndicatorTable) -> list[tuple[Grid, Columns, bool]]:
    """The grids of the source with the columns as chosen, and whether the sheet is used."""
    return [(_grid(raw), Columns(raw["head"], raw["columns"]), raw["used"]) for raw in table.grids]


def _grid(raw: Mapping[str, Any]) -> Grid:
    return Grid(raw["name"], tuple(tuple(row) for row in raw["rows"]), frozenset((row, column) for row, column in raw["starts"]), tuple(raw["numbers"]))


def lines_of(table: IndicatorTable) -> list[Line]:
    """The indicators of a draft as they were read or corrected; of a table in use as they stand."""
    if table.state == IndicatorTable.State.DRAFT:
        return [Line(**{**raw, "units": tuple(raw["units"])}) for raw in table.lines]
    return [
        Line(
            row.code, row.text, row.level1, row.level2, format(row.score.normalize(), "f") if row.score is not None else "", row.criteria,
            row.requirement, row.source, tuple(row.unit_names), row.place,
        )
        for row in indicators(table)
    ]  # fmt: skip


def names_in(table: IndicatorTable) -> list[str]:
    """Every name of a unit in the draft, in order, each once."""
    return list(dict.fromkeys(name for line in lines_of(table) for name in line.units))


def proposed_organs(table: IndicatorTable, day: date) -> dict[str, tuple[organs.Resolution, list[Organ]]]:
    """Name → its reading, and the organs it certainly stands for (none when a person has to say)."""
    return {name: (found, _meant(found, day)) for name, found in organs.propose(names_in(table), day).items()}


def _meant(found: organs.Resolution, day: date) -> list[Organ]:
    if not found.certain:
        return []
    if found.organ is not None:
        return [found.organ]
    return organs.members(found.group, day) if found.group is not None else []


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between a table in use and its correction."""

    kind: str  # 新增 | 取消 | 修改
    code: str
    text: str
    what: str = ""
    tags: int = 0


def difference(table: IndicatorTable) -> list[Change]:
    """What the correction adds, drops and changes; for a dropped one how many tags stay behind with the old table."""
    if table.replaces is None:
        return []
    old, new = lines_of(table.replaces), lines_of(table)
    tagged = {row.code: row.tags.count() for row in indicators(table.replaces).prefetch_related("tags")}
    changes = []
    for before, after in matched(old, new):
        if after is None and before is not None:
            changes.append(Change("取消", old[before].code, old[before].text, "不再考核", tagged.get(old[before].code, 0)))
        elif before is None and after is not None:
            changes.append(Change("新增", new[after].code, new[after].text))
        elif before is not None and after is not None and (what := _changed(old[before], new[after])):
            changes.append(Change("修改", new[after].code, new[after].text, what, tagged.get(old[before].code, 0)))
    return changes


_WORDS = {"code": "编号", "text": "考核内容", "score": "分值", "criteria": "评分标准", "requirement": "佐证材料要求", "units": "责任单位", "level1": "一级指标"}


def _changed(old: Line, new: Line) -> str:
    before, after = asdict(old), asdict(new)
    return "；".join(
        f"{label}由“{_said(before[name])}”改为“{_said(after[name])}”" if name in ("code", "score") else f"{label}有改动"
        for name, label in _WORDS.items()
        if before[name] != after[name]
    )


def _said(value: object) -> str:
    return str(value) or "（空）"
