"""Reading 找错: who has it, how it stands, how many were answered in time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate

from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.matters.governance import queries as governance
from zwgk.matters.records import queries as records

from ..models import CORRECTION, OPEN, Correction

RULE = "website/error-report"
TOLD = (Correction.State.ANSWERED, Correction.State.UNFOUNDED)


@dataclass(frozen=True, slots=True)
class Totals:
    """For the yearly table of the site and the inspector."""

    arrived: int
    answered: int
    true: int
    late: int  # answered after the day, or open past it


def visible_to(actor: Actor) -> QuerySet[Correction]:
    """All of them for the office, those handed to the own organs for others."""
    reach = organs.reach(actor, "sites.answer")
    found = Correction.objects.select_related("organ", "finding")
    return found if reach is None else found.filter(organ_id__in=reach)


def of_state(found: QuerySet[Correction], state: str, at: datetime) -> QuerySet[Correction]:
    """One state; "open" for all that wait, "told" for all that have an answer, "late" for those past their day or answered after it."""
    match state:
        case "open":
            return found.filter(state__in=OPEN)
        case "told":
            return found.filter(state__in=TOLD)
        case "late":
            past = clocks.of_type(CORRECTION).filter(Q(met_late=True) | Q(state=clocks.State.RUNNING, due_at__lt=at))
            return found.filter(pk__in=[int(number) for number in past.values_list("subject_id", flat=True)])
    return found.filter(state=state) if state in Correction.State.values else found


def counts(found: QuerySet[Correction]) -> dict[str, int]:
    told = dict(found.order_by().values_list("state").annotate(Count("pk")))
    return {**told, "open": sum(told.get(state, 0) for state in OPEN)}


def clock_of(correction: Correction) -> clocks.Clock | None:
    return clocks.of_subject(CORRECTION, correction.pk).order_by("-id").first()


def lights_of(found: Iterable[Correction], at: datetime) -> dict[int, clocks.Light]:
    """Correction → the light of its time limit."""
    rows = {int(clock.subject_id): clock for clock in clocks.of_subjects(CORRECTION, [each.pk for each in found]).order_by("id")}
    shown = clocks.lights(rows.values(), at)
    return {number: shown[clock.pk] for number, clock in rows.items()}


def by_code(code: str) -> Correction | None:
    """For whoever has the code."""
    return Correction.objects.select_related("organ").filter(code="".join(sign for sign in code.upper() if sign.isalnum())).first()


def by_codes(codes: Iterable[str]) -> list[Correction]:
    """For an account of a reader that holds several codes."""
    return list(Correction.objects.select_related("organ").filter(code__in=list(codes)))


def keeper_of_site() -> Organ | None:
    """Who runs the site: the competent department, else the government."""
    department = governance.competent_departments().first()
    return department.organ if department else organs.government()


def organ_of_page(page: str) -> Organ | None:
    """Whose page an address is, as far as the address tells."""
    parts = [part for part in _parts(page).path.split("/") if part]
    match parts:
        case ["xxgk", "info", slug, *_]:
            found = records.publication_at(slug)
            return found.organ if found else None
        case ["xxgk" | "organs", slug, *_]:
            return organs.every_organ().filter(slug=slug).first()
    return None


def _parts(page: str) -> SplitResult:
    """Of what a reader typed, which may be no address at all."""
    try:
        return urlsplit(page)
    except ValueError:
        return urlsplit("")


def own_page(page: str, host: str) -> str:
    """Where an address of this site leads, to be clicked; "" for any other: what a reader typed is never trusted."""
    told = _parts(page)
    ours = told.netloc in ("", host, urlsplit(settings.SITE_URL).netloc) and told.scheme in ("", "http", "https")
    return told.path if ours and told.path.startswith("/") and not told.path.startswith("//") else ""


def totals(year: int, at: datetime) -> Totals:
    """One year, counted from the rows."""
    rows = Correction.objects.filter(arrived_at__year=year)
    return Totals(rows.count(), *(of_state(rows, state, at).count() for state in ("told", Correction.State.ANSWERED, "late")))


def due_for_reminder(at: datetime) -> list[tuple[Correction, str]]:
    """Those whose last day is today or past, with that day."""
    running = clocks.of_type(CORRECTION).filter(state=clocks.State.RUNNING, due_on__lte=localdate(at)).order_by("due_at")[:500]
    days = {int(clock.subject_id): clock.due_on for clock in running}
    rows = Correction.objects.filter(pk__in=days, state__in=OPEN).select_related("organ")
    return [(row, str(days[row.pk])) for row in rows]


def answer_time() -> str:
    """Within how long an answer is due, as the rule says."""
    rule = rulebook.rule(RULE)
    value = rule.values[-1]
    return f"{value.value}个工作日"
