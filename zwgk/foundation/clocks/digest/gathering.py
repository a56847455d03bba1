"""Who owes what today: clocks and messages, dealt out to persons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.conf import settings

from zwgk.domain.rights import Role
from zwgk.domain.workdays import Calendar
from zwgk.foundation.inbox import queries as inbox
from zwgk.foundation.inbox.models import Message
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Person

from ..models import Clock, State
from ..moments import BEIJING, day_of, start_of_day

WEEK = 6  # days after today, as on the desk
ESCALATE = 3  # working days late: the leader of the organ hears of it too
_FIELDS = ("title", "subject_type", "subject_id", "subject_title", "subject_url", "organ_id", "person_id", "due_on", "due_at", "state", "unit", "provisional")


@dataclass(slots=True)
class Owed:
    """What one person is told. Clocks in the order in which they fall due."""

    person: Person
    organs: dict[int, str] = field(default_factory=dict)  # number → label, as far as he holds a post there
    late: list[Clock] = field(default_factory=list)
    today: list[Clock] = field(default_factory=list)
    tomorrow: list[Clock] = field(default_factory=list)
    week: list[Clock] = field(default_factory=list)
    returned: list[Message] = field(default_factory=list)
    sign: list[Message] = field(default_factory=list)
    new: list[Message] = field(default_factory=list)
    county: str = ""  # for the office: one sentence about all units

    @property
    def due(self) -> list[Clock]:
        """What must be done by tomorrow."""
        return [*self.late, *self.today, *self.tomorrow]

    def __bool__(self) -> bool:
        return bool(self.late or self.today or self.tomorrow or self.week or self.returned or self.sign or self.new or self.county)


@dataclass(slots=True)
class Posts:
    """Who holds which role where on that day; accounts that are closed do not count."""

    people: dict[int, Person] = field(default_factory=dict)
    organs: dict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))  # person → organs
    holders: dict[tuple[int, str], list[int]] = field(default_factory=lambda: defaultdict(list))  # organ and role → persons
    office: set[int] = field(default_factory=set)

    def at(self, organ_id: int, role: str) -> list[int]:
        """Everybody of the organ for no role, as messages are addressed."""
        if role:
            return self.holders.get((organ_id, role), [])
        return [pk for pk, own in self.organs.items() if organ_id in own]


def posts(day: date) -> Posts:
    """One query."""
    found = Posts()
    for holding in organs.holdings_on(day).filter(person__is_active=True):
        person, organ = holding.person, holding.post.organ
        found.people[person.pk] = person
        found.organs[person.pk][organ.pk] = organ.label
        for role in holding.post.roles:
            if person.pk not in found.holders[organ.pk, role]:
                found.holders[organ.pk, role].append(person.pk)
            if role == Role.OFFICE:
                found.office.add(person.pk)
    return found


def gather(held: Posts, calendar: Calendar, at: datetime) -> dict[int, Owed]:
    """By number of the person; who owes nothing is there with an empty sheet."""
    owed = {pk: Owed(person, held.organs[pk]) for pk, person in held.people.items()}
    clocks = running(start_of_day(day_of(at) + timedelta(WEEK + 1)))
    _deal_clocks(owed, held, clocks, calendar, at)
    _deal_messages(owed, held, calendar, at)
    county = _county(clocks, at)
    for pk in held.office:
        owed[pk].county = county
    return owed


def running(until: datetime) -> list[Clock]:
    """Running clocks that fall due before that moment."""
    found = Clock.objects.filter(state=State.RUNNING, due_at__lt=until, due_on__isnull=False)
    return list(found.only(*_FIELDS).order_by("due_at", "id"))


def owners(clock: Clock, held: Posts) -> list[int]:
    """The person of the clock, else the contact persons of the organ, else its leaders: somebody must hear of it."""
    if clock.person_id in held.people:
        return [clock.person_id]
    return held.at(clock.organ_id, Role.LIAISON) or held.at(clock.organ_id, Role.LEADER)


def _deal_clocks(owed: dict[int, Owed], held: Posts, clocks: Iterable[Clock], calendar: Calendar, at: datetime) -> None:
    today, long_ago = day_of(at), calendar.add(day_of(at), -ESCALATE - 1)
    for clock in clocks:
        part = _part(clock, today, at)
        own = owners(clock, held)
        leaders = held.at(clock.organ_id, Role.LEADER) if part == "late" and clock.due_on and clock.due_on <= long_ago else []
        for pk in dict.fromkeys([*own, *leaders]):
            getattr(owed[pk], part).append(clock)


def _part(clock: Clock, today: date, at: datetime) -> str:
    assert clock.due_at and clock.due_on
    if clock.due_at < at:
        return "late"
    days = (clock.due_on - today).days
    return {0: "today", 1: "tomorrow"}.get(days, "week")


def _deal_messages(owed: dict[int, Owed], held: Posts, calendar: Calendar, at: datetime) -> None:
    since, kinds = last_digest(calendar, at), inbox.kinds()
    reached = inbox.reaches(held.people.values())
    organ_ids = {organ for own in held.organs.values() for organ in own}
    for message in inbox.pending(held.people, organ_ids, at):
        kind = kinds.get(message.kind) or inbox.kind_of(message.kind)
        part = _part_of(message, kind, since)
        readers = [message.person_id] if message.person_id else held.at(message.organ_id, message.role)
        for pk in readers if part else []:
            if not (kind.may_lower and message.kind in reached[pk].wish.lowered):
                getattr(owed[pk], part).append(message)


def _part_of(message: Message, kind: inbox.Kind, since: datetime) -> str:
    if kind.push is inbox.Push.INBOX:
        return ""
    if message.needs_receipt and message.received_at is None:
        return "sign"
    if kind.part == "returned":
        return "returned"
    return "new" if kind.push is inbox.Push.DIGEST and message.sent_at >= since else ""


def last_digest(calendar: Calendar, at: datetime) -> datetime:
    """The moment of the digest before this one: what is younger is news."""
    hour, minute = (int(part) for part in settings.DIGEST_AT.split(":"))
    return datetime.combine(calendar.add(day_of(at), -1), time(hour, minute), tzinfo=BEIJING)


def _county(clocks: list[Clock], at: datetime) -> str:
    late = [clock for clock in clocks if clock.due_at and clock.due_at < at]
    today = sum(clock.due_on == day_of(at) and clock.due_at >= at for clock in clocks if clock.due_at)
    said = [f"逾期 {len(late)} 项，涉及 {len({clock.organ_id for clock in late})} 个单位"] if late else []
    said += [f"今天到期 {today} 项"] if today else []
    return f"全县：{'；'.join(said)}。" if said else ""
