"""Names in documents → organs: what is certain, what a person decides."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import DAY, County
from zwgk.foundation.organs.models import Alias, Organ
from zwgk.foundation.organs.queries import Kind, propose, resolve

pytestmark = pytest.mark.requirement("DOC-06")


@pytest.mark.db
@pytest.mark.parametrize(
    "text", ["和光县财政局", "县财政局", "财政局", "和光县 财政局", "县本级财政局", "本级财政局", "县级财政局"]
)
def test_the_own_countys_spellings_are_certain(county: County, text: str) -> None:
    found = resolve(text, DAY)
    assert (found.kind, found.organ, found.certain) == (Kind.ORGAN, county.finance, True)
    assert found.reason


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("青禾镇", "qinghe"), ("青禾镇政府", "qinghe"), ("和光县青禾镇人民政府", "qinghe"), ("临江街道", "linjiang"),
        ("县政府", "heguang"), ("县人民政府", "heguang"), ("县政府办公室", "office"), ("柳溪村村委会", "liuxi"),
    ],
)  # fmt: skip
def test_names_by_rule(county: County, text: str, slug: str) -> None:
    assert resolve(text, DAY).organ == Organ.objects.get(slug=slug)


@pytest.mark.parametrize(
    ("text", "slug"),
    [("县发改委", "development"), ("县政务中心", "center"), ("县政府办", "office"), ("临江街办", "linjiang"), ("县财政局（县国资办）", "finance")],
)
def test_abbreviations_are_only_proposed(county: County, text: str, slug: str) -> None:
    found = resolve(text, DAY)
    assert found.kind is Kind.UNKNOWN and found.organ is None
    assert found.best and found.best.organ.slug == slug and found.best.score > 0.7


@pytest.mark.parametrize("text", ["市财政局", "区财政局", "县市财政局"])
def test_a_strange_level_is_told_as_a_probable_slip(county: County, text: str) -> None:
    found = resolve(text, DAY)
    assert found.kind is Kind.UNKNOWN
    assert found.best and found.best.organ == county.finance and "笔误" in found.best.reason


@pytest.mark.parametrize("text", ["县发改局", "县发展和改革局", "县发改办"])
def test_another_ending_after_a_reform_is_proposed_with_less_weight(county: County, text: str) -> None:
    found = resolve(text, DAY)
    assert found.kind is Kind.UNKNOWN and found.best and found.best.organ == county.development
    assert found.best.score < 0.8 and "末尾不同" in found.best.reason


def test_a_confirmed_alias_counts_and_a_proposed_one_does_not(county: County) -> None:
    alias = Alias.objects.create(organ=county.development, text="县发改委", key="县发改委")
    assert resolve("县发改委", DAY).kind is Kind.UNKNOWN
    alias.state = Alias.State.CONFIRMED
    alias.save()
    assert resolve("县发改委", DAY).organ == county.development


def test_a_rejected_alias_is_not_proposed_again(county: County) -> None:
    Alias.objects.create(organ=county.development, text="县发改委", key="县发改委", state=Alias.State.REJECTED)
    assert county.development not in [candidate.organ for candidate in resolve("县发改委", DAY).candidates]


def test_a_closed_organ_points_to_its_successor(county: County) -> None:
    Organ.objects.filter(pk=county.justice.pk).update(ended=date(2026, 6, 1), successor=county.finance)
    assert resolve("县司法局", date(2026, 5, 31)).organ == county.justice
    found = resolve("县司法局", DAY)
    assert found.kind is Kind.UNKNOWN and found.best and found.best.organ == county.finance


def test_nonsense_finds_nothing_and_says_so(county: County) -> None:
    found = resolve("按时完成", DAY)
    assert found.kind is Kind.UNKNOWN and not found.candidates and found.note


def test_propose_keeps_the_order_and_each_name_once(county: County) -> None:
    found = propose(["县财政局", "各乡镇（街道）", "县财政局"], DAY)
    assert list(found) == ["县财政局", "各乡镇（街道）"]
