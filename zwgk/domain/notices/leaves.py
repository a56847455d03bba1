"""Clause trees and table rows → tasks, by the leaf rule.

R1 a leaf is the lowest numbered unit, never cut into sentences · R2 paragraphs with their own 责任单位 are leaves p1, p2 ·
R3 table rows · R4 a heading alone on its line: the paragraph below is the leaf · R5 numbered items of a covering notice count ·
R6 the un-numbered closing paragraph that puts a duty on all is the leaf 尾 · R7 总体要求 and preambles are none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace

from .actors import actors, leaders
from .cell_times import cell_deadlines
from .clauses import Node, heading_of, walk
from .deadlines import read_deadlines
from .lines import Line
from .model import Deadline, PartKind, Task
from .rows import Row, marker_of
from .targets import read_targets
from .unit_notes import is_note_line, take_note
from .unit_verbs import UnitNote
from .words import NO_TASK_HEADING

_REPORTS = r"(?:情况|总结|方案|台账|名单|报告|材料)[^。；]{0,40}(?:前|底)[^。；]{0,12}报|(?:前|底)[，,]?(?:将|把)?[^。；]{0,40}(?:情况|总结|方案|台账|名单|报告|材料)[^。；]{0,24}报"
_CLOSING = re.compile(r"本(?:工作|实施|任务|年度)?(?:要点|方案|分工|通知|意见|计划|措施|办法|清单)|年度报告|贯彻落实(?:情况|措施)|结合(?:实际|本)|台账|(?:落实|进展|完成)情况|抓好(?:贯彻)?落实|认真(?:抓好|组织|贯彻)|" + _REPORTS)
_ALL = re.compile(r"^(?:请|同时，?|以上[^。]{0,12}，)?(?:[全各]|本|[省市县区州旗]|[㐀-鿿]{2,12}(?:部门|单位|政府|办公室|办公厅|局|部|委|街道|镇)|未明确)")
_IN_FORCE = re.compile(r"起(?:施行|实施|执行)|负责解释|有效期")
_STRICT = re.compile(r"本(?:工作|实施|任务|年度)?(?:要点|方案|分工|通知|意见|计划|措施|办法|清单)|" + _REPORTS)


@dataclass(frozen=True, slots=True)
class Context:
    """What every leaf of a part shares."""

    part: PartKind
    index: int
    plan_year: int | None
    known: Collection[str]
    binding: bool = False  # a notice with addressees: a dated paragraph binds them even without a number


def clause_tasks(root: Node, context: Context) -> list[Task]:
    """The leaves of a clause tree in order."""
    last = _last_leaf(root)
    closing: list[tuple[Line, str]] = []
    if last is not None and last is not root:
        closing = _closing(last)
        if closing:
            del last.paragraphs[-len(closing) :]
    deep = any(child.children or len(child.paragraphs) > 1 for child in root.children)
    tasks: list[Task] = []
    inherited: dict[int, UnitNote] = {}
    for node in walk(root):
        if node is root or _idle(node):
            continue
        if node.children:
            _inherit(node, inherited, context.known)
            continue
        if node.depth == 1 and deep and _bare_heading(node):
            continue
        tasks += _leaf(node, context, _inherited(node, inherited))
    if closing and tasks:
        tasks.append(closing_task(closing, context))
    return tasks


def _last_leaf(root: Node) -> Node | None:
    node = root
    while node.children:
        node = node.children[-1]
    return node


def _idle(node: Node) -> bool:
    """Under or at a heading that sets no task."""
    return any(NO_TASK_HEADING.match(_title(one)) for one in [*node.ancestors, node])


def _title(node: Node) -> str:
    heading, _ = heading_of(node)
    if heading is None and node.paragraphs:
        heading = re.match(r"(?:指导思想|总体要求|基本原则|工作原则|总体思路)?", node.paragraphs[0][1]).group(0)  # type: ignore[union-attr]
    return re.sub(r"[\s　]", "", heading or "")


def _bare_heading(node: Node) -> bool:
    if len(node.paragraphs) != 1:
        return not node.paragraphs
    text = node.paragraphs[0][1]
    asks = text.endswith("。") and re.search("[，,].*(?:要|应|须|[报将])|[前内](?:[完报建]|公[开布])", text)
    return len(text) < 50 and not asks and not re.search("[。；]", text.rstrip("。；"))


def _inherit(node: Node, inherited: dict[int, UnitNote], known: Collection[str]) -> None:
    """A section's own notes hold for its children that have none."""
    notes = [note for _, text in node.paragraphs if (note := take_note(text, known)[1]) and note.names_units]
    merged = _merged(notes)
    if merged:
        inherited[id(node)] = merged


