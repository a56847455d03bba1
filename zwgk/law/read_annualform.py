"""`forms/annualreport/*.yaml` → FormDef. The file name is the id; the form is the State Council's and not local."""

from __future__ import annotations

from typing import Any

from zwgk.law.annualform_model import (
    CheckDef,
    CheckKind,
    ColumnDef,
    FormDef,
    Measure,
    RowDef,
    SectionDef,
    Severity,
    TableDef,
)
from zwgk.law.model import Instrument, Status
from zwgk.law.read_instrument import reference
from zwgk.law.reading import Page

_KEYS = ("id", "title", "first_year", "last_year", "reference", "status", "note", "sections", "tables", "checks")
_LISTS = ("left", "right", "rows", "before", "plus", "minus")
_CHECK_KEYS = ("id", "severity", "kind", "title", "table", "per", "row", "previous", "now", "status", "note", *_LISTS)


def annual_form(name: str, page: Page, instruments: dict[str, Instrument]) -> FormDef | None:
    """The form of one file, or None with its problems noted."""
    before = len(page.problems)
    page.allow(_KEYS)
    if page.text("id") not in ("", name):
        page.wrong("id", f"id“{page.data['id']}”和文件名不一致。", f"写成“id: \"{name}\"”，或者给文件改名。")
    sections = tuple(_section(part) for part in page.parts("sections"))
    tables = tuple(_table(part, {each.id for each in sections}) for part in page.parts("tables"))
    if not tables:
        page.wrong("tables", "没有表格。", "在“tables:”下面每张表一项。")
    checks = tuple(_check(part, {each.id: each for each in tables}) for part in page.parts("checks"))
    first, last = _year(page, "first_year"), _year(page, "last_year", needed=False)
    status = _status(page)
    title, made_by = page.text("title"), reference(page.part("reference", needed=True), instruments)
    if len(page.problems) > before or first is None:
        return None
    by_id = {each.id: each for each in tables}
    return FormDef(name, title, first, last, sections, tables, checks, made_by, status, page.text("note", needed=False), by_id)


def _section(part: Page) -> SectionDef:
    part.allow(("id", "title", "text"))
    return SectionDef(part.text("id"), part.text("title"), part.truth("text"))


def _table(part: Page, sections: set[str]) -> TableDef:
    part.allow(("id", "section", "title", "corner", "columns", "rows"))
    if part.text("section") not in sections:
        part.wrong("section", f"没有编号为“{part.data.get('section')}”的部分。", "从 sections 的编号中选一个。")
    columns = tuple(_column(each) for each in part.parts("columns"))
    rows = tuple(_row(each) for each in part.parts("rows"))
    for key, ids in (("columns", [each.id for each in columns]), ("rows", [each.id for each in rows])):
        if not ids or len(set(ids)) < len(ids):
            part.wrong(key, "是空的，或者有重复的编号。", "每行、每列一个不同的 id。")
    return TableDef(part.text("id"), part.text("section"), part.text("title"), columns, rows, part.text("corner", needed=False))


def _column(part: Page) -> ColumnDef:
    part.allow(("id", "title", "type", "group"))
    measure = part.choice("type", Measure, Measure.COUNT)
    return ColumnDef(part.text("id"), part.text("title"), measure or Measure.COUNT, part.text("group", needed=False))


def _row(part: Page) -> RowDef:
    part.allow(("id", "title", "mark", "source", "group", "names"))
    return RowDef(part.text("id"), part.text("title"), part.text("mark"), part.text("source"), part.text("group", needed=False), _words(part, "names"))


def _check(part: Page, tables: dict[str, TableDef]) -> CheckDef:
    part.allow(_CHECK_KEYS)
    table = tables.get(part.text("table", needed=False))
    if part.data.get("table") and table is None:
        part.wrong("table", f"没有编号为“{part.data['table']}”的表。", "从 tables 的编号中选一个。")
    severity, kind = part.choice("severity", Severity), part.choice("kind", CheckKind)
    lists: dict[str, Any] = {key: _words(part, key) for key in _LISTS}
    per = part.text("per", needed=kind is CheckKind.SUM)
    if kind is CheckKind.SUM and table is not None:
        known = {each.id for each in (table.rows if per == "column" else table.columns)}
        for key in ("left", "right"):
            for ident in lists[key]:
                if ident not in known:
                    part.wrong(key, f"表中没有“{ident}”。", "核对行、列的编号。")
    texts: dict[str, Any] = {key: part.text(key, needed=False) for key in ("table", "row", "previous", "now", "note")}
    return CheckDef(
        part.text("id"), severity or Severity.SOFT, kind or CheckKind.ONCE, part.text("title"), per=per, status=_status(part), **lists, **texts,
    )  # fmt: skip


def _status(page: Page) -> Status:
    status = page.choice("status", Status, Status.VERIFIED) or Status.UNVERIFIED
    if status is Status.UNVERIFIED and not page.text("note", needed=False):
        page.wrong("note", "标为“未核实”却没有说明。", "用 note 写明哪一点没有核实、为什么。")
    return status


def _year(page: Page, key: str, *, needed: bool = True) -> int | None:
    found = page.data.get(key)
    if found is None and not needed:
        return None
    if isinstance(found, int) and 2000 < found < 2100:
        return found
    page.wrong(key, f"“{found}”不是年份。" if found is not None else "缺少这一项。", f"写成“{key}: 2021”。")
    return None


def _words(part: Page, key: str) -> tuple[str, ...]:
    found = part.data.get(key) or []
    if not isinstance(found, list):
        part.wrong(key, "这里应当是一个列表。", f"写成“{key}: [甲, 乙]”。")
        return ()
    return tuple(str(each) for each in found)
