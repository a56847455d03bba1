"""Headers of task tables: which column holds what.

Reads: the cells of one row, or a text run together. Writes: the role of each column.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .words import COLUMNS

_BLANK = re.compile(r"\s+")
_UNITS = frozenset({"lead", "resp", "coop"})
_WORK = frozenset({"topic", "task", "measure"})  # "class" alone (领域、类别) sets no task
_SPACED = "|".join(r"\s{0,8}".join(map(re.escape, word)) for word in sorted(COLUMNS, key=len, reverse=True))
_RUN = re.compile(rf"(?:(?:{_SPACED})[\s/、和与及]{{0,4}}){{3,12}}")
_WORD = re.compile(_SPACED)
_KEY = re.compile(r"[牵责主承落负配协参实]\s{0,8}[头任办实责合助与施]\s{0,8}[单部科处股主]\s{0,8}[位门室体](?!\s{0,3}[:：)）、，。])")
_WORK_WORD = re.compile(r"任\s{0,8}务|举\s{0,8}措|措\s{0,8}施|内\s{0,8}容|要\s{0,8}求|事\s{0,8}项|工\s{0,8}作|项\s{0,8}目")
_REACH = 120


@lru_cache(maxsize=4096)
def role_of(cell: str) -> str:
    """The role of a header cell, "" when it is none."""
    word = _BLANK.sub("", cell).replace("（", "(").replace("）", ")").strip("*:：")
    if len(word) > 16:
        return ""
    if word in COLUMNS:
        return COLUMNS[word]
    plain = re.sub(r"\(.{0,14}\)$", "", word)
    if plain in COLUMNS:
        return COLUMNS[plain]
    halves = [COLUMNS.get(part, "") for part in re.split(r"[/、及和与]", plain)]
    if len(halves) > 1 and all(halves):
        return halves[-1] if set(halves) <= _UNITS else halves[0]
    return ""


def header_roles(cells: tuple[str, ...] | list[str]) -> list[str]:
    """The roles of a header row; empty unless it has a column of work and a column of units or times."""
    filled = [cell for cell in cells if cell.strip()]
    if len(filled) < 2 or any(len(cell) > 40 for cell in filled):
        return []
    roles = [role_of(cell) if cell.strip() else "" for cell in cells]
    named = [role for role in roles if role]
    known = len({cell for cell, role in zip(cells, roles, strict=True) if role})
    if known < 2 or known * 2 < len(set(filled)):
        return []
    return roles if _WORK & set(named) and (_UNITS | {"time"}) & set(named) else []


def header_run(text: str, start: int = 0) -> tuple[int, int, list[str]] | None:
    """Where header words stand run together (工作任务牵头单位责任单位): begin, end, roles in order."""
    done, windows = start, 0
    for key in _KEY.finditer(text, start):
        if key.start() < done:
            continue
        begin = max(start, key.start() - _REACH)
        if not _WORK_WORD.search(text, begin, key.end() + _REACH):
            continue
        windows += 1
        if windows > 200:
            return None
        for found in _RUN.finditer(text, begin, min(len(text), key.end() + _REACH)):
            words = list(_WORD.finditer(found.group(0)))
            roles = [role_of(word.group(0)) for word in words]
            first = roles.index("seq") if "seq" in roles[1:3] and roles[0] != "seq" else 0  # …任务分工|序号: the title ends here
            if ("resp" in roles or "lead" in roles) and _WORK & set(roles[first:]):
                return found.start() + words[first].start(), found.end(), roles[first:]
        done = key.end() + _REACH // 2
    return None
