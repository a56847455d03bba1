"""A migrated SQLite database, kept between runs: a hundred migrations take half a minute, copying their result does not.

The copy is named after every migration of the house and of the libraries; a changed one is migrated anew. Nothing else is kept.
"""

from __future__ import annotations

import getpass
import hashlib
import os
import sqlite3
import tempfile
from functools import cache
from pathlib import Path

import django
from django.apps import apps
from django.db import connection


def install() -> None:
    """The next test database of this process starts from the copy when there is one; otherwise `keep` makes it."""
    if connection.vendor != "sqlite":
        return
    _before()
    creation = connection.creation
    made = creation._create_test_db

    def started(verbosity: int, autoclobber: bool, keepdb: bool = False) -> str:
        name = made(verbosity, autoclobber, keepdb)
        if _kept().is_file() and "mode=memory" in name:
            creation.held = _copy(sqlite3.connect(_kept()), sqlite3.connect(name, uri=True))  # an open hand keeps it alive
        return name

    creation._create_test_db = started


def keep() -> None:
    """Keep the database that was just migrated, before any test has written to it."""
    if connection.vendor != "sqlite" or _kept().is_file() or _kept() != _before():
        return  # there already; or somebody changed a migration meanwhile
    connection.ensure_connection()
    part = _kept().with_suffix(f".{os.getpid()}")
    _copy(connection.connection, sqlite3.connect(part)).close()
    part.replace(_kept())


def _copy(source: sqlite3.Connection, target: sqlite3.Connection) -> sqlite3.Connection:
    source.backup(target)
    return target


@cache
def _before() -> Path:
    """The name of the copy as the migrations stood when this run began."""
    return _kept()


def _kept() -> Path:
    digest = hashlib.sha256(f"{django.__version__} {sqlite3.sqlite_version}".encode())
    for config in sorted(apps.get_app_configs(), key=lambda each: each.label):
        for file in sorted(Path(config.path, "migrations").glob("*.py")):
            digest.update(f"{config.label} {file.name}".encode() + file.read_bytes())
    return Path(tempfile.gettempdir()) / f"zwgk-test-{getpass.getuser()}-{digest.hexdigest()[:16]}.sqlite3"
