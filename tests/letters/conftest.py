"""What the tests of letters share: a complete draft of an 督办单."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import AT, County, office_actor
from zwgk.foundation.journal.actions import Subject
from zwgk.matters.letters.actions import Draft, prepare
from zwgk.matters.letters.models import Letter

VALUES = {
    "title": "关于办理重点领域信息公开任务的督办单", "body": "经查，下列任务逾期未办结。\n一、任务要求\n请于期限前办结并报送情况。", "matter": "公开预决算信息",
    "due": "2026-12-10", "signer": "方知远", "attachments": ["逾期任务清单", "联系表"], "copies": "县委办公室，县人大常委会办公室",
}  # fmt: skip
TASK = Subject("ledger.task", 7, "公开预决算信息", "/office/ledger/tasks/7/")


@pytest.fixture
def drafted(county: County) -> Callable[..., Letter]:
    """Write a draft; what is given replaces the usual: `drafted(signer="")`."""

    def write(kind: str = "supervision", *, with_seal: bool = False, **more: Any) -> Letter:
        draft = Draft(kind, county.office, VALUES | more, addressee_organ=county.finance, subject=TASK, with_seal=with_seal)
        return prepare(draft, actor=office_actor(), at=AT)

    return write
