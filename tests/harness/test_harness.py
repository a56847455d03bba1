"""The harness itself: marks are checked, skips are told, nothing of a developer's is touched."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.conf import settings

from . import closing, requirements


def item(*ids: str) -> SimpleNamespace:
    marks = [pytest.mark.requirement(*ids).mark]
    return SimpleNamespace(nodeid="tests/x.py::test", iter_markers=lambda name: marks)


def test_an_unknown_requirement_is_named_with_its_test():
    assert requirements.unknown_marks([item("DOC-01", "DOC-99")]) == ["tests/x.py::test: DOC-99"]


def test_a_known_requirement_is_welcome():
    assert requirements.unknown_marks([item("DOC-01", "PAG-15")]) == []


def test_skips_are_gathered_by_reason():
    reports = [SimpleNamespace(longrepr=("file", 1, f"Skipped: {why}")) for why in ("no printer", "no ink", "no ink")]
    assert closing.lines(reports) == ["not run:   2 × no ink", "not run:   1 × no printer"]


def test_files_of_the_tests_go_to_a_folder_of_their_own():
    assert "zwgk-test-" in str(settings.MEDIA_ROOT)
    assert settings.MEDIA_ROOT.parent == settings.DATA_DIR


def test_the_moment_of_the_tests_is_a_monday_morning(at):
    assert (at.isoweekday(), at.isoformat()) == (1, "2026-11-23T09:00:00+08:00")
