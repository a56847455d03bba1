"""WEB-08: who takes our feeds, and what they showed again."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from tests.cast import AT, County, liaison_actor, office_actor
from tests.records_public.conftest import Publish
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.matters.sites import actions, queries
from zwgk.matters.sites.actions import NewPartner, NewReprint
from zwgk.matters.sites.models import Partner, Reprint

pytestmark = pytest.mark.requirement("WEB-08")


@pytest.fixture
def paper(county: County) -> Partner:
    return actions.save_partner(NewPartner("news", "曜州新闻网", feeds=["/xxgk/feed"]), actor=office_actor(), at=AT)


def test_a_reprint_takes_title_and_organ_from_our_page(paper: Partner, publish: Publish) -> None:
    shown = publish("关于惠农补贴的通告")
    new = NewReprint(f"http://testserver{shown.url}", "full", "https://news.example/1", date(2026, 11, 22))
    row = actions.log_reprint(paper, new, actor=office_actor(), at=AT)
    assert (row.title, row.organ) == ("关于惠农补贴的通告", shown.organ)
    assert queries.partners().get().shown == 1
    with pytest.raises(Conflict):
        actions.log_reprint(paper, new, actor=office_actor(), at=AT)


def test_refusals(paper: Partner, county: County) -> None:
    with pytest.raises(BadInput, match="晚于今天"):
        actions.log_reprint(paper, NewReprint("/x/", "full", "https://a.example/", date(2026, 12, 1), "题"), actor=office_actor(), at=AT)
    with pytest.raises(BadInput, match="http"):
        actions.log_reprint(paper, NewReprint("/x/", "full", "a.example", date(2026, 11, 1), "题"), actor=office_actor(), at=AT)
    with pytest.raises(Conflict):
        actions.save_partner(NewPartner("news", "曜州新闻网"), actor=office_actor(), at=AT)
    with pytest.raises(NotAllowed):
        actions.save_partner(NewPartner("news", "甲"), actor=liaison_actor(county.finance), at=AT)


def test_office_pages(county: County, office_client: Client) -> None:
    sent = {"kind": "news", "name": "曜州新闻网", "feeds": ["/xxgk/feed"], "active": "on"}
    assert office_client.post("/office/sites/partners/new/", sent).status_code == 302
    row = Partner.objects.get()
    assert office_client.get(row.office_url).status_code == 200
    told = {"partner": row.pk, "page": "/about/", "title": "关于本站", "form": "link", "address": "https://news.example/2", "shown_on": "2026-11-20"}
    assert office_client.post("/office/sites/partners/reprint/", told).status_code == 302
    assert "关于本站" in office_client.get("/office/sites/partners/?year=2026").content.decode() and Reprint.objects.count() == 1
