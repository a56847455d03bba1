"""The chain of seals, and what it betrays."""

from __future__ import annotations

import hashlib

import pytest

from zwgk.domain.rights import system_actor
from zwgk.foundation.journal import actions, jobs, queries
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.foundation.journal.models import Fact, Seal
from zwgk.foundation.journal.sealing import BATCH

pytestmark = [pytest.mark.django_db, pytest.mark.db]
ACTOR = system_actor("测试")


@pytest.fixture
def write(at):
    """`write(3)` writes three facts."""

    def many(count: int) -> list[Fact]:
        facts = [
            (Subject("ledger.task", n, f"任务{n}"), Told("ledger.report", "上报", data={"n": n})) for n in range(count)
        ]
        return actions.record_many(facts, actor=ACTOR, at=at)

    return many


def test_facts_are_chained_in_batches_and_found_whole(write, at):
    write(BATCH + 1)
    assert jobs.seal(at=at) == f"封存 {BATCH + 1} 条"
    first, second = Seal.objects.order_by("id")
    assert (first.count, second.count, second.previous) == (BATCH, 1, first.digest)
    report = queries.verify()
    assert (report.sealed, report.unsealed, report.damage, report.last_digest) == (BATCH + 1, 0, [], second.digest)


def test_nothing_new_is_no_new_seal_and_the_tail_is_counted(write, at):
    write(1)
    actions.seal(at=at)
    assert jobs.seal(at=at) == ""
    write(2)
    assert (Seal.objects.count(), queries.verify().unsealed) == (1, 2)


def test_a_changed_a_removed_and_an_inserted_fact_are_named(write, at):
    first, second, third, fourth = write(4)
    Fact.objects.filter(pk=third.pk).delete()  # a gap before sealing is no damage: a transaction was rolled back
    actions.seal(at=at)
    Fact.objects.filter(pk=first.pk).update(data={"n": 99})
    Fact.objects.filter(pk=second.pk).delete()
    third.save(force_insert=True)
    assert [damage.fact for damage in queries.verify().damage] == [first.pk, second.pk, third.pk]
    assert "被修改" in str(queries.verify().damage[0])


def test_a_changed_seal_breaks_the_chain(write, at):
    for _ in range(3):
        write(2)
        actions.seal(at=at)
    middle = Seal.objects.order_by("id")[1]
    Seal.objects.filter(pk=middle.pk).update(marks=[[middle.first_fact, "0" * 64]])
    assert any(damage.seal == middle.pk and damage.fact is None for damage in queries.verify().damage)


def test_a_removed_seal_breaks_the_chain(write, at):
    for _ in range(3):
        write(2)
        actions.seal(at=at)
    Seal.objects.filter(pk=Seal.objects.order_by("id")[1].pk).delete()
    assert "不相接" in str(queries.verify().damage[0])


def test_the_end_cut_off_is_seen_with_a_digest_kept_elsewhere(write, at):
    for _ in range(2):
        write(2)
        actions.seal(at=at)
    kept = Seal.objects.order_by("id").last()
    assert queries.verify(kept.digest).damage == []
    Fact.objects.filter(pk__gte=kept.first_fact).delete()
    kept.delete()
    assert queries.verify().damage == []
    assert "整段删除" in str(queries.verify(kept.digest).damage[0])


def test_the_digest_is_sm3():
    # GB/T 32905—2016, example 1
    assert hashlib.new("sm3", b"abc").hexdigest() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
