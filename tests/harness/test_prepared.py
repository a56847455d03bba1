"""The kept copy of a migrated database is the migrated database: same tables, same guards."""

from __future__ import annotations

import sqlite3

import pytest
from django.core.management import call_command
from django.db import connection

from tests.harness import prepared


@pytest.mark.django_db
def test_the_copy_has_the_same_tables_and_guards():
    if connection.vendor != "sqlite":
        pytest.skip("the dump of PostgreSQL is looked at below")
    if not prepared._before().is_file():
        pytest.skip("a migration was changed while the tests began")
    asked = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
    with connection.cursor() as cursor:
        cursor.execute(asked)
        here = cursor.fetchall()
    with sqlite3.connect(prepared._before()) as kept:
        assert kept.execute(asked).fetchall() == here
        assert kept.execute("SELECT count(*) FROM organs_organ").fetchone() == (0,)


@pytest.mark.db
@pytest.mark.django_db
def test_what_is_filled_from_the_copy_needs_no_migration():
    call_command("migrate", "--check", verbosity=0)  # leaves with an error when one is missing


@pytest.mark.db
@pytest.mark.django_db
def test_the_dump_of_postgresql_holds_tables_and_guards():
    if connection.vendor != "postgresql" or not prepared.possible():
        pytest.skip("only with PostgreSQL and its programs")
    if not prepared._before().is_file():
        pytest.skip("a migration was changed while the tests began")
    dump = prepared._before().read_text(encoding="utf-8")
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        guards = [name for (name,) in cursor.fetchall()]
    assert guards and all(f"CREATE TRIGGER {name} " in dump for name in guards)
    assert all(f"CREATE TABLE public.{table} (" in dump for table in connection.introspection.table_names())
