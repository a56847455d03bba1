"""The sample county's catalogue is made through the verbs and hangs together."""

from __future__ import annotations

import pytest

from tests.cast import DAY
from zwgk.demo import catalogue, county
from zwgk.demo.reading import Cast
from zwgk.matters.catalogue import queries
from zwgk.matters.catalogue.models import Edition, Entry, Field


@pytest.mark.django_db
def test_the_sample_county_has_released_fields_columns_and_keepers():
    organs = county.make_organs()
    cast = Cast(organs, county.make_people(organs, "Heguang@2026"))
    entries, columns = catalogue.make_catalogue(cast)
    assert (entries > 200, columns > 600) == (True, True)
    assert Edition.objects.filter(state="released").count() == Field.objects.count() == 27 and Edition.objects.filter(state="in_review").count() == 1
    assert not queries.without_keeper(DAY).exists()
    assert not [entry for entry in Entry.objects.filter(state="live") if not entry.publishers.exists()]
    assert not queries.unmapped() and queries.counts_by_organ()
