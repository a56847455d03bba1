"""A plan of our own, handed out to the units of the cast."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import AT, County, office_actor
from tests.received.conftest import TEXT
from zwgk.matters.ledger import actions
from zwgk.matters.ledger.actions.adopt import Adoption
from zwgk.matters.ledger.models import Item, Plan
from zwgk.matters.notices import actions as notices
from zwgk.matters.notices.models import Notice


def confirmed(text: str = TEXT, name: str = "来文.txt") -> Notice:
    """Received and confirmed by the office."""
    notice = notices.receive(text.encode(), name, actor=office_actor(), at=AT)
    notices.confirm(notice, actor=office_actor(), at=AT)
    return notice


def decisions(county: County, **changes: object) -> Adoption:
    """What the office decides in the wizard."""
    values: dict[str, object] = {
        "organ": county.office,
        "year": 2026,
        "units": {"县司法局": (county.justice,), "县财政局": (county.finance,), "各乡镇（街道）": tuple(county.towns), "县法治办": (county.justice,)},
        "common_organs": (county.finance, county.justice, *county.towns),
        "public_on": date(2026, 11, 2),
        "default_due": date(2026, 12, 31),
        "unit_plan_days": 15,
        "unit_plan_organs": (county.finance, county.qinghe),
        "report_every": "quarterly",
    }
    return Adoption(**(values | changes))


@pytest.fixture
def plan(county: County) -> Plan:
    """The plan, running."""
    return actions.adopt(confirmed(), decisions(county), actor=office_actor(), at=AT)


def item_of(plan: Plan, path: str, slug: str, label: str = "") -> Item:
    """One item by clause, organ and label."""
    found = Item.objects.select_related("duty__task__plan__notice", "duty__organ")
    return found.get(duty__task__plan=plan, duty__task__path=path, duty__organ__slug=slug, label=label)
