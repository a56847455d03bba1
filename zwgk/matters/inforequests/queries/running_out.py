"""What has run out and waits for somebody to establish it: corrections, payments, silent third parties, unconfirmed arrivals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from zwgk.foundation.clocks import queries as clocks

from ..models import OPEN, SUBJECT, Case, Consultation, State

Told = tuple[Case, str, str, str]  # the case, the key of the message, its title, what may be done
UNCONFIRMED = timedelta(days=1)
SILENT = {
    Consultation.Kind.THIRD_PARTY: "逾期没有提出意见，由本机关决定是否公开（条例第三十二条）。",
    Consultation.Kind.CO_MAKER: "逾期没有提出意见，视为同意公开（条例第三十四条）。",
}  # fmt: skip


def run_out(today: date) -> Iterator[Told]:
    """Each once: the key names case and limit."""
    yield from _applicants(today)
    yield from _silent(today)
    yield from _unconfirmed(today)


def _applicants(today: date) -> Iterator[Told]:
    cases = {case.pk: case for case in Case.objects.filter(state__in=(State.CLARIFYING, State.AWAITING_PAYMENT)).select_related("organ", "handler")}
    for clock in clocks.of_subjects(SUBJECT, cases).filter(state=clocks.State.WAITING, due_on__lt=today):
        case = cases[int(clock.subject_id)]
        act = "补正" if case.state == State.CLARIFYING else "缴费"
        yield case, f"{case.pk}:{act}:{clock.due_on}", f"申请人{act}期限已届满", f"{clock.due_on}届满，没有收到{act}。可以认定逾期不{act}，不再处理；系统不会自动终结。"


def _silent(today: date) -> Iterator[Told]:
    asked = Consultation.objects.filter(answered_on__isnull=True, limit_on__lt=today, case__state__in=OPEN).select_related("case__organ", "case__handler")
    for row in asked:
        title = f"{row.get_kind_display()}的答复期限已届满"
        yield row.case, f"{row.case_id}:asked:{row.pk}", title, SILENT.get(Consultation.Kind(row.kind), "") + "答复期限已恢复计算。"


def _unconfirmed(today: date) -> Iterator[Told]:
    arrived = Case.objects.filter(state=State.ARRIVED, submitted_at__date__lt=today - UNCONFIRMED).select_related("organ", "handler")
    for case in arrived:
        yield case, f"{case.pk}:unconfirmed", "还没有与申请人确认收到", "请联系申请人确认；确认之日为收到申请之日（条例第三十一条）。"
