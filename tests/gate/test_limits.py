"""So many within a time, counted under a digest, forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cast import AT
from zwgk.domain.errors import Conflict
from zwgk.foundation.gate.actions import clear_attempts, note, refuse_over, within
from zwgk.foundation.gate.models import Attempt
from zwgk.foundation.gate.queries import Limit, count

TWO = Limit("two", 2, timedelta(hours=1), "一小时内已达2次。", "请稍后再试。")
pytestmark = [pytest.mark.django_db, pytest.mark.db]


def test_the_third_is_refused_until_the_hour_is_over() -> None:
    assert within(TWO, "10.0.0.1", at=AT) and within(TWO, "10.0.0.1", at=AT)
    assert not within(TWO, "10.0.0.1", at=AT) and within(TWO, "10.0.0.2", at=AT)
    with pytest.raises(Conflict, match="已达2次"):
        refuse_over(TWO, "10.0.0.1", at=AT)
    refuse_over(TWO, "10.0.0.1", at=AT + timedelta(hours=2))


def test_nobody_stands_in_the_table_and_it_is_emptied() -> None:
    note(TWO, "13900000001", at=AT)
    assert "139" not in Attempt.objects.get().whose and count(TWO, "13900000001", at=AT) == 1
    assert clear_attempts(at=AT + timedelta(days=1)) == 0 and clear_attempts(at=AT + timedelta(days=3)) == 1
