"""Shared by all tests: the frozen moment, the folder of materials, the cast, the browser, the requirement marks.

Nothing here touches a developer's own data: files and index go to a temporary folder.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import shutil
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import hypothesis
import pytest
from django.core.cache import cache

from tests.harness import closing, prepared, requirements

ROOT = Path(__file__).resolve().parent.parent

# A busy machine is no fault of the code: how long an example takes is measured in benchmarks/, not here.
hypothesis.settings.register_profile("house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("house")

# Written by others in files of their own; a name starting with “_” stays there.
for _module in ("tests.cast", "tests.browser"):
    if importlib.util.find_spec(_module) is not None:
        pytest.register_assert_rewrite(_module)
        globals().update({k: v for k, v in vars(importlib.import_module(_module)).items() if not k.startswith("_")})


@pytest.fixture
def at() -> datetime:
    """Monday 23 November 2026, nine in the morning: the moment at which tests happen."""
    return datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Each test begins with an empty cache: what another test's county was called is forgotten."""
    cache.clear()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Called before the test database is made: it starts from the kept copy of a migrated one."""
    prepared.install()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Called when it is made: the copy is kept for the next run."""
    with django_db_blocker.unblock():
        prepared.keep()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The materials beside the checkout (notices, gold readings). They are not part of the repository."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the folder ../shared beside the checkout is absent")
    return folder


def pytest_configure(config: pytest.Config) -> None:
    """Django is set up by now and has opened no file yet; give it a folder that is thrown away."""
    from django.conf import settings

    folder = Path(tempfile.mkdtemp(prefix="zwgk-test-"))
    (folder / "static").mkdir()  # WhiteNoise warns when it is missing
    config.stash[_FOLDER] = folder
    os.environ["ZWGK_DATA_DIR"] = str(folder)  # for the commands that tests start as processes
    settings.DATA_DIR, settings.MEDIA_ROOT, settings.STATIC_ROOT = folder, folder / "files", folder / "static"


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(config.stash.get(_FOLDER, Path("/nonexistent")), ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if wrong := requirements.unknown_marks(items):
        raise pytest.UsageError("no such requirement in docs/requirements.yaml:\n  " + "\n  ".join(wrong))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    for line in closing.lines(terminalreporter.stats.get("skipped", [])):
        terminalreporter.write_line(line)


_FOLDER: pytest.StashKey[Path] = pytest.StashKey()
