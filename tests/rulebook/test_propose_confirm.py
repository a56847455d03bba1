"""A value of our own: one person proposes, another confirms, then it counts."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.cast import actor_with, liaison_actor, office_actor
from zwgk.domain.errors import BadInput, Conflict, LawMissing, NotAllowed
from zwgk.domain.rights import Role
from zwgk.foundation.journal import queries as journal
from zwgk.foundation.rulebook import actions, queries
from zwgk.foundation.rulebook.models import Edition, Override

pytestmark = [pytest.mark.django_db, pytest.mark.db]
DAY = date(2026, 11, 23)


@pytest.fixture
def second(county):
    """Another person of the office."""
    return actor_with(Role.OFFICE, county.government)


def propose(at, value=15, **values):
    values = {
        "since": date(2026, 6, 1),
        "reference": "《和光县政府信息公开办理规范》第二条",
        "actor": office_actor(),
        **values,
    }
    return actions.propose_value("requests/answer", value, at=at, **values)


def value_now():
    return queries.rule("requests/answer").value_on(DAY)


def test_only_a_confirmed_value_counts_and_names_its_source_and_people(county, second, at):
    row = propose(at)
    assert value_now().value == 20
    before = queries.law().version
    actions.confirm(row, actor=second, at=at)
    value = value_now()
    assert (value.value, str(value.reference)) == (15, "《和光县政府信息公开办理规范》第二条")
    assert second.name in value.who
    assert queries.law().version != before
    assert queries.calendar().version == queries.law().version


def test_the_proposer_cannot_confirm(county, at):
    with pytest.raises(NotAllowed, match="另一位"):
        actions.confirm(propose(at), actor=office_actor(), at=at)
    assert value_now().value == 20


def test_the_database_refuses_one_person_twice(county, at):
    row = propose(at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Override.objects.filter(pk=row.pk).update(confirmed_by_id=row.proposed_by_id)


def test_a_liaison_may_do_neither(county, at):
    liaison = liaison_actor(county.finance)
    with pytest.raises(NotAllowed):
        propose(at, actor=liaison)
    with pytest.raises(NotAllowed):
        actions.confirm(propose(at), actor=liaison, at=at)


def test_a_looser_value_is_refused(county, at):
    with pytest.raises(BadInput, match="宽松"):
        propose(at, 30)


def test_a_new_national_value_may_be_longer(county, second, at):
    row = propose(at, 30, replaces=True, reference="《政府信息公开条例（2026年修订）》第三十三条")
    actions.confirm(row, actor=second, at=at)
    assert value_now().value == 30


def test_without_reference_or_for_an_unknown_rule_it_is_refused(county, at):
    with pytest.raises(BadInput, match="依据"):
        propose(at, reference=" ")
    with pytest.raises(LawMissing):
        actions.propose_value("no/such", 1, since=DAY, reference="《甲》", actor=office_actor(), at=at)


def test_withdrawn_it_counts_no_more_and_cannot_be_withdrawn_twice(county, second, at):
    row = actions.confirm(propose(at), actor=second, at=at)
    row = actions.withdraw(row, reason="文件已废止", actor=second, at=at)
    assert value_now().value == 20
    assert Edition.objects.count() == 2
    for verb in (actions.withdraw, actions.confirm):
        with pytest.raises(Conflict):
            verb(row, **({"reason": ""} if verb is actions.withdraw else {}), actor=second, at=at)


def test_each_step_is_told_with_its_reference(county, second, at):
    row = actions.confirm(propose(at), actor=second, at=at)
    facts = list(journal.of_subject("rulebook.override", row.pk))
    assert [fact.verb for fact in facts] == ["rulebook.confirm", "rulebook.propose"]
    assert facts[0].basis == "《和光县政府信息公开办理规范》第二条"


def test_proposals_wait_for_a_second_person(county, second, at):
    row = propose(at)
    assert queries.proposals() == [row]
    actions.confirm(row, actor=second, at=at)
    assert queries.proposals() == []
