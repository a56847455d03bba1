"""A county at work: a plan handed out, the finance bureau's liaison in charge of a task, a problem open, an account kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from tests.cast import AT, DAY, County, liaison_actor, office_actor, person_with
from tests.ledger.conftest import plan  # noqa: F401
from zwgk.domain.rights import Role
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.organs.models import Person
from zwgk.matters.findings import actions as findings
from zwgk.matters.governance import actions as governance
from zwgk.matters.governance.models import Duty as Named
from zwgk.matters.handovers import actions
from zwgk.matters.handovers.models import Handover
from zwgk.matters.ledger import actions as ledger
from zwgk.matters.ledger.models import Duty, Plan


@dataclass
class Work:
    """Who leaves, who follows, and the county around them."""

    county: County
    leaving: Person
    successor: Person


@pytest.fixture
def work(county: County, plan: Plan) -> Work:  # noqa: F811
    office = office_actor()
    leaving = person_with(Role.LIAISON, county.finance)
    duty = Duty.objects.filter(organ=county.finance, task__plan=plan).first()
    ledger.assign_person(duty, leaving, actor=liaison_actor(county.finance), at=AT)
    found = findings.raise_finding(findings.NewFinding("预算公开不全", county.finance), actor=office, at=AT)
    findings.order_correction(found, findings.Order("补齐", date(2026, 12, 10)), actor=office, at=AT)
    inbox.send(inbox.Note("请签收", needs_receipt=True), person=leaving, actor=office, at=AT)
    who = governance.Named(county.finance, Named.CONTACT, leaving.name, "科员", "0999-6000005", date(2026, 1, 4))
    governance.set_responsible(who, actor=office, at=AT)
    kept = actions.NewObject(county.finance, leaving, "account", "微信公众号“和光财政”", "办公室，由宣传股共同管理")
    actions.keep_object(kept, actor=office, at=AT)
    successor = Person.objects.create(username="newcomer", name="新来的")
    return Work(county, leaving, successor)


def prepared(work: Work, **changes: object) -> Handover:
    """A hand-over of the liaison to the newcomer, today, begun by the office."""
    values = {"leaving": work.leaving, "successor": work.successor, "organ": work.county.finance, "on": DAY, "reason": "调离"} | changes
    row, _ = actions.prepare(actions.NewHandover(**values), actor=office_actor(), at=AT)
    return row


def agreed(work: Work, **changes: object) -> Handover:
    """The same, signed on paper by all."""
    return actions.confirm_on_paper(prepared(work, **changes), b"%PDF-1.4 scan", "清单.pdf", actor=office_actor(), at=AT)
