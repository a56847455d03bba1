"""The kept copy of a migrated database is the migrated database: same tables, same guards."""

from __future__ import annotations

import sqlite3

import pytest
from django.db import connection

from tests.harness import prepared


@pytest.mark.django_db
def test_the_copy_has_the_same_tables_and_guards():
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite is kept")
    if not prepared._before().is_file():
        pytest.skip("a migration was changed while the tests began")
    asked = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
    with connection.cursor() as cursor:
        cursor.execute(asked)
        here = cursor.fetchall()
    with sqlite3.connect(prepared._before()) as kept:
        assert kept.execute(asked).fetchall() == here
        assert kept.execute("SELECT count(*) FROM organs_organ").fetchone() == (0,)
