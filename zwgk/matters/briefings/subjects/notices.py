"""来文: received, handed out as a plan, and how long that took."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.timezone import localdate

from zwgk.foundation.rulebook import queries as rulebook
from zwgk.matters.briefings.counting import Ask, Row, Subject, Way
from zwgk.matters.ledger import queries as ledger
from zwgk.matters.notices import queries as notices


def received(ask: Ask) -> Iterable[Row]:
    found = notices.every().filter(received_at__date__range=ask.days, received_at__lte=ask.at, supersedes__isnull=True).order_by()
    for pk, confirmed in found.values_list("pk", "confirmed_at"):
        yield Row(f"notices.notice:{pk}", None, "已核对" if confirmed and confirmed <= ask.at else "待核对")


def handed_out(ask: Ask) -> Iterable[Row]:
    """Plans handed out; the value is the number of working days from receipt, the day of receipt not counted."""
    calendar = rulebook.calendar()
    found = ledger.plans().filter(adopted_at__date__range=ask.days, adopted_at__lte=ask.at)
    for plan in found:
        days = calendar.count(localdate(plan.notice.received_at), localdate(plan.adopted_at))
        yield Row(f"notices.notice:{plan.notice_id}", None, f"{days} 个工作日下发", value=days)


def labels(numbers: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    found = notices.every().filter(pk__in=list(numbers)).defer("lines", "fields", "warnings", "repairs")
    return {row.pk: (row.label, f"/office/notices/{row.pk}/") for row in found}


SUBJECTS = (
    Subject("notices.received", "收到来文数", "件", "取时段内、统计时刻以前登记的来文；更正件与原件算一件。不区分单位。", received, labels, good=0),
    Subject("notices.handed_out", "分解下发来文数", "件", "取时段内、统计时刻以前分解下发任务的来文。不区分单位。", handed_out, labels),
    Subject("notices.days", "来文到下发平均用时", "个工作日", "取时段内、统计时刻以前分解下发的来文，从登记次日起数到下发当天的工作日，取平均数。不区分单位。", handed_out, labels, way=Way.MEAN, good=-1),
)  # fmt: skip
