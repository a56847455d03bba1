"""Approving and publishing ask for the second factor; reading does not."""

import pytest

from tests.cast import login, office_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client, county, settings):
    settings.SECOND_FACTOR = True
    return login(client, office_actor())


def test_deciding_on_reports_asks_for_it(office, plan):
    answer = office.get("/office/ledger/review/")
    assert answer.status_code == 302 and "next=" in answer["Location"]


def test_reading_the_ledger_does_not(office, plan):
    assert office.get(f"/office/ledger/plans/{plan.pk}/").status_code == 200
