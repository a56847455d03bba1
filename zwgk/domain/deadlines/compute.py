"""A rule, an event, a calendar → the day it is due, with grounds. Reads no clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from zwgk.domain.deadlines import warn
from zwgk.domain.deadlines.counting import day_of, merged
from zwgk.domain.deadlines.due import Due
from zwgk.domain.deadlines.extending import granted
from zwgk.domain.deadlines.facts import Extension, Moment, Restart, Suspension
from zwgk.domain.deadlines.notes import length
from zwgk.domain.deadlines.run import Length, beginning, named_day, run, step
from zwgk.domain.errors import BadInput, LawMissing
from zwgk.domain.workdays import Calendar
from zwgk.law.book import Law
from zwgk.law.model import DatedValue, DeadlineRule, Direction, Roll, Start, Unit


def compute(
    rule: DeadlineRule,
    start: Moment,
    *,
    calendar: Calendar,
    suspensions: Iterable[Suspension] = (),
    extension: Extension | None = None,
    restarts: Iterable[Restart] = (),
    amount: int | None = None,
) -> Due:
    """When the limit of a rule ends that an event has started.

    A rule without a number (合理期限) needs `amount`, set by the organ; without it `due` is None and a warning says why.
    The value is the one in force on the day of the event; a restart counts anew from its own day.
    """
    later = [restart for restart in restarts if restart.day >= day_of(start)]
    anew = max(later, key=lambda restart: restart.day, default=None)
    begin: Moment = anew.day if anew else start
    value = value_on(rule, day_of(begin))
    _check(rule, value, amount, extension, day_of(begin))
    held = amount if value.value is None else value.value
    head = Due(
        due=None, provisional=False, start=begin, unit=rule.unit, amount=held, direction=rule.direction,
        steps=_restarted(anew), warnings=warn.of_rule(rule, value, day_of(begin)), rule=rule.id, code=rule.code,
        title=rule.title, reference=str(value.reference), law_version=calendar.version,
        suspensions=merged(suspensions), calendar=calendar,
    )  # fmt: skip
    if isinstance(held, str):
        return named_day(head, held)
    if held is None:
        return step(head, f"{rule.trigger}：法律没有规定具体期限（{rule.said or '由机关确定'}），须由机关确定后计算。")
    rolls = rule.roll.rule is Roll.NEXT_WORKING_DAY and rule.unit is not Unit.WORKING_DAY
    span = Length(held, rule.unit, rule.direction, rule.starts, rolls)
    head = step(head, beginning(head, span))
    if extension is not None:
        span, head = _extended(rule, extension, span, head)
    return run(head, span)


def compute_length(
    amount: int,
    unit: Unit,
    start: Moment,
    *,
    calendar: Calendar,
    suspensions: Iterable[Suspension] = (),
    more: int = 0,
    direction: Direction = Direction.WITHIN,
    title: str = "",
) -> Due:
    """When a bare length ends: no rule, no roll; the day of the event is not counted."""
    if amount < 0 or more < 0:
        raise BadInput("期限的长度不能是负数。", field="length")
    head = Due(
        due=None, provisional=False, start=start, unit=unit, amount=amount + more, direction=direction,
        title=title or f"自定期限（{length(amount, unit)}）", law_version=calendar.version,
        suspensions=merged(suspensions), calendar=calendar,
    )  # fmt: skip
    span = Length(amount + more, unit, direction, Start.DAY_AFTER, rolls=False)
    head = step(head, beginning(head, replace(span, amount=amount)))
    if more:
        head = step(head, f"延长：{length(more, unit)}，合计{length(amount + more, unit)}。")
    return run(head, span)


def find(law: Law, name: str) -> DeadlineRule:
    """The rule with this id, or the only one with this code; a refusal names near ones."""
    rule = law.deadlines.get(name)
    if rule is not None:
        return rule
    same_code = law.by_code(name)
    if len(same_code) == 1:
        return same_code[0]
    near = [rule.id for rule in same_code] or sorted(key for key in law.deadlines if name.lower() in key)[:8]
    hint = f"您要找的可能是：{'、'.join(near)}。" if near else "用 zwgk due --list 查看全部规则。"
    raise LawMissing(f"规则库中没有“{name}”这条规则。", field="rule", remedy=hint)


def value_on(rule: DeadlineRule, day: date) -> DatedValue:
    """The value in force on a day. Before the first one: refused, but limits of months and years use the first."""
    value = rule.value_on(day)
    if value is not None:
        return value
    first = min(rule.values, key=lambda item: item.since)
    # Files formed before the act are kept and handed over under the act of today; `warn.of_rule` says so.
    if rule.unit in (Unit.MONTH, Unit.YEAR):
        return first
    raise LawMissing(
        f"规则库没有收录“{rule.title}”在{day}的规定（最早自{first.since}起）。", field="from",
        remedy="请核对起算日期；如确需计算此前的期限，请补录当时有效的规定。",
    )  # fmt: skip


def _restarted(anew: Restart | None) -> tuple[str, ...]:
    if anew is None:
        return ()
    basis = f"（{anew.basis}）" if anew.basis else ""
    return (f"重新起算：{anew.day}{anew.reason}，期限从次日重新计算{basis}。",)


def _check(rule: DeadlineRule, value: DatedValue, amount: int | None, extension: Extension | None, day: date) -> None:
    """A length may be set only where the law gives none, an extension only where it provides for one."""
    if amount is not None and value.value not in (None, amount):
        fixed = length(value.value, rule.unit)
        raise BadInput(f"“{rule.title}”的期限由规则规定为{fixed}，不能另行填写。", field="length")
    if amount is not None and amount < 0:
        raise BadInput("期限的长度不能是负数。", field="length")
    if extension is not None and rule.extension is None:
        granted(rule, extension, day, None)


def _extended(rule: DeadlineRule, extension: Extension, span: Length, head: Due) -> tuple[Length, Due]:
    """The length with its extension, after cap, consent and timeliness have been checked."""
    unextended = run(head, span)
    cap = granted(rule, extension, day_of(head.start), unextended.day)
    unit = rule.extension.unit if rule.extension else rule.unit
    said = f"延长：经{extension.approved_by}同意，延长{length(extension.amount, unit)}（{cap.reference}）"
    total = span.amount + extension.amount
    if unit is span.unit:
        return replace(span, amount=total), step(replace(head, amount=total), f"{said}，合计{length(total, unit)}。")
    return replace(span, more=extension.amount, more_unit=unit), step(head, f"{said}。")
