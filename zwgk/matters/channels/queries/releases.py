"""Reading releases: the queue, of a publication, of a place, what differs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Prefetch, Q, QuerySet

from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.organs.queries import reach
from zwgk.matters.channels.models import OPEN, RELEASE, Channel, Kind, Live, Piece, Release, Seen, State

WRONG = (Live.DIFFERS, Live.GONE, Live.UNREACHABLE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of the queue; "" leaves one out."""

    state: str = "open"  # a State, or "open"
    channel_id: int | None = None
    kind: str = ""
    text: str = ""


def visible_to(actor: Actor) -> QuerySet[Release]:
    """Releases at the places one owns or keeps, and of what one's own organ published."""
    found = Release.objects.select_related("piece__organ", "channel__organ", "channel__keeper")
    organ_ids = reach(actor, "channels.see")
    if organ_ids is None:
        return found
    return found.filter(Q(channel__organ_id__in=organ_ids) | Q(piece__organ_id__in=organ_ids) | Q(channel__keeper_id=actor.person_id or 0))


def openable(rows: Iterable[Release], actor: Actor) -> set[int]:
    """Numbers of those whose page this person may open; the others are named without a link."""
    return set(visible_to(actor).filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))


def filtered(found: QuerySet[Release], wanted: Wanted) -> QuerySet[Release]:
    """The queue with its filters."""
    if wanted.state:
        found = found.filter(state__in=OPEN) if wanted.state == "open" else found.filter(state=wanted.state)
    if wanted.channel_id:
        found = found.filter(channel_id=wanted.channel_id)
    if wanted.kind:
        found = found.filter(channel__kind=wanted.kind)
    if wanted.text:
        found = found.filter(piece__title__icontains=wanted.text)
    return found


def counts(found: QuerySet[Release]) -> dict[str, int]:
    """How many per state, and "open" for what waits."""
    by_state = dict(found.order_by().values_list("state").annotate(Count("id", distinct=True)))
    return {**{state.value: by_state.get(state.value, 0) for state in State}, "open": sum(by_state.get(state.value, 0) for state in OPEN)}


def lights_of(rows: Iterable[Release], at: datetime) -> dict[int, clocks.Light]:
    """Release → the light of its limit; without a limit none."""
    found = {int(clock.subject_id): clock for clock in clocks.of_subjects(RELEASE, [row.pk for row in rows]).order_by("id")}
    shown = clocks.lights(found.values(), at)
    return {number: shown[clock.pk] for number, clock in found.items()}


def of_publication(type: str, id: int | str) -> QuerySet[Release]:
    """Where a publication went, all versions, newest first; for the page of the record."""
    return Release.objects.filter(piece__type=type, piece__item=str(id)).select_related("piece", "channel__organ", "channel__keeper").prefetch_related("proofs__file")


def outside_copies(type: str, id: int | str) -> QuerySet[Release]:
    """The check list of a withdrawal: what is still to be removed, and what was, with its proof."""
    return of_publication(type, id).filter(state__in=(State.RECALL, State.WITHDRAWN)).exclude(channel__kind=Kind.PORTAL)


def piece_of(pk: int) -> Piece | None:
    return Piece.objects.select_related("organ").filter(pk=pk).first()


def joint(piece: Piece) -> list[Release]:
    """One message at all its places, by level: province, city, county, town (三级联动)."""
    order = {"province": 0, "city": 1, "county": 2, "town": 3, "village": 4}
    rows = piece.releases.select_related("channel__organ", "channel__keeper").prefetch_related("proofs__file")
    return sorted(rows, key=lambda row: (order.get(row.channel.level, 9), row.channel.kind, row.pk))


def differences(found: QuerySet[Release]) -> list[tuple[Release, Seen]]:
    """差异清单: what the last look found otherwise and nobody has accepted, oldest first."""
    latest = Prefetch("seen", Seen.objects.select_related("finding").order_by("-id"), to_attr="looks")
    rows = found.filter(state=State.DONE, live__in=WRONG).prefetch_related(latest).order_by("live_at", "id")
    pairs = [(row, row.looks[0]) for row in rows if row.looks]  # type: ignore[attr-defined]
    return sorted(((row, seen) for row, seen in pairs if seen.accepted_at is None), key=lambda pair: pair[1].since)


def due_for_look(before: datetime, limit: int) -> list[Release]:
    """Live addresses not looked at since that moment, the longest waiting first."""
    rows = _alive().filter(Q(live_at__isnull=True) | Q(live_at__lt=before))
    return list(rows.exclude(live=Live.WAITING, live_at__isnull=False).select_related("piece__organ", "channel__organ").order_by("live_at", "id")[:limit])


def _alive() -> QuerySet[Release]:
    """What has an address to look at. Names under .example exist nowhere (RFC 2606): the sample county's pages are not asked for."""
    return Release.objects.filter(state=State.DONE).exclude(live="").exclude(address__contains=".example/")


def waiting_for_look(limit: int) -> list[Release]:
    """Addresses that were just pasted."""
    return list(_alive().filter(live=Live.WAITING).select_related("piece__organ", "channel__organ").order_by("done_at")[:limit])


def of_channel(channel: Channel) -> QuerySet[Release]:
    """What was released at one place, newest first."""
    return channel.releases.select_related("piece__organ", "channel__organ").prefetch_related("proofs__file")
