"""S4: the figures in the text against the tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from zwgk.law.annualform_model import CheckDef, FormDef, cell_id

from .model import Report, Violation, shown
from .narrative import Claim, Sum, claims


def told(rule: CheckDef, report: Report, form: FormDef, last: Report | None) -> Iterator[Violation]:
    """Figures, shares and growth that the tables do not bear out; a lapsed fee of which the text says nothing."""
    for claim in claims(report.narrative, report.year):
        meant = [each for each in (_known(one, report) for one in claim.meant) if each]
        if not meant or any(cell in report.bad for one in meant for cell in _cells(one)):
            continue
        if all(_total(one, report) != claim.number for one in meant):
            yield Violation(rule.id, rule.severity, _cells(meant[0]), f"文字“{claim.words}” ≠ 表中 {_words(meant[0], report, form)}", f"{rule.title}。")
        yield from _share(rule, claim, meant[0], report)
        yield from _growth(rule, claim, meant[0], report, last)
    unpaid = report.amount("R3.6.2", "total")
    if unpaid and "信息处理费" not in report.narrative and report.texts:
        text = "有申请因逾期未缴费不再处理，第六部分应当说明信息处理费的收取情况。"
        yield Violation(rule.id, rule.severity, (cell_id("R3.6.2", "total"),), f"三（六）2 总计 {shown(unpaid)} > 0，文字没有提到信息处理费", text)


def _known(one: Sum, report: Report) -> Sum:
    """The addends that the document has; nothing when it has none, or lacks a row that was not merely another edition's."""
    return tuple((row, column) for row, column in one if report.holds(row))


def _cells(one: Sum) -> tuple[str, ...]:
    return tuple(cell_id(row, column) for row, column in one)


def _total(one: Sum, report: Report) -> int | Decimal:
    return sum((report.amount(row, column) for row, column in one), 0)


def _words(one: Sum, report: Report, form: FormDef) -> str:
    marks = {row.id: row.mark for table in form.tables for row in table.rows}
    heads = {(row.id, column.id): column.title for table in form.tables for row in table.rows for column in table.columns}
    values = [(row, column, report.amount(row, column)) for row, column in one]
    shown_ones = [each for each in values if each[2]] or values[:1]
    parts = [f"{marks.get(row, row)}{'' if column == 'total' else '·' + heads.get((row, column), '')} {shown(value)}" for row, column, value in shown_ones]
    return " + ".join(parts) + (f" = {shown(_total(one, report))}" if len(parts) > 1 else "")


def _share(rule: CheckDef, claim: Claim, meant: Sum, report: Report) -> Iterator[Violation]:
    """“258件，占33.9%”: of what was finished, received, or both years' together, whichever fits."""
    if not claim.percent or not meant[0][0].startswith("R"):
        return
    wholes: Sequence[int | Decimal] = [report.amount("R3.7", "total"), report.amount("R1", "total"), report.amount("R1", "total") + report.amount("R2", "total")]
    if not any(wholes) or any(whole and _near(claim.number * 100 / whole, claim.percent) for whole in wholes):
        return
    first = next(whole for whole in wholes if whole)
    arithmetic = f"文字“{claim.words}，占{claim.percent}%” ≠ {claim.number} ÷ {shown(first)} = {claim.number * 100 / first:.2f}%"
    yield Violation(rule.id, rule.severity, (*_cells(meant), "R3.7:total"), arithmetic, "文字中的占比和件数、总计算不拢。")


def _growth(rule: CheckDef, claim: Claim, meant: Sum, report: Report, last: Report | None) -> Iterator[Violation]:
    before = _total(meant, last) if last else 0
    if not claim.growth or not before:
        return
    real = (claim.number - before) * 100 / before
    if not _near(real, claim.growth):
        arithmetic = f"文字“{claim.words}，比上年变化{claim.growth}%” ≠ ({claim.number} − {shown(before)}) ÷ {shown(before)} = {real:.2f}%"
        yield Violation(rule.id, rule.severity, _cells(meant), arithmetic, "文字中的增减幅度和上一年度报告算不拢。")


def _near(real: float | Decimal, said: str) -> bool:
    """Equal within one unit of the last figure said: some cut off where others round."""
    places = len(said.partition(".")[2])
    return bool(abs(float(real) - float(said)) <= float(10**-places) + 1e-9)
