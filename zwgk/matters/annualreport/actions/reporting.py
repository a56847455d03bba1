"""A report is sent in, sent back, accepted."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.domain.rights import Actor
from zwgk.law.annualform_model import Severity

from .. import queries
from ..drafting import unwritten
from ..models import OPEN, Report, Section, State
from .support import ARTICLE_49, announce, locked, tell


@transaction.atomic
def submit(report: Report, *, actor: Actor, at: datetime) -> Report:
    """Freeze figures and text and send it to the competent department. What must agree has to agree; the period must be over."""
    actor.require("annualreport.submit", report.organ_id)
    report = locked(report, "报送", *OPEN)
    if localdate(at).year <= report.year:
        raise Conflict(f"{report.year}年还没有结束，统计期限到12月31日。", basis=ARTICLE_49, remedy="请在次年1月1日后报送。")
    form = queries.form_of(report)
    titles = {each.id: each.title for each in form.sections}
    if blank := [titles[row.section] for row in report.sections.all() if unwritten(row.text) or not row.text.strip()]:
        raise BadInput(f"还没有写完：{'、'.join(blank)}。", field="text", remedy="把“（请写明……）”换成实际情况。")
    written = queries.paper(report, at=at)
    found = queries.violations(report, written)
    if hard := [each for each in found if each.severity is Severity.HARD]:
        raise Conflict(f"有{len(hard)}处数据不一致：{hard[0].check} {hard[0].arithmetic}", remedy="请核对后报送；上年结转不一致的，先更正上年报告或补充数据。")
    report.figures = {cell: str(value) if isinstance(value, Decimal) else value for cell, value in written.cells.items()}
    report.state, report.hard, report.soft = State.SUBMITTED, 0, len(found)
    report.submitted_at, report.submitted_by, report.submitted_by_id, report.return_reason = at, actor.name, actor.person_id, ""
    report.save()
    for row in report.sections.all():
        Section.objects.filter(pk=row.pk).update(text=written.texts.get(row.section, ""))  # read from now on as it was sent in
    tell(report, "annualreport.submit", f"报送{report.title}", actor=actor, at=at, basis=ARTICLE_49)
    return report


@transaction.atomic
def send_back(report: Report, reason: str, *, actor: Actor, at: datetime) -> Report:
    """For correction: figures are live again."""
    actor.require("annualreport.accept", report.organ_id)
    report = locked(report, "退回", State.SUBMITTED, State.ACCEPTED)
    if report.record_id:
        raise Conflict("这份报告已经转入发布，不能退回。", remedy="请在信息发布中修改发布稿。")
    if not reason.strip():
        raise BadInput("请写明退回原因。", field="reason")
    report.state, report.figures, report.return_reason = State.RETURNED, {}, reason.strip()
    report.accepted_at, report.accepted_by = None, ""
    report.save()
    tell(report, "annualreport.accept", f"退回更正：{reason.strip()[:200]}", actor=actor, at=at)
    announce(report, f"{report.year}年度报告退回更正", reason.strip(), actor=actor, at=at)
    return report


@transaction.atomic
def accept(report: Report, *, actor: Actor, at: datetime) -> Report:
    """The competent department takes it; not by the person who sent it in."""
    actor.require("annualreport.accept", report.organ_id)
    report = locked(report, "审定", State.SUBMITTED)
    if actor.person_id is not None and actor.person_id == report.submitted_by_id:
        raise NotAllowed("报送人不能审定自己报送的报告。", remedy="请另一名工作人员审定。")
    report.state, report.accepted_at, report.accepted_by = State.ACCEPTED, at, actor.name
    report.save(update_fields=["state", "accepted_at", "accepted_by"])
    tell(report, "annualreport.accept", f"审定{report.title}", actor=actor, at=at)
    return report
