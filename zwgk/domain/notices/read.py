"""The whole way: blocks → lines → frame → parts → clauses and tables → tasks.

Reads: `Extracted`. Writes: `Reading`. Every stage is a module of its own; this one only calls them in order.
"""

from __future__ import annotations

import re
from collections import Counter

from ..documents import Extracted
from .basis import read_basis
from .checks import to_ask, warnings_of
from .clauses import frozen, tree_of
from .dates import whole_date
from .duties import dated_duties
from .flat import find_flat
from .frame import frame_of
from .head import Head, read_head
from .leaves import Context, clause_tasks, row_tasks
from .lines import LONGEST, Grid, Line, Source, source_of
from .metadata import read_metadata
from .model import Clause, LineRole, Metadata, Part, PartKind, Reading, Repair, Role, Task, Warning_
from .rows import Row, grid_rows
from .sections import Frame, Section
from .titles import FOREIGN_INSERT, compact
from .units import unit_like
from .unroll import unroll
from .words import KINDS, NO_TASK_TITLE, NORM_TITLE
from .wraps import joined

_PRINTED_BY_LETTER = re.compile(r"(?:印发|转发).{2,90}的函$")


def read(extracted: Extracted) -> Reading:
    """Metadata, parts, clauses, tasks, basis, warnings and repairs of one document."""
    source = source_of(extracted)
    items = unroll(joined(list(source.items)))
    lines = [item for item in items if isinstance(item, Line)]
    head = read_head(lines, extracted.meta)
    frame = frame_of(items, head)
    metadata, repairs = read_metadata(head, frame, lines, extracted.meta)
    known = _known_names(lines)
    title = metadata.title.value if metadata.title else ""
    kinds = _part_kinds(frame, title)
    silent = bool(NO_TASK_TITLE.search(title) and not _PRINTED_BY_LETTER.search(title)) or _reply(lines) or _explains(lines)
    parts: list[Part] = []
    tasks: list[Task] = []
    warnings: list[Warning_] = []
    for index, section in enumerate(frame.sections):
        year = _year_of_part(metadata)
        binding = kinds[index] is PartKind.COVER or (kinds[index] is PartKind.BODY and title.endswith("通知") and bool(metadata.addressees))
        part, made, odd = _part(section, Context(kinds[index], index, year, known, binding))
        parts.append(part)
        warnings += odd
        if not silent and not _norm(part, title, kinds):
            tasks += made
    own = {compact("".join(line.text for line in section.title)) for section in frame.sections} | {title}
    basis, conflicts = read_basis(lines, own)
    found = tuple(tasks)
    warnings += [*conflicts, *warnings_of(metadata, found), *_damage(lines), *_conflicts(metadata, frame, head)]
    if source.cut:
        warnings.append(Warning_("too_long", f"全文超过 {LONGEST} 字，只读取了前面部分，请检查文件是否完整、是否混入其他内容。"))
    if silent and any(part.clauses for part in parts):
        warnings.append(Warning_("no_task_kind", "这类文件（批复、函、公告、任免、节假日安排等）不下达任务，编号条款未列为任务。"))
    return Reading(
        metadata, _kind(title), tuple(parts), found, basis, tuple(warnings), _once(source, repairs), _roles(items, head, frame),
        to_ask(metadata, head.empty), extracted.notes, extracted.scanned,
    )  # fmt: skip


def _part(section: Section, context: Context) -> tuple[Part, list[Task], list[Warning_]]:
    """Text before, between and after the tables of one section, in order."""
    items = section.items
    tasks: list[Task] = []
    clauses = []
    preamble: tuple[str, ...] = ()
    warnings: list[Warning_] = []
    for lines, rows in _stretches(items, context):
        if rows:
            tasks += row_tasks(rows, context)
            continue
        tree = tree_of(lines)
        warnings += tree.warnings
        clauses += [frozen(child) for child in tree.root.children]
        preamble = preamble or tuple(text for _, text in tree.root.paragraphs)
        if context.binding and (context.part is PartKind.COVER or not tree.root.children):
            tasks += dated_duties(tree.root, context)
        tasks += clause_tasks(tree.root, context)
    numbers = [item.no for item in items]
    title = "".join(compact(line.text) for line in section.title) or None
    part = Part(context.part, title, (min(numbers, default=0), max(numbers, default=0)), tuple(clauses), preamble)
    return part, tasks, warnings


def _stretches(items: list[Line | Grid], context: Context) -> list[tuple[list[Line], list[Row]]]:
    """Lines of text or rows of a table, in the order of the source."""
    made: list[tuple[list[Line], list[Row]]] = []
    rest = list(items)
    while rest:
        flat = find_flat(rest, context.known)
        grid_at = next((index for index, item in enumerate(rest) if isinstance(item, Grid)), None)
        if flat and (grid_at is None or flat.start < grid_at):
            made += [(_lines(rest[: flat.start]), []), ([], flat.rows)]
            rest = rest[flat.end :]
        elif grid_at is not None:
            grid = rest[grid_at]
            made += [(_lines(rest[:grid_at]), []), ([], grid_rows(grid, context.known) if isinstance(grid, Grid) else [])]
            rest = rest[grid_at + 1 :]
        else:
            made.append((_lines(rest), []))
            break
    return [(lines, rows) for lines, rows in made if lines or rows]


