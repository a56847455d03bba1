"""The clock against a count on the fingers: day after day, a consulted day is skipped."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as some

from zwgk.domain.deadlines import compute, find
from zwgk.domain.inforequests import Event, Kind, run
from zwgk.domain.workdays import Calendar
from zwgk.law import load

LAW = load()
CALENDAR = Calendar.of(LAW)
DAY = timedelta(1)
PAIRS = [
    (Kind.THIRD_PARTY_CONSULTED, Kind.THIRD_PARTY_ANSWERED, 15),
    (Kind.CO_MAKER_CONSULTED, Kind.CO_MAKER_ANSWERED, 15),
    (Kind.OTHER_ORGAN_CONSULTED, Kind.OTHER_ORGAN_ANSWERED, 10_000),
]
consultation = some.tuples(some.integers(0, 25), some.integers(0, 40), some.sampled_from(PAIRS))


def counted(start: date, length: int, still: set[date]) -> date:
    """The last of so many working days that do not stand still."""
    day = start
    while length:
        day += DAY
        length -= CALENDAR.is_working(day) and day not in still
    return day


def standing_still(sent: date, answered: date, days: int) -> set[date]:
    found, day = set(), sent
    while day < answered and days:
        day += DAY
        days -= CALENDAR.is_working(day)
        found.add(day)
    return found


@settings(max_examples=150, deadline=None)
@given(some.integers(0, 300), some.lists(consultation, max_size=4), some.integers(0, 20))
def test_the_same_last_day(offset: int, consultations: list[tuple[int, int, tuple[Kind, Kind, int]]], more: int) -> None:
    received = date(2026, 1, 5) + offset * DAY
    events, still = [Event(received, Kind.RECEIVED)], set()
    if more:
        events.append(Event(received, Kind.EXTENDED, days=more, approved_by="张主任"))
    asked = []
    for number, (after, lasting, (ask, answer, days)) in enumerate(consultations):
        sent = received + after * DAY
        back = sent + lasting * DAY
        asked += [Event(sent, ask, who=str(number)), Event(back, answer, who=str(number))]
        still |= standing_still(sent, back, days)
    events += sorted(asked, key=lambda event: (event.on, event.is_answer))
    found = run(events, events[-1].on, law=LAW, calendar=CALENDAR)
    assert found.due == counted(received, 20 + more, still), found.explain()
    assert not found.refused
    spec = found.spec
    assert spec is not None
    kept = compute(find(LAW, spec.rule), spec.start, calendar=CALENDAR, suspensions=spec.suspensions, extension=spec.extension)
    assert kept.due == found.due  # what the clocks keep comes to the same day
