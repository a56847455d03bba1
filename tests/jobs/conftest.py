"""The servers of these tests live on the loopback."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def reach_loopback(settings):
    settings.REACH_PRIVATE = True
