"""The plan of the ledger tests with some work done on it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from tests.cast import AT, County, liaison_actor, office_actor
from tests.ledger.conftest import item_of, plan  # noqa: F401 - the fixture
from zwgk.matters.briefings import queries
from zwgk.matters.governance import actions as governance
from zwgk.matters.governance.actions import Department
from zwgk.matters.ledger import actions as ledger
from zwgk.matters.ledger import queries as ledger_queries
from zwgk.matters.ledger.actions.progress import Progress
from zwgk.matters.ledger.models import Item, Plan

YEAR = queries.period("2026")


def work(item: Item, county: County, *, reported: datetime, confirmed: datetime | None) -> None:
    """Handed in by its unit, and confirmed by the office."""
    ledger.report(item, Progress("已办理完毕，材料齐全。", 100, finished=True), actor=liaison_actor(item.duty.organ), at=reported)
    if confirmed:
        item.refresh_from_db()
        ledger.confirm_done(item, actor=office_actor(), at=confirmed)


@pytest.fixture
def items(plan: Plan) -> list[Item]:  # noqa: F811
    """Everything due this year."""
    numbers = [each.item for each in queries_of_due(AT)]
    return list(Item.objects.filter(pk__in=numbers).select_related("duty__organ", "duty__task__plan").order_by("pk"))


def queries_of_due(at: datetime):
    return ledger_queries.items_then(at, date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def department(county: County):
    """The competent department is registered, so that papers have an author."""
    return governance.register_department(Department(county.government, county.office, date(2026, 1, 1)), actor=office_actor(), at=AT)


LATER = AT + timedelta(days=1)
