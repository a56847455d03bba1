"""Reading calls and returns: for the office, for one unit; rows for the merge, checks, differences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from zwgk.domain.datasheets import as_number
from zwgk.domain.rights import Actor, Role
from zwgk.foundation.files import queries as files
from zwgk.foundation.organs.queries import every_organ, people_with, reach

from .books import fill
from .holding import on_post as on_post
from .models import CallState, DataCall, Handed, Return, State
from .spec import Sheet

OUTLIER = Decimal(5)  # times the figure of the last period


def calls_for(actor: Actor) -> QuerySet[DataCall]:
    """All calls for the office; for a unit those that were sent to it."""
    organ_ids = reach(actor, "datacalls.see")
    found = DataCall.objects.annotate(asked=Count("returns"), told=Count("returns", filter=Q(returns__state=State.SENT))).order_by("-id")
    if organ_ids is None:
        return found
    own = Return.objects.filter(organ_id__in=organ_ids).values("call_id")
    return found.filter(pk__in=own, state__in=(CallState.RUNNING, CallState.CLOSED))


def returns_for(actor: Actor) -> QuerySet[Return]:
    """Returns that this person may see."""
    organ_ids = reach(actor, "datacalls.see")
    found = Return.objects.select_related("call__book", "call__file", "organ").exclude(call__state__in=(CallState.DRAFT, CallState.VOID))
    return found if organ_ids is None else found.filter(organ_id__in=organ_ids)


def to_sign(actor: Actor) -> QuerySet[Return]:
    """Returns that wait for the signature of this person, as the head of the unit."""
    if not actor.may("datacalls.sign"):
        return Return.objects.none()
    found = Return.objects.filter(state=State.SIGNING, call__state=CallState.RUNNING).select_related("call", "organ").defer("draft", "values")
    organ_ids = reach(actor, "datacalls.sign")
    return (found if organ_ids is None else found.filter(organ_id__in=organ_ids)).order_by("call_id", "organ__order")


def units_of(call: DataCall) -> list[Return]:
    """The units in order, without what they typed."""
    return list(call.returns.select_related("organ", "call").defer("draft", "values"))


def papers_of(given: Return) -> list[Any]:
    return list(given.papers.select_related("file", "given"))


def missing(call: DataCall) -> list[Return]:
    return [each for each in units_of(call) if not each.has_sent]


def link(given: Return) -> str:
    """The address of the unit's page."""
    return f"{settings.SITE_URL.rstrip('/')}{given.url}" if settings.SITE_URL else given.url


def group_message(call: DataCall, late: Iterable[Return]) -> str:
    """The words for a 微信 or 钉钉 group."""
    names = "、".join(each.organ.label for each in late)
    if not names:
        return f"《{call.title}》各单位均已报送，感谢支持。"
    address = f"{settings.SITE_URL.rstrip('/')}{call.url}mine/" if settings.SITE_URL else ""
    due = f"请于{call.due_on.month}月{call.due_on.day}日{call.due_words}前" if call.due_on else "请尽快"
    return f"【催报】《{call.title}》\n尚未报送的单位：{names}。\n{due}登录平台填报，没有的填“零报告”。" + (f"\n{address}" if address else "")


def known(given: Return, actor: Actor, at: datetime) -> dict[str, str]:
    """What the platform knows already: unit, person, phone, day."""
    person = next(iter(people_with(Role.LIAISON, given.organ_id, timezone.localdate(at))), None)
    return {
        "unit": given.organ.name,
        "person": person.name if person else "",
        "phone": (person.phone if person else "") or given.organ.phone,
        "date": f"{timezone.localdate(at):%Y-%m-%d}",
    }


def started(given: Return, actor: Actor, at: datetime) -> dict[str, list[dict[str, str]]]:
    """What stands in the form when it is opened: the draft, what was sent, or a first row with what is known."""
    kept = given.draft or given.values
    if kept:
        return {sheet.name: list(kept.get(sheet.name, [])) for sheet in given.call.spec}
    told = known(given, actor, at)
    return {sheet.name: [{sheet.key(column): told[column.role] for column in sheet.asked if told.get(column.role)}] for sheet in given.call.spec}


def last_time(given: Return) -> Return | None:
    """The same unit's answer to the call before."""
    if given.call.follows_id is None:
        return None
    return Return.objects.filter(call_id=given.call.follows_id, organ_id=given.organ_id, state=State.SENT).first()


def answers(call: DataCall) -> dict[str, list[fill.Answer]]:
    """What has been sent, sheet by sheet, units in order; a zero report has no rows."""
    sent = list(call.returns.filter(state=State.SENT).select_related("organ"))
    return answers_from(call, {each.organ_id: (each.organ.name, {} if each.zero else each.values) for each in sent})


def answers_from(call: DataCall, told: Mapping[int, tuple[str, Mapping[str, Any]]]) -> dict[str, list[fill.Answer]]:
    return {
        sheet.name: [fill.Answer(organ, name, values.get(sheet.name, [])) for organ, (name, values) in told.items()] for sheet in call.spec
    }


