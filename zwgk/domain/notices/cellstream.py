"""Cells of a table in one stream, without any sign where a row ends: the cells themselves tell.

Reads: the cells in reading order, the roles of the columns. Writes: the cells of each row. A row ends when work follows
behind its units or its time.
"""

from __future__ import annotations

import re

from .lines import Line
from .markers import ONE, PAREN, leading
from .unit_verbs import by_verbs
from .units import split_units, unit_like

_TIME = re.compile(
    r"(?:(?:20\d{2}年)?\d{1,2}月(?:\d{1,2}日|底|末|份)?(?:之?前)?|(?:20\d{2})?年(?:底|内|度)(?:之?前)?|20\d{2}年|长期(?:坚持|推进)?|持续(?:推进|开展|用力)|全年|常态化(?:推进|开展)?|立即|适时|按时|[一二三四]季度(?:末|前)?|20\d{2}[.-]\d{1,2}(?:[.-]\d{1,2})?)[^㐀-鿿]?"
)
_SHARED = re.compile(r"(?:分别|共同|联合)?(?:牵头|负责|配合|落实|参与|承办|主办)(?:落实|负责|组织实施)?[）)。]?$")
_OFFICE = re.compile(r"(?:科室|处室|股室|办公室|各[㐀-鿿]{1,4}室)$")


def group_cells(cells: list[Line], roles: list[str]) -> list[list[Line]]:
    """The rows of the stream."""
    rows: list[list[Line]] = []
    row: list[Line] = []
    closed = False
    for cell in cells:
        behind = behind_work(cell.text, roles)
        if closed and not behind:
            rows.append(row)
            row, closed = [], False
        closed = closed or (behind and any(not _is_level(one.text) and not one.text.isdigit() for one in row))
        row.append(cell)
    return [*rows, row] if row else rows


def behind_work(text: str, roles: list[str]) -> bool:
    """True for a cell of units or of a time."""
    if "time" in roles and len(text) <= 16 and _TIME.fullmatch(text.strip()):
        return True
    if len(text) > 240 or "。" in text.rstrip("。"):
        return False
    if _OFFICE.search(text) and len(text) <= 20:
        return True
    if by_verbs(text.strip(), text, ()):
        return True
    units = split_units(_SHARED.sub("", text.strip()))
    return bool(units) and len(units[0]) <= 24 and all(unit_like(unit) for unit in units) and not re.match(r"加强|推进|做好|完善|开展|强化|规范|建立|健全|提升|优化", text)


def _is_level(text: str) -> bool:
    mark = leading(text)
    return bool(mark and mark.kind in (ONE, PAREN))
