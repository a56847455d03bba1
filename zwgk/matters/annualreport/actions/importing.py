"""Reports of earlier years come from files: read, kept with their original, compared; published only through a review."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from zwgk.domain.annualreports import Report as Paper
from zwgk.domain.annualreports import check
from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.files import actions as files
from zwgk.foundation.organs.models import Organ
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.law.annualform_model import Severity

from ..models import Report, Section, State
from .support import tell


@transaction.atomic
def import_report(organ: Organ, paper: Paper, data: bytes, name: str, *, actor: Actor, at: datetime) -> Report:
    """Keep what was read from the file (`paper`, read before) as the report of its year."""
    actor.require("annualreport.write", organ.pk)
    if paper.year is None:
        raise BadInput("文件里没有写明是哪一年的报告。", field="file", remedy="标题写成“××2024年政府信息公开工作年度报告”。")
    known = Report.objects.filter(organ=organ, year=paper.year).first()
    if known is not None and known.state != State.IMPORTED:
        raise Conflict(f"{organ.label}{paper.year}年度的报告已经在平台上编制，不能用文件覆盖。", remedy="请打开那份报告办理。")
    if known is not None and known.record_id:
        raise Conflict(f"{organ.label}{paper.year}年度的报告已经转入发布，不能再导入。")
    found = check(paper, rulebook.law().annual_forms[paper.form])
    values = {
        "form": paper.form, "state": State.IMPORTED, "begun_at": at, "file": files.keep(data, name, actor=actor, at=at),
        "figures": {cell: str(value) if isinstance(value, Decimal) else value for cell, value in paper.cells.items()},
        "hard": sum(each.severity is Severity.HARD for each in found), "soft": sum(each.severity is Severity.SOFT for each in found),
    }  # fmt: skip
    report, _ = Report.objects.update_or_create(organ=organ, year=paper.year, defaults=values)
    report.sections.all().delete()
    Section.objects.bulk_create(
        Section(report=report, section=section, text=text, changed_at=at, changed_by=actor.name) for section, text in paper.texts.items() if section and text.strip()
    )
    tell(report, "annualreport.write", f"导入{report.title}（{name}）", actor=actor, at=at)
    return report
