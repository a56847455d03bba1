"""What all verbs of a report share: the lock, the states, the journal, the message, the clock."""

from __future__ import annotations

from datetime import date, datetime

from zwgk.domain.errors import Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import actions as clocks
from zwgk.foundation.clocks import queries as running
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.foundation.organs.models import OrganKind

from ..models import SUBJECT, Report

FOI = "《政府信息公开条例》"
ARTICLE_49, ARTICLE_50 = f"{FOI}第四十九条", f"{FOI}第五十条"


def locked(report: Report, verb: str, *states: str) -> Report:
    """The row as it is now; refused unless it is in one of the states."""
    report = Report.objects.select_for_update(of=("self",)).select_related("organ").get(pk=report.pk)
    if report.state not in states:
        raise Conflict(f"{report.title}{report.get_state_display()}，不能{verb}。", remedy="请刷新页面查看最新情况。")
    return report


def subject(report: Report) -> Subject:
    return Subject(SUBJECT, report.pk, report.title, report.url)


def tell(report: Report, verb: str, sentence: str, *, actor: Actor, at: datetime, basis: str = ARTICLE_50) -> None:
    """Write it into the journal, under the organ that reports."""
    told = Told(verb, sentence, basis=basis, organ_id=report.organ_id, organ_name=report.organ.label)
    journal.record(subject(report), told, actor=actor, at=at)


def announce(report: Report, title: str, body: str, *, actor: Actor, at: datetime) -> None:
    """A message to the liaison of the organ."""
    note = inbox.Note(title=title, body=body, url=report.url, kind="annualreport")
    inbox.send_to_organ(note, organ=report.organ, actor=actor, at=at)


def start_clock(report: Report, *, actor: Actor, at: datetime) -> None:
    """Art. 49: departments by 31 January, the government by 31 March."""
    government = report.organ.kind == OrganKind.GOVERNMENT
    rule = "annual-report/government" if government else "annual-report/department"
    title = f"公布{report.year}年度政府信息公开工作年度报告"
    clocks.start(subject(report), organ=report.organ_id, spec=rule, started_on=date(report.year, 12, 31), title=title, actor=actor, at=at)


def meet_clock(report: Report, *, met_at: datetime, actor: Actor, at: datetime) -> None:
    """It is public."""
    for clock in running.open_of(SUBJECT, report.pk):
        clocks.meet(clock, met_at=met_at, actor=actor, at=at)
