"""Rows of a table whose cells run together without separators.

Reads: pieces that begin at markers (or one text with bare row numbers), the order of the columns. Writes: `Row`s.
Lead and responsible units are told apart by their shape: single organs before, groups (各…, 有关…) behind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from .cellstream import group_cells
from .counted import Counted, counted_rows
from .lines import Line
from .markers import ARABIC, ONE, PAREN, leading
from .rows import Levels, Row, split_rows
from .runs import Finder, Run, lexicon, pieces
from .unit_verbs import UnitNote
from .units import split_units, unit_like
from .words import COLLECTIVE, STRONG_TAIL

_TIME = r"(?:(?:20\d{2}年)?\d{1,2}月(?:\d{1,2}日|底|末|中旬|上旬|下旬)?(?:之前|以前|前)?|(?:20\d{2})?年底(?:之前|以前|前)?|20\d{2}年(?:内|底前?)?|长期(?:坚持|推进)?|持续(?:推进|开展)|全年|立即|适时|按(?:要求|时限)[㐀-鿿]{0,6})"
_TIME_END = re.compile(rf"(?<=[局委办厅部署处科室站院馆会心门位司府企区市县镇乡道）)]){_TIME}(?=$|\d{{1,2}}[㐀-鿿]|[㐀-鿿](?!成))(?![，,。；、])")
_TIME_LAST = re.compile(rf"{_TIME}\s*$")
_NOISE_TAIL = re.compile(r"(?:(?:关于[㐀-鿿\d]{4,60}\.(?:pdf|docx?|wps|xlsx?)|附件下载.{0,40}|来源[:：].{0,40}|\.pdf)\s*){1,3}$")


def run_rows(parts: list[tuple[Line, str]], roles: list[str], known: Collection[str] = ()) -> list[Row]:
    """The rows of the table."""
    texts = [_NOISE_TAIL.sub("", text).strip("\t") for _, text in parts]
    names = lexicon(texts)
    names.update(dict.fromkeys(known, 1))
    levels = Levels()
    rows: list[Row] = []
    for (line, _), text in zip(parts, texts, strict=True):
        mark = leading(text.strip())
        if mark and mark.kind == ARABIC:
            made = _row(line, text.strip()[mark.end :], roles, names)
            made.seq = str(mark.number)
            made.levels = list(levels.levels)
            rows.append(made)
        elif mark and mark.kind in (ONE, PAREN) and "seq" in roles and (counted := counted_rows(text.strip())):
            rows += _counted(line, counted, roles, names, levels)
        elif mark and mark.kind in (ONE, PAREN):
            rows += _level_or_row(line, text, roles, names, levels)
        elif "seq" in roles:
            rows += _blank_parted(line, text, roles, known) or _bare_numbers(line, text, roles, names)
    return rows


def _counted(line: Line, counted: list[Counted], roles: list[str], names: Counter[str], levels: Levels) -> list[Row]:
    """Rows with bare numbers, below the chapters that open between them."""
    rows: list[Row] = []
    for one in counted:
        for heading in one.opens:
            levels.enter(heading)
        row = _row(line, one.text.strip(), roles, names)
        row.seq, row.levels = str(one.number), list(levels.levels)
        rows.append(row)
    return rows


def _level_or_row(line: Line, text: str, roles: list[str], names: Counter[str], levels: Levels) -> list[Row]:
    """A chapter or section; with units behind its words it is a row itself."""
    row = _row(line, text.strip(), roles, names)
    if (row.lead or row.responsible) and (len(row.measure) > 40 or "。" in row.measure):
        mark = leading(row.measure)
        levels.enter(row.measure.split("。")[0])
        row.levels = list(levels.levels)[:-1]
        row.seq = mark.label if mark else ""
        row.measure = row.measure[mark.end if mark else 0 :]
        return [row]
    levels.enter(text)
    return []


def _row(line: Line, text: str, roles: list[str], names: Counter[str]) -> Row:
    time = ""
    if roles and roles[-1] == "time" and (last := _TIME_LAST.search(text)):
        time, text = last.group(0).strip(), text[: last.start()]
    middle = roles[-1] in ("task", "measure", "topic", "other") and any(role in ("lead", "resp", "coop") for role in roles[:-1])
    run = _after_stop(text, names) if not middle else None
    run = run or Finder(text, names).best(tail=not middle)
    if middle and run and run.weight < 5 and not re.search(r"\s$", text[: run.start]):
        run = None
    if run is None:
        return Row(line.no, line.place, text.strip(), last_line=line.no, time=time)
    before, after = text[: run.start], text[run.end :].strip(" 、，")
    row = Row(line.no, line.place, before.strip(), last_line=line.no, time=time)
    if middle and after:
        row.heading, row.measure = before.strip(), after
    lead, responsible = _shares(run, roles, empty_lead=before.endswith(" ") and not before.endswith("  "))
    raw = text[run.start : run.end]
    row.lead = UnitNote(lead=lead, raw=raw) if lead else None
    row.responsible = [UnitNote(responsible=responsible, raw=raw)] if responsible else []
    return row


def _after_stop(text: str, names: Counter[str]) -> Run | None:
    """Behind the last full stop only units are left."""
    start = max(text.rfind(mark) for mark in "。；！") + 1
    tail = text[start:]
    if start == 0 or not 2 < len(tail.strip()) < 260:
        return None
    blank = len(tail) - len(tail.lstrip())
    found = Finder(tail.strip(), names).best(tail=True)
    if found and found.start == 0 and found.end >= len(tail.strip(" 。、")) :
        return Run(start + blank, start + blank + found.end, found.names, found.weight)
    units = split_units(tail, names)
    if units and unit_like(units[-1]) and all(unit_like(unit) or len(unit) <= 4 for unit in units) and not re.search("公开|推进|加强", tail):
        named = tuple(("、" if index else "", unit) for index, unit in enumerate(units))
        return Run(start + blank, len(text), named, 9)
    return None


def _shares(run: Run, roles: list[str], empty_lead: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who leads and who is responsible."""
    groups = pieces(run)
    everyone = tuple(dict.fromkeys(unit for group in groups for one in group for unit in split_units(one) or (one,)))
    if "lead" not in roles:
        return (), everyone
    if "resp" not in roles and "coop" not in roles:
        return everyone, ()
    if roles.index("lead") > min(roles.index(role) for role in ("resp", "coop") if role in roles):
        groups.reverse()
    if empty_lead and len(groups) == 1:
        return (), everyone
    lead: list[str] = []
    responsible: list[str] = []
    for index, group in enumerate(groups):
        own = len(group) == 1 and not COLLECTIVE.search(re.sub(r"[（(].*", "", group[0]))
        if own and not responsible and (index == 0 or index < len(groups) - 1 or not lead):
            lead += group
        else:
            responsible += group
    return tuple(lead), tuple(responsible)


