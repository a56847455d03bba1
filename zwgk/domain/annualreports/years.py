"""Checks between this year's report and last year's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zwgk.law.annualform_model import CheckDef, FormDef, cell_id

from .model import Report, Violation, apart, shown


def carried(rule: CheckDef, report: Report, form: FormDef, last: Report) -> Iterator[Violation]:
    """What was carried over must be what last year's report left, for every kind of applicant."""
    if not report.holds(rule.row) or not last.holds(rule.previous):
        return
    explained = re.search(r"结转[^。]{0,60}(?:不一致|差异|调整|原因|更正|口径)|(?:不一致|差异|调整|更正|口径)[^。]{0,60}结转", report.texts.get("others", ""))
    ask = "第六部分已有说明，请核对。" if explained else "确有原因的应当在第六部分说明。"
    for column in form.table(rule.table).columns:
        now, before = report.amount(rule.row, column.id), last.amount(rule.previous, column.id)
        cells = (cell_id(rule.row, column.id), cell_id(rule.previous, column.id))
        if now != before and cells[0] not in report.bad and cells[1] not in last.bad:
            arithmetic = f"{column.title}：二、上年结转 {shown(now)} ≠ {last.year or '上'}年度四、结转下年度 {shown(before)}（相差 {shown(apart(now, before))}）"
            yield Violation(rule.id, rule.severity, cells[:1], arithmetic, f"{rule.title}；{ask}")


def follows(rule: CheckDef, report: Report, form: FormDef, last: Report) -> Iterator[Violation]:
    """What is valid now follows from what was valid before, what was made and what was repealed."""
    marks = {row.id: row.mark for table in form.tables for row in table.rows}
    for row in rule.rows:
        if not report.holds(row) or not last.holds(row) or cell_id(row, rule.now) in report.bad:
            continue
        if any(last.cells.get(cell_id(row, column)) is None for column in rule.before) or report.cells.get(cell_id(row, rule.now)) is None:
            continue
        parts = [(f"{last.year or '上'}年度{_head(form, row, column)}", last.amount(row, column)) for column in rule.before]
        parts += [(f"本年{_head(form, row, column)}", report.amount(row, column)) for column in rule.plus]
        less = [(f"本年{_head(form, row, column)}", report.amount(row, column)) for column in rule.minus]
        expected = sum(value for _, value in parts) - sum(value for _, value in less)
        now = report.amount(row, rule.now)
        if now != expected:
            words = " + ".join(f"{name} {shown(value)}" for name, value in parts) + "".join(f" − {name} {shown(value)}" for name, value in less)
            cells = tuple(cell_id(row, column) for column in (rule.now, *rule.plus, *rule.minus))
            arithmetic = f"{marks[row]}：{words} = {shown(expected)} ≠ {_head(form, row, rule.now)} {shown(now)}（相差 {shown(apart(now, expected))}）"
            yield Violation(rule.id, rule.severity, cells, arithmetic, f"{rule.title}；{rule.note}")


def reappear(rule: CheckDef, report: Report, form: FormDef, last: Report) -> Iterator[Violation]:
    """A suit pending at the end of last year is decided or pending now."""
    for row in form.table(rule.table).rows:
        if not report.holds(row.id) or not last.holds(row.id):
            continue
        pending, total = last.amount(row.id, "pending"), report.amount(row.id, "total")
        if pending > total:
            arithmetic = f"{row.mark}：{last.year or '上'}年度尚未审结 {shown(pending)} > 本年度总计 {shown(total)}"
            yield Violation(rule.id, rule.severity, (cell_id(row.id, "total"),), arithmetic, f"{rule.title}。")


def _head(form: FormDef, row: str, column: str) -> str:
    titles = {(each.id, head.id): head.title for table in form.tables for each in table.rows for head in table.columns}
    return titles.get((row, column), column).removeprefix("本年")
