"""The sample county's channels are made only through the verbs and look like a year of work."""

from datetime import date

import pytest

from zwgk.demo import channels as demo
from zwgk.demo import county
from zwgk.demo.reading import Cast
from zwgk.matters.channels import queries
from zwgk.matters.channels.models import Kind, Release, State, ZoneCheck

pytestmark = pytest.mark.django_db


def test_the_sample_year_has_its_places_releases_and_two_differences():
    organs = county.make_organs()
    cast = Cast(organs, county.make_people(organs, "Heguang@2026"))
    places, releases = demo.make_channels(cast)
    assert places >= 25 and releases >= 100
    assert len(queries.differences(Release.objects.all())) == 2
    assert Release.objects.filter(state=State.TODO).count() == 8 and ZoneCheck.objects.count() == 3
    assert {each.channel.name for each in queries.cleanup(date(2026, 11, 23))} >= {"健康和光", "和光民政", "和光民政惠民政策转发群"}
    assert queries.mode("publication", organs["caizhengju"], date(2026, 11, 23)) == "both" and Kind.ZONE
