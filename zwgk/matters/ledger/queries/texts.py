"""Ready texts: the group message, the section of the annual report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from ..models import Evidence, Item, Plan, Task
from .rows import Line, items, lines
from .standing import Standing, standing


def urging_text(found: Sequence[Item], words: str = "", *, at: datetime) -> str:
    """A ready text for the group chat: units, items, dates, and the address of each plan; no log-in ranking, no scores."""
    by_organ: dict[str, list[Line]] = {}
    for line in lines(list(found), at):
        by_organ.setdefault(line.item.duty.organ.label, []).append(line)
    head = words.strip() or "各单位：以下政务公开任务请抓紧办理，并在平台上报进展和佐证材料。"
    parts = [head]
    for organ, own in by_organ.items():
        rows = [f"  {number}. {line.title}（{getattr(line.light, 'words', '')}）" for number, line in enumerate(own, start=1)]
        parts.append("\n".join([f"【{organ}】{len(own)} 件", *rows]))
    if settings.SITE_URL:
        parts.append(f"办理入口：{settings.SITE_URL}/office/")
    return "\n".join(parts)


@dataclass(frozen=True, slots=True)
class Section:
    """What one plan contributes to the annual report."""

    plan: Plan
    standing: Standing
    text: str
    rows: list[tuple[Task, list[Line], list[Evidence]]]


def annual_sections(year: int, organ_ids: Iterable[int] | None, at: datetime) -> list[Section]:
    """One section per plan of the year: a text to paste and, under each sentence, the items and evidence it rests on."""
    return [_section(plan, organ_ids, at) for plan in Plan.objects.filter(year=year).select_related("notice")]


def _section(plan: Plan, organ_ids: Iterable[int] | None, at: datetime) -> Section:
    found = lines(list(items(plan, organ_ids)), at)
    whole = standing(found)
    by_task: dict[int, list[Line]] = {}
    for line in found:
        by_task.setdefault(line.item.duty.task_id, []).append(line)
    evidence: dict[int, list[Evidence]] = {}
    for row in Evidence.objects.filter(item__in=[line.item.pk for line in found][:20_000]).select_related("item__duty"):
        evidence.setdefault(row.item.duty.task_id, []).append(row)
    rows = [(own[0].item.duty.task, own, evidence.get(pk, [])) for pk, own in by_task.items()]
    return Section(plan, whole, _words(plan, whole, rows), rows)


def _words(plan: Plan, whole: Standing, rows: list[tuple[Task, list[Line], list[Evidence]]]) -> str:
    done = [task for task, own, _ in rows if all(line.item.state == Item.State.DONE for line in own)]
    open_tasks = [task for task, own, _ in rows if task not in done]
    text = f"按照《{plan.title}》，本年度承担任务 {len(rows)} 项、办理事项 {whole.total} 件，已完成 {whole.done} 件（{whole.percent}%）。"
    if done:
        text += "已全部完成：" + "；".join(task.label.rstrip("。；") for task in done) + "。"
    if open_tasks:
        text += "正在推进：" + "；".join(task.label.rstrip("。；") for task in open_tasks) + "。"
    return text
