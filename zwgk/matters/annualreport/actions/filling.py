"""A report begins, is written and completed by hand."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Actor
from zwgk.foundation.organs.models import Organ
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.law.annualform_model import Measure, form_for

from .. import queries
from ..drafting import first_words
from ..models import OPEN, Entry, Report, Section
from .support import announce, locked, start_clock, tell


@transaction.atomic
def begin(organ: Organ, year: int, *, actor: Actor, at: datetime) -> Report:
    """The report of a year that is over or runs; one that exists is given back."""
    actor.require("annualreport.write", organ.pk)
    known = Report.objects.filter(organ=organ, year=year).first()
    if known is not None:
        return known
    try:
        form = form_for(rulebook.law().annual_forms, year)
    except KeyError:
        raise BadInput("2019年以前的年度报告没有统一格式。", field="year") from None
    report = Report.objects.create(organ=organ, year=year, form=form.id, begun_at=at)
    Section.objects.bulk_create(Section(report=report, section=name, text=text, changed_at=at) for name, text in first_words(organ.kind).items())
    start_clock(report, actor=actor, at=at)
    tell(report, "annualreport.write", f"生成{report.title}", actor=actor, at=at)
    return report


def begin_year(year: int, *, actor: Actor, at: datetime) -> list[Report]:
    """One for every organ that owes one and has none yet, each with a message."""
    have = set(Report.objects.filter(year=year).values_list("organ_id", flat=True))
    made = []
    for organ in queries.reporting(date(year, 12, 31)):
        if organ.pk in have:
            continue
        report = begin(organ, year, actor=actor, at=at)
        announce(report, f"{year}年度报告已生成", "统计数据已经填好，请补充文字和平台以外的数据，核对后报送。", actor=actor, at=at)
        made.append(report)
    return made


@transaction.atomic
def enter(report: Report, cell: str, amount: Decimal, source: str, *, actor: Actor, at: datetime) -> Entry:
    """A figure from outside the platform; its source must be named. Entering again replaces it."""
    actor.require("annualreport.write", report.organ_id)
    report = locked(report, "补充数据", *OPEN)
    form = queries.form_of(report)
    found = {known: (row, column) for _, row, column, known in form.cells()}
    if cell not in found:
        raise BadInput(f"表中没有“{cell}”这一格。", field="cell")
    row, column = found[cell]
    if column.id == "total" or row.id == "R3.7":
        raise BadInput("总计由各格相加得出，不能直接填写。", field="amount", remedy="请补充到相应的格里。")
    if amount < 0 or (column.measure is not Measure.MONEY and amount != int(amount)):
        raise BadInput("请填写不小于零的整数。" if column.measure is not Measure.MONEY else "金额不能小于零。", field="amount")
    if not source.strip():
        raise BadInput("请写明数据来源。", field="source", remedy="例如“政务服务中心线下登记簿，2025年12月核对”。")
    values = {"amount": amount, "source": source.strip()[:300], "at": at, "by": actor.name}
    entry, _ = Entry.objects.update_or_create(report=report, cell=cell, defaults=values)
    tell(report, "annualreport.write", f"补充数据 {row.mark}·{column.title}：{amount.normalize():f}（{source.strip()[:100]}）", actor=actor, at=at)
    return entry


@transaction.atomic
def strike(entry: Entry, *, actor: Actor, at: datetime) -> None:
    """The figure entered by hand is taken back."""
    actor.require("annualreport.write", entry.report.organ_id)
    report = locked(entry.report, "删除补充数据", *OPEN)
    tell(report, "annualreport.write", f"删除补充数据 {entry.cell}：{entry.amount.normalize():f}（{entry.source[:100]}）", actor=actor, at=at)
    entry.delete()


@transaction.atomic
def write(report: Report, section: str, text: str, *, actor: Actor, at: datetime) -> Section:
    """The words of a section; placeholders that nobody can fill are refused."""
    actor.require("annualreport.write", report.organ_id)
    report = locked(report, "修改文字", *OPEN)
    form = queries.form_of(report)
    if section not in {each.id for each in form.sections if each.text}:
        raise BadInput("这一部分是统计表，没有文字。", field="section")
    if len(text) > 20_000:
        raise BadInput("文字超过2万字。", field="text")
    queries.check_places(text, {cell for *_, cell in form.cells()})
    values = {"text": text.replace("\r\n", "\n").strip(), "changed_at": at, "changed_by": actor.name}
    made, _ = Section.objects.update_or_create(report=report, section=section, defaults=values)
    tell(report, "annualreport.write", f"修改{next(each.title for each in form.sections if each.id == section)}", actor=actor, at=at)
    return made