def _lines(items: list[Line | Grid]) -> list[Line]:
    return [item for item in items if isinstance(item, Line)]


def _part_kinds(frame: Frame, title: str) -> list[PartKind]:
    """Cover and annexes when the first part prints something; else one body (with annexes)."""
    first, rest = frame.sections[0], frame.sections[1:]
    text = compact("".join(item.text for item in first.items if isinstance(item, Line))[:4000])
    prints = bool(re.search(r"印发|转发|批转|现予以?公布|下发给", text)) and bool(re.search(r"印发给|现印发|现转发|现予|转发给|已经|现将[^。]{2,120}(?:印发|转发)", text))
    prints = prints or (bool(rest) and bool(re.search(r"印发|转发|批转", title)))
    announced = bool(rest) or bool(re.search(r"印发给你们|现印发", text))
    return [PartKind.COVER if prints and announced else PartKind.BODY, *[PartKind.ANNEX for _ in rest]]


def _known_names(lines: list[Line]) -> frozenset[str]:
    """Names of units that stand between separators somewhere in the document."""
    seen: Counter[str] = Counter()
    for line in lines[:4000]:
        if "单位" not in line.text and "部门" not in line.text and len(line.text) > 300:
            continue
        for word in re.findall(r"(?<=[、，,：:；;])[^、，,：:；;。（）()\s]{3,14}(?=[、，,；;])", line.text[:4000]):
            if unit_like(word) and not re.search(r"(?:政府|[省市县区州]委)$", word):
                seen[word] += 1
    return frozenset(seen)


def _year_of_part(metadata: Metadata) -> int | None:
    return int(metadata.plan_year.value) if metadata.plan_year else None


def _reply(lines: list[Line]) -> bool:
    """The first sentences answer a letter."""
    opening = "".join(line.text for line in lines[:40])[:1500]
    return bool(re.search(r"(?:请示|来函|来文|提案|建议|报告)[^。]{0,80}(?:收悉|悉)[，。,]", opening)) and not re.search("印发给你们", opening)


def _explains(lines: list[Line]) -> bool:
    """A page of the column 政策解读: it tells about a plan and is none."""
    return any(re.search(r"(?:>|》|›|/)\s?(?:政策|文件)?解读\s*$|^[^。]{0,24}解读[:：]", line.text) for line in lines[:12] if len(line.text) < 120)


def _norm(part: Part, title: str, kinds: list[PartKind]) -> bool:
    """Rules in articles set no task of a plan; requirements of the notice that prints them do."""
    if part.kind is PartKind.COVER:
        return False
    named = part.title or ("" if len(kinds) > 1 else title) or title
    articles = sum(clause.label.startswith("第") and clause.label.endswith("条") for clause in _all(part))
    return bool(NORM_TITLE.search(named)) or articles >= 3


def _all(part: Part) -> list[Clause]:
    found = list(part.clauses)
    for clause in found:
        found += clause.children
    return found


def _kind(title: str) -> str:
    bare = re.sub(r"[（(][^（）()]*[)）]$", "", title)
    return next((kind for kind in sorted(KINDS, key=len, reverse=True) if bare.endswith(kind)), "")


def _damage(lines: list[Line]) -> list[Warning_]:
    found = []
    for line in lines:
        if "\ufffd" in line.text or re.search(r"\d{4}[年?？]{1,2}[?？]{1,2}", line.text):
            found.append(Warning_("garbled", "这一行有无法读出的字符，请对照原件补正。", line.no, line.text[:40]))
    inserted = [line for line in lines if FOREIGN_INSERT.search(line.text[:400])]
    if inserted:
        words = FOREIGN_INSERT.search(inserted[0].text)
        found.append(Warning_("foreign_insert", "文中疑似夹带外站推广词，来源可能不是政府网站，请核对出处。", inserted[0].no, words.group(0) if words else ""))
    return found[:50]


def _conflicts(metadata: Metadata, frame: Frame, head: Head) -> list[Warning_]:
    """The head of the page against the document itself."""
    found = []
    told, line = head.fields.get("signed_date"), frame.sections[0].date
    value = whole_date(line.text)[0] if line else None
    if told and line and metadata.signed_date and value and value != metadata.signed_date.value:
        found.append(Warning_("signed_conflict", f"表头成文日期 {metadata.signed_date.value} 与落款日期 {value} 不一致。", line.no, line.text))
    page, body = head.fields.get("title"), metadata.title
    if page and body and compact(page.value).strip("《》") != body.value and body.how == "正文标题":
        found.append(Warning_("title_conflict", "页面标题与正文标题不一致，已取正文标题。", page.line, page.value[:60]))
    return found


def _once(source: Source, more: tuple[Repair, ...]) -> tuple[Repair, ...]:
    return tuple(dict.fromkeys((*source.repairs, *more)))


def _roles(items: list[Line | Grid], head: Head, frame: Frame) -> tuple[LineRole, ...]:
    made: dict[int, LineRole] = {}
    for item in items:
        if isinstance(item, Grid):
            role, place = Role.TABLE, item.title
        else:
            role, place = frame.roles.get(id(item), Role.METADATA if id(item) in head.lines else Role.TEXT), item.place
        if item.no not in made or made[item.no].role is Role.TEXT:
            made[item.no] = LineRole(item.no, role, place)
    return tuple(made.values())
