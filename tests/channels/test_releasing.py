"""From a publication to its places: asked, receipts, failures, new versions, limits."""

from datetime import date

import pytest

from tests.cast import AT, County, assessor_actor, liaison_actor, office_actor
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.domain.rights import system_actor
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.files import actions as files
from zwgk.foundation.inbox import queries as inbox
from zwgk.matters.channels import actions, queries
from zwgk.matters.channels.actions import Given
from zwgk.matters.channels.models import RELEASE, Channel, Release, State

from .conftest import keeper_of, new_piece, place

pytestmark = pytest.mark.django_db
ADDRESS = "https://mp.example/s/abc"


@pytest.mark.requirement("NMD-02")
def test_a_publication_waits_at_each_place_and_its_keeper_is_told(county: County, wechat: Channel, board: Channel, portal: Channel):
    rows = actions.release(new_piece(county.finance), [portal, wechat, board], actor=office_actor(), at=AT)
    assert [(row.channel.name, row.state) for row in rows] == [
        ("和光县人民政府门户网站", State.DONE), ("和光财政", State.TODO), ("柳溪村公开栏", State.TODO)
    ]  # fmt: skip
    assert rows[0].address == "https://www.heguang.example/xxgk/7.html"
    assert [message.title for message in inbox.for_actor(liaison_actor(county.finance))] == ["待发布到渠道：关于开展2026年度惠农补贴申报的通告"]


def test_the_same_version_asked_twice_stands_once(county: County, wechat: Channel, board: Channel):
    actions.release(new_piece(county.finance), [wechat], actor=office_actor(), at=AT)
    again = actions.release(new_piece(county.finance), [wechat, board], actor=office_actor(), at=AT)
    assert [row.channel for row in again] == [board] and Release.objects.count() == 2


def test_a_new_version_goes_wherever_the_former_stands(county: County, wechat: Channel, board: Channel, asked: Release):
    actions.confirm(asked, Given(ADDRESS), actor=liaison_actor(county.finance), at=AT)
    actions.release(new_piece(county.finance), [board], actor=office_actor(), at=AT)
    new = actions.release(new_piece(county.finance, hash="b" * 64), [], actor=office_actor(), at=AT)
    assert {row.channel for row in new} == {wechat, board} and all(row.state == State.TODO and row.replaces for row in new)
    assert {row.state for row in Release.objects.filter(piece__hash="a" * 64)} == {State.DONE, State.VOID}


def test_a_place_with_a_limit_has_a_clock_that_the_receipt_ends(county: County, asked: Release):
    clock = clocks.of_subject(RELEASE, asked.pk).get()
    assert clock.due_on == date(2026, 11, 25) and clock.person_id == asked.channel.keeper_id
    done = actions.confirm(asked, Given(ADDRESS, released_on=date(2026, 11, 23)), actor=liaison_actor(county.finance), at=AT)
    assert (done.state, done.live) == (State.DONE, "waiting")
    assert clocks.of_subject(RELEASE, asked.pk).get().state == "met"


@pytest.mark.parametrize("address", ["", "公众号已发", "javascript:alert(1)"])
def test_an_account_wants_an_address(county: County, asked: Release, address: str):
    with pytest.raises(BadInput):
        actions.confirm(asked, Given(address), actor=liaison_actor(county.finance), at=AT)
    assert Release.objects.get().state == State.TODO


@pytest.mark.requirement("ZON-05")
def test_a_board_wants_a_photo_and_a_newspaper_its_issue(county: County, board: Channel):
    paper = place("press", "和光报", county.office, receipt="issue")
    on_board, in_paper = actions.release(new_piece(county.finance), [board, paper], actor=office_actor(), at=AT)
    with pytest.raises(BadInput, match="照片"):
        actions.confirm(on_board, Given(), actor=office_actor(), at=AT)
    with pytest.raises(BadInput, match="版面"):
        actions.confirm(in_paper, Given(), actor=office_actor(), at=AT)
    photo = files.keep(b"jpeg", "公开栏.jpg", actor=office_actor(), at=AT)
    actions.confirm(on_board, Given(), proofs=[photo], actor=office_actor(), at=AT)
    actions.confirm(in_paper, Given(issue="第3版"), actor=office_actor(), at=AT)
    assert on_board.proofs.get().file == photo and set(Release.objects.values_list("state", flat=True)) == {State.DONE}


