"""How a case stands: its events as the engine knows them, its clock on a day, the steps that may follow."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from zwgk.domain.inforequests import CaseState, Facts, Kind, Standing, Step, run
from zwgk.domain.inforequests import Event as Told
from zwgk.domain.inforequests import steps as lawful
from zwgk.domain.workdays import Calendar
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.law import Law

from ..models import Case, Consultation, Event, State

KINDS = frozenset(Kind)


def told_to_clock(case: Case, rows: list[Event] | None = None) -> list[Told]:
    """Its events that the engine knows, in their order.

    国办公开办函〔2016〕235号: the answer counts as made on the day of posting or signing, so a later service moves its day.
    """
    rows = list(case.events.all()) if rows is None else rows
    served = max((row.on for row in rows if row.kind == "serve" and row.data.get("counts")), default=date.min)
    return [_told(row, served) for row in rows if row.kind in KINDS]


def standing(case: Case, on: date, more: Iterable[Told] = ()) -> Standing | None:
    """The clock of the case on a day; None while it has not been received."""
    return _standing([*told_to_clock(case), *more], on, rulebook.law())


def _standing(told: list[Told], on: date, law: Law) -> Standing | None:
    if not any(each.kind is Kind.RECEIVED and each.on <= on for each in told):
        return None
    return run(told, on, law=law, calendar=Calendar.of(law))


def still_asked(case: Case, on: date) -> Facts:
    """What decides about the next state only: who has been asked and not been heard."""
    return Facts(today=on, law=rulebook.law(), **_asked(case))


def facts(case: Case, on: date, papers_missing: tuple[str, ...] = ()) -> Facts:
    """What decides about the next step."""
    rows, law = list(case.events.all()), rulebook.law()
    kinds = {row.kind for row in rows}
    return Facts(
        today=on, law=law, standing=_standing(told_to_clock(case, rows), on, law), reasons_asked="ask_reasons" in kinds, reasons_given="give_reasons" in kinds,
        legal_asked=any(row.given_at is None for row in case.opinions.all()), papers_missing=papers_missing, **_asked(case),
    )  # fmt: skip


def _asked(case: Case) -> dict[str, int]:
    kinds = [row.kind for row in case.consultations.all() if row.answered_on is None]
    kind = Consultation.Kind
    return {"third_parties_open": kinds.count(kind.THIRD_PARTY), "co_makers_open": kinds.count(kind.CO_MAKER), "organs_open": kinds.count(kind.ORGAN)}


def steps(case: Case, on: date, papers_missing: tuple[str, ...] = ()) -> tuple[Step, ...]:
    """Every act that the table knows for this state, those not lawful now with the reason."""
    if case.state == State.SPLIT:
        return ()
    return lawful(CaseState(case.state), facts(case, on, papers_missing))


def open_consultations(case: Case, kind: str = "") -> list[Consultation]:
    """Who has been asked and not been heard."""
    wanted = Q(answered_on__isnull=True) & (Q(kind=kind) if kind else Q())
    return list(case.consultations.filter(wanted))


def _told(row: Event, served: date) -> Told:
    data = row.data
    limit = data.get("limit_on")
    on = max(row.on, served) if row.kind == Kind.ANSWERED else row.on
    return Told(
        on, Kind(row.kind), date.fromisoformat(limit) if limit else None, int(data.get("days") or 0), data.get("approved_by", ""), data.get("who", "")
    )
