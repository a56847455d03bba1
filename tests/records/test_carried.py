"""The joint with the channels: published, it is asked for there; ended, it is recalled; restored, the recall is taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cast import AT, County, liaison_actor, office_actor
from zwgk.domain.rights import system_actor
from zwgk.foundation.files import actions as files
from zwgk.matters.catalogue.models import Entry, Field
from zwgk.matters.channels import queries as channels
from zwgk.matters.channels.actions import Given
from zwgk.matters.channels.actions import confirm as confirm_receipt
from zwgk.matters.channels.models import Channel, Kind, Release
from zwgk.matters.channels.models import State as There
from zwgk.matters.records import actions
from zwgk.matters.records.actions import Ending
from zwgk.matters.records.models import SUBJECT, Publication, Record, State

from .conftest import cleared, drafted, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def carried(county: County) -> Record:
    """Published under an entry that prescribes the website and the account; on the account since."""
    Channel.objects.create(kind=Kind.PORTAL, name="门户网站", organ=county.office, entered_at=AT, entered_by="测试")
    Channel.objects.create(kind=Kind.ACCOUNT, name="和光财政", organ=county.finance, platform="微信公众号", entered_at=AT, entered_by="测试")
    field = Field.objects.create(key="budget", name="财政预决算", department=county.finance, national=True)
    entry = Entry.objects.create(
        field=field, level1="预算", content="部门预算", basis="条例", limit="20个工作日", publisher="财政局",
        channels=[{"name": "政府网站", "required": True}, {"name": "两微一端", "required": True}],
    )  # fmt: skip
    entry.publishers.add(county.finance)
    record = drafted(county.finance)
    actions.edit(record, {}, seen=record.number, entries=[entry], actor=liaison_actor(county.finance), at=AT)
    published(record)
    record.refresh_from_db()
    confirm_receipt(Release.objects.get(channel__kind=Kind.ACCOUNT), Given("https://mp.example/s/1"), actor=liaison_actor(county.finance), at=AT)
    return record


def standing() -> dict[str, str]:
    return {row.channel.kind: row.state for row in Release.objects.select_related("channel")}


@pytest.mark.requirement("PRO-02")
def test_the_prescribed_places_are_asked_and_our_own_portal_answers_by_itself(carried: Record):
    assert standing() == {Kind.PORTAL: There.DONE, Kind.ACCOUNT: There.DONE}
    assert {row.piece.title for row in channels.of_publication(SUBJECT, carried.pk)} == {carried.title}


def test_withdrawn_it_is_recalled_everywhere(carried: Record):
    actions.withdraw(carried, Ending("misfiled"), actor=office_actor(), at=AT)
    assert standing() == {Kind.PORTAL: There.WITHDRAWN, Kind.ACCOUNT: There.RECALL}


def test_repealed_it_stays_and_every_place_outside_is_to_say_so(carried: Record):
    actions.repeal(carried, Ending("cleaned"), actor=office_actor(), at=AT)
    assert standing() == {Kind.PORTAL: There.DONE, Kind.ACCOUNT: There.LABEL}
    assert Release.objects.get(channel__kind=Kind.ACCOUNT).label == "本文件已于2026年11月23日废止"


def test_a_row_whose_period_is_over_is_recalled_too(carried: Record):
    Publication.objects.filter(pk=carried.live_id).update(shown_until=AT.date() - timedelta(days=1))
    actions.expire(carried, actor=system_actor("公示期管理"), at=AT)
    assert standing() == {Kind.PORTAL: There.WITHDRAWN, Kind.ACCOUNT: There.RECALL}


def test_taken_down_and_restored_the_recall_is_taken_back(carried: Record):
    incident = actions.take_down(carried, "public_opinion", actor=liaison_actor(carried.organ), at=AT)
    assert standing()[Kind.ACCOUNT] == There.RECALL
    actions.restore(incident, "经核实内容无误", actor=office_actor(), at=AT + timedelta(hours=1))
    assert standing() == {Kind.PORTAL: There.DONE, Kind.ACCOUNT: There.DONE}


def test_another_attachment_is_another_version_for_the_places(carried: Record):
    liaison = liaison_actor(carried.organ)
    actions.amend(carried, "补充附件", actor=liaison, at=AT)
    actions.attach(carried, files.keep(b"one,two", "明细.csv", actor=liaison, at=AT), actor=liaison, at=AT)
    carried.refresh_from_db()
    actions.publish(cleared(carried), actor=liaison, at=AT)
    newest = Release.objects.order_by("-pk").first()
    assert newest is not None and newest.state == There.TODO and [each.name for each in newest.piece.files.all()] == ["明细.csv"]


def test_what_is_typed_meanwhile_does_not_stand_in_the_way_of_restoring(carried: Record):
    liaison = liaison_actor(carried.organ)
    record = actions.amend(carried, "更正数字", actor=liaison, at=AT)
    actions.edit(record, {"title": "关于公开2026年县级部门预算的通知（更正）"}, seen=record.number, actor=liaison, at=AT)
    incident = actions.take_down(record, "public_opinion", actor=liaison, at=AT)
    back = actions.restore(incident, "经核实内容无误", actor=office_actor(), at=AT)
    record.refresh_from_db()
    assert back.title == "关于公开2026年县级部门预算的通知" and record.state == State.DRAFT and record.live_id == back.pk
