"""check(report, form, …): every check of the form that does not hold, each with its cells and its arithmetic."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from zwgk.law.annualform_model import CheckDef, CheckKind, FormDef, Measure, cell_id

from .model import Report, Violation
from .sums import Side, difference, name_of, side
from .telling import told
from .years import carried, follows, reappear

_BELOW_CITIES = re.compile(r"县|旗(?!舰)|镇|乡|街道|(?<!自治)(?<!地)区(?!域)")


def check(report: Report, form: FormDef, previous: Report | None = None, below: Sequence[Report] = ()) -> list[Violation]:
    """In the order of the form. `previous`: last year's report of the same organ; `below`: reports that it sums up."""
    last = previous if previous and (report.year is None or previous.year is None or previous.year == report.year - 1) else None
    found: list[Violation] = []
    for rule in form.checks:
        found += _CHECKS[rule.kind](rule, report, form, last, below)
    return found


def _sum(rule: CheckDef, report: Report, form: FormDef, last: Report | None, below: Sequence[Report]) -> Iterator[Violation]:
    table = form.table(rule.table)
    across = [column.id for column in table.columns] if rule.per == "column" else [row.id for row in table.rows]
    for fixed in across:
        cells = {part: [_at(rule.per, fixed, each) for each in getattr(rule, part)] for part in ("left", "right")}
        if not _readable([*cells["left"], *cells["right"]], report) or (rule.per == "row" and report.cells.get(cell_id(fixed, "total")) is None):
            continue
        left, right = side(cells["left"], report, form, rule.per), side(cells["right"], report, form, rule.per)
        if left.total != right.total:
            head = name_of(fixed, rule.per, form, rule.table)
            hint = _twice(rule, fixed, report, left, right)
            yield Violation(rule.id, rule.severity, left.cells + right.cells, f"{head}：{difference(left, right)}", f"{rule.title}。{hint}")


def _at(per: str, fixed: str, each: str) -> tuple[str, str]:
    return (each, fixed) if per == "column" else (fixed, each)


def _readable(cells: Sequence[tuple[str, str]], report: Report) -> bool:
    """Rows that the document lacks and cells that are no numbers are reported elsewhere."""
    return all(report.holds(row) and cell_id(row, column) not in report.bad for row, column in cells)


def _twice(rule: CheckDef, column: str, report: Report, left: Side, right: Side) -> str:
    """H6 shows itself as results that outnumber their total by no more than the partial disclosures."""
    more = right.total - left.total
    if rule.id == "H2" and 0 < more <= report.amount("R3.2", column):
        return f"各种结果比总计多出{more}件，请核对是否把区分处理的申请又计入了其他情形（H6）。"
    return ""


def _numbers(rule: CheckDef, report: Report, form: FormDef, last: Report | None, below: Sequence[Report]) -> Iterator[Violation]:
    for _, row, column, cell in form.cells():
        head = f"{row.mark}·{column.title}"
        value = report.cells.get(cell)
        if cell in report.bad:
            yield Violation(rule.id, rule.severity, (cell,), f"{head}：“{report.bad[cell]}”不是数字", f"{rule.title}。")
        elif value is not None and column.measure is not Measure.CHANGE and value < 0:
            yield Violation(rule.id, rule.severity, (cell,), f"{head}：{value} < 0", f"{rule.title}。")
        elif value is not None and column.measure is not Measure.MONEY and value != int(value):
            yield Violation(rule.id, rule.severity, (cell,), f"{head}：{value} 不是整数", f"{rule.title}。")


def _zero(rule: CheckDef, report: Report, form: FormDef, last: Report | None, below: Sequence[Report]) -> Iterator[Violation]:
    filled = [(cell, value) for _, row, _, cell in form.cells() if row.id == rule.row for value in [report.cells.get(cell)] if value]
    if filled and _BELOW_CITIES.search(report.organ) and not re.search(r"省|自治区|直辖市", report.organ):
        words = "、".join(str(value) for _, value in filled)
        yield Violation(rule.id, rule.severity, tuple(cell for cell, _ in filled), f"规章一行填了 {words}", f"{rule.title}（{report.organ}）。")


def _rollup(rule: CheckDef, report: Report, form: FormDef, last: Report | None, below: Sequence[Report]) -> Iterator[Violation]:
    if not below:
        return
    for row in form.table(rule.table).rows:
        total, parts = report.amount(row.id, "total"), sum(each.amount(row.id, "total") for each in below)
        if total != parts:
            arithmetic = f"{row.mark}·总计：本报告 {total} ≠ 所属{len(below)}份报告之和 {parts}"
            yield Violation(rule.id, rule.severity, (cell_id(row.id, "total"),), arithmetic, f"{rule.title}；{rule.note}")


def _once(rule: CheckDef, report: Report, form: FormDef, last: Report | None, below: Sequence[Report]) -> Iterator[Violation]:
    """Nothing: which case was counted twice is known only where the cases are."""
    return iter(())


def _narrative(rule: CheckDef, report: Report, form: FormDef, last: Report | None, below: Sequence[Report]) -> Iterator[Violation]:
    return told(rule, report, form, last)


def _carried(rule: CheckDef, report: Report, form: FormDef, last: Report | None, below: Sequence[Report]) -> Iterator[Violation]:
    return carried(rule, report, form, last) if last else iter(())


def _follows(rule: CheckDef, report: Report, form: FormDef, last: Report | None, below: Sequence[Report]) -> Iterator[Violation]:
    return follows(rule, report, form, last) if last else iter(())


def _reappear(rule: CheckDef, report: Report, form: FormDef, last: Report | None, below: Sequence[Report]) -> Iterator[Violation]:
    return reappear(rule, report, form, last) if last else iter(())


_Doer = Callable[[CheckDef, Report, FormDef, Report | None, Sequence[Report]], Iterator[Violation]]
_CHECKS: Mapping[CheckKind, _Doer] = {
    CheckKind.SUM: _sum, CheckKind.NUMBERS: _numbers, CheckKind.ZERO: _zero, CheckKind.ROLLUP: _rollup, CheckKind.ONCE: _once,
    CheckKind.NARRATIVE: _narrative, CheckKind.CARRIED: _carried, CheckKind.FOLLOWS: _follows, CheckKind.REAPPEAR: _reappear,
}  # fmt: skip
