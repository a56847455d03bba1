"""Zones and reading rooms: the check list with photos, inventory, staff, problems."""

from datetime import date, timedelta

import pytest

from tests.cast import AT, DAY, County, liaison_actor, office_actor
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.foundation.files import actions as files
from zwgk.matters.channels import actions
from zwgk.matters.channels.actions import Look, NewChannel
from zwgk.matters.channels.models import Channel, Kind, ZoneCheck
from zwgk.matters.channels.queries.zones import zones
from zwgk.matters.channels.zones import KEYS

from .conftest import place

pytestmark = pytest.mark.django_db
ALL = dict.fromkeys(KEYS, True)


@pytest.fixture
def zone(county: County) -> Channel:
    return place(Kind.ZONE, "青禾镇便民服务中心政务公开专区", county.qinghe, place="青禾镇兴农街1号一楼")


@pytest.mark.requirement("ZON-01")
def test_zones_of_halls_archives_and_libraries_stand_in_one_register(county: County, zone: Channel):
    for name, kind in (("政务服务大厅专区", Kind.ZONE), ("县档案馆查阅点", Kind.READING_ROOM)):
        actions.register(NewChannel(kind, name, county.office, place="县城", receipt="photo"), actor=office_actor(), at=AT)
    assert [each.channel.name for each in zones()] == ["青禾镇便民服务中心政务公开专区", "政务服务大厅专区", "县档案馆查阅点"]


@pytest.mark.requirement("ZON-02")
def test_a_look_keeps_each_line_with_words_and_photos(county: County, zone: Channel):
    keeper = liaison_actor(county.qinghe)
    photo = files.keep(b"jpeg", "标识牌.jpg", actor=keeper, at=AT)
    look = Look(DAY, ALL | {"screen": False, "gazette": None}, {"screen": "查询机黑屏"}, key="abc")
    made = actions.check_zone(zone, look, photos={"sign": [photo]}, actor=keeper, at=AT)
    assert [(line["key"], line["note"]) for line in made.missing] == [("screen", "查询机黑屏")]
    assert made.photos.get().line == "sign" and made.lines[5]["fits"] is None
    assert actions.check_zone(zone, look, actor=keeper, at=AT) == made, "sent twice, kept once"


def test_what_does_not_fit_wants_words_and_an_empty_look_is_none(county: County, zone: Channel):
    keeper = liaison_actor(county.qinghe)
    with pytest.raises(BadInput, match="写明情况"):
        actions.check_zone(zone, Look(DAY, {"sign": False}), actor=keeper, at=AT)
    with pytest.raises(BadInput, match="一项都没有"):
        actions.check_zone(zone, Look(DAY, {}), actor=keeper, at=AT)
    with pytest.raises(BadInput, match="晚于今天"):
        actions.check_zone(zone, Look(DAY + timedelta(days=1), ALL), actor=keeper, at=AT)
    with pytest.raises(NotAllowed):
        actions.check_zone(zone, Look(DAY, ALL), actor=liaison_actor(county.finance), at=AT)
    assert not ZoneCheck.objects.exists()


def test_only_zones_have_the_list(county: County, board: Channel):
    with pytest.raises(Conflict):
        actions.check_zone(board, Look(DAY, ALL), actor=office_actor(), at=AT)


def test_what_does_not_fit_becomes_one_problem(county: County, zone: Channel):
    made = actions.check_zone(zone, Look(DAY, ALL | {"screen": False}, {"screen": "黑屏"}), actor=office_actor(), at=AT)
    finding = actions.raise_zone(made, actor=office_actor(), at=AT)
    assert finding.organ == county.qinghe and "黑屏" in finding.problem
    assert actions.raise_zone(made, actor=office_actor(), at=AT) == finding
    fine = actions.check_zone(zone, Look(DAY, ALL), actor=office_actor(), at=AT)
    with pytest.raises(Conflict):
        actions.raise_zone(fine, actor=office_actor(), at=AT)


@pytest.mark.requirement("ZON-02")
def test_inventory_and_staff_are_kept_line_by_line(county: County, zone: Channel):
    keeper = liaison_actor(county.qinghe)
    actions.equip(zone, "查询机", number="QH-01", since=date(2025, 3, 1), actor=keeper, at=AT)
    actions.equip(zone, "查询机", number="QH-01", condition="broken", actor=keeper, at=AT)
    actions.name_staff(zone, "苗青", "专区咨询", phone="0999-6000066", actor=keeper, at=AT)
    actions.name_staff(zone, "苗青", "专区咨询", trained_on=DAY, actor=keeper, at=AT)
    assert (zone.equipment.get().condition, zone.staff.get().trained_on) == ("broken", DAY)
    with pytest.raises(BadInput):
        actions.equip(zone, "资料架", count=0, actor=keeper, at=AT)
    with pytest.raises(NotAllowed):
        actions.name_staff(zone, "外人", "咨询", actor=liaison_actor(county.finance), at=AT)
