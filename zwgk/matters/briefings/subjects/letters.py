"""文书: issued by kind, receipts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Min, Q

from zwgk.domain.rights import system_actor
from zwgk.matters.briefings.counting import Ask, Row, Subject, Way
from zwgk.matters.letters import queries as letters

ALL = system_actor("报数")


def _there(ask: Ask) -> Any:
    """Issued in the period, and not voided by that moment."""
    found = letters.listed(ALL).filter(issued_at__date__range=ask.days, issued_at__lte=ask.at)
    found = found.filter(Q(voided_at__isnull=True) | Q(voided_at__gt=ask.at))
    return found if ask.organs is None else found.filter(addressee_organ_id__in=ask.organs)


def issued(ask: Ask) -> Iterable[Row]:
    rows = _there(ask).order_by().values_list("pk", "addressee_organ_id", "kind_title")
    return (Row(f"letters.letter:{pk}", organ, "已印发", sort=kind) for pk, organ, kind in rows)


def receipts(ask: Ask) -> Iterable[Row]:
    """Letters that want a receipt, with it or without."""
    wanting = [kind.id for kind in letters.kinds().values() if kind.receipt]
    found = _there(ask).filter(kind__in=wanting).annotate(first=Min("receipts__registered_at")).order_by()
    for pk, organ, kind, first in found.values_list("pk", "addressee_organ_id", "kind_title", "first"):
        there = first is not None and first <= ask.at
        yield Row(f"letters.letter:{pk}", organ, "已签收" if there else "未签收", there, kind)


def labels(numbers: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    found = letters.listed(ALL).filter(pk__in=list(numbers))
    return {row.pk: (f"{row.number} {row.title}", row.url) for row in found}


SUBJECTS = (
    Subject("letters.issued", "印发文书数", "份", "取时段内、统计时刻以前印发的文书，按文种分列；统计时刻以前已作废的不计。单位指收文单位。", issued, labels, good=0),
    Subject("letters.receipts", "文书签收数", "份", "取时段内印发、要求回执的文书中，统计时刻以前已登记回执的；未签收的列在明细中，不计入本数。", receipts, labels),
    Subject("letters.receipt_rate", "文书签收率", "%", "文书签收数除以时段内印发、要求回执的文书数。", receipts, labels, way=Way.RATE),
)  # fmt: skip
