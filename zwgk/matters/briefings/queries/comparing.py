"""Asked again: the earlier figure beside the new one, the difference, and which rows made it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..models import Figure
from .figures import Counted

MANY = 50
GONE = "本次不在范围内：期限调整、终止、撤销或不在所选单位和时段"


@dataclass(frozen=True, slots=True)
class Change:
    """One row that made a difference."""

    label: str
    url: str
    organ: str
    why: str


@dataclass(slots=True)
class Comparison:
    """An earlier figure of the same subject and an overlapping scope."""

    earlier: Figure
    difference: float
    reasons: list[str] = field(default_factory=list)  # other days, other units, another definition
    came: list[Change] = field(default_factory=list)  # counts now, did not then
    went: list[Change] = field(default_factory=list)  # counted then, does not now
    moved: list[Change] = field(default_factory=list)  # in the scope both times, in another state, without effect on the figure
    total: int = 0

    @property
    def same(self) -> bool:
        return not (self.difference or self.came or self.went)

    @property
    def words(self) -> str:
        if not self.difference:
            return "与上次相同" if self.same else "数值与上次相同，但明细有变化"
        return f"比上次{'多' if self.difference > 0 else '少'} {abs(self.difference):g}"


def earlier(counted: Counted, but: int | None = None) -> list[Figure]:
    """Kept figures of the same subject whose days and units overlap, newest first, up to three."""
    found = Figure.objects.filter(subject=counted.subject.id, first__lte=counted.period.last, last__gte=counted.period.first).exclude(pk=but)
    fitting = []
    for kept in found.defer("rows")[:60]:
        if kept.organ_ids is None or counted.scope.organs is None or counted.scope.organs & set(kept.organ_ids):
            fitting.append(kept)
        if len(fitting) == 3:
            break
    return fitting


def compare(old: Figure, new: Counted | Figure) -> Comparison:
    """What changed between a kept figure and one counted now (or kept later)."""
    value = float(new.value) if isinstance(new, Figure) else (new.value or 0)
    made = Comparison(old, round(value - float(old.value), 2), _reasons(old, new))
    before, after = {row[0]: row for row in old.rows}, _by_key(new)
    came = [key for key, row in after.items() if row[5] and not (key in before and before[key][5])]
    went = [key for key, row in before.items() if row[5] and not (key in after and after[key][5])]
    moved = [key for key, row in after.items() if key in before and before[key][5] == row[5] and (before[key][4] != row[4] or before[key][7] != row[7])]
    made.total = len(came) + len(went) + len(moved)
    named = _named(new, [*came[:MANY], *moved[:MANY]])
    made.came = [_change(named[key], f"“{before[key][4]}” → “{after[key][4]}”" if key in before else "上次不在范围内") for key in came[:MANY]]
    made.went = [_change(before[key], f"“{before[key][4]}” → “{after[key][4]}”" if key in after else GONE) for key in went[:MANY]]
    made.moved = [_change(named[key], f"“{before[key][4]}” → “{after[key][4]}”") for key in moved[:MANY]]
    return made


def _by_key(new: Counted | Figure) -> dict[str, list[Any]]:
    """Key → row in the order of a kept one; those counted now have no labels yet."""
    if isinstance(new, Figure):
        return {row[0]: row for row in new.rows}
    return {row.key: [row.key, "", "", "", row.state, row.counts, row.sort, row.value] for row in new.rows}


def _named(new: Counted | Figure, keys: list[str]) -> dict[str, list[Any]]:
    """The rows of these keys with their labels: only what is shown is asked for."""
    wanted = set(keys)
    rows = [row for row in new.rows if row[0] in wanted] if isinstance(new, Figure) else new.frozen([row for row in new.rows if row.key in wanted])
    return {row[0]: row for row in rows}


def _change(row: list[Any], why: str) -> Change:
    return Change(row[1], row[2], row[3], why)


def _reasons(old: Figure, new: Counted | Figure) -> list[str]:
    """Why the two may differ before one looks at a row."""
    if isinstance(new, Figure):
        facts = (new.first, new.last, new.period, new.units, new.organ_ids, new.definition_version, new.as_of)
    else:
        period, scope = new.period, new.scope
        ids = None if scope.organs is None else sorted(scope.organs)
        facts = (period.first, period.last, period.label, scope.label, ids, new.subject.version, new.at)
    first, last, label, units, ids, version, at = facts
    made = []
    if (old.first, old.last) != (first, last):
        made.append(f"时段不同：上次{old.period}，本次{label}。")
    if (None if old.organ_ids is None else sorted(old.organ_ids)) != ids:
        made.append(f"单位范围不同：上次{old.units}，本次{units}。")
    if old.definition_version != version:
        made.append(f"口径不同：上次第{old.definition_version}版，本次第{version}版。")
    if old.as_of != at:
        made.append("统计时刻不同，其间的变化见下。")
    return made
