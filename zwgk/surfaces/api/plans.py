"""How the published plans stand, task by task, and the published annual reports: what the pages of the ledger and of the reports say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from zwgk.domain.annualreports import as_json
from zwgk.matters.annualreport import queries as reports
from zwgk.matters.annualreport.models import Report
from zwgk.matters.ledger import queries as ledger
from zwgk.matters.ledger.models import Item
from zwgk.matters.ledger.models import Plan as PlanRow

from . import cursors, making, problems
from .asked import ReportsAsked
from .documents import ERRORS
from .shapes import Counts, Duty, Page, Plan, PlanLine, Problem, ReportLine, Task

router = Router(tags=["工作要点和年度报告"])


@router.get("/plans", response={200: Page[PlanLine], 429: Problem}, summary="公开的工作要点和完成情况", operation_id="plans")
def plans(request: HttpRequest) -> Any:
    """已经公开的政务公开工作要点，每份完成了多少。"""
    at, start = timezone.now(), making.base(request)
    counted = ledger.standings("plan", at)
    items = [PlanLine(**_line(each, counted.get(each.pk, ledger.NOTHING), start)) for each in ledger.published_plans()]
    return {"items": items, "total": len(items)}


@router.get("/plans/{int:pk}", response={200: Plan, 404: Problem, **ERRORS}, summary="一份工作要点的各项任务", operation_id="plan")
def plan(request: HttpRequest, pk: int) -> Any:
    """每项任务、每个责任单位的情况：已完成的附公开的完成情况，逾期的如实列出。"""
    found = ledger.published_plans().filter(pk=pk).first() if pk < cursors.BIGGEST else None
    if found is None:
        raise problems.not_found("份工作要点", "编号见 /api/v1/plans。")
    lines = lines_of(found, timezone.now())
    return Plan(**_line(found, ledger.standing(lines), making.base(request)), tasks=tasks_of(lines))


def lines_of(found: PlanRow, at: datetime) -> list[ledger.Line]:
    return ledger.lines(list(ledger.items(found)), at)


def _line(found: PlanRow, standing: ledger.Standing, start: str) -> dict[str, Any]:
    counts = Counts(total=standing.total, done=standing.done, late=standing.late, open_in_time=standing.open_in_time)
    return {
        "id": found.pk, "title": found.title, "year": found.year, "organ": making.organ_ref(found.organ), "published_at": making.here(found.published_at), "standing": counts,
        "url": f"{start}/ledger/{found.pk}/", "api": f"{start}{making.V1}/plans/{found.pk}",
    }  # fmt: skip


def tasks_of(lines: Sequence[ledger.Line]) -> list[Task]:
    """Tasks in the order of the plan, each with its units. As on the page: a unit's own words only when they were published."""
    tasks: dict[int, Task] = {}
    for line in lines:
        row = line.item.duty.task
        task = tasks.setdefault(row.pk, Task(number=row.path or None, chapter=row.chapter or None, text=row.heading or row.text, duties=[]))
        task.duties.append(_duty(line))
    return list(tasks.values())


def _duty(line: ledger.Line) -> Duty:
    item = line.item
    done = item.state == Item.State.DONE
    said = item.public_text if done and item.published_at else ""
    return Duty(
        organ=making.organ_ref(item.duty.organ), label=item.label or None, state="done" if done else "late" if line.state == "late" else "doing",
        done_on=timezone.localtime(item.done_at).date() if done and item.done_at else None, said=said or None, url=item.public_url if said else None,
    )  # fmt: skip


@router.get("/annual-reports", response={200: Page[ReportLine], **ERRORS}, summary="政府信息公开工作年度报告", operation_id="annual_reports")
def annual_reports(request: HttpRequest, asked: Query[ReportsAsked]) -> Any:
    """已经公开的年度报告，新的年度在前。"""
    found, start = reports.online().order_by("-year", "organ__order", "organ_id"), making.base(request)
    if asked.year:
        found = found.filter(year=asked.year)
    if asked.organ:
        found = found.filter(organ=making.organ_called(asked.organ))
    items = [
        ReportLine(
            organ=making.organ_ref(each.organ), year=each.year, title=each.record.live.title, url=f"{start}{each.record.live.url}",
            api=f"{start}{making.V1}/annual-reports/{each.organ.slug}/{each.year}",
        )
        for each in found
    ]  # fmt: skip
    return {"items": items, "total": len(items)}


@router.get("/annual-reports/{slug:organ}/{int:year}", response={200: dict[str, Any], 404: Problem, **ERRORS}, summary="一份年度报告的数字和文字", operation_id="annual_report")
def annual_report(request: HttpRequest, organ: str, year: int) -> Any:
    """按国家规定格式的各表各格：table2 主动公开，table3 依申请公开，table4 行政复议和诉讼，sections 各部分文字，cells 每一格。"""
    found = reports.online().filter(organ__slug=organ, year=year).first() if year < 10_000 else None
    if found is None:
        raise problems.not_found("份年度报告", "已经公开的见 /api/v1/annual-reports。")
    return {**figures_of(found), "url": f"{making.base(request)}{found.record.live.url}"}


def figures_of(found: Report) -> dict[str, Any]:
    return as_json(reports.paper(found), reports.form_of(found))
