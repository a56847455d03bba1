"""Taking back: the check list of outside copies, each with its proof."""

from datetime import timedelta

import pytest

from tests.cast import AT, County, liaison_actor, office_actor
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.files import actions as files
from zwgk.foundation.inbox import queries as inbox
from zwgk.matters.channels import actions, queries
from zwgk.matters.channels.actions import Given
from zwgk.matters.channels.models import RELEASE, Channel, Release, State

from .conftest import new_piece

pytestmark = pytest.mark.django_db


@pytest.fixture
def out(county: County, portal: Channel, wechat: Channel, board: Channel) -> Release:
    """On the portal and the account; the board still waits. The release on the account."""
    rows = actions.release(new_piece(county.finance), [portal, wechat, board], actor=office_actor(), at=AT)
    return actions.confirm(rows[1], Given("https://mp.example/s/1"), actor=office_actor(), at=AT)


def test_what_stands_outside_is_to_be_removed_and_what_waits_is_not_needed(county: County, out: Release):
    listed = actions.recall("records.record", 7, "正文含身份证号码", actor=office_actor(), at=AT)
    assert [row.channel.name for row in listed] == ["和光财政"]
    states = dict(Release.objects.values_list("channel__name", "state"))
    assert states == {"和光县人民政府门户网站": State.WITHDRAWN, "和光财政": State.RECALL, "柳溪村公开栏": State.VOID}
    titles = [message.title for message in inbox.for_actor(liaison_actor(county.finance))]
    assert "请立即撤除：关于开展2026年度惠农补贴申报的通告" in titles
    assert not clocks.open_of(RELEASE, out.pk)


def test_the_check_list_shows_proof_of_removal(county: County, out: Release):
    row = actions.recall("records.record", "7", "含个人信息", actor=office_actor(), at=AT)[0]
    keeper = liaison_actor(county.finance)
    with pytest.raises(BadInput, match="撤除说明"):
        actions.remove(row, "", actor=keeper, at=AT)
    with pytest.raises(NotAllowed):
        actions.remove(row, "已删", actor=liaison_actor(county.justice), at=AT)
    shot = files.keep(b"png", "已删除.png", actor=keeper, at=AT)
    actions.remove(row, "", proofs=[shot], actor=keeper, at=AT)
    done = queries.outside_copies("records.record", 7).get()
    assert (done.state, done.removed_by, done.proofs.get().removal) == (State.WITHDRAWN, keeper.name, True)
    with pytest.raises(Conflict):
        actions.remove(row, "再撤一次", actor=keeper, at=AT)


def test_older_versions_outside_are_recalled_too(county: County, out: Release):
    actions.release(new_piece(county.finance, hash="b" * 64), [], actor=office_actor(), at=AT)
    assert [row.piece.hash[0] for row in actions.recall("records.record", 7, "撤回", actor=office_actor(), at=AT)] == ["a"]


def test_after_a_recall_nothing_more_is_added(county: County, out: Release, board: Channel):
    actions.recall("records.record", 7, "撤回", actor=office_actor(), at=AT)
    with pytest.raises(Conflict, match="撤除"):
        actions.add_channels(out.piece, [board], actor=office_actor(), at=AT)


def test_what_was_removed_and_is_published_again_is_asked_for_again(county: County, out: Release):
    row = actions.recall("records.record", 7, "误发", actor=office_actor(), at=AT)[0]
    actions.remove(row, "已删除", actor=liaison_actor(county.finance), at=AT)
    again = actions.release(new_piece(county.finance), [row.channel], actor=office_actor(), at=AT)
    assert [(each.pk, each.state, each.address) for each in again] == [(row.pk, State.TODO, "")]
    assert clocks.open_of(RELEASE, row.pk).count() == 1


def test_what_was_right_after_all_may_stay_and_what_was_removed_is_asked_for_again(county: County, out: Release, superior: Channel):
    second = actions.add_channels(out.piece, [superior], actor=office_actor(), at=AT)[0]
    actions.confirm(second, Given("https://city.example/1"), actor=office_actor(), at=AT)
    actions.recall("records.record", 7, "正在核查", actor=office_actor(), at=AT)
    out.refresh_from_db()
    actions.remove(out, "已删除", actor=liaison_actor(county.finance), at=AT)
    later = AT + timedelta(hours=2)
    actions.resume("records.record", 7, since=AT, actor=office_actor(), at=later)
    states = dict(Release.objects.values_list("channel__name", "state"))
    assert states == {"和光县人民政府门户网站": State.DONE, "和光财政": State.TODO, "柳溪村公开栏": State.TODO, "曜州市集约化平台": State.DONE}
    assert clocks.open_of(RELEASE, out.pk).count() == 1
    assert any("请重新发布" in message.title for message in inbox.for_actor(liaison_actor(county.finance)))
    assert actions.resume("records.record", 7, since=AT, actor=office_actor(), at=later) == []
