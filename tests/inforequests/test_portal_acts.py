"""What the applicant does beside the acts of the table: says that a fee is paid, that the answer came, how it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from zwgk.domain.errors import BadInput, Conflict
from zwgk.matters.inforequests import actions
from zwgk.matters.inforequests.models import Case, State

from .conftest import RECEIVED, on
from .makers import SYSTEM


@pytest.mark.requirement("REQ-06")
def test_a_payment_is_told_once_it_is_awaited_and_starts_nothing_by_itself(case: Case) -> None:
    with pytest.raises(Conflict, match="没有等待缴费"):
        actions.tell_payment(case, RECEIVED, "票据1", actor=SYSTEM, at=on(RECEIVED))
    Case.objects.filter(pk=case.pk).update(state=State.AWAITING_PAYMENT)
    actions.tell_payment(case, RECEIVED, "票据1", actor=SYSTEM, at=on(RECEIVED))
    case.refresh_from_db()
    assert case.state == State.AWAITING_PAYMENT and case.events.filter(kind="told_payment").count() == 1


def test_the_answer_is_confirmed_once(case: Case, answered: Callable[..., Case]) -> None:
    with pytest.raises(Conflict):
        actions.confirm_answer(case, actor=SYSTEM, at=on(RECEIVED))
    answered(case)
    for _ in range(2):
        actions.confirm_answer(case, actor=SYSTEM, at=on(RECEIVED))
    assert case.events.filter(kind="receipt_confirmed").count() == 1


def test_an_evaluation_stands(case: Case, answered: Callable[..., Case]) -> None:
    with pytest.raises(Conflict, match="答复以后"):
        actions.evaluate(case, 5, "", actor=SYSTEM, at=on(RECEIVED))
    answered(case)
    with pytest.raises(BadInput):
        actions.evaluate(case, 9, "", actor=SYSTEM, at=on(RECEIVED))
    assert actions.evaluate(case, 4, "很快", actor=SYSTEM, at=on(RECEIVED)).evaluation == 4
    with pytest.raises(Conflict, match="已经评价"):
        actions.evaluate(case, 1, "", actor=SYSTEM, at=on(RECEIVED))
