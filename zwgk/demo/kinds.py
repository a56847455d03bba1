"""A year of rows of every kind: imported by workbook, sent to review as batches, judged by four people, published. All by the verbs."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from zwgk.domain.rights import Actor
from zwgk.foundation.organs import actions as organs
from zwgk.foundation.organs.models import Person
from zwgk.foundation.organs.queries import actor_of
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.matters.records import actions
from zwgk.matters.records.actions import posting, rows
from zwgk.matters.records.models import Record
from zwgk.matters.records.queries.books import workbook_of
from zwgk.matters.reviews import actions as reviews
from zwgk.matters.reviews import queries as judged

from .kind_rows import ROWS, Values
from .reading import SETUP, Cast, load, moment

APPOINTED = moment("2026-01-05 09:00")
# kind → organ, the people who draft and sign there, and the moments of the imports
SHICHANG, CAIZHENG, FAGAI = ("shichangju", "moruyun", "zhangweidong"), ("caizhengju", "fusiqi", "qiyongnian"), ("fagaiju", "baiyuwei", "taozhiheng")
YINGJI, MINZHENG, WEIJIAN = ("yingjiju", "zuoanning", "leizhenyu"), ("minzhengju", "zhanyifan", "gansufen"), ("weijianju", "baizhiruo", "yinjimin")
QINGHE = ("qinghe", "maidong", "xiangdongsheng")
WHO = {
    "power-item": SHICHANG, "service-item": SHICHANG, "administrative-licence": SHICHANG, "administrative-penalty": SHICHANG, "administrative-coercion": SHICHANG,
    "random-inspection-item": SHICHANG, "random-inspection-result": SHICHANG, "major-project": FAGAI, "major-project-information": FAGAI, "government-investment": FAGAI,
    "planning": FAGAI, "emergency-plan": YINGJI, "budget-table": CAIZHENG, "local-debt": CAIZHENG, "direct-funds": CAIZHENG, "fee-list": CAIZHENG,
    "procurement": CAIZHENG, "social-assistance": MINZHENG, "drinking-water": WEIJIAN, "village-affair": QINGHE,
}  # fmt: skip
BATCHES = {"administrative-penalty": ("decided_on", 6), "administrative-licence": ("decided_on", 4)}  # sent every so often, not once a year
LAST = moment("2026-11-16 15:00")
SHOWN = {"administrative-penalty": 24, "drinking-water": 30, "major-project-information": 24, "social-assistance": 14, "budget-table": 8, "major-project": 12}
USUAL = 8  # rows of every other kind: the seeding stays short
WAITING = 4  # penalties still in review, a few more are drafts


def make_kinds(cast: Cast) -> int:
    """Every kind; returns how many rows are public."""
    judges, done = _appoint(cast), 0
    for kind, make in ROWS.items():
        with transaction.atomic():
            for lines, at, finished in _batches(kind, _some(kind, make())):
                done += _publish(cast, judges, kind, lines, at, finished)
    _sheet(cast)
    return done


def _appoint(cast: Cast) -> dict[str, list[Person]]:
    """信息审核岗 and 保密审查员 of the bureaus that publish row by row."""
    found: dict[str, list[Person]] = {}
    known = next(iter(cast.people.values()))  # every account of the demo has the same password
    for slug, people in load("kinds/judges.yaml")["judges"].items():
        for row in people:
            person = organs.create_person(row["username"], row["name"], actor=SETUP, at=APPOINTED)
            person.password, person.must_change_password = known.password, False
            person.save(update_fields=["password", "must_change_password"])
            organs.appoint(organs.Appointment(person, cast.organs[slug], row["title"], row["roles"], APPOINTED.date()), actor=SETUP, at=APPOINTED)
            found.setdefault(slug, []).append(person)
    for slug, username in (("caizhengju", "bianlixia"), ("shichangju", "shangguanlei"), ("weijianju", "dingruoxi"), ("qinghe", "qiudesheng")):
        found[slug].insert(0, cast.people[username])
    return found


def _some(kind: str, lines: list[Values]) -> list[Values]:
    """So many rows, spread over the whole list where it is long."""
    most = SHOWN.get(kind, USUAL)
    step = len(lines) // most if kind in ("social-assistance", "administrative-penalty", "administrative-licence") else 1
    return lines[:: max(1, step)][:most]


def _batches(kind: str, lines: list[Values]) -> list[tuple[list[Values], datetime, bool]]:
    """Rows, when they are sent, whether they are judged to the end."""
    field, count = BATCHES.get(kind, ("", 1))
    if not field:
        return [(lines, LAST - timedelta(days=len(kind) % 20 + 3), True)]
    size, out = -(-len(lines) // count), []
    for start in range(0, len(lines), size):
        part = lines[start : start + size]
        at = min(moment(f"{part[-1][field]} 10:30") + timedelta(days=3), LAST)
        out.append((part, at, True))
    if kind == "administrative-penalty":
        rest, at, _ = out.pop()
        out += [(rest[:-WAITING], at, True), (rest[-WAITING:], LAST + timedelta(days=2), False)]
    return [batch for batch in out if batch[0]]


def _publish(cast: Cast, judges: dict[str, list[Person]], kind: str, lines: list[Values], at: datetime, finished: bool) -> int:
    slug, drafter, leader = WHO[kind]
    organ, today = cast.organs[slug], at.date()
    actor = actor_of(cast.people[drafter], today)
    found = rulebook.law().kinds[kind]
    book = workbook_of(kind, lines)
    intake = rows.look_through(organ, kind, book, f"{found.title}{at:%Y%m%d}.xlsx", actor=actor, at=at)
    rows.take_in(intake, actor=actor, at=at + timedelta(minutes=20))
    records = list(Record.objects.filter(batch=intake.batch).select_related("organ", "drafter").order_by("id"))
    review = actions.submit_batch(records, f"{organ.label}{found.title}{len(records)}条", actor=actor, at=at + timedelta(minutes=40))
    people = [actor_of(each, today) for each in (*judges[slug], cast.people[leader])]
    for hours in (3, 5, 7, 23)[: 4 if finished else 1]:
        review = reviews.decide(review, reviews.Decision(True, review.hash, "同意"), actor=_next(review, people), at=at + timedelta(hours=hours))
    for record in records if finished else ():
        actions.settle(record, actor=actor, at=at + timedelta(hours=24))
    return len(records) if finished else 0


def _next(review: Any, people: list[Actor]) -> Actor:
    return next(each for each in people if judged.may_decide(review, each))


def _sheet(cast: Cast) -> None:
    """青禾镇: a printed sheet of 禾丰村 that waits for its photo."""
    actor = actor_of(cast.people["maidong"], LAST.date())
    new = posting.NewSheet(cast.organs["qinghe"], "village-affair", "禾丰村村务公开栏", "0989-6006101", {"village": "禾丰村"})
    posting.make_sheet(new, actor=actor, at=LAST + timedelta(days=1))
