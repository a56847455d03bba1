"""A call as the office opens it: 附件1, one row per unit, asked of two departments and the towns."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import AT, County, office_actor
from tests.datacalls import makers
from zwgk.matters.datacalls import actions
from zwgk.matters.datacalls.actions import Design, Start
from zwgk.matters.datacalls.models import DataCall, Return

DUE = date(2026, 11, 25)


def opened(data: bytes, organs: list, name: str = "附件1.xlsx", *, needs_sign: bool = False, follows: DataCall | None = None) -> DataCall:
    """Received, taken as read, asked."""
    actor = office_actor()
    call = actions.receive(data, name, follows=follows, actor=actor, at=AT)
    actions.design(call, Design(call.title, call.spec[:1], "曜州市人民政府办公室", "请如实填报。"), actor=actor, at=AT)
    return actions.start(call, Start(organs, DUE, "中午12时", needs_sign), actor=actor, at=AT)


def of(call: DataCall, organ: object) -> Return:
    return Return.objects.select_related("call__book", "organ").get(call=call, organ=organ)


def row(unit: str, people: str = "3", firms: str = "1") -> dict[str, list[dict[str, str]]]:
    """A right row of 附件1."""
    return {"附件1": [{"2": unit, "3": people, "4": firms, "5": "2", "6": "1", "7": "1", "9": "否"}]}


@pytest.fixture
def call(county: County) -> DataCall:
    return opened(makers.requests(), [county.finance, county.justice, *county.towns])
