"""What a person holds by his posts; who stands in for whom; posts and accounts that nobody answers for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from zwgk.domain.held import Held
from zwgk.domain.rights import Role
from zwgk.foundation.organs.models import Holding, Organ, Person, Post

from .tree import holdings_on, living

UNIT_ROLES = (Role.LIAISON, Role.LEADER, Role.DISCLOSURE)  # what waits at a unit waits for them


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a person sits: the organs whose open things are his, and whether the county office's are."""

    organ_ids: frozenset[int]  # units
    office_ids: frozenset[int] = frozenset()  # where he has the rights of the county office

    @property
    def office(self) -> bool:
        return bool(self.office_ids)


def seat_of(person_id: int, at: datetime) -> Seat:
    """By own posts; a deputy answers only for the days he stands in, so his do not count."""
    held = holdings_on(timezone.localdate(at)).filter(person_id=person_id, deputy_for__isnull=True)
    roles = [(row.post.organ_id, Role(role)) for row in held for role in row.post.roles]
    units = frozenset(organ for organ, role in roles if role in UNIT_ROLES)
    return Seat(units, frozenset(organ for organ, role in roles if role is Role.OFFICE))


def held_by(person_id: int, at: datetime) -> list[Held]:
    """His posts, those that begin later too, and the arrangements in which he stands in for somebody."""
    today = timezone.localdate(at)
    rows = Holding.objects.filter(Q(until__isnull=True) | Q(until__gte=today), person_id=person_id)
    return [_holding(row, today) for row in rows.select_related("post__organ", "deputy_for__person").order_by("deputy_for_id", "pk")]


def _holding(row: Holding, today: date) -> Held:
    label = f"{row.post}" + (f"（代理{row.deputy_for.person.name}）" if row.deputy_for else "")
    days = f"{row.since}起" + (f"，至{row.until}" if row.until else "")
    kind = "代理安排" if row.deputy_for else "岗位"
    return Held(kind, f"organs.holding:{row.pk}", label, f"/office/organs/{row.post.organ_id}/#posts", row.post.organ_id, None, days)


def deputies(day: date, organ_ids: Collection[int] | None = None) -> QuerySet[Holding]:
    """Arrangements that run or are still to come: unit by unit, then person by person."""
    rows = Holding.objects.filter(deputy_for__isnull=False, until__gte=day)
    rows = rows if organ_ids is None else rows.filter(post__organ_id__in=organ_ids)
    return rows.select_related("post__organ", "person", "deputy_for__person", "deputy_for__post").order_by("post__organ__order", "post__organ_id", "deputy_for__person__name", "since")


def standing_in(person_id: int, day: date) -> tuple[list[Holding], list[Holding]]:
    """For whom this person stands in today, and who stands in for him."""
    rows = deputies(day).filter(Q(person_id=person_id) | Q(deputy_for__person_id=person_id), since__lte=day)
    return [row for row in rows if row.person_id == person_id], [row for row in rows if row.person_id != person_id]


def person_of(pk: int) -> Person | None:
    return Person.objects.filter(pk=pk).first()


def people(*, active: bool = True) -> QuerySet[Person]:
    """For choosing one in a form."""
    return Person.objects.filter(is_active=True) if active else Person.objects.all()


def holding_of(pk: int) -> Holding | None:
    return Holding.objects.select_related("post__organ", "person", "deputy_for__person").filter(pk=pk).first()


def units_without(role: Role, organs: Iterable[Organ], day: date) -> list[Organ]:
    """Those in which nobody who can log in holds this role."""
    held = holdings_on(day).filter(person__is_active=True)
    there = {row.post.organ_id for row in held if role.value in row.post.roles}
    return [organ for organ in organs if organ.pk not in there]


def empty_posts(day: date) -> list[Post]:
    """Posts that were held once, have nobody now, and whose roles nobody else at the organ has."""
    held = list(holdings_on(day).filter(person__is_active=True))
    filled = {row.post_id for row in held}
    roles: dict[int, set[str]] = {}
    for row in held:
        roles.setdefault(row.post.organ_id, set()).update(row.post.roles)
    lost = Post.objects.filter(organ__in=living(day), holdings__since__lte=day).exclude(pk__in=filled).select_related("organ").distinct()
    return [post for post in lost if "（代理" not in post.title and not set(post.roles) <= roles.get(post.organ_id, set())]


def locked_on_posts(day: date) -> list[Holding]:
    """The account is closed, the post still has its name."""
    return list(holdings_on(day).filter(person__is_active=False).order_by("post__organ__order", "pk"))


def lapsed_deputies(day: date, days: int = 14) -> list[Holding]:
    """Arrangements that ended lately while the holder's account is still closed: nobody does the work."""
    rows = Holding.objects.filter(deputy_for__isnull=False, until__lt=day, until__gte=day - timedelta(days=days), deputy_for__person__is_active=False)
    return list(rows.select_related("post__organ", "person", "deputy_for__person"))


def on_dissolved(day: date) -> list[Holding]:
    """Posts that are still held at an organ that does not exist any more."""
    return list(holdings_on(day).filter(post__organ__ended__lte=day))


def seated(day: date) -> set[tuple[int, int]]:
    """(person, organ) of everybody who can log in and holds a post there."""
    return {(row.person_id, row.post.organ_id) for row in holdings_on(day).filter(person__is_active=True)}