def merged(call: DataCall, around: Mapping[str, str]) -> bytes:
    """The superior's workbook with everything that has been sent."""
    return fill.merge(files.content(call.book), call.spec, answers(call), fill.Around(around))


def signature(actor: Actor, at: datetime) -> dict[str, str]:
    """What stands around the merged table: the office, its person, the day."""
    organ = every_organ().filter(pk=actor.organ_id).first()
    day = timezone.localdate(at)
    return {"unit": organ.name if organ else "", "person": actor.name, "phone": organ.phone if organ else "", "date": f"{day.year}年{day.month}月{day.day}日"}


@dataclass(frozen=True, slots=True)
class Preview:
    """One sheet as it will be merged."""

    sheet: Sheet
    rows: list[tuple[str, list[str]]]  # unit, values in the order of the columns
    totals: list[str]
    notes: list[str]


def preview(call: DataCall) -> list[Preview]:
    """Rows, totals and what looks odd, per sheet."""
    told, before = answers(call), answers(call.follows) if call.follows_id and call.follows else {}
    found = []
    for sheet in call.spec:
        lines = [(answer.unit, [row.get(sheet.key(column), "") for column in sheet.asked]) for answer in told[sheet.name] for row in answer.rows]
        notes = _doubles(sheet, told[sheet.name]) + _outliers(sheet, told[sheet.name], before.get(sheet.name, []))
        found.append(Preview(sheet, lines, _totals(sheet, told[sheet.name]), notes))
    return found


def _totals(sheet: Sheet, told: Iterable[fill.Answer]) -> list[str]:
    rows = [row for answer in told for row in answer.rows]
    sums = []
    for column in sheet.asked:
        numbers = [number for row in rows if (number := as_number(column, row.get(sheet.key(column), ""))) is not None]
        sums.append(format(sum(numbers, Decimal()), "f") if numbers and column.kind != "percent" else "")
    return sums


def _doubles(sheet: Sheet, told: Iterable[fill.Answer]) -> list[str]:
    """The same row twice, whoever sent it."""
    own = {sheet.key(column) for column in sheet.asked if column.role in ("unit", "person", "phone", "date")}
    seen: dict[tuple[str, ...], str] = {}
    notes = []
    for answer in told:
        for row in answer.rows:
            key = tuple(value for name, value in sorted(row.items()) if name not in own)
            if sum(len(part) for part in key) < 6 or all(part.replace(".", "").isdigit() for part in key if part):
                continue
            if key in seen:
                notes.append(f"重复：{answer.unit}与{seen[key]}有一行内容相同（{next(part for part in key if part)[:20]}）。")
            seen.setdefault(key, answer.unit)
    return notes


def _outliers(sheet: Sheet, told: Iterable[fill.Answer], before: Iterable[fill.Answer]) -> list[str]:
    """Five times as much as last time, or a fifth of it."""
    then = {answer.organ_id: _sums(sheet, answer) for answer in before}
    notes = []
    for answer in told:
        for label, now in _sums(sheet, answer).items():
            was = then.get(answer.organ_id, {}).get(label)
            if was and now is not None and abs(was) >= 2 and (now > was * OUTLIER or now * OUTLIER < was):
                notes.append(f"变化较大：{answer.unit}“{label}”上期{was:f}，本期{now:f}。")
    return notes


def _sums(sheet: Sheet, answer: fill.Answer) -> dict[str, Decimal]:
    return {
        column.label: sum(numbers, Decimal())
        for column in sheet.asked
        if (numbers := [number for row in answer.rows if (number := as_number(column, row.get(sheet.key(column), ""))) is not None])
    }


def changes_since(handed: Handed) -> list[str]:
    """Units that sent something else, or for the first time, after this version was handed on."""
    then = handed.values
    lines = []
    for each in handed.call.returns.filter(state=State.SENT).select_related("organ"):
        was, now = then.get(str(each.organ_id)), {} if each.zero else each.values
        if was is None:
            lines.append(f"{each.organ.label}：补报，{sum(map(len, now.values()))} 行。")
        elif was != now:
            lines += [f"{each.organ.label}：{line}" for line in differences(handed.call.spec, was, now)]
    return lines


def differences(sheets: Iterable[Sheet], was: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Cell by cell: 第 2 行 申请数量：3 → 4."""
    lines = []
    for sheet in sheets:
        old, new = was.get(sheet.name, []), now.get(sheet.name, [])
        for number in range(max(len(old), len(new))):
            before, after = old[number] if number < len(old) else {}, new[number] if number < len(new) else {}
            where = "" if sheet.is_form else f"第 {number + 1} 行 "
            lines += [
                f"{where}{column.label}：{before.get(key) or '空'} → {after.get(key) or '空'}"
                for column in sheet.asked
                if before.get(key := sheet.key(column), "") != after.get(key, "")
            ]
    return lines[:200]
