"""A task of the finance bureau to hang clocks on, and the system as actor."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from zwgk.domain.rights import system_actor
from zwgk.foundation.clocks import actions
from zwgk.foundation.journal.actions import Subject

ACTOR = system_actor("测试")
TASK = Subject("ledger.task", 7, "公开预算", "/office/ledger/tasks/7/")


@pytest.fixture
def started(county, at):
    """`started(spec, started_on)` starts a clock of the finance bureau."""

    def start(spec: Any, started_on: Any = date(2026, 11, 2), **values: Any):
        values = {"organ": county.finance, "title": "报送进展", "actor": ACTOR, "at": at, **values}
        return actions.start(values.pop("subject", TASK), spec=spec, started_on=started_on, **values)

    return start
