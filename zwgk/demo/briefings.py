"""Figures that were told this year, one of them twice, and three papers: monthly 专报 and the paper for the executive meeting."""

from __future__ import annotations

from datetime import datetime

from zwgk.foundation.organs.queries import actor_of, certain_groups
from zwgk.matters.briefings import actions, queries
from zwgk.matters.briefings.actions import Asked, Paper
from zwgk.matters.briefings.models import Briefing

from .reading import Cast, day, moment

TOLD = (
    # asked at, subject, period, units, asker, asked by, note
    ("2026-04-08 10:20", "ledger.done", "2026Q1", "", "superior", "曜州市政务公开办", "一季度调度"),
    ("2026-07-06 16:40", "ledger.done", "2026Q2", "towns", "phone", "曜州市政务公开办 值班员", "下午五点前要"),
    ("2026-07-20 09:10", "ledger.done", "2026Q2", "towns", "superior", "曜州市政务公开办", "半年通报核数"),
    ("2026-07-08 11:00", "ledger.in_time_rate", "2026H1", "", "leader", "林望舒副县长", ""),
    ("2026-09-10 15:30", "findings.rate", "2026", "", "superior", "曜州市政府督查室", "问题整改进度"),
    ("2026-10-09 16:45", "ledger.done", "2026Q3", "towns", "phone", "曜州市政务公开办 值班员", "三季度乡镇完成情况"),
    ("2026-11-16 10:05", "ledger.reports", "2026M10", "", "leader", "贺明远副主任", ""),
)


def make_briefings(cast: Cast) -> None:
    """Told in the order of time; the papers rest on their own kept figures."""
    office = cast.actor("luqinghe")
    towns = next((f"group:{group.pk}" for group in certain_groups() if "乡镇" in group.name), "kind:township")
    for at, subject, period, units, asker, asked_by, note in sorted(TOLD):
        scope = queries.scope(towns if units else "", (), day(at))
        counted = queries.figure(subject, queries.period(period), scope, moment(at))
        if counted.value is not None:
            actions.keep(counted, Asked(asker, asked_by, note), actor=office, at=moment(at))
    _papers(cast)


def _papers(cast: Cast) -> None:
    office = cast.actor("luqinghe")
    september = _draft("paper", "2026M9", "2026-10-09 08:30", cast)
    first = next(each for each in queries.paragraphs(september) if each.id == "f1")
    actions.revise(september, {"f1": f"{first.text}总体平稳。"}, actor=office, at=moment("2026-10-09 09:40"))
    september = actions.finish(september, actor=office, at=moment("2026-10-09 10:00"))
    leader = actor_of(cast.people["linwangshu"], day("2026-10-10 09:00"))  # reaches the units below the government
    for question in september.questions.all()[:1]:
        actions.decide(question, question.options[1], "先提醒，月底仍未完成的再通报。", actor=leader, at=moment("2026-10-10 08:50"))
    october = _draft("paper", "2026M10", "2026-11-02 08:10", cast)
    actions.finish(october, actor=office, at=moment("2026-11-02 11:20"))
    _draft("meeting", "2026M11", "2026-11-20 15:00", cast)


def _draft(kind: str, period: str, at: str, cast: Cast) -> Briefing:
    wanted = queries.period(period)
    as_of: datetime = moment(at)
    key = f"paper:{period}" if kind == "paper" else None
    return actions.draft(Paper(kind, cast.organs["zhengfuban"], wanted, as_of, key), actor=cast.actor("luqinghe"), at=moment(at))
