"""Exactly one responsible leader and one contact per organ; changes kept; the division of work published."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.cast import AT, DAY, County, leader_actor, liaison_actor, office_actor
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.foundation.journal.models import Fact
from zwgk.foundation.organs.models import Organ
from zwgk.matters.governance.actions import Named, end_responsible, publish_work, set_responsible
from zwgk.matters.governance.models import Duty, Responsible
from zwgk.matters.governance.queries import history_of, overview, published_leaders, responsible_of

pytestmark = pytest.mark.requirement("ORG-03")


def leader_of(organ: Organ, **values: object) -> Named:
    plain = Named(organ, Duty.LEADER, "章若水", "副局长", "0999-6000031", date(2026, 1, 5), work="分管办公室，负责政务公开工作")
    return replace(plain, **values)


@pytest.mark.db
def test_a_change_keeps_the_former_person_with_his_days(county: County) -> None:
    set_responsible(leader_of(county.finance), actor=liaison_actor(county.finance), at=AT)
    set_responsible(leader_of(county.finance, name="方知行", since=DAY), actor=liaison_actor(county.finance), at=AT)
    assert [(each.name, each.until) for each in history_of(county.finance)] == [("方知行", None), ("章若水", date(2026, 11, 22))]
    assert Fact.objects.filter(sentence__contains="由章若水变更为方知行").exists()


def test_a_person_leaves_and_the_organ_is_missing_again(county: County) -> None:
    row = set_responsible(leader_of(county.finance), actor=office_actor(), at=AT)
    end_responsible(row, until=DAY, actor=office_actor(), at=AT)
    assert responsible_of(county.finance, Duty.LEADER) is None
    with pytest.raises(Conflict):
        end_responsible(row, until=DAY, actor=office_actor(), at=AT)


@pytest.mark.parametrize(
    ("field", "value"),
    [("duty", "king"), ("name", ""), ("title", ""), ("phone", ""), ("phone", "13900000001"), ("name", "章若水、方知行"), ("work", "联系 13900000001")],
)
def test_one_person_with_title_and_office_telephone(county: County, field: str, value: str) -> None:
    with pytest.raises(BadInput) as refused:
        set_responsible(leader_of(county.finance, **{field: value}), actor=office_actor(), at=AT)
    assert refused.value.field == field


def test_the_days_must_follow_one_another(county: County) -> None:
    row = set_responsible(leader_of(county.finance), actor=office_actor(), at=AT)
    with pytest.raises(BadInput):
        set_responsible(leader_of(county.finance, since=date(2025, 1, 1)), actor=office_actor(), at=AT)
    with pytest.raises(BadInput):
        end_responsible(row, until=date(2025, 1, 1), actor=office_actor(), at=AT)


def test_the_division_of_work_is_published_once(county: County) -> None:
    row = set_responsible(leader_of(county.finance), actor=office_actor(), at=AT)
    publish_work(row, actor=leader_actor(county.finance), at=AT)
    publish_work(row, actor=office_actor(), at=AT)
    assert published_leaders().get() == row
    assert Fact.objects.filter(verb="governance.publish").count() == 1


def test_without_work_or_for_a_contact_nothing_is_published(county: County) -> None:
    bare = set_responsible(leader_of(county.finance, work=""), actor=office_actor(), at=AT)
    with pytest.raises(BadInput, match="分工"):
        publish_work(bare, actor=office_actor(), at=AT)
    contact = set_responsible(leader_of(county.finance, duty=Duty.CONTACT), actor=office_actor(), at=AT)
    with pytest.raises(BadInput):
        publish_work(contact, actor=office_actor(), at=AT)
    with pytest.raises(Conflict):
        publish_work(end_responsible(bare, until=DAY, actor=office_actor(), at=AT), actor=office_actor(), at=AT)


def test_another_organ_is_not_ones_own(county: County) -> None:
    row = set_responsible(leader_of(county.finance), actor=office_actor(), at=AT)
    stranger = liaison_actor(county.justice)
    with pytest.raises(NotAllowed):
        set_responsible(leader_of(county.finance), actor=stranger, at=AT)
    with pytest.raises(NotAllowed):
        end_responsible(row, until=DAY, actor=stranger, at=AT)
    with pytest.raises(NotAllowed):
        publish_work(row, actor=stranger, at=AT)


def test_the_overview_says_what_each_organ_lacks(county: County) -> None:
    set_responsible(leader_of(county.finance), actor=office_actor(), at=AT)
    lacks = {standing.organ: standing.missing for standing in overview(DAY)}
    assert lacks[county.finance] == ["工作机构", "联系人", "分工公布"]
    assert lacks[county.qinghe] == ["工作机构", "负责同志", "联系人"]
    assert county.village not in lacks and county.center not in lacks
    assert Responsible.objects.count() == 1
