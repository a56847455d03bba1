"""The running limits in a person's name, for the hand-over; and those whose person is not there any more."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from zwgk.domain.held import Held

from .models import OPEN, Clock
from .moments import day_of


def held_by(person_id: int, at: datetime) -> list[Held]:
    """Open clocks with this person as the responsible one."""
    return [_held(clock, at) for clock in Clock.objects.filter(person_id=person_id, state__in=OPEN).defer("grounds")]


def strayed(seated: Collection[tuple[int, int]]) -> list[Clock]:
    """Open clocks whose person cannot log in or has no post at the organ; `seated` are the (person, organ) pairs that do."""
    rows = Clock.objects.filter(person__isnull=False, state__in=OPEN).select_related("organ", "person").defer("grounds")
    return [clock for clock in rows if (clock.person_id, clock.organ_id) not in seated]


def of_dissolved(at: datetime) -> list[Clock]:
    """Open clocks of organs that have been dissolved."""
    rows = Clock.objects.filter(state__in=OPEN, organ__ended__lte=day_of(at)).select_related("organ", "person")
    return list(rows.defer("grounds"))


def _held(clock: Clock, at: datetime) -> Held:
    late = clock.due_at is not None and clock.due_at < at
    label = f"{clock.title}：{clock.subject_title}" if clock.subject_title else clock.title
    standing = "已逾期" if late else clock.get_state_display()
    return Held("时限", f"clocks.clock:{clock.pk}", label, clock.subject_url, clock.organ_id, clock.due_on, standing)
