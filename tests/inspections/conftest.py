"""The finance bureau with its columns, what stands in them, and whole runs of the check."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.cast import AT, County, liaison_actor, person_with
from tests.records_public.conftest import make_columns, make_publication
from zwgk.domain.rights import Role, system_actor
from zwgk.matters.catalogue import actions as catalogue
from zwgk.matters.catalogue.models import Column
from zwgk.matters.inspections import actions
from zwgk.matters.inspections.actions import outer
from zwgk.matters.inspections.looking import addresses
from zwgk.matters.inspections.looking.outside import Heard
from zwgk.matters.inspections.models import Problem, Run
from zwgk.matters.records.models import Publication

ROBOT = system_actor("栏目检查")


@pytest.fixture
def columns(county: County) -> dict[str, Column]:
    """Of the finance bureau, kept by its liaison."""
    made = make_columns(county.finance)
    keeper = person_with(Role.LIAISON, county.finance)
    catalogue.set_duty(list(made.values()), "keep", keeper, AT.date(), actor=liaison_actor(county.finance), at=AT)
    return made


def publish(county: County, column: Column, title: str, **told: object) -> Publication:
    return make_publication(county.finance, title, column=column, **told)


def night(at: datetime = AT, *, whole: bool = False) -> Run:
    """A whole run, without the network."""
    run = actions.begin(whole=whole, actor=ROBOT, at=at)
    while run.stage != Run.Stage.DONE:
        run = actions.go_on(run, 60, actor=ROBOT, at=at)
    return run


def later(days: float) -> datetime:
    return AT + timedelta(days=days)


def problem(rule: str, address: str = "") -> Problem | None:
    """The newest of this rule, at this address when one is given."""
    found = Problem.objects.filter(rule=rule)
    return (found.filter(address=address) if address else found).order_by("-pk").first()


@pytest.fixture(autouse=True)
def silence(monkeypatch: pytest.MonkeyPatch) -> dict[str, Heard]:
    """No test asks the internet: what other sites say is written here."""
    said: dict[str, Heard] = {}
    monkeypatch.setattr(addresses, "fixed", lambda: ["/", "/xxgk/"])  # the others are looked at in test_every_page
    monkeypatch.setattr(outer, "ask_all", lambda addresses, seconds: {each: said.get(each, Heard(200)) for each in addresses})
    return said
