"""Facts."""

from __future__ import annotations

import pytest
from django.db import transaction

from tests.cast import liaison_actor
from zwgk.foundation.journal import actions, queries
from zwgk.foundation.journal.actions import Subject, Told

pytestmark = [pytest.mark.django_db, pytest.mark.db]
TASK = Subject("ledger.task", 7, "公开预算" * 200)


def test_a_fact_keeps_plain_values(county, at):
    actor = liaison_actor(county.finance)
    fact = actions.record(TASK, Told("ledger.report", "上报进展", "《条例》第二十条"), actor=actor, at=at)
    assert (fact.actor_name, fact.organ_id, fact.basis) == (actor.name, county.finance.pk, "《条例》第二十条")
    assert len(fact.subject_title) == 300


def test_many_are_written_in_order(county, at):
    told = [(Subject("ledger.task", n, f"任务{n}"), Told("ledger.adopt", f"分解{n}")) for n in range(250)]
    facts = actions.record_many(told, actor=liaison_actor(county.finance), at=at)
    assert [fact.pk for fact in facts] == sorted(fact.pk for fact in facts)
    assert queries.latest().first().sentence == "分解249"


def test_with_a_refused_change_its_fact_is_gone(county, at):
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.record(TASK, Told("ledger.report", "上报进展"), actor=liaison_actor(county.finance), at=at)
        raise RuntimeError
    assert not queries.of_subject("ledger.task", 7).exists()
