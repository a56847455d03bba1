"""What follows some answers of the sample county: a review that is answered, a suit that was lost and begins anew, one matter in the queue of Art. 44."""

from __future__ import annotations

from datetime import date, timedelta

from zwgk.domain.workdays import Calendar
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.matters.inforequests import actions
from zwgk.matters.inforequests.models import Case

from .desk import Desk, at_hour

REVIEW = "rensheju"  # withheld, reviewed by the county government: still open
SUIT = "shenjiju"  # withheld, upheld on review, then ordered by the court to answer anew
OFTEN = "weijianju"


def make_appeals(desk: Desk) -> int:
    """Appeals and the queue; how many appeals there are."""
    today, calendar = desk.cast.today, rulebook.calendar()
    _open_review(desk, today, calendar)
    _lost_suit(desk, today, calendar)
    case = _case(desk, OFTEN, "R3.1")
    if case is not None:
        wanted = actions.Suggestion(case.organ, case.title, "申请人建议", case)
        actions.suggest_conversion(wanted, actor=desk.drafter(OFTEN), at=at_hour(today - timedelta(3), 10))
    return Case.objects.filter(appeals__isnull=False).count()


def _open_review(desk: Desk, today: date, calendar: Calendar) -> None:
    case, officer = _case(desk, REVIEW, "R3.3"), desk.drafter(REVIEW)
    if case is None:
        return
    came = calendar.add(today, -6)
    new = actions.NewAppeal("reconsideration", "和光县人民政府", came, f"和复〔{came.year}〕17号")
    appeal = actions.register_appeal(case, new, actor=officer, at=at_hour(came, 15))
    actions.note_appeal(appeal, "hearing", calendar.add(today, -2), "复议机构电话听取双方意见", actor=officer, at=at_hour(calendar.add(today, -2), 16))


def _lost_suit(desk: Desk, today: date, calendar: Calendar) -> None:
    case, officer = _case(desk, SUIT, "R3.3"), desk.drafter(SUIT)
    if case is None:
        return
    came, handed, ended = calendar.add(today, -60), calendar.add(today, -52), calendar.add(today, -4)
    if case.received_on is None or came < case.received_on:
        return
    new = actions.NewAppeal("litigation", "和光县人民法院", came, f"（{came.year}）和行初8号", after_reconsideration=True)
    appeal = actions.register_appeal(case, new, actor=officer, at=at_hour(came, 11))
    actions.answer_appeal(appeal, handed, "答辩状、证据目录和证据共11件", actor=officer, at=at_hour(handed, 16))
    said = "未说明底稿中不属于内部工作流程的部分能否区分，撤销原答复，责令在二十个工作日内重新答复"
    actions.close_appeal(appeal, actions.Closing("corrected", ended, said, again=True), actor=officer, at=at_hour(ended, 15))


def _case(desk: Desk, slug: str, row: str) -> Case | None:
    return Case.objects.filter(organ=desk.organ(slug), report_row__startswith=row, finished_on__isnull=False).order_by("id").first()
