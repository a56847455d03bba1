"""A prepared question gives what its queryset gives, each time anew."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cast import County
from tests.records_public.conftest import make_columns, make_publication
from zwgk.foundation.pagecache.prepared import Prepared
from zwgk.matters.records.models import Publication
from zwgk.matters.records.queries import around, showing
from zwgk.matters.records.queries.published import _AT

pytestmark = [pytest.mark.django_db, pytest.mark.db]


@pytest.fixture
def told(county: County) -> Publication:
    return make_publication(county.finance, "关于预算公开的通知", column=make_columns(county.finance)["art20-07"])


def test_the_rows_are_those_of_the_queryset_with_every_value_and_what_was_selected(told: Publication, django_assert_num_queries: Any):
    (expected,) = _AT.question(told.slug)
    with django_assert_num_queries(1):
        found = _AT.first(told.slug)
        assert found is not None and found.organ.name == expected.organ.name
    assert all(getattr(found, each.attname) == getattr(expected, each.attname) for each in Publication._meta.concrete_fields)
    assert found._state.db == "default" and not found._state.adding


def test_what_was_not_asked_for_is_read_later(told: Publication):
    titles = Prepared(lambda slug: Publication.objects.filter(slug=slug).only("title"))
    found = titles.rows(told.slug)[0]
    assert found.get_deferred_fields() and found.index_number == told.index_number


def test_nothing_is_remembered_of_the_answer(told: Publication):
    assert _AT.first(told.slug) is not None and _AT.first("elsewhere") is None
    Publication.objects.filter(pk=told.pk).update(shown=False)
    assert _AT.first(told.slug) is None


def test_what_stands_around_a_publication_comes_in_one_question_each(told: Publication, django_assert_num_queries: Any):
    with django_assert_num_queries(1):
        (column,) = around.columns_of(told)
        assert (column.organ, column.key, column.parent.key, column.parent.parent) == (told.organ, "art20-07", "content", None)
    assert (around.entries_of(told), around.files_of(told), showing.predecessors_of(told)) == ([], [], [])
    assert [column] == list(told.columns.all())
