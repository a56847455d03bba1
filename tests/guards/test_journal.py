"""The journal cannot be rewritten, whatever the migrations did: `zwgk migrate` puts its guards back at the end."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from zwgk.domain.rights import system_actor
from zwgk.foundation.journal import actions, queries
from zwgk.surfaces.cli import main

pytestmark = [pytest.mark.db, pytest.mark.django_db]


def test_the_guards_stand_after_all_migrations():
    assert main.main(["migrate", "--quiet"]) == 0
    assert list(queries.missing_guards()) == []


@pytest.mark.parametrize("statement", ["UPDATE journal_fact SET sentence = 'x'", "DELETE FROM journal_fact"])
def test_the_database_refuses_to_change_a_fact(at, statement):
    actions.install_guards()
    subject, told = actions.Subject("test", 1, "一件事"), actions.Told("test.try", "试写一条工作日志")
    actions.record(subject, told, actor=system_actor("检查"), at=at)
    with pytest.raises(DatabaseError, match="工作日志"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
