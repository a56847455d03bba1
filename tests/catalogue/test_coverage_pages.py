"""What the catalogue prescribes against what was really published; a gap becomes a problem with one tap."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import AT, DAY, County, liaison_actor, office_actor
from tests.records.conftest import BODY, SAID, published
from zwgk.domain.errors import Conflict, NotAllowed
from zwgk.foundation.organs.models import Organ
from zwgk.matters.catalogue import actions as catalogue
from zwgk.matters.catalogue import queries as columns
from zwgk.matters.catalogue.models import Column, Edition, Entry, Field
from zwgk.matters.findings.models import Finding
from zwgk.matters.records.actions import NewRecord, draft, raise_gap
from zwgk.matters.records.queries import coverage


def out(organ: Organ, entries: tuple[Entry, ...] = (), columns: tuple[Column, ...] = ()) -> None:
    """Drafted, judged and published under these entries and columns."""
    new = NewRecord(organ=organ, title="关于公开2026年县级部门预算的通知", body=BODY, said=SAID, entries=entries, columns=columns)
    published(draft(new, actor=liaison_actor(organ), at=AT))


@pytest.fixture
def prescribed(county: County, aid: Field, entry: Entry, released: Callable[[Field], Edition]) -> Entry:
    """低保审批信息: the finance bureau and 青禾镇 publish under it."""
    catalogue.make_columns([county.finance, county.qinghe], actor=office_actor(), at=AT)
    catalogue.set_publishers([entry], [county.finance, county.qinghe], actor=office_actor(), at=AT)
    released(aid)
    return entry


@pytest.mark.requirement("CAT-13")
def test_a_publication_fills_its_cell_and_the_others_are_missing(county: County, prescribed: Entry):
    out(county.finance, entries=(prescribed,))
    told = {line.organ_id: [(cell.standing.value, cell.why) for _, cell in line.cells] for line in coverage.lines(2026, DAY)}
    assert told[county.finance.pk][0][0] == "published" and "2026-11-23" in told[county.finance.pk][0][1]
    assert told[county.qinghe.pk] == [("missing", "这一事项下没有发布过信息；确无信息产生的，请登记说明。")]


@pytest.mark.requirement("CAT-13")
def test_rows_of_the_kind_that_fills_an_entry_fill_it(county: County, prescribed: Entry):
    Entry.objects.filter(pk=prescribed.pk).update(kind="social-assistance")
    values = {
        "period": "2026-10", "place": "青禾镇", "scheme": "农村低保", "households": "145", "persons": "242", "standard": "620", "level": "435", "spent": "105270",
    }  # fmt: skip
    published(draft(NewRecord(organ=county.qinghe, kind="social-assistance", values=values), actor=liaison_actor(county.qinghe), at=AT))
    line = next(each for each in coverage.lines(2026, DAY) if each.organ_id == county.qinghe.pk)
    assert [(cell.standing.value, [each.url for each in cell.by]) for _, cell in line.cells] == [("late", ["/xxgk/data/social-assistance/"])]  # of October, told on the 23rd of November


@pytest.mark.requirement("CAT-13")
def test_a_gap_becomes_a_finding_once(office_client: Client, county: County, prescribed: Entry):
    address = reverse("records:coverage_raise", args=[county.qinghe.pk])
    office_client.post(address, {"entry": prescribed.pk, "first": "2026-01-01"})
    finding = Finding.objects.get()
    assert (finding.organ, "没有公开" in finding.problem) == (county.qinghe, True)
    page = office_client.get(reverse("records:coverage_unit", args=[county.qinghe.pk])).content.decode()
    assert "已登记问题" in page
    with pytest.raises(Conflict, match="已登记为问题"):
        raise_gap(prescribed, county.qinghe, 2026, date(2026, 1, 1), actor=office_actor(), at=AT)
    with pytest.raises(NotAllowed):
        raise_gap(prescribed, county.qinghe, 2026, date(2026, 1, 1), actor=liaison_actor(county.qinghe), at=AT)


@pytest.mark.requirement("PRO-02")
def test_empty_items_of_article_20_are_named_per_unit(office_client: Client, county: County, prescribed: Entry):
    budget = columns.column_at(county.finance, "art20-07")
    out(county.finance, columns=(budget,))
    row = next(row for row in coverage.completeness(2026, DAY) if row.organ == county.finance)
    assert (row.items[7], row.empty) == (1, [1, 2, 5, 6, 8, 9, 10, 14, 15])
    page = office_client.get(reverse("records:coverage")).content.decode()
    assert "第1项、第2项、第5项" in page
    assert office_client.get(reverse("records:coverage_export")).status_code == 200


def test_the_overview_needs_few_questions(office_client: Client, county: County, prescribed: Entry, django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        office_client.get(reverse("records:coverage"))
