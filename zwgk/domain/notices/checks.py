"""What a person should look at before the tasks are adopted (DOC-06, DOC-07, DOC-12)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from .model import DeadlineKind, Metadata, Task, Warning_

_SOON = timedelta(days=7)
_ASKED = {
    "title": "标题", "doc_number": "文号", "issuing_organ": "发文机关", "signed_date": "成文日期", "published_date": "发布日期", "addressees": "主送机关",
    "publicity": "公开属性", "index_number": "索引号", "validity": "有效性",
}  # fmt: skip


def to_ask(metadata: Metadata, empty: Iterable[str]) -> tuple[str, ...]:
    """Names of the fields that nobody filled in; the page's own empty fields come last."""
    missing = [name for name in _ASKED if not getattr(metadata, name)]
    return tuple(missing) + tuple(f"head:{label}" for label in dict.fromkeys(empty))


def warnings_of(metadata: Metadata, tasks: tuple[Task, ...]) -> list[Warning_]:
    """Odd dates, doubtful units, personal numbers, missing units."""
    found: list[Warning_] = []
    for task in tasks:
        found += _odd_dates(task, metadata)
    found += _odd_units(tasks)
    found += _contacts(metadata)
    found += _heads(metadata)
    bare = [task for task in tasks if not task.responsible_units and not task.lead_units]
    if bare and len(bare) < len(tasks):
        found.append(Warning_("units_missing", f"{len(bare)} 项任务没有写明责任单位，需确定为共同任务或另行指定。", bare[0].lines[0], bare[0].text[:30]))
    elif bare:
        found.append(Warning_("units_missing_all", "全文没有责任单位标注，任务分解时需逐项指定。", bare[0].lines[0]))
    return found


def _odd_dates(task: Task, metadata: Metadata) -> list[Warning_]:
    signed = _day(metadata.signed_date.value if metadata.signed_date else None)
    published = _day(metadata.published_date.value if metadata.published_date else None)
    found = []
    for one in task.deadlines:
        line = one.line or task.lines[0]
        if one.kind is DeadlineKind.DATE and one.date is None:
            why = "年份不明" if "missing" in one.rule else "日期不存在"
            found.append(Warning_("date_unresolved", f"“{one.text}”{why}，请人工确定。", line, one.text))
        due = _day(one.date) if one.kind is DeadlineKind.DATE else None
        if due is None:
            continue
        if "plan_year" in one.rule:
            found.append(Warning_("year_assumed", f"“{one.text}”没有年份，按计划年度解析为 {one.date}。", line, one.text))
        if signed and due < signed:
            found.append(Warning_("due_before_signed", f"“{one.text}”（{one.date}）早于成文日期 {signed}。", line, one.text))
        elif signed and due - signed <= _SOON:
            found.append(Warning_("due_soon_after_signed", f"“{one.text}”（{one.date}）距成文日期 {signed} 不足七日。", line, one.text))
        if published and due < published and not (signed and due < signed):
            found.append(Warning_("due_before_published", f"“{one.text}”（{one.date}）早于网上发布日期 {published}。", line, one.text))
        if one.rule.startswith("before_month"):
            found.append(Warning_("month_ambiguous", f"“{one.text}”按该月之前解析为 {one.date}；也可能指该月底。", line, one.text))
    return found


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _odd_units(tasks: tuple[Task, ...]) -> list[Warning_]:
    """Units of another level than the rest: usually left over from the superior's document."""
    levels: Counter[str] = Counter()
    for task in tasks:
        levels.update(unit[0] for unit in (*task.lead_units, *task.responsible_units) if unit[0] in "省市县区州旗")
    total = sum(levels.values())
    if total < 6:
        return []
    home, count = levels.most_common(1)[0]
    found = []
    for task in tasks:
        for unit in dict.fromkeys((*task.lead_units, *task.responsible_units)):
            other = unit[0] in "省市县区州旗" and unit[0] != home and levels[unit[0]] * 8 <= count
            double = re.match(r"[省市县区州旗]{2}(?![直属级场政委])", unit)
            if double or other or (home in "县区" and re.match(r"各区县|各设区市|各市州", unit)):
                found.append(Warning_("unit_doubtful", f"单位名称“{unit}”与全文层级不一致，可能是照抄上级文件的笔误。", task.lines[0], unit))
    return found


def _contacts(metadata: Metadata) -> list[Warning_]:
    return [
        Warning_(
            "personal_phone" if one.personal_mobile else "contact",
            ("含个人手机号码" if one.personal_mobile else "含联系人和电话") + "，对外发布前请确认或遮盖。", one.line, (one.name or "") + one.phone[:3] + "****",
        )
        for one in metadata.contacts
        if one.personal_mobile or one.name
    ]  # fmt: skip


def _heads(metadata: Metadata) -> list[Warning_]:
    found = []
    signed, published = metadata.signed_date, metadata.published_date
    if signed and published and published.value < signed.value:
        found.append(Warning_("published_before_signed", f"发布日期 {published.value} 早于成文日期 {signed.value}。", published.line, published.raw))
    number = metadata.doc_number
    year = re.search(r"〔(\d{4})〕", number.value) if number else None
    if number and year and signed and abs(int(year[1]) - int(signed.value[:4])) > 1:
        found.append(Warning_("number_year", f"文号年份 {year[1]} 与成文日期 {signed.value} 不符。", number.line, number.raw))
    return found
