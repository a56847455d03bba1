"""The lists of the portal are kept as rows: exact in the act itself, and checked every night."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import AT, County
from zwgk.matters.catalogue.models import Column, Entry
from zwgk.matters.records import jobs, shelves
from zwgk.matters.records.models import Publication, Shelf
from zwgk.matters.records.queries import showing
from zwgk.matters.records.queries.showing import Wish

from .conftest import Publish, make_publication

pytestmark = pytest.mark.db


def test_a_publication_stands_on_every_list_it_belongs_to(county: County, columns: dict[str, Column], entry: Entry):
    made = make_publication(county.finance, column=columns["rules"], entry=entry)
    places = {"all", "documents", shelves.of_organ(county.finance.pk), shelves.of_column(columns["rules"].pk), shelves.of_key("rules"), shelves.of_entry(entry.pk)}
    assert set(made.shelves.values_list("place", flat=True)) == places
    assert [each.pk for each in showing.newest_documents(5)] == [made.pk]
    assert all([each.pk for each in showing.newest(5, place)] == [made.pk] for place in places)


def test_what_stands_in_two_columns_of_a_part_is_counted_once(publish: Publish, columns: dict[str, Column]):
    made = publish(column=columns["art20-01"])
    made.columns.add(columns["art20-07"])
    shelves.keep([made])
    found = showing.listing(Wish((shelves.of_column(columns["art20-01"].pk), shelves.of_column(columns["art20-07"].pk))))
    assert (found.total, len(found.rows)) == (1, 1)


def test_what_is_not_shown_is_on_no_page_even_where_a_list_still_holds_it(client: Client, publish: Publish, columns: dict[str, Column]):
    made = publish("不该看到", column=columns["rules"])
    Publication.objects.filter(pk=made.pk).update(shown=False)
    for path in ("/xxgk/new/", "/xxgk/finance/rules/", "/xxgk/finance/rules/feed.rss", "/xxgk/all/rules/", "/xxgk/finance/"):
        assert "不该看到" not in client.get(path).content.decode()


def test_the_night_sets_right_what_differs(publish: Publish, columns: dict[str, Column]):
    gone, lost, fine = (publish(column=columns["rules"]) for _ in range(3))
    Publication.objects.filter(pk=gone.pk).update(shown=False)
    Shelf.objects.filter(publication=lost).delete()
    Shelf.objects.create(publication=fine, place="column:0", year=2026, published_at=AT)
    assert jobs.lists_of_the_portal(at=AT) == "公开列表更正 11 处"
    assert jobs.lists_of_the_portal(at=AT) == ""
    assert {each.pk for each in showing.newest(5, shelves.of_column(columns["rules"].pk))} == {lost.pk, fine.pk}


def test_a_list_asks_the_same_few_questions_whatever_its_length(client: Client, publish: Publish, columns: dict[str, Column]):
    publish(column=columns["rules"])
    client.get("/xxgk/finance/rules/")
    asked = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as told:
            client.get("/xxgk/finance/rules/")
        asked.append(len(told))
        for number in range(25):
            publish(f"第{number}号", column=columns["rules"])
    assert asked[0] == asked[1] <= 16  # seven of them are the identity of the site, which a server remembers
