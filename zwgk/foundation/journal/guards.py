"""Triggers by which the database itself refuses to change or remove a fact or a seal.

`install` is safe to repeat and runs at the end of `zwgk migrate`: on SQLite a later change of the table drops its triggers
without a word. `missing` is asked when the web server and the worker start.

SQLite fires no trigger for the deletion inside REPLACE unless told so; so a trigger before INSERT refuses a number that exists.
"""

from __future__ import annotations

from django.db import connection, transaction

TABLES = ("journal_fact", "journal_seal")
_REFUSAL = "工作日志只能增加，不能修改或删除"

_SQLITE = {
    "no_update": "BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{refusal}'); END",
    "no_delete": "BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{refusal}'); END",
    "no_replace": (
        "BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id{unique}) "
        "BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
    ),
}
_UNIQUE = {"journal_fact": "", "journal_seal": " OR digest = NEW.digest"}

_FUNCTION = f"""
CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$
"""
_POSTGRES = {
    "no_update": "BEFORE UPDATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()",
    "no_delete": "BEFORE DELETE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()",
    "no_truncate": "BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()",
}


def install() -> list[str]:
    """Set up what is missing or has been switched off; the names of what was."""
    lacking = missing()
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        for table, name, body in _wanted():
            if _full(table, name) in lacking:
                cursor.execute(f"DROP TRIGGER IF EXISTS {_full(table, name)}{_on(table)}")
                cursor.execute(f"CREATE TRIGGER {_full(table, name)} {body}")
                if connection.vendor == "postgresql":
                    cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {_full(table, name)}")
    return lacking


def remove() -> None:
    """Take them away: for tests that must empty their tables. No command calls this."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table, name, _ in _wanted():
            cursor.execute(f"DROP TRIGGER IF EXISTS {_full(table, name)}{_on(table)}")


def missing() -> list[str]:
    """Names of triggers that are not there, not as they should be, or disabled."""
    found = _found()
    return [_full(table, name) for table, name, body in _wanted() if not _same(found.get(_full(table, name)), body)]


def _wanted() -> list[tuple[str, str, str]]:
    kinds = _POSTGRES if connection.vendor == "postgresql" else _SQLITE
    return [
        (table, name, body.format(table=table, refusal=_REFUSAL, unique=_UNIQUE[table]))
        for table in TABLES
        for name, body in kinds.items()
    ]


def _found() -> dict[str, str]:
    """Name → definition (SQLite) or state (PostgreSQL: A = always)."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname, tgenabled::text FROM pg_trigger WHERE NOT tgisinternal AND tgrelid IN "
                "(SELECT to_regclass(name) FROM unnest(%s::text[]) AS name)",
                [list(TABLES)],
            )
        else:
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN (%s, %s)", list(TABLES)
            )
        return dict(cursor.fetchall())


def _same(found: str | None, body: str) -> bool:
    if found is None:
        return False
    return found == "A" if connection.vendor == "postgresql" else found.endswith(body)


def _full(table: str, name: str) -> str:
    return f"{table}_{name}"


def _on(table: str) -> str:
    return f" ON {table}" if connection.vendor == "postgresql" else ""