def _inherited(node: Node, inherited: dict[int, UnitNote]) -> UnitNote | None:
    return next((inherited[id(one)] for one in reversed(node.ancestors) if id(one) in inherited), None)


def _closing(leaf: Node) -> list[tuple[Line, str]]:
    """The trailing paragraphs that close the document."""
    if len(leaf.paragraphs) < 2:
        return []
    _, alone = heading_of(leaf)
    siblings = [one for one in leaf.parent.children if one is not leaf] if leaf.parent else []
    styled = not siblings or any(heading_of(one)[1] for one in siblings)  # headings alone on their lines are the way of this chapter
    body = 2 if alone and styled else 1
    found: list[tuple[Line, str]] = []
    for line, text in reversed(leaf.paragraphs[body:]):
        pattern = _STRICT if alone else _CLOSING
        if is_note_line(text) or take_note(text)[1] or _IN_FORCE.search(text) or len(text) < 18 or not _ALL.match(text) or not pattern.search(text):
            break
        found.insert(0, (line, text))
    return found


def _leaf(node: Node, context: Context, above: UnitNote | None) -> list[Task]:
    """One task, or one per paragraph when several carry their own units (R2)."""
    heading, alone = heading_of(node)
    paragraphs = node.paragraphs[1:] if alone and len(node.paragraphs) > 1 else node.paragraphs
    bodies = _with_notes(paragraphs, context.known)
    if not any(body.strip(" 。；（(") for _, body, _ in bodies):
        bodies = _with_notes(node.paragraphs, context.known)  # nothing but a note below the heading: the heading is the task
        alone = False
    titles = tuple(heading_of(one)[0] or (one.paragraphs[0][1][:60] if one.paragraphs else "") for one in node.ancestors)
    form = "paragraph_under_heading" if alone and len(node.paragraphs) > 1 else "paragraph"
    if sum(1 for _, _, note in bodies if note and note.names_units) >= 2:
        above_titles = (*titles, heading) if heading else titles
        return [
            _task(context, (*node.path, f"p{number}"), (line, text), note or above, None, above_titles, form)
            for number, (line, text, note) in enumerate(_gather(bodies), 1)
        ]
    if not bodies:
        return []
    text = "\n".join(text for _, text, _ in bodies if text)
    note = _merged([note for _, _, note in bodies if note]) or above
    made = _task(context, node.path, (bodies[0][0], text), note, heading, titles, form)
    last = bodies[-1][0].no
    return [_with_last(made, last)]


def _with_notes(paragraphs: list[tuple[Line, str]], known: Collection[str]) -> list[tuple[Line, str, UnitNote | None]]:
    """Each paragraph without its note; a note on a line of its own belongs to the paragraph before."""
    found: list[tuple[Line, str, UnitNote | None]] = []
    for line, text in paragraphs:
        body, note = take_note(text, known)
        if found and note and len(body.strip(" 。；（(")) < 4:
            before = found[-1]
            found[-1] = (before[0], before[1], _merged([one for one in (before[2], note) if one]))
        else:
            found.append((line, body, note))
    return found


def _gather(bodies: list[tuple[Line, str, UnitNote | None]]) -> list[tuple[Line, str, UnitNote | None]]:
    """A paragraph without note goes with the next one that has a note."""
    made: list[tuple[Line, str, UnitNote | None]] = []
    waiting: list[tuple[Line, str]] = []
    for line, text, note in bodies:
        waiting.append((line, text))
        if note:
            made.append((waiting[0][0], "\n".join(words for _, words in waiting), note))
            waiting = []
    if waiting:
        made.append((waiting[0][0], "\n".join(words for _, words in waiting), None))
    return made


