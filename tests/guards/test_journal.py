"""The journal cannot be rewritten, whatever the migrations did."""

from __future__ import annotations

import importlib

import pytest


@pytest.mark.db
@pytest.mark.django_db
def test_the_guards_of_the_journal_stand_after_all_migrations():
    guards = pytest.importorskip("zwgk.foundation.journal.guards", reason="the journal's guards have not landed yet")
    assert list(importlib.import_module(guards.__name__).missing()) == []
