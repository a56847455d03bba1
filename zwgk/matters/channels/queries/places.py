"""Reading the register: visible places, what a catalogue entry prescribes, what wants cleaning up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from zwgk.domain.rights import Actor
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ, OrganKind
from zwgk.matters.channels.models import (
    ACCOUNT_KINDS,
    LIVE,
    Channel,
    Filing,
    FilingState,
    Function,
    Kind,
    Mode,
    Release,
    Standing,
    State,
)

from .modes import mode

# 公开渠道和载体 of the standard catalogues → the kinds of place that fulfil it
CARRIERS: dict[str, tuple[Kind, ...]] = {
    "政府公报": (Kind.GAZETTE,), "两微一端": (Kind.ACCOUNT,), "发布会/听证会": (Kind.BRIEFING,),
    "广播电视": (Kind.RADIO, Kind.TV), "纸质媒体": (Kind.PRESS,), "公开查阅点": (Kind.READING_ROOM,), "政务服务中心": (Kind.ZONE,),
    "便民服务站": (Kind.ZONE,), "社区/企事业单位/村公示栏（电子屏）": (Kind.VILLAGE_BOARD, Kind.BOARD, Kind.SCREEN), "12345政务服务热线": (Kind.HOTLINE,),
}  # fmt: skip
SITE = "政府网站"  # our portal or the superior platform, as the mode says
NOT_A_PLACE = ("其他", "精准推送", "入户/现场")
_COMMON = (OrganKind.GOVERNMENT, OrganKind.GOVERNMENT_OFFICE)  # whose places serve every unit
_SHARED = (Kind.PORTAL, Kind.SUPERIOR, Kind.GAZETTE, Kind.PRESS, Kind.RADIO, Kind.TV, Kind.BRIEFING, Kind.READING_ROOM, Kind.ZONE, Kind.HOTLINE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of the register; "" leaves one out."""

    kind: str = ""
    state: str = "live"
    organ_id: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Prescribed:
    """Where something must go, and which carriers nobody here offers."""

    channels: list[Channel]
    missing: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Untidy:
    """A place in the clean-up list, and what is wrong with it."""

    channel: Channel
    last: date | None
    faults: list[str]


def visible_to(actor: Actor) -> QuerySet[Channel]:
    """Everybody who may see channels sees the whole register: a place is no secret."""
    found = Channel.objects.select_related("organ", "keeper")
    return found if actor.may("channels.see") else found.none()


def filtered(found: QuerySet[Channel], wanted: Wanted) -> QuerySet[Channel]:
    """The register with its filters, each place with its last release and what waits."""
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.state:
        found = found.filter(state__in=LIVE) if wanted.state == "live" else found.filter(state=wanted.state)
    if wanted.organ_id:
        found = found.filter(organ_id=wanted.organ_id)
    if wanted.text:
        found = found.filter(Q(name__icontains=wanted.text) | Q(platform__icontains=wanted.text) | Q(account__icontains=wanted.text))
    return with_figures(found)


def with_figures(found: QuerySet[Channel]) -> QuerySet[Channel]:
    """Each with the day of its last release and how many wait; by index, however many releases there are."""
    rows = Release.objects.filter(channel=OuterRef("pk"))
    return found.annotate(
        last_on=Subquery(rows.filter(state=State.DONE).order_by("-released_on").values("released_on")[:1]),
        waiting=_count(rows.filter(state__in=(State.TODO, State.FAILED))), to_remove=_count(rows.filter(state=State.RECALL)),
    )  # fmt: skip


def _count(rows: QuerySet[Release]) -> Coalesce:
    return Coalesce(Subquery(rows.order_by().values("channel").annotate(n=Count("pk")).values("n")), 0)


def kinds_there(found: QuerySet[Channel]) -> dict[str, int]:
    """Kind → how many, for the tabs."""
    return dict(found.order_by().values_list("kind").annotate(Count("id")))


def channel_of(pk: int) -> Channel | None:
    return Channel.objects.select_related("organ", "keeper").filter(pk=pk).first()