def _merged(notes: list[UnitNote]) -> UnitNote | None:
    made = notes[0] if notes else None
    for note in notes[1:]:
        made = made.joined(note) if made else note
    return made


def _with_column(deadlines: tuple[Deadline, ...], time: str, context: Context, line: int) -> tuple[Deadline, ...]:
    """The times of the text, then those of 完成时限 that the text does not say itself."""
    said = {(one.kind, one.date, one.amount, one.frequency) for one in deadlines}
    more = cell_deadlines(time, context.plan_year, line) if time else ()
    return deadlines + tuple(one for one in more if (one.kind, one.date, one.amount, one.frequency) not in said)


def _task(
    context: Context, path: tuple[str, ...], source: tuple[Line, str], note: UnitNote | None, heading: str | None, titles: tuple[str, ...], form: str
) -> Task:
    line, text = source
    deadlines = _with_column(read_deadlines(text, context.plan_year, line.no), note.time if note else "", context, line.no)
    note = note or UnitNote()
    return Task(
        path, text.strip(), context.part, context.index, heading, titles, note.lead, tuple(u for u in note.responsible), note.cooperating, note.raw,
        actors(text), leaders(text), deadlines, read_targets(text, line.no), form, (line.no, line.no), line.place,
    )  # fmt: skip


def _with_last(task: Task, last: int) -> Task:
    return replace(task, lines=(task.lines[0], max(task.lines[0], last)))


def closing_task(closing: list[tuple[Line, str]], context: Context) -> Task:
    """An un-numbered paragraph as the leaf 尾."""
    text = "\n".join(words for _, words in closing)
    task = _task(context, ("尾",), (closing[0][0], text), None, None, (), "closing_paragraph")
    return _with_last(task, closing[-1][0].no)


def row_tasks(rows: list[Row], context: Context) -> list[Task]:
    """The tasks of table rows; rows that would share a path become p1, p2."""
    paths = [_row_path(row) for row in rows]
    shared = Counter(paths)
    seen: Counter[tuple[str, ...]] = Counter()
    tasks = []
    for row, path in zip(rows, paths, strict=True):
        seen[path] += 1
        if shared[path] > 1 and not marker_of(row.measure):
            path = (*path, f"p{seen[path]}")
        tasks.append(_row_task(row, path, context))
    return tasks


def _row_path(row: Row) -> tuple[str, ...]:
    labels = tuple(label for label, _ in row.levels if label)
    mark = marker_of(row.measure) or (marker_of(row.heading) if row.heading else None)
    own = mark.label if mark else row.seq.rstrip("p")
    return (*labels, own) if own else labels


def _row_task(row: Row, path: tuple[str, ...], context: Context) -> Task:
    mark = marker_of(row.measure)
    text = row.measure[mark.end if mark else 0 :].strip()
    titles = [words for _, words in row.levels]
    heading = row.heading
    if heading and (own := marker_of(heading)):
        heading = heading[own.end :]
    if not mark and not row.seq and heading is None and titles and not re.fullmatch(r"p\d+", path[-1] if path else ""):
        heading = titles.pop()
    lead = row.lead or UnitNote()
    responsible = tuple(dict.fromkeys((*lead.responsible, *(unit for note in row.responsible for unit in note.responsible))))
    leading = tuple(dict.fromkeys((*lead.lead, *(unit for note in row.responsible for unit in note.lead))))
    coop = tuple(unit for note in row.responsible for unit in note.cooperating)
    whole = f"{heading}。{text}" if row.heading and heading else text
    deadlines = _with_column(read_deadlines(whole, context.plan_year, row.line), row.time, context, row.line)
    raw = " | ".join(note.raw for note in [lead, *row.responsible] if note.raw)
    return Task(
        path, text, context.part, context.index, heading, tuple(titles), leading, responsible, coop, raw, actors(text), leaders(text), deadlines,
        read_targets(whole, row.line), "table_row", (row.line, max(row.line, row.last_line)), row.place, tuple(row.columns),
    )  # fmt: skip

