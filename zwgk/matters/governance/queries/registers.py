"""Reading who is responsible: registers, the county overview, filing and what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.organs.models import Organ, OrganKind
from zwgk.foundation.organs.queries import living
from zwgk.matters.governance.models import (
    ITEM,
    CompetentDepartment,
    Duty,
    Filing,
    FilingCall,
    FilingState,
    Responsible,
    WorkingOrgan,
)

# Art. 4: governments of all levels and departments from county level up; streets act for the government that sent them out.
OBLIGED = (
    OrganKind.GOVERNMENT_OFFICE, OrganKind.DEPARTMENT, OrganKind.DISPATCHED, OrganKind.TOWNSHIP, OrganKind.STREET,
)  # fmt: skip
_ORDER = tuple(Duty.values)  # head, leader, contact
NEEDED = (Duty.LEADER, Duty.CONTACT)  # exactly one of each


@dataclass(frozen=True, slots=True)
class Standing:
    """What one organ has and lacks."""

    organ: Organ
    working_organ: WorkingOrgan | None
    head: Responsible | None
    leader: Responsible | None
    contact: Responsible | None

    @property
    def missing(self) -> list[str]:
        """What it lacks, in the words of the register."""
        wanted = [("工作机构", self.working_organ), ("负责同志", self.leader), ("联系人", self.contact)]
        lacks = [name for name, there in wanted if there is None]
        if self.leader and not (self.leader.work and self.leader.published_at):
            lacks.append("分工公布")
        return lacks


def competent_departments() -> QuerySet[CompetentDepartment]:
    """In force now."""
    return CompetentDepartment.objects.filter(until__isnull=True).select_related("government", "organ", "joint")


def working_organs() -> QuerySet[WorkingOrgan]:
    """In force now, in the order of the organs."""
    return WorkingOrgan.objects.filter(until__isnull=True).select_related("organ").order_by("organ__order", "organ_id")


def working_organ_of(organ: Organ) -> WorkingOrgan | None:
    """The body to which the public turns."""
    return WorkingOrgan.objects.filter(organ=organ, until__isnull=True).first()


def responsible_of(organ: Organ, duty: Duty | str) -> Responsible | None:
    """Who has this duty now."""
    return Responsible.objects.filter(organ=organ, duty=duty, until__isnull=True).first()


def published_leaders() -> QuerySet[Responsible]:
    """The leaders whose division of work has been made public."""
    found = Responsible.objects.filter(duty__in=(Duty.HEAD, Duty.LEADER), until__isnull=True, published_at__isnull=False)
    return found.select_related("organ").order_by("organ__order", "organ_id", "duty")


def history_of(organ: Organ) -> list[Responsible]:
    """Everybody who had a duty here, the present ones first."""
    newest_first = Responsible.objects.filter(organ=organ).order_by("-since", "-id")
    return sorted(newest_first, key=lambda each: (_ORDER.index(each.duty), not each.current))


def obliged(day: date) -> QuerySet[Organ]:
    """The organs that must have a working organ, a leader and a contact."""
    return living(day).filter(kind__in=OBLIGED)


def overview(day: date, organ_ids: Iterable[int] | None = None) -> list[Standing]:
    """Every obliged organ with what it has, for the county or for some organs."""
    organs = obliged(day) if organ_ids is None else obliged(day).filter(pk__in=organ_ids)
    bodies = {body.organ_id: body for body in WorkingOrgan.objects.filter(until__isnull=True)}
    people = {(each.organ_id, each.duty): each for each in Responsible.objects.filter(until__isnull=True)}
    return [
        Standing(
            organ, bodies.get(organ.pk), people.get((organ.pk, Duty.HEAD)), people.get((organ.pk, Duty.LEADER)),
            people.get((organ.pk, Duty.CONTACT)),
        )
        for organ in organs
    ]  # fmt: skip


def missing(call: FilingCall) -> list[Filing]:
    """Organs that have not filed, or whose filing was sent back."""
    states = (FilingState.WAITING, FilingState.RETURNED)
    return list(call.filings.filter(state__in=states).select_related("organ"))


def stale(filing: Filing) -> bool:
    """True when a person changed after the filing: it must be filed again."""
    if filing.state not in (FilingState.FILED, FilingState.CONFIRMED):
        return False
    return filing.people != snapshot(filing.organ)


def snapshot(organ: Organ) -> list[dict[str, str]]:
    """The people of an organ as they are filed: name, title, office telephone, work; never a mobile number."""
    people = sorted(Responsible.objects.filter(organ=organ, until__isnull=True), key=lambda each: _ORDER.index(each.duty))
    return [
        {"duty": each.duty, "label": each.get_duty_display(), "name": each.name, "title": each.title, "phone": each.phone, "work": each.work}
        for each in people
    ]


def filings_of(organ_ids: Iterable[int] | None) -> QuerySet[Filing]:
    """Filings of some organs, newest call first."""
    found = Filing.objects.select_related("call", "organ").order_by("-call_id", "organ__order")
    return found if organ_ids is None else found.filter(organ_id__in=organ_ids)


def lights_of(filings: Iterable[Filing], at: datetime) -> dict[int, clocks.Light]:
    """Filing → the light of its time limit."""
    by_filing = {int(clock.subject_id): clock for clock in clocks.of_subjects(ITEM, [filing.pk for filing in filings]).order_by("id")}
    shown = clocks.lights(by_filing.values(), at)
    return {number: shown[clock.pk] for number, clock in by_filing.items()}
