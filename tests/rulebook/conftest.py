"""Every test reads the law anew afterwards."""

import pytest

from zwgk.foundation.rulebook import queries


@pytest.fixture(autouse=True)
def fresh_law():
    yield
    queries.forget()