def _blank_parted(line: Line, text: str, roles: list[str], known: Collection[str]) -> list[Row]:
    """Rows whose cells still have a blank between them; empty when they have not."""
    words = text.split()
    numbers = sum(word.isdigit() for word in words)
    if numbers == 0 or len(words) < numbers * max(3, len(roles) - 2):
        return []
    cells = [replace(line, text=word, raw=word, piece=line.piece + 1 + index, gap=False) for index, word in enumerate(words)]
    return split_rows(group_cells(cells, roles), roles, known)


def _bare_numbers(line: Line, text: str, roles: list[str], names: Counter[str]) -> list[Row]:
    """Rows that begin with a bare number, or end with a time."""
    rows: list[Row] = []
    number = 0
    for segment in _segments(text.strip(), "time" in roles):
        found = re.match(r"(\d{1,3})\s?(?=[㐀-鿿“《])", segment)
        fresh = bool(found and int(found.group(1)) == number + 1)
        if found and fresh:
            number += 1
            segment = segment[found.end() :]
        row = _row(line, segment, roles, names)
        row.seq = str(number) if fresh else f"{number}p"
        if number and len(row.measure) > 3 and (row.lead or row.responsible or row.time):
            rows.append(row)
    return rows


def _segments(text: str, timed: bool) -> list[str]:
    """Cut behind each time that follows a unit, or before each next number that follows a unit."""
    cuts = [0]
    if timed:
        cuts += [hit.end() for hit in _TIME_END.finditer(text)]
    else:
        number = 1
        for hit in re.finditer(r"(?<!\d)(\d{1,3})\s?(?=[㐀-鿿“《])(?![年月日个项类])", text):
            if int(hit.group(1)) == number + 1 and (STRONG_TAIL.search(text[max(0, hit.start() - 10) : hit.start()])):
                cuts.append(hit.start())
                number += 1
    return [text[start:end] for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True) if text[start:end].strip()]
