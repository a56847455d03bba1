"""Whether an extension is lawful: provided for, under the cap, consented to, in time."""

from __future__ import annotations

from datetime import date

from zwgk.domain.deadlines.facts import Extension
from zwgk.domain.deadlines.notes import length
from zwgk.domain.errors import BadInput, Conflict
from zwgk.law.model import DatedValue, DeadlineRule, Direction, tightest


def granted(rule: DeadlineRule, extension: Extension, start: date, unextended: date | None) -> DatedValue:
    """The cap that allows the extension; otherwise a refusal that cites its article."""
    allowed = rule.extension
    cap = tightest(allowed.values, start, Direction.WITHIN) if allowed else None
    if allowed is None or cap is None or not isinstance(cap.value, int):
        raise Conflict(f"“{rule.title}”的期限不能延长。", field="extend", basis=str(rule.values[-1].reference))
    basis = str(cap.reference)
    if extension.amount < 1:
        raise BadInput("延长的期限至少为1。", field="extend", basis=basis)
    if extension.amount > cap.value:
        raise Conflict(
            f"最多可以延长{length(cap.value, allowed.unit)}，不能延长{length(extension.amount, allowed.unit)}。",
            field="extend", basis=basis, remedy=f"请把延长期限改为不超过{cap.value}。",
        )  # fmt: skip
    if allowed.approval and not extension.approved_by.strip():
        raise Conflict(
            f"延长期限须经{allowed.approval}同意。", field="approved_by", basis=basis, remedy="请先登记同意人。"
        )
    if extension.decided and unextended and extension.decided > unextended:
        raise Conflict(f"原期限已于{unextended}届满，{extension.decided}不能再延长。", field="decided", basis=basis)
    return cap
