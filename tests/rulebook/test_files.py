"""Local folders, and how often the law is read."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import actor_with, office_actor
from zwgk.domain.rights import Role
from zwgk.foundation.rulebook import actions, queries
from zwgk.foundation.rulebook.models import Override
from zwgk.law import load

pytestmark = pytest.mark.django_db


def test_without_local_folders_it_is_the_national_law():
    assert queries.law() is load()


@pytest.fixture
def local(tmp_path, settings):
    """A county whose city answers requests within 18 and itself within 16 working days."""
    settings.LOCAL_LAW_DIR, settings.DIVISION_CODE = str(tmp_path), "999901"
    for code, value in (("999900", 18), ("999901", 16)):
        folder = tmp_path / code / "deadlines" / "requests"
        folder.mkdir(parents=True)
        (folder / "answer.yaml").write_text(
            f"id: requests/answer\nvalues:\n  2026-01-01:\n    value: {value}\n"
            "    reference: {instrument: foi-regulation, article: 第三十三条}\n",
            encoding="utf-8",
        )
    queries.forget()


def test_the_tightest_of_city_and_county_wins(local):
    value = queries.rule("requests/answer").value_on(date(2026, 11, 23))
    assert (value.value, value.layer) == (16, "999901")


def test_one_small_question_per_look_and_no_reading(django_assert_num_queries):
    queries.law()
    with django_assert_num_queries(1):
        assert queries.law() is queries.law.__globals__["_kept"].law


def test_a_value_that_no_longer_fits_is_left_out_and_the_house_stands(county, at, caplog):
    row = actions.propose_value(
        "requests/answer", 15, since=date(2026, 6, 1), reference="《甲》第一条", actor=office_actor(), at=at
    )
    actions.confirm(row, actor=actor_with(Role.OFFICE, county.government), at=at)
    Override.objects.filter(pk=row.pk).update(rule="requests/abolished")
    queries.forget()
    assert queries.law().deadlines.keys() == load().deadlines.keys()
    assert "不再适用" in caplog.text
