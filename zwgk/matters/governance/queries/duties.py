"""Who answers at which level on a day, and who leads the whole work: for routing, escalation and the pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from zwgk.domain.rights import Role
from zwgk.foundation.organs.models import Organ, Person
from zwgk.foundation.organs.queries import holdings_on, people_with
from zwgk.matters.governance.models import CompetentDepartment, Duty, Responsible, Section

from .registers import obliged

Row = TypeVar("Row", bound=Model)
SAID = {"section": "具体做", "leader": "负责抓", "head": "亲自管"}  # bottom to top
TEXT = {"section": "具体承办科室", "leader": "分管负责同志", "head": "主要负责同志"}


@dataclass(frozen=True, slots=True)
class Link:
    """One level of the chain."""

    level: str  # section, leader, head
    name: str
    title: str
    phone: str
    section: str = ""
    account: Person | None = None  # the one person of this name who holds a post at the organ

    @property
    def said(self) -> str:
        return SAID[self.level]


@dataclass(frozen=True, slots=True)
class Chain:
    """The chain of an organ on a day, from below: section, leader in charge, head, then those who lead the whole work."""

    organ: Organ
    section: Link | None
    leader: Link | None
    head: Link | None
    above: tuple[Organ, ...] = ()

    @property
    def ladder(self) -> tuple[Link, ...]:
        """The levels that are filled, from below."""
        return tuple(link for link in (self.section, self.leader, self.head) if link)

    @property
    def missing(self) -> list[str]:
        return [TEXT[level] for level in SAID if getattr(self, level) is None]

    def first(self) -> Link | None:
        """To whom a matter goes: the section, or the lowest level that is filled."""
        return next(iter(self.ladder), None)

    def after(self, level: str) -> Link | None:
        """To whom it rises from this level; None: to `above`."""
        names = list(SAID)
        higher = names[names.index(level) + 1 :]
        return next((link for link in self.ladder if link.level in higher), None)


@dataclass(frozen=True, slots=True)
class Lead:
    """An organ that leads the work of the whole jurisdiction, with its people who have the rights of the office."""

    organ: Organ
    joint: bool
    since: date
    basis: str
    staff: tuple[Person, ...]


def chain(organ: Organ, day: date) -> Chain:
    """Who answers at this organ on that day, level by level."""
    return chains(day, [organ])[0]


def chains(day: date, organs: Iterable[Organ] | None = None) -> list[Chain]:
    """The chains of these organs, or of every obliged one."""
    listed = list(obliged(day) if organs is None else organs)
    ids = [organ.pk for organ in listed]
    sections = {row.organ_id: row for row in _on(Section.objects.filter(organ_id__in=ids), day)}
    people = {(row.organ_id, row.duty): row for row in _on(Responsible.objects.filter(organ_id__in=ids), day)}
    accounts = _accounts(ids, day)
    above = tuple(_leading(day))
    return [
        Chain(
            organ, _section(sections.get(organ.pk), accounts), _person(people.get((organ.pk, Duty.LEADER)), accounts),
            _person(people.get((organ.pk, Duty.HEAD)), accounts), above,
        )
        for organ in listed
    ]  # fmt: skip


def leads(day: date) -> list[Lead]:
    """The competent department and the organs that lead with it on that day."""
    found: list[Lead] = []
    for row in _departments(day):
        found.append(Lead(row.organ, False, row.since, row.basis, _staff(row.organ_id, day)))
        if row.joint:
            found.append(Lead(row.joint, True, row.since, row.joint_basis, _staff(row.joint_id, day)))
    return found


def shares_lead(organ: Organ, day: date) -> bool:
    """True for the competent department and whoever leads with it: its posts may carry the rights of the office."""
    return organ in _leading(day)


def strange_staff(day: date) -> list[Person]:
    """People with the rights of the office at an organ that does not lead: a post to look into."""
    leading = {organ.pk for organ in _leading(day)}
    held = holdings_on(day).filter(person__is_active=True).exclude(post__organ_id__in=leading)
    return [each.person for each in held if Role.OFFICE.value in each.post.roles]


def public_duties() -> list[tuple[Organ, list[Responsible], Section | None]]:
    """Organ by organ the leaders whose work is published, and the name of the section."""
    named = Responsible.objects.filter(duty__in=(Duty.HEAD, Duty.LEADER), until__isnull=True, published_at__isnull=False)
    by_organ: dict[Organ, list[Responsible]] = {}
    for row in named.select_related("organ").order_by("organ__order", "organ_id", "duty"):
        by_organ.setdefault(row.organ, []).append(row)
    sections = {row.organ_id: row for row in Section.objects.filter(organ__in=by_organ, until__isnull=True)}
    return [(organ, rows, sections.get(organ.pk)) for organ, rows in by_organ.items()]


def _on(rows: QuerySet[Row], day: date) -> QuerySet[Row]:
    """In force on that day, the newest last, so that it wins."""
    return rows.filter(Q(since__lte=day), Q(until__isnull=True) | Q(until__gte=day)).order_by("since", "pk")


def _departments(day: date) -> list[CompetentDepartment]:
    rows = _on(CompetentDepartment.objects.select_related("government", "organ", "joint"), day)
    return list({row.government_id: row for row in rows}.values())


def _leading(day: date) -> list[Organ]:
    return [organ for row in _departments(day) for organ in (row.organ, row.joint) if organ]


def _staff(organ_id: int, day: date) -> tuple[Person, ...]:
    return tuple(people_with(Role.OFFICE, organ_id, day))


def _accounts(organ_ids: list[int], day: date) -> dict[tuple[int, str], Person]:
    """(organ, name) → the account, where exactly one person of this name holds a post there."""
    found: dict[tuple[int, str], set[Person]] = {}
    for held in holdings_on(day).filter(post__organ_id__in=organ_ids, person__is_active=True):
        found.setdefault((held.post.organ_id, held.person.name), set()).add(held.person)
    return {who: next(iter(people)) for who, people in found.items() if len(people) == 1}


def _section(row: Section | None, accounts: dict[tuple[int, str], Person]) -> Link | None:
    return row and Link("section", row.chief, row.title, row.phone, row.name, accounts.get((row.organ_id, row.chief)))


def _person(row: Responsible | None, accounts: dict[tuple[int, str], Person]) -> Link | None:
    return row and Link(row.duty, row.name, row.title, row.phone, account=accounts.get((row.organ_id, row.name)))
