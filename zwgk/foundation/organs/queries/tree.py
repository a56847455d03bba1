"""Reading organs, posts and people; who an account may act as."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from zwgk.domain.errors import BadInput
from zwgk.domain.rights import RIGHTS, Actor, Grant, Reach, Role
from zwgk.foundation.organs.models import Holding, Organ, OrganKind, Person


def living(day: date) -> QuerySet[Organ]:
    """Organs that exist on that day, higher organs included."""
    return Organ.objects.filter(Q(began__isnull=True) | Q(began__lte=day), Q(ended__isnull=True) | Q(ended__gt=day))


def every_organ() -> QuerySet[Organ]:
    """Organs of all times, for pages that show one by its number."""
    return Organ.objects.select_related("parent", "successor")


def existing() -> QuerySet[Organ]:
    """Organs that have not been closed, for choosing one in a form."""
    return Organ.objects.filter(ended__isnull=True)


def holdings_on(day: date) -> QuerySet[Holding]:
    """Who holds which post on that day."""
    return Holding.objects.filter(Q(since__lte=day), Q(until__isnull=True) | Q(until__gte=day)).select_related(
        "post__organ", "person"
    )


def actor_of(person: Person, day: date) -> Actor:
    """The actor that this account is on that day: one grant per role of each post held.

    The installer's account (superuser) may do everything until a security administrator is appointed, and nothing more then.
    """
    held = sorted(holdings_on(day).filter(person=person).select_related("deputy_for__person"), key=lambda each: (each.deputy_for_id is not None, each.since, each.pk))
    grants = tuple(Grant(Role(role), each.post.organ_id, _absent(each)) for each in held for role in each.post.roles)
    home = held[0].post.organ if held else None  # of one's own posts the oldest; then those in which one stands in
    return Actor(
        person_id=person.pk,
        name=person.name or person.username,
        organ_id=home.pk if home else None,
        organ_name=home.label if home else "",
        grants=grants,
        below=frozenset(below({grant.organ_id for grant in grants})),
        system=person.is_superuser and not _security_admin_exists(day),
    )


def _absent(holding: Holding) -> str:
    return holding.deputy_for.person.name if holding.deputy_for else ""


def actor_called(username: str, day: date) -> Actor:
    """The actor behind a log-in name, for commands (`--as`)."""
    person = Person.objects.filter(username=username, is_active=True).first()
    if person is None:
        raise BadInput(f"没有登录名为“{username}”的可用账号。", field="--as", remedy="请写已登记、未停用的登录名。")
    return actor_of(person, day)


def _security_admin_exists(day: date) -> bool:
    return any(Role.SECURITY_ADMIN.value in holding.post.roles for holding in holdings_on(day))


def below(organ_ids: Iterable[int]) -> set[int]:
    """Numbers of all organs under the given ones (not the given ones). A government's departments do not count as below its office."""
    children: dict[int | None, list[int]] = {}
    for pk, parent in Organ.objects.values_list("pk", "parent_id"):
        children.setdefault(parent, []).append(pk)
    found: set[int] = set()
    stack = list(organ_ids)
    while stack:
        for child in children.get(stack.pop(), []):
            if child not in found:
                found.add(child)
                stack.append(child)
    return found


def people_with(role: Role, organ_id: int, day: date) -> list[Person]:
    """People who hold a post with this role at the organ on that day."""
    return [
        holding.person
        for holding in holdings_on(day).filter(post__organ_id=organ_id, person__is_active=True)
        if role.value in holding.post.roles
    ]


def government() -> Organ | None:
    """The government whose jurisdiction this is."""
    return Organ.objects.filter(kind=OrganKind.GOVERNMENT, ended__isnull=True).order_by("order", "id").first()


def unfounded() -> bool:
    """Nobody has an account here: the first start is still to come."""
    return not Person.objects.exists()


def newcomers(day: date) -> QuerySet[Person]:
    """People on a post who have never signed in: they need their first password."""
    held = holdings_on(day).values("person_id")
    return Person.objects.filter(pk__in=held, last_login__isnull=True, must_change_password=True, is_active=True, is_superuser=False)


def roles_on(person: Person, day: date, *, later_too: bool = False) -> set[Role]:
    """The roles that the person holds on that day; with `later_too` also those of posts that begin afterwards."""
    held = Holding.objects.filter(Q(until__isnull=True) | Q(until__gte=day), person=person).select_related("post")
    return {Role(role) for holding in held if later_too or holding.since <= day for role in holding.post.roles}


def reach(actor: Actor, right: str) -> set[int] | None:
    """Numbers of the organs for which the actor holds the right; None: everywhere."""
    if actor.only is not None:
        return {actor.organ_id} if actor.organ_id is not None and actor.may(right, actor.organ_id) else set()
    if actor.system:
        return None
    held = [(grant, RIGHTS[right][grant.role]) for grant in actor.grants if grant.role in RIGHTS[right]]
    if any(how_far is Reach.ALL for _, how_far in held):
        return None
    return {grant.organ_id for grant, _ in held} | (set(actor.below) if held else set())
