"""One message a day to each person; one more in the afternoon for what is due on the next working day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from zwgk.domain.rights import Actor
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.inbox import queries as reading
from zwgk.foundation.jobs import actions as jobs
from zwgk.foundation.organs.models import Person
from zwgk.foundation.rulebook import queries as rulebook

from ..digest import groups, passes, wording
from ..digest.gathering import Owed, gather, owners, posts, running
from ..models import Clock
from ..moments import day_of, start_of_day

DESK = "/office/"
ROBOT = "群机器人"


def send_digests(*, actor: Actor, at: datetime) -> int:
    """今日待办, to everybody who owes something; how many were written. A second call of the day writes nobody twice.

    On days of rest only who has something due that very day is written to.
    """
    today, calendar = day_of(at), rulebook.calendar()
    held, works = posts(today), calendar.is_working(today)
    owed = gather(held, calendar, at)
    told = {pk: each for pk, each in owed.items() if (each if works else each.today)}
    notes = {
        each.person: inbox.Note(wording.title(each), wording.body(each, at, calendar), DESK, kind="clocks.digest", key=f"clocks.digest:{today}:{pk}")
        for pk, each in told.items()
    }
    with transaction.atomic():
        written = _write(notes, {pk: each.due for pk, each in told.items()}, rest_days=not works, actor=actor, at=at)
        if works:
            _tell_groups(told, held.office, today, actor, at)
    return written


def send_tomorrow(*, actor: Actor, at: datetime) -> int:
    """On a working day: what is due until the next one. Before a holiday that is everything due within it."""
    today, calendar = day_of(at), rulebook.calendar()
    if not calendar.is_working(today):
        return 0
    next_day, held = calendar.add(today, 1), posts(today)
    due: dict[int, list[Clock]] = defaultdict(list)
    for clock in running(start_of_day(next_day + timedelta(1))):
        if clock.due_on and clock.due_on > today:
            for pk in owners(clock, held):
                due[pk].append(clock)
    notes = {
        held.people[pk]: inbox.Note(
            wording.tomorrow_title(len(clocks), next_day, today), wording.tomorrow_body(clocks, at, calendar), DESK, kind="clocks.tomorrow",
            key=f"clocks.tomorrow:{today}:{pk}",
        )
        for pk, clocks in due.items()
    }  # fmt: skip
    with transaction.atomic():
        return _write(notes, due, rest_days=False, actor=actor, at=at)


def _write(notes: Mapping[Person, inbox.Note], due: Mapping[int, list[Clock]], *, rest_days: bool, actor: Actor, at: datetime) -> int:
    written = inbox.send_many(notes, actor=actor, at=at)
    letters = []
    for pk, reach in reading.reaches(person for person in notes if person.pk in written).items():
        if reach.way is None:
            continue
        links = passes.links(reach.person, due[pk], actor=actor, at=at) if settings.SITE_URL else ""
        message = written[pk]
        letters.append((reach, reading.Letter(f"inbox:{message.key}", message.title, message.body, message.url, links)))
    inbox.push_written(letters, rest_days=rest_days, at=at)
    return len(written)


def _tell_groups(told: Mapping[int, Owed], office: set[int], today: date, actor: Actor, at: datetime) -> None:
    """Group robots speak only for those whom no message of their own reaches: their unit's group, else that of the county."""
    robots = list(reading.robots())
    if not robots:
        return
    reached = reading.reaches(each.person for each in told.values())
    unreached = [each for pk, each in told.items() if reached[pk].way is None and groups.told(each)]
    county = {organ for pk in office if pk in told for organ in told[pk].organs} | {way.organ_id for way in robots if not way.organ.parent_id}
    own = {way.organ_id for way in robots} - county
    parcels = []
    for way in robots:
        mine = [each for each in unreached if (way.organ_id in each.organs if way.organ_id in own else not own & each.organs.keys())]
        for n, text in enumerate(groups.texts(groups.by_unit(mine), today)):
            title, _, body = text.partition("\n")
            letter = reading.Letter(f"group:{today}:{way.pk}:{n}", title, body)
            parcels.append(reading.by_way(way, letter, at, way.name or f"{way.organ.label}群"))
        if mine:
            inbox.relay([each.person for each in mine], today, actor=actor, at=at)
    jobs.queue_many(parcels, at=at)
