"""The liaison of the finance bureau with an address; connectors that the settings know."""

from __future__ import annotations

import pytest

from tests.cast import person_with
from zwgk.domain.rights import Role


@pytest.fixture
def person(county):
    found = person_with(Role.LIAISON, county.finance)
    found.email = "liaison@heguang.example"
    found.save()
    return found


@pytest.fixture
def connected(settings):
    """A mail server and a gateway are set up; robots may live on the loopback."""
    settings.EMAIL_HOST, settings.SMS_URL, settings.SITE_URL = "127.0.0.1", "http://127.0.0.1:1/sms", "https://zwgk.heguang.example"
    settings.REACH_PRIVATE = True
    return settings
