"""`zwgk due`: when a limit ends, each counted and skipped day with its reason."""

from __future__ import annotations

import argparse
import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

from zwgk.domain.deadlines import Due, Extension, Suspension, Unit, compute, compute_length, find
from zwgk.domain.deadlines.notes import UNIT, length
from zwgk.domain.errors import BadInput
from zwgk.domain.workdays import Calendar
from zwgk.law import DeadlineRule, Law, LawError, Status, load

HELP = "计算期限：zwgk due requests/answer --from 2026-02-10；zwgk due --length 20 --unit working_day --from 2026-02-10"
_MOMENT = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}))?)?")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words after `zwgk due`."""
    parser.error = lambda message: _misspelt(parser, message)  # type: ignore[method-assign]
    parser.add_argument("rule", nargs="?", help="规则编号，如 requests/answer 或 T-REQ-20；不写则用 --length 和 --unit")
    parser.add_argument(
        "--from", dest="start", metavar="日期", help="事项发生之日：2026-02-10，按小时计算的写 2026-02-10T09:30"
    )
    parser.add_argument("--length", metavar="数字", help="期限长度（法律没有规定数字的规则，或者不用规则时）")
    parser.add_argument("--unit", metavar="单位", help=f"期限单位：{'、'.join(Unit)}")
    parser.add_argument(
        "--suspend", action="append", default=[], metavar="起..止", help="不计入期限的日子，首尾都算；可以写多次"
    )
    parser.add_argument("--extend", metavar="数字", help="延长多少（单位同规则）")
    parser.add_argument("--local", action="append", default=[], metavar="目录", help="本地规则目录；可以写多次")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.add_argument("--list", action="store_true", help="列出全部规则")


def _misspelt(parser: argparse.ArgumentParser, message: str) -> NoReturn:
    """argparse speaks English; a clerk gets the two usual mistakes in Chinese."""
    message = message.replace("unrecognized arguments:", "不认识的参数").replace(
        "expected one argument", "后面没有写内容"
    )
    parser.exit(2, f"命令写得不对：{message.replace('argument ', '')}。用 zwgk due --help 看说明。\n")


def run(args: argparse.Namespace) -> int:
    """0; what cannot be computed is refused with the reason."""
    law = _law(args.local)
    if args.list:
        _show_rules(law, args.json)
        return 0
    if not args.start:
        raise BadInput("没有写起算的日期。", field="from", remedy="加上 --from 2026-02-10。")
    due = _due(args, law)
    if args.json:
        print(json.dumps(due.as_dict() | {"explanation": due.explain()}, ensure_ascii=False, indent=1))
    else:
        print(due.explain())
    return 0


def _law(folders: list[str]) -> Law:
    try:
        law = load()
        return law.with_overrides(*(_folder(name) for name in folders)) if folders else law
    except LawError as error:
        raise BadInput(str(error)) from error


def _folder(name: str) -> Path:
    folder = Path(name)
    if not folder.is_dir():
        raise BadInput(f"没有“{name}”这个目录。", field="local")
    return folder


def _due(args: argparse.Namespace, law: Law) -> Due:
    calendar, start = Calendar.of(law), read_moment(args.start, "from")
    pauses = [_pause(text) for text in args.suspend]
    amount = _number(args.length, "length")
    more = _number(args.extend, "extend")
    if args.rule:
        rule = find(law, args.rule)
        if args.unit and args.unit != rule.unit:
            raise BadInput(
                f"“{rule.title}”按{UNIT[rule.unit]}计算，不能改用{args.unit}。", field="unit", remedy="去掉 --unit。"
            )
        return compute(
            rule, start, calendar=calendar, suspensions=pauses, extension=_extension(rule, more), amount=amount
        )
    if amount is None:
        raise BadInput(
            "没有写规则，也没有写期限的长度。",
            field="length",
            remedy="写规则编号，或者加上 --length 20 --unit working_day。",
        )
    return compute_length(amount, _unit(args.unit), start, calendar=calendar, suspensions=pauses, more=more or 0)


def read_moment(text: str, field: str) -> date | datetime:
    """A day, or a moment where a time of day is given."""
    found = _MOMENT.fullmatch(text.strip())
    try:
        if found is None:
            raise ValueError(text)
        year, month, day, hour, minute, second = (int(part) if part else 0 for part in found.groups())
        return datetime(year, month, day, hour, minute, second) if found[4] else date(year, month, day)  # noqa: DTZ001  a wall clock's reading
    except ValueError as error:
        raise BadInput(
            f"“{text}”不是日期。", field=field, remedy="写成 2026-02-10；按小时计算的写成 2026-02-10T09:30。"
        ) from error


def _pause(text: str) -> Suspension:
    first, dots, last = text.partition("..")
    if not dots:
        raise BadInput(
            f"“{text}”不是一段日期。",
            field="suspend",
            remedy="写成 2026-02-12..2026-03-03；尚未恢复的写成 2026-02-12..。",
        )
    return Suspension(_day(first), _day(last) if last else None)


def _day(text: str) -> date:
    moment = read_moment(text, "suspend")
    return moment.date() if isinstance(moment, datetime) else moment


def _number(text: str | None, field: str) -> int | None:
    if text is None:
        return None
    if not re.fullmatch(r"\d{1,5}", text.strip()):
        raise BadInput(f"“{text}”不是可用的数字。", field=field, remedy="写0到99999之间的整数。")
    return int(text)


def _unit(text: str | None) -> Unit:
    try:
        return Unit(text or "")
    except ValueError as error:
        known = "、".join(f"{unit}（{UNIT[unit]}）" for unit in Unit)
        said = f"“{text}”不是期限的单位。" if text else "没有写期限的单位。"
        raise BadInput(said, field="unit", remedy=f"从这些单位中选一个：{known}。") from error


def _extension(rule: DeadlineRule, more: int | None) -> Extension | None:
    if not more:
        return None
    approval = rule.extension.approval if rule.extension else ""
    return Extension(more, f"{approval or '有权机关'}（测算，未登记同意）")


def _show_rules(law: Law, as_json: bool) -> None:
    if as_json:
        print(json.dumps([_row(rule) for rule in law.deadlines.values()], ensure_ascii=False, indent=1))
        return
    topic = ""
    for rule in law.deadlines.values():
        if rule.topic != topic:
            topic = rule.topic
            print(f"\n{topic}")
        row = _row(rule)
        print(
            f"  {rule.id:<44}{row['length']:<10}{rule.title}{'' if row['verified'] else '（未核实）'}  {row['reference']}"
        )
    print(f"\n共{len(law.deadlines)}条规则，规则库版本 {law.version}")


def _row(rule: DeadlineRule) -> dict[str, Any]:
    newest = rule.values[-1]
    return {
        "rule": rule.id,
        "code": rule.code,
        "title": rule.title,
        "topic": rule.topic,
        "length": length(newest.value, rule.unit) if newest.value is not None else rule.said,
        "direction": rule.direction.value,
        "unit": rule.unit.value,
        "reference": str(newest.reference),
        "verified": rule.status is Status.VERIFIED,
    }
