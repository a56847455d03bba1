"""What a cell 完成时限 says: a bare date is a deadline there.

Reads: the cell and the plan year. Writes: `Deadline`s whose phrase is the cell.
"""

from __future__ import annotations

import re

from .deadlines import read_deadlines
from .model import Deadline, DeadlineKind

_POINTED = re.compile(r"(20\d{2})\s?[.．/-]\s?(\d{1,2})(?:\s?[.．/-]\s?(\d{1,2}))?(?:\s0?0:00(?::00)?)?\s?(之?前)?")
_SPAN = re.compile(r"\d{1,3}\s?(?:个?(?:工作日|自然日)|日|天|个月|小时)")


def cell_deadlines(text: str, plan_year: int | None, line: int = 0) -> tuple[Deadline, ...]:
    """The deadlines of a cell 完成时限: a bare date is one too."""
    found = read_deadlines(text, plan_year, line)
    if any(one.core for one in found) or not text.strip():
        return found
    again = read_deadlines(_completed(text.strip()), plan_year, line)
    core = tuple(one for one in again if one.core)
    if core:
        return tuple(Deadline(text.strip(), one.kind, True, one.date, one.rule, one.amount, one.unit, one.anchor, one.frequency, one.min_count, line, "") for one in core)
    return found or (Deadline(text.strip()[:30], DeadlineKind.VAGUE, False, rule="unspecified", line=line),)


def _completed(bare: str) -> str:
    """2024.6 → 到2024年6月底, 2024-06-30 → 到2024年6月30日前, 20个工作日 → 20个工作日内."""
    pointed = _POINTED.fullmatch(bare)
    if pointed:
        bare = f"{pointed[1]}年{int(pointed[2])}月" + (f"{int(pointed[3])}日" if pointed[3] else "") + ("前" if pointed[4] else "")
    if _SPAN.fullmatch(bare):
        return bare + "内"
    bare += "月" if re.fullmatch(r"20\d{2}年\d{1,2}", bare) else ""
    return "到" + bare + ("" if bare.endswith("前") else "底" if bare.endswith(("月", "年")) else "前")
