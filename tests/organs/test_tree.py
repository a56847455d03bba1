"""The organ tree: create, edit, rename, move, close."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import AT, DAY, County, liaison_actor, make_county, office_actor
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.domain.rights import system_actor
from zwgk.foundation.journal.models import Fact
from zwgk.foundation.organs.actions import (
    Details,
    NewOrgan,
    close_organ,
    create_organ,
    edit_organ,
    move_organ,
    rename_organ,
)
from zwgk.foundation.organs.models import Alias, Organ, OrganGroup, OrganKind
from zwgk.foundation.organs.queries import resolve


@pytest.mark.db
def test_an_organ_is_created_and_the_journal_tells_it(county: County) -> None:
    organ = create_organ(
        NewOrgan("和光县水利局", OrganKind.DEPARTMENT, "县水利局", county.government), actor=office_actor(), at=AT
    )
    assert organ.order > county.village.order and organ.slug
    fact = Fact.objects.get(subject_type="organs.organ", subject_id=str(organ.pk))
    assert fact.sentence == "登记单位“和光县水利局”（政府部门）"


def test_the_first_government_brings_the_standard_groups(db: None) -> None:
    create_organ(NewOrgan("和光区人民政府", OrganKind.GOVERNMENT), actor=system_actor("安装"), at=AT)
    assert OrganGroup.objects.filter(name="区政府各部门").exists()


@pytest.mark.parametrize(("name", "kind", "error"), [("", "department", BadInput), ("甲局", "bureau", BadInput), ("和光县财政局", "department", Conflict)])
def test_an_organ_without_name_or_kind_or_with_a_known_name_is_refused(
    county: County, name: str, kind: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        create_organ(NewOrgan(name, kind), actor=office_actor(), at=AT)


def test_a_liaison_creates_no_organ(county: County) -> None:
    with pytest.raises(NotAllowed):
        create_organ(NewOrgan("甲局", "department"), actor=liaison_actor(county.finance), at=AT)


def test_editing_tells_what_was_changed(county: County) -> None:
    edit_organ(county.finance, Details(address="和光县文汇路6号", code="HG27"), actor=office_actor(), at=AT)
    fact = Fact.objects.first()
    assert fact and fact.sentence == "修改“和光县财政局”的机构代码、办公地址"
    assert fact.data["before"] == {"address": "", "code": ""}


def test_editing_without_a_change_writes_nothing(county: County) -> None:
    before = Fact.objects.count()
    edit_organ(county.finance, Details(kind=county.finance.kind), actor=office_actor(), at=AT)
    assert Fact.objects.count() == before


@pytest.mark.requirement("DOC-06")
def test_the_old_name_stays_as_a_confirmed_alias(county: County) -> None:
    rename_organ(county.development, "和光县发展和改革局", short_name="县发展改革局", actor=office_actor(), at=AT)
    assert resolve("县发展改革委", DAY).organ == county.development
    assert set(Alias.objects.values_list("state", flat=True)) == {Alias.State.CONFIRMED}


def test_no_organ_takes_the_name_of_another(county: County) -> None:
    with pytest.raises(Conflict):
        rename_organ(county.development, "和光县财政局", actor=office_actor(), at=AT)


def test_an_organ_moves_but_never_below_itself(county: County) -> None:
    move_organ(county.village, county.baishi, actor=office_actor(), at=AT)
    assert Organ.objects.get(pk=county.village.pk).parent == county.baishi
    with pytest.raises(BadInput):
        move_organ(county.government, county.finance, actor=office_actor(), at=AT)


def test_closing_keeps_the_row_and_names_the_successor(county: County) -> None:
    close_organ(county.justice, on=date(2026, 11, 1), successor=county.finance, actor=office_actor(), at=AT)
    assert resolve("县司法局", DAY).best.organ == county.finance
    with pytest.raises(Conflict):
        close_organ(county.justice, on=DAY, actor=office_actor(), at=AT)


def test_an_organ_with_living_children_is_not_closed(county: County) -> None:
    with pytest.raises(Conflict, match="柳溪村"):
        close_organ(county.qinghe, on=DAY, actor=office_actor(), at=AT)


def test_the_cast_can_be_made_twice_in_two_databases(db: None) -> None:
    assert make_county().government.kind == OrganKind.GOVERNMENT
