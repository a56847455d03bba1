"""A migrated database, kept between runs: a hundred migrations take half a minute, copying their result does not.

The copy (a file of SQLite, a dump of PostgreSQL) is named after every migration of the house and of the libraries; a changed
one is migrated anew. Nothing else is kept.
"""

from __future__ import annotations

import getpass
import hashlib
import os
import shutil
import sqlite3
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import django
from django.apps import apps
from django.db import connection

SUFFIXES = {"sqlite": ".sqlite3", "postgresql": ".sql"}
TOOLS = ("pg_dump", "psql")


def possible() -> bool:
    return connection.vendor == "sqlite" or all(shutil.which(tool) for tool in TOOLS)


def install() -> None:
    """The next test database of this process starts from the copy when there is one; otherwise `keep` makes it."""
    if not possible():
        return
    _before()
    creation = connection.creation
    made = creation._create_test_db

    def started(verbosity: int, autoclobber: bool, keepdb: bool = False) -> str:
        name = made(verbosity, autoclobber, keepdb)
        if _kept().is_file() and not keepdb:
            _fill(name)
        return name

    creation._create_test_db = started


def keep() -> None:
    """Keep the database that was just migrated, before any test has written to it."""
    if not possible() or _kept().is_file() or _kept() != _before():
        return  # there already; or somebody changed a migration meanwhile
    part = _kept().with_suffix(f".{os.getpid()}")
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        _copy(connection.connection, sqlite3.connect(part)).close()
    else:
        _tool("pg_dump", str(connection.settings_dict["NAME"]), "--no-owner", "--file", str(part))
    part.replace(_kept())


def _fill(name: str) -> None:
    if connection.vendor == "postgresql":
        _tool("psql", name, "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output", os.devnull, "--file", str(_kept()))
    elif "mode=memory" in name:
        connection.creation.held = _copy(sqlite3.connect(_kept()), sqlite3.connect(name, uri=True))  # an open hand keeps it alive


def _copy(source: sqlite3.Connection, target: sqlite3.Connection) -> sqlite3.Connection:
    source.backup(target)
    return target


def _tool(tool: str, database: str, *words: str) -> None:
    """One of PostgreSQL's own programs, reaching the server as the tests do."""
    told = {**connection.get_connection_params(), "dbname": database}
    reach = {f"PG{name.upper()}": str(told[key]) for key, name in _REACH.items() if told.get(key)}
    subprocess.run([tool, *words], env={**os.environ, **reach}, check=True)


_REACH = {"dbname": "database", "host": "host", "port": "port", "user": "user", "password": "password"}


@cache
def _before() -> Path:
    """The name of the copy as the migrations stood when this run began."""
    return _kept()


def kept_sqlite() -> Path:
    """The copy for tests that start processes on a file of their own; nothing is there before the first run on SQLite."""
    return _kept("sqlite")


def _kept(vendor: str = "") -> Path:
    vendor = vendor or connection.vendor
    digest = hashlib.sha256(f"{django.__version__} {_engine(vendor)}".encode())
    for config in sorted(apps.get_app_configs(), key=lambda each: each.label):
        for file in sorted(Path(config.path, "migrations").glob("*.py")):
            digest.update(f"{config.label} {file.name}".encode() + file.read_bytes())
    return Path(tempfile.gettempdir()) / f"zwgk-test-{getpass.getuser()}-{digest.hexdigest()[:16]}{SUFFIXES[vendor]}"


@cache
def _engine(vendor: str) -> str:
    if vendor == "sqlite":
        return sqlite3.sqlite_version
    return subprocess.run([TOOLS[0], "--version"], stdout=subprocess.PIPE, text=True, check=True).stdout
