"""PAG-12: reads are counted without persons and without double counts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from tests.cast import AT, County
from tests.records_public.conftest import Publish
from zwgk.matters.sites import actions, jobs, queries
from zwgk.matters.sites.models import View, ViewMark, ViewSalt

pytestmark = pytest.mark.requirement("PAG-12")
FIREFOX, CHROME = "Mozilla/5.0 Firefox/130", "Mozilla/5.0 Chrome/130"


def read(pk: int, address: str = "192.0.2.1", browser: str = FIREFOX, **later: int) -> int | None:
    return actions.count_view("records.publication", str(pk), address, browser, at=AT + timedelta(**later))


def test_a_browser_counts_once_a_day(publish: Publish) -> None:
    shown = publish()
    assert [read(shown.pk), read(shown.pk), read(shown.pk, browser=CHROME), read(shown.pk, address="192.0.2.2")] == [1, 1, 2, 3]
    assert read(shown.pk, days=1) == 4
    assert queries.total_of("records.publication", shown.slug) == 4


def test_nothing_kept_says_who_it_was(publish: Publish) -> None:
    read(publish().pk)
    mark, row = ViewMark.objects.get(), View.objects.get()
    assert "192.0.2.1" not in f"{vars(mark)} {vars(row)}" and "Firefox" not in f"{vars(mark)} {vars(row)}"
    assert "1 条" in jobs.forget(at=AT + timedelta(hours=24)) and not ViewMark.objects.exists() and not ViewSalt.objects.exists()
    assert actions.clear_marks(at=AT) == 0


def test_programs_and_strangers_do_not_count(publish: Publish) -> None:
    shown = publish()
    assert read(shown.pk, browser="Googlebot/2.1") == read(shown.pk, browser="") == 0
    assert read(999_999) is None and actions.count_view("nothing", "1", "a", FIREFOX, at=AT) is None


def test_the_beacon_answers_with_the_number_and_takes_no_cookie(publish: Publish, client: Client) -> None:
    shown = publish()
    answer = client.post("/views/", f"records.publication:{shown.pk}", content_type="text/plain", headers={"user-agent": FIREFOX})
    assert answer.json() == {"views": 1} and not answer.cookies and "no-store" in answer["Cache-Control"]
    assert client.post("/views/", "records.publication:x", content_type="text/plain").status_code == 404
    assert client.get("/views/").status_code == 405
    assert f'data-views="records.publication:{shown.pk}"' in client.get(shown.url).content.decode()


def test_data_pages_and_channels_count_too(county: County) -> None:
    assert actions.count_view("records.kind", "admin-penalty", "a", FIREFOX, at=AT) in (1, None)
    assert actions.count_view("sites.channel", "finance", "a", FIREFOX, at=AT) == 1


def test_the_office_sees_organs_and_months_with_the_rows_behind(county: County, publish: Publish, office_client: Client) -> None:
    assert "还没有浏览记录" in office_client.get("/office/sites/views/").content.decode()
    first, second = publish("预算公开"), publish("决算公开")
    for shown in (first, second):
        read(shown.pk)
    read(first.pk, browser=CHROME)
    page = office_client.get(f"/office/sites/views/?month=2026-11&organ={first.organ_id}").content.decode()
    assert "县财政局" in page and page.index("预算公开") < page.index("决算公开")
    assert set(View.objects.values_list("month", "reads")) == {(date(2026, 11, 1), 2), (date(2026, 11, 1), 1)}
