"""Documents in every state: replaced, amended, lapsed, withdrawn, taken down; in draft, in review, returned, scheduled, let out in an emergency; kept back."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from zwgk.matters.records import actions
from zwgk.matters.records.actions import Ending
from zwgk.matters.records.models import Attribute, Record
from zwgk.matters.reviews import actions as reviews
from zwgk.matters.reviews import queries as judged

from .desk import at_hour
from .reading import load
from .records import Papers, Row
from .rows.batches import workday


def make_standings(papers: Papers) -> None:
    """Told in records/standings.yaml; the days count back from today."""
    told = load("records/standings.yaml")
    _ends(papers, told)
    _open_ones(papers, told)
    _withheld(papers, told)


def _day(papers: Papers, row: Row) -> date:
    return workday(papers.desk.cast.today - timedelta(days=row["back"]))


def _later(papers: Papers, days: int, hour: int = 10) -> datetime:
    """So many days ago."""
    return at_hour(workday(papers.desk.cast.today - timedelta(days=days)), hour)


def _out(papers: Papers, row: Row, **said: object) -> Record:
    return papers.published(row["unit"], row, _day(papers, row), **said)


def _ends(papers: Papers, told: Row) -> None:
    desk = papers.desk
    old, new = (_out(papers, row) for row in told["replaced"])
    actions.repeal(old, Ending("replaced"), new, actor=desk.drafter(told["replaced"][0]["unit"]), at=_later(papers, told["replaced"][1]["back"] - 4))
    for row in told["amended"]:
        _amended(papers, row)
    for row in told["lapsed"]:
        ends = workday(_day(papers, row) + timedelta(days=row["days"]))
        closed = _out(papers, row, lapses_on=ends)
        actions.lapse(closed, Ending("task_done"), actor=desk.drafter(row["unit"]), at=at_hour(ends, 17))
    for row in told["withdrawn"]:
        wrong = _out(papers, row)
        actions.withdraw(wrong, Ending("misfiled", row["why"]), actor=desk.drafter(row["unit"]), at=_later(papers, row["back"] - 5))
    row = told["sealed"]
    drafter = desk.drafter(row["unit"])
    incident = actions.take_down(_out(papers, row), "personal", row["why"], actor=drafter, at=_later(papers, row["back"] - 4, 20))
    for copy in list(incident.copies.all())[:5]:
        actions.clear_copy(copy, "已检索，未发现副本。", actor=drafter, at=_later(papers, row["back"] - 6, 9))


def _amended(papers: Papers, row: Row) -> None:
    unit, drafter = row["unit"], papers.desk.drafter(row["unit"])
    at = _later(papers, row["back"] - 6)
    record = actions.amend(_out(papers, row), row["why"], actor=drafter, at=at)
    record = actions.edit(record, {"summary": row["summary"]}, seen=record.number, actor=drafter, at=at + timedelta(minutes=30))
    papers.desk.judge(unit, [record], "", at + timedelta(hours=1))
    papers.desk.settle(unit, [record], at + timedelta(hours=6))
    actions.prove(record, actor=drafter, at=_later(papers, 2))


def _open_ones(papers: Papers, told: Row) -> None:
    desk = papers.desk
    for row in told["drafts"]:
        said = {"attribute": "", "ground": ""} if row.get("bare") else {}
        record = papers.draft(row["unit"], row, _day(papers, row), **said)
        actions.rescreen(record, actor=desk.drafter(row["unit"]), at=_later(papers, row["back"] - 1))
    for row in told["in_review"]:
        record = papers.draft(row["unit"], row, _day(papers, row))
        desk.judge(row["unit"], [record], "", _later(papers, row["back"] - 1), steps=row["steps"])
    for row in told["returned"]:
        record = papers.draft(row["unit"], row, _day(papers, row))
        at = _later(papers, row["back"] - 1)
        review = actions.submit(record, actor=desk.drafter(row["unit"]), at=at)
        who = next(each for each in map(desk.actor, desk.judges[row["unit"]]) if judged.may_decide(review, each))
        reviews.decide(review, reviews.Decision(False, review.hash, row["why"]), actor=who, at=at + timedelta(hours=2))
        actions.settle(record, actor=desk.drafter(row["unit"]), at=at + timedelta(hours=3))
    for row in told["scheduled"]:
        record, drafter = papers.draft(row["unit"], row, _day(papers, row)), desk.drafter(row["unit"])
        desk.judge(row["unit"], [record], "", _later(papers, row["back"] - 1))
        actions.schedule(record, at_hour(desk.cast.today + timedelta(days=row["in"]), 9), actor=drafter, at=_later(papers, row["back"] - 1, 15))
        actions.settle(record, actor=drafter, at=_later(papers, row["back"] - 1, 16))
    row = told["emergency"]
    urgent, at = papers.draft(row["unit"], row, _day(papers, row)), _later(papers, row["back"], 17)
    review = actions.submit(urgent, actor=desk.drafter(row["unit"]), at=at)
    reviews.allow_emergency(review, row["why"], actor=desk.leader(row["unit"]), at=at + timedelta(minutes=10))
    actions.publish(urgent, actor=desk.drafter(row["unit"]), at=at + timedelta(minutes=12))


def _withheld(papers: Papers, told: Row) -> None:
    """What is judged and kept, and this year's round over it."""
    desk, rows = papers.desk, told["withheld"]
    unit, day = rows[0]["unit"], _day(papers, rows[0])
    drafter = desk.drafter(unit)
    kept = [papers.draft(unit, row, day, attribute=row["attribute"], ground=row["ground"]) for row in rows]
    desk.judge(unit, kept, f"{desk.organ(unit).label}不公开信息{len(kept)}件", at_hour(day, 11))
    desk.settle(unit, kept, at_hour(day, 17))
    today = desk.cast.today
    made = actions.reassess(kept[0].organ, today.year, today + timedelta(days=22), actor=drafter, at=_later(papers, 13))
    verdict = actions.Verdict(Attribute.WITHHELD, rows[0]["ground"], "仍属讨论记录，公开会影响评审专家独立发表意见")
    actions.decide_line(made.lines.get(record=kept[0]), verdict, actor=drafter, at=_later(papers, 11))
