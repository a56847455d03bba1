"""问题整改: raised, corrected, the rate of correction, overdue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.utils.timezone import localdate

from zwgk.domain.rights import system_actor
from zwgk.foundation.clocks.models import State as Ticking
from zwgk.matters.briefings.counting import Ask, Row, Subject, Way
from zwgk.matters.findings import queries as findings
from zwgk.matters.findings.models import Finding, Severity

ALL = system_actor("报数")


def _there(ask: Ask) -> Iterator[Finding]:
    """Raised in the period, and not withdrawn by that moment."""
    found = findings.visible_to(ALL).filter(raised_at__date__range=ask.days, raised_at__lte=ask.at)
    found = found if ask.organs is None else found.filter(organ_id__in=ask.organs)
    return (each for each in found if not (each.state == "withdrawn" and each.closed_at and each.closed_at <= ask.at))


def _closed(each: Finding, ask: Ask) -> bool:
    return each.state == "closed" and each.closed_at is not None and each.closed_at <= ask.at


def _row(each: Finding, state: str, counts: bool = True) -> Row:
    return Row(f"findings.finding:{each.pk}", each.organ_id, state, counts, str(Severity(each.severity).label))


def raised(ask: Ask) -> Iterable[Row]:
    return (_row(each, "已销号" if _closed(each, ask) else "未销号") for each in _there(ask))


def corrected(ask: Ask) -> Iterable[Row]:
    return (_row(each, "已销号" if _closed(each, ask) else "未销号", _closed(each, ask)) for each in _there(ask))


def overdue(ask: Ask) -> Iterable[Row]:
    """Past the day of the order and neither answered nor closed by that moment."""
    found = [each for each in _there(ask) if not _closed(each, ask) and each.ordered_at and each.ordered_at <= ask.at]
    clocks = findings.clocks_of(found)
    for each in found:
        clock = clocks.get(each.pk)
        due = clock.due_on if clock and clock.due_on else each.order_due
        answered = clock is not None and clock.state == Ticking.MET and clock.met_at is not None and clock.met_at <= ask.at
        if due and due < localdate(ask.at) and not answered:
            yield _row(each, f"应于{due.month}月{due.day}日整改")


def labels(numbers: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    found = findings.visible_to(ALL).filter(pk__in=list(numbers))
    return {row.pk: (f"{row.number} {row.title}", row.url) for row in found}


SUBJECTS = (
    Subject("findings.raised", "发现问题数", "个", "取时段内、统计时刻以前登记的问题；统计时刻以前已撤销的不计。", raised, labels, good=0),
    Subject("findings.corrected", "整改销号数", "个", "取时段内登记的问题中，统计时刻以前已核验销号的；已答复、待核验的列在明细中，不计入本数。", corrected, labels),
    Subject("findings.rate", "整改率", "%", "整改销号数除以发现问题数，均取时段内登记的问题；统计时刻以前已撤销的不计。", corrected, labels, way=Way.RATE),
    Subject("findings.overdue", "整改逾期数", "个", "取时段内登记、统计时刻以前已交办的问题中，限期已过而责任单位没有答复、也没有销号的。", overdue, labels, good=-1),
)  # fmt: skip
