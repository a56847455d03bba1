"""Consultations: who is asked, since when, until when the clock stands still for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from zwgk.domain.deadlines import Suspension
from zwgk.domain.inforequests.states import Kind

DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class Sort:
    """One of the three kinds of consultation."""

    name: str
    rule: str  # its own limit in the law; "" means none
    article: str
    asked: Kind
    answered: Kind


SORTS = (
    Sort("第三方", "requests/third-party", "第三十二条", Kind.THIRD_PARTY_CONSULTED, Kind.THIRD_PARTY_ANSWERED),
    Sort("共同制作机关", "requests/co-maker", "第三十四条", Kind.CO_MAKER_CONSULTED, Kind.CO_MAKER_ANSWERED),
    Sort("其他机关", "requests/other-organ", "第三十三条第三款", Kind.OTHER_ORGAN_CONSULTED, Kind.OTHER_ORGAN_ANSWERED),
)
ASKED = {sort.asked: sort for sort in SORTS}
ANSWERED = {sort.answered: sort for sort in SORTS}


@dataclass(slots=True)
class Hold:
    """One consultation."""

    sort: Sort
    sent: date
    limit: date | None  # last day of the one consulted; None: the law sets none
    who: str = ""
    answered: date | None = None

    @property
    def name(self) -> str:
        """“第三方（甲公司）”."""
        return f"{self.sort.name}（{self.who}）" if self.who else self.sort.name

    def open_on(self, day: date) -> bool:
        """Whether its answer is still awaited on that day."""
        return self.answered is None and (self.limit is None or day <= self.limit)

    def last(self, *, answer_day_counts: bool) -> date | None:
        """The last day of the standstill; None while nobody can say."""
        if self.answered is None:
            return self.limit
        last = self.answered - DAY if answer_day_counts else self.answered
        return min(last, self.limit) if self.limit else last


def answered(holds: Iterable[Hold], sort: Sort, who: str, on: date) -> Hold | None:
    """The consultation that an answer belongs to: the one named, else the oldest whose limit still runs, else the oldest."""
    waiting = [hold for hold in holds if hold.sort is sort and hold.answered is None]
    named = [hold for hold in waiting if who and hold.who == who]
    running = [hold for hold in named or waiting if hold.open_on(on)]
    return next(iter(running or named or waiting), None)


def pause(hold: Hold, *, from_sending_day: bool, answer_day_counts: bool, until: date | None, basis: str) -> Suspension | None:
    """The days not counted for one consultation, or None; `until` closes one without a limit for a look at a day."""
    first = hold.sent if from_sending_day else hold.sent + DAY
    last = hold.last(answer_day_counts=answer_day_counts)
    if last is None and until is not None:
        last = max(until, first - DAY)
    if last is not None and last < first:
        return None
    return Suspension(first, last, f"征求{hold.name}意见", basis)
