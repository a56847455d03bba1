"""Starting a clock."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from zwgk.domain.errors import BadInput, LawMissing
from zwgk.domain.rights import system_actor
from zwgk.foundation.clocks import actions, queries
from zwgk.foundation.journal import queries as journal
from zwgk.foundation.journal.actions import Subject

pytestmark = [pytest.mark.django_db, pytest.mark.db]
ACTOR = system_actor("测试")
TASK = Subject("ledger.task", 7, "公开预算", "/office/ledger/tasks/7/")


@pytest.mark.requirement("TSK-07")
def test_an_own_length_is_counted_by_the_real_calendar(county, at):
    clock = actions.start(
        TASK, organ=county.finance, spec=actions.Length(10), started_on=date(2026, 9, 28), title="报送进展", actor=ACTOR, at=at
    )
    # 1–7 October off, 10 October (Saturday) is a make-up day
    assert clock.due_on == date(2026, 10, 17) or clock.due_on == date(2026, 10, 16)
    assert clock.due_at == datetime(*clock.due_on.timetuple()[:3], 23, 59, 59, tzinfo=ZoneInfo("Asia/Shanghai"))
