"""Which meeting heard the work, counted per organ and year against the required number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from zwgk.foundation.organs.models import Organ, OrganKind
from zwgk.foundation.organs.queries import living
from zwgk.matters.governance.models import Meeting, MeetingKind, MeetingTarget

from .registers import obliged

DEFAULT_TIMES = 1  # shown as a setting of the platform until a document is entered
WARN_FROM = 10  # October


@dataclass(frozen=True, slots=True)
class Target:
    """The required number with where it comes from."""

    kind: str
    times: int
    words: str
    source_title: str = ""  # empty: the setting of the platform

    @property
    def label(self) -> str:
        return str(MeetingKind(self.kind).label)


@dataclass(frozen=True, slots=True)
class Hearing:
    """One organ in one year."""

    organ: Organ
    target: Target
    meetings: tuple[Meeting, ...]
    state: str  # fine, later (before October), soon (warned), late (the year is over)

    @property
    def kind_label(self) -> str:
        return self.target.label

    @property
    def warned(self) -> bool:
        return self.state in ("soon", "late")

    @property
    def lacking(self) -> int:
        return max(0, self.target.times - len(self.meetings))


def target_of(year: int, kind: str) -> Target:
    """The newest number entered for that year, or the setting."""
    row = MeetingTarget.objects.filter(year=year, kind=kind).order_by("-id").first()
    if row:
        return Target(kind, row.times, row.words, row.source_title)
    return Target(kind, DEFAULT_TIMES, f"平台设定：每年至少 {DEFAULT_TIMES} 次（尚未登记依据文件）")


def hearings(year: int, day: date, organ_ids: Iterable[int] | None = None) -> list[Hearing]:
    """The government with its executive meetings, then each obliged organ with its own; those of some organs."""
    wanted = [(organ, MeetingKind.EXECUTIVE) for organ in living(day).filter(kind=OrganKind.GOVERNMENT)]
    wanted += [(organ, MeetingKind.LEADERSHIP) for organ in obliged(day)]
    if organ_ids is not None:
        kept = set(organ_ids)
        wanted = [(organ, kind) for organ, kind in wanted if organ.pk in kept]
    held: dict[tuple[int, str], list[Meeting]] = {}
    for meeting in Meeting.objects.filter(held_on__year=year, voided_at__isnull=True).select_related("minutes"):
        held.setdefault((meeting.organ_id, meeting.kind), []).append(meeting)
    targets = {kind: target_of(year, kind) for kind in MeetingKind.values}
    return [_hearing(organ, targets[kind], held.get((organ.pk, kind), []), year, day) for organ, kind in wanted]


def meetings_of(organ: Organ) -> list[Meeting]:
    """All meetings of an organ, the voided ones too, newest first."""
    return list(Meeting.objects.filter(organ=organ).select_related("minutes"))


def meetings_then(at: datetime, first: date, last: date, organ_ids: Iterable[int] | None = None) -> QuerySet[Meeting]:
    """Meetings held in the period that were entered, and not voided, by that moment."""
    found = Meeting.objects.filter(held_on__range=(first, last), entered_at__lte=at)
    found = found.filter(Q(voided_at__isnull=True) | Q(voided_at__gt=at))
    return found if organ_ids is None else found.filter(organ_id__in=list(organ_ids))


def meetings_numbered(numbers: Iterable[int]) -> QuerySet[Meeting]:
    """Meetings by their numbers, the voided ones too."""
    return Meeting.objects.filter(pk__in=list(numbers))


def _hearing(organ: Organ, target: Target, meetings: list[Meeting], year: int, day: date) -> Hearing:
    if len(meetings) >= target.times:
        state = "fine"
    elif day.year > year:
        state = "late"
    else:
        state = "soon" if day.year == year and day.month >= WARN_FROM else "later"
    return Hearing(organ, target, tuple(meetings), state)