def test_a_day_before_the_publication_is_refused(county: County, asked: Release):
    with pytest.raises(BadInput, match="早于"):
        actions.confirm(asked, Given(ADDRESS, released_on=date(2026, 11, 1)), actor=liaison_actor(county.finance), at=AT)
    with pytest.raises(BadInput, match="晚于今天"):
        actions.confirm(asked, Given(ADDRESS, released_on=date(2026, 12, 1)), actor=liaison_actor(county.finance), at=AT)


def test_neighbours_and_readers_give_no_receipt(county: County, asked: Release):
    for stranger in (liaison_actor(county.justice), assessor_actor()):
        with pytest.raises(NotAllowed):
            actions.confirm(asked, Given(ADDRESS), actor=stranger, at=AT)


@pytest.mark.requirement("NMD-03")
def test_the_keeper_confirms_for_another_organ(county: County):
    person, keeper = keeper_of(county.justice)
    account = place("account", "和光发布", county.office, platform="微信公众号", keeper=person)
    row = actions.release(new_piece(county.finance), [account], actor=office_actor(), at=AT)[0]
    assert actions.confirm(row, Given(ADDRESS), actor=keeper, at=AT).done_by == keeper.name


def test_a_failure_says_why_and_may_be_made_good(county: County, asked: Release):
    keeper = liaison_actor(county.finance)
    with pytest.raises(BadInput):
        actions.fail(asked, " ", actor=keeper, at=AT)
    assert actions.fail(asked, "平台退回：标题超长", actor=keeper, at=AT).state == State.FAILED
    assert actions.confirm(asked, Given(ADDRESS), actor=keeper, at=AT).state == State.DONE
    with pytest.raises(Conflict, match="已发布"):
        actions.fail(asked, "又坏了", actor=keeper, at=AT)


def test_what_is_not_needed_leaves_the_queue_and_its_clock(county: County, asked: Release):
    with pytest.raises(NotAllowed):
        actions.skip(asked, "不发", actor=liaison_actor(county.justice), at=AT)
    actions.skip(asked, "已随上级账号转发", actor=liaison_actor(county.finance), at=AT)
    assert Release.objects.get().state == State.VOID and clocks.of_subject(RELEASE, asked.pk).get().state == "void"


def test_further_places_are_added_by_hand(county: County, asked: Release, board: Channel):
    with pytest.raises(NotAllowed):
        actions.add_channels(asked.piece, [board], actor=liaison_actor(county.justice), at=AT)
    with pytest.raises(BadInput):
        actions.add_channels(asked.piece, [], actor=liaison_actor(county.finance), at=AT)
    assert [row.channel for row in actions.add_channels(asked.piece, [board, asked.channel], actor=liaison_actor(county.finance), at=AT)] == [board]


@pytest.mark.requirement("NMD-02")
def test_one_message_at_province_city_and_county_shows_each_receipt(county: County, asked: Release):
    above = place("account", "曜州发布", county.higher, platform="微信公众号", level="city")
    province = place("account", "省政府发布", county.higher, platform="客户端", level="province")
    actions.add_channels(asked.piece, [above, province], actor=office_actor(), at=AT)
    rows = queries.joint(asked.piece)
    assert [row.channel.name for row in rows] == ["省政府发布", "曜州发布", "和光财政"]
    actions.confirm(rows[0], Given("https://app.example/1"), actor=office_actor(), at=AT)
    assert [(row.state, row.address) for row in queries.joint(asked.piece)][0] == (State.DONE, "https://app.example/1")


@pytest.mark.requirement("ENF-04")
def test_enforcement_information_goes_to_three_platforms_by_name(county: County):
    names = ["省行政执法服务网", "信用中国（省）", "国家企业信用信息公示系统（省）"]
    for name in names:
        place("column", name, county.higher, level="province")
    found = queries.prescribed(county.finance, names, AT.date())
    rows = actions.release(new_piece(county.finance), found.channels, actor=office_actor(), at=AT)
    assert [row.channel.name for row in rows] == names and not found.missing
    for n, row in enumerate(rows):
        actions.confirm(row, Given(f"https://credit.example/{n}"), actor=liaison_actor(county.finance), at=AT)
    assert queries.of_publication("records.record", 7).filter(state=State.DONE).count() == 3


def test_a_package_taken_is_noted_once(county: County, asked: Release):
    first = actions.pack(asked, actor=liaison_actor(county.finance), at=AT).packed_at
    assert first == AT and actions.pack(asked, actor=system_actor("测试"), at=AT.replace(hour=12)).packed_at == AT
    with pytest.raises(NotAllowed):
        actions.pack(asked, actor=liaison_actor(county.justice), at=AT)
