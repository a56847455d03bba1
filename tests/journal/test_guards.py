"""The database refuses to change or remove a fact or a seal."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from zwgk.domain.rights import system_actor
from zwgk.foundation.journal import actions, guards, queries
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.foundation.journal.models import Fact, Seal

pytestmark = [pytest.mark.django_db, pytest.mark.db]
ACTOR = system_actor("测试")


@pytest.fixture
def fact(at):
    """A sealed fact behind its guards; the rollback of the test takes them away again."""
    actions.install_guards()
    fact = actions.record(Subject("ledger.task", 7, "任务"), Told("ledger.report", "上报进展"), actor=ACTOR, at=at)
    actions.seal(at=at)
    return fact


def refused(sql: str, *values: object) -> None:
    with pytest.raises(DatabaseError, match="只能增加"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.mark.parametrize("table", guards.TABLES)
def test_update_and_delete_are_refused(fact, table):
    refused(f"UPDATE {table} SET id = id + 1")
    refused(f"DELETE FROM {table}")


def test_one_row_by_the_orm_is_refused_too(fact):
    fact.sentence = "没有上报"
    for change in (fact.save, fact.delete, Seal.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_replacing_a_row_is_refused(fact):
    columns = ", ".join(f'"{field.column}"' for field in Fact._meta.fields)
    upsert = "INSERT INTO journal_fact ({0}) SELECT {0} FROM journal_fact WHERE true ON CONFLICT (id) DO UPDATE SET verb = 'x'"
    refused(upsert.format(columns))
    if connection.vendor == "sqlite":
        refused(f"INSERT OR REPLACE INTO journal_fact ({columns}) SELECT {columns} FROM journal_fact")
        refused(f"UPDATE OR REPLACE journal_fact SET id = {fact.pk}")


def test_truncate_is_refused(fact):
    if connection.vendor != "postgresql":
        return  # SQLite's DELETE is its TRUNCATE
    refused("TRUNCATE journal_fact")


def test_writing_goes_on(fact, at):
    actions.record_many([(Subject("a", n, "b"), Told("v", "s")) for n in range(3)], actor=ACTOR, at=at)
    assert actions.seal(at=at) == 3


def test_installing_again_changes_nothing(fact):
    assert actions.install_guards() == []
    assert queries.missing_guards() == []


def test_a_guard_that_is_gone_is_missed_and_comes_back(fact):
    name = "journal_fact_no_update"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}" + (" ON journal_fact" if connection.vendor == "postgresql" else ""))
    assert queries.missing_guards() == [name]
    assert actions.install_guards() == [name]


def test_a_guard_that_was_weakened_is_missed(fact):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE journal_fact DISABLE TRIGGER journal_fact_no_update")
        else:
            cursor.execute("DROP TRIGGER journal_fact_no_update")
            cursor.execute(
                "CREATE TRIGGER journal_fact_no_update BEFORE UPDATE ON journal_fact WHEN 0 BEGIN SELECT 1; END"
            )
    assert queries.missing_guards() == ["journal_fact_no_update"]


def test_after_a_change_of_the_table_the_guards_are_checked(fact):
    """On SQLite Django makes such a table anew, and its triggers are gone without a word."""
    field = Fact._meta.get_field("sentence")
    wider = type(field)(max_length=600)
    wider.set_attributes_from_name("sentence")
    if connection.vendor == "postgresql":
        with connection.schema_editor() as editor:
            editor.alter_field(Fact, field, wider)
        assert queries.missing_guards() == []
    else:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE new_fact AS SELECT * FROM journal_fact")
            cursor.execute("DROP TABLE journal_fact")
            cursor.execute("ALTER TABLE new_fact RENAME TO journal_fact")
        assert len(queries.missing_guards()) == 3
        actions.install_guards()
        assert queries.missing_guards() == []


def test_tests_can_take_them_away(fact):
    guards.remove()
    Fact.objects.all().delete()
    assert len(queries.missing_guards()) == 6