def live() -> QuerySet[Channel]:
    """Places that are running, for choosing some in a form."""
    return Channel.objects.filter(state=Standing.OPEN).select_related("organ")


def own_accounts() -> list[Channel]:
    """Accounts of this level that run; for the head of the portal."""
    return [each for each in live().filter(kind=Kind.ACCOUNT).order_by("organ__order", "id") if not each.is_outside]


def prescribed(organ: Organ, carriers: Iterable[str], day: date, function: str = Function.PUBLICATION) -> Prescribed:
    """The places behind the 公开渠道和载体 of a catalogue entry, for this unit; a carrier may also be the name of a place.

    The unit's own come first; then those of the government. Under 上级平台为主 and 双轨 the superior platform is added.
    """
    words = list(dict.fromkeys(word.strip() for word in carriers if word.strip()))
    nearby = {organ.pk, *organs.below([organ.pk])}
    rows = list(live().select_related("organ", "keeper"))
    chosen: dict[int, Channel] = {}
    missing = []
    sites = _sites(rows, mode(function, organ, day)) if not words or SITE in words else []
    chosen.update((row.pk, row) for row in sites)
    for word in words:
        if word == SITE:
            missing += [] if sites else [word]
            continue
        found = [row for row in rows if row.name == word] or _fitting(rows, CARRIERS.get(word, ()), organ, nearby)
        chosen.update((row.pk, row) for row in found)
        if not found and word not in NOT_A_PLACE:
            missing.append(word)
    return Prescribed(list(chosen.values()), missing)


def _fitting(rows: list[Channel], kinds: tuple[Kind, ...], organ: Organ, nearby: set[int]) -> list[Channel]:
    fitting = [row for row in rows if row.kind in kinds]
    own = [row for row in fitting if row.organ_id == organ.pk] or [row for row in fitting if row.organ_id in nearby]
    return own or [row for row in fitting if row.kind in _SHARED or row.organ.kind in _COMMON]


def _sites(rows: list[Channel], how: str) -> list[Channel]:
    """Our portal, the superior platform, or both."""
    wanted = {Mode.OWN: (Kind.PORTAL,), Mode.SUPERIOR: (Kind.SUPERIOR,), Mode.BOTH: (Kind.PORTAL, Kind.SUPERIOR)}[Mode(how)]
    return [row for row in rows if row.kind in wanted]


def cleanup(day: date) -> list[Untidy]:
    """Accounts and work groups that want a decision: idle, double, nobody's, not filed, not certified (指尖上的形式主义)."""
    rows = list(
        with_figures(Channel.objects.filter(kind__in=ACCOUNT_KINDS, state__in=LIVE).select_related("organ", "keeper"))
        .annotate(filed=Exists(Filing.objects.filter(channel=OuterRef("pk"), state=FilingState.DONE)))
    )  # fmt: skip
    twins: dict[tuple[int, str], int] = {}
    for row in rows:
        twins[row.organ_id, row.platform] = twins.get((row.organ_id, row.platform), 0) + (row.kind == Kind.ACCOUNT)
    listed = [Untidy(row, row.last_on, _faults(row, twins[row.organ_id, row.platform] > 1, day)) for row in rows if not row.is_outside]  # type: ignore[attr-defined]
    return sorted((each for each in listed if each.faults), key=lambda each: (-len(each.faults), each.channel.pk))


def _faults(row: Channel, double: bool, day: date) -> list[str]:
    faults = []
    if row.kind == Kind.ACCOUNT:
        last = row.last_on or row.opened_on  # type: ignore[attr-defined]
        if last is None or last < day - timedelta(days=row.idle_days):
            faults.append(f"{(day - last).days} 天没有更新" if last else "没有更新记录")
        if double:
            faults.append("同一平台有多个账号")
        if not row.certified_as or (row.certified_until and row.certified_until < day):
            faults.append("认证已过期" if row.certified_as else "没有认证")
        if not row.filed:  # type: ignore[attr-defined]
            faults.append("没有备案")
    if row.keeper_id is None:
        faults.append("没有管理人")
    if row.state == Standing.FOUND:
        faults.append("待决定去留")
    return faults
