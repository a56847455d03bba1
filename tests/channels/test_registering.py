"""The register of places, filings of accounts, the clean-up, modes."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from tests.cast import AT, DAY, County, liaison_actor, office_actor
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.domain.rights import system_actor
from zwgk.matters.channels import actions, queries
from zwgk.matters.channels.actions import Answer, NewChannel, NewFiling
from zwgk.matters.channels.models import Channel, Function, Kind, Mode, Release, Standing
from zwgk.matters.handovers.queries import holding

from .conftest import keeper_of, new_piece, place

pytestmark = pytest.mark.django_db
HIGHER = "县政府办公室"


def account(county: County, **more: object) -> NewChannel:
    values = {"kind": Kind.ACCOUNT, "name": "和光司法", "organ": county.justice, "platform": "微信公众号", "account": "hg_sifa", "certified_as": "和光县司法局"}
    return NewChannel(**{**values, **more})  # type: ignore[arg-type]


def opening(**more: object) -> NewFiling:
    return NewFiling(**{"step": "open", "reason": "普法宣传需要", "filed_with": HIGHER, "filed_on": DAY, **more})  # type: ignore[arg-type]


@pytest.mark.requirement("NMD-01")
def test_an_account_is_proposed_filed_and_opened(county: County):
    keeper = liaison_actor(county.justice)
    row = actions.register(account(county), state=Standing.PROPOSED, actor=keeper, at=AT)
    filing = actions.file_account(row, opening(), actor=keeper, at=AT)
    assert filing.sheet["now"]["认证主体"] == "和光县司法局"
    actions.answer_filing(filing, Answer(True, DAY, number="和新媒备〔2026〕3号"), actor=office_actor(), at=AT)
    row.refresh_from_db()
    assert (row.state, row.opened_on, row.filings.get().number) == (Standing.OPEN, DAY, "和新媒备〔2026〕3号")


@pytest.mark.requirement("NMD-01")
def test_no_second_account_of_a_unit_on_a_platform(county: County):
    actions.register(account(county), actor=office_actor(), at=AT)
    with pytest.raises(Conflict, match="已有账号“和光司法”") as refused:
        actions.register(account(county, name="和光普法"), actor=office_actor(), at=AT)
    assert "国办发〔2018〕123号" in refused.value.basis
    actions.register(account(county, platform="微博"), actor=office_actor(), at=AT)
    with pytest.raises(IntegrityError):
        place(Kind.ACCOUNT, "绕过", county.justice, platform="微博")


def test_filings_are_one_at_a_time_and_may_come_back(county: County):
    row = actions.register(account(county), state=Standing.PROPOSED, actor=office_actor(), at=AT)
    filing = actions.file_account(row, opening(), actor=liaison_actor(county.justice), at=AT)
    with pytest.raises(Conflict, match="没有答复"):
        actions.file_account(row, opening(), actor=liaison_actor(county.justice), at=AT)
    with pytest.raises(NotAllowed):
        actions.answer_filing(filing, Answer(True, DAY), actor=liaison_actor(county.justice), at=AT)
    with pytest.raises(BadInput, match="退回意见"):
        actions.answer_filing(filing, Answer(False, DAY), actor=office_actor(), at=AT)
    actions.answer_filing(filing, Answer(False, DAY, answer="请与县政府账号整合"), actor=office_actor(), at=AT)
    assert Channel.objects.get().state == Standing.PROPOSED
    with pytest.raises(Conflict):
        actions.answer_filing(filing, Answer(True, DAY), actor=office_actor(), at=AT)


@pytest.mark.requirement("NMD-01")
def test_a_change_of_owner_and_a_closing_are_announced(county: County):
    row = actions.register(account(county), actor=office_actor(), at=AT)
    filing = actions.file_account(row, opening(step="change", organ=county.development, name="和光发改"), actor=office_actor(), at=AT)
    with pytest.raises(BadInput, match="公告"):
        actions.answer_filing(filing, Answer(True, DAY), actor=office_actor(), at=AT)
    actions.answer_filing(filing, Answer(True, DAY, announced="https://www.heguang.example/gg/1.html"), actor=office_actor(), at=AT)
    row.refresh_from_db()
    assert (row.organ, row.name) == (county.development, "和光发改")
    closing = actions.file_account(row, opening(step="close", reason="无力维护"), actor=office_actor(), at=AT)
    actions.answer_filing(closing, Answer(True, DAY, announced="https://www.heguang.example/gg/2.html"), actor=office_actor(), at=AT)
    row.refresh_from_db()
    assert (row.state, row.ended_on) == (Standing.CLOSED, DAY)


def test_an_account_closes_only_by_filing_and_never_with_something_to_remove(county: County, wechat: Channel, asked: Release):
    with pytest.raises(Conflict, match="备案"):
        actions.end(wechat, "不用了", actor=office_actor(), at=AT)
    Release.objects.update(state="recall")
    filing = actions.file_account(wechat, opening(step="close"), actor=office_actor(), at=AT)
    with pytest.raises(Conflict, match="待撤除"):
        actions.answer_filing(filing, Answer(True, DAY, announced="https://a.example/1"), actor=office_actor(), at=AT)


def test_a_board_ends_with_a_reason_and_needs_no_filing(county: County, board: Channel):
    with pytest.raises(Conflict, match="不需要备案"):
        actions.file_account(board, opening(), actor=office_actor(), at=AT)
    with pytest.raises(NotAllowed):
        actions.end(board, "拆除", actor=liaison_actor(county.justice), at=AT)
    assert actions.end(board, "村部搬迁", actor=office_actor(), at=AT).state == Standing.CLOSED


def test_an_entry_is_corrected_and_its_new_keeper_told(county: County, board: Channel):
    person, _ = keeper_of(county.qinghe)
    wanted = NewChannel(Kind.VILLAGE_BOARD, "柳溪村公开栏（东门）", county.village, keeper=person, receipt="photo", level="village")
    assert actions.edit(board, wanted, actor=liaison_actor(county.qinghe), at=AT).keeper == person
    row = actions.register(account(county), actor=office_actor(), at=AT)
    with pytest.raises(Conflict, match="变更备案"):
        actions.edit(row, account(county, organ=county.finance), actor=office_actor(), at=AT)


@pytest.mark.parametrize(("more", "field"), [({"name": " "}, "name"), ({"platform": ""}, "platform"), ({"address": "公众号"}, "address"), ({"kind": "dream"}, "kind")])
def test_what_cannot_be_entered(county: County, more: dict[str, str], field: str):
    with pytest.raises(BadInput) as refused:
        actions.register(account(county, **more), actor=office_actor(), at=AT)
    assert refused.value.field == field


@pytest.mark.requirement("NMD-04")
def test_the_clean_up_lists_idle_double_unfiled_and_nobodys(county: County):
    office = office_actor()
    actions.register(account(county, opened_on=DAY - timedelta(days=40)), actor=office, at=AT)
    double = actions.register(account(county, name="和光普法", certified_as=""), state=Standing.FOUND, actor=office, at=AT)
    group = actions.register(NewChannel(Kind.GROUP, "普法工作群", county.justice, members=180), state=Standing.FOUND, actor=office, at=AT)
    faults = {each.channel.name: each.faults for each in queries.cleanup(DAY)}
    assert faults["和光司法"] == ["40 天没有更新", "同一平台有多个账号", "没有备案", "没有管理人"]
    assert faults["和光普法"][-1] == "待决定去留" and "没有认证" in faults["和光普法"]
    assert faults["普法工作群"] == ["没有管理人", "待决定去留"]
    with pytest.raises(Conflict, match="已有账号"):
        actions.retain(double, "留着", actor=office, at=AT)
    actions.end(double, "合并到和光司法", actor=office, at=AT)
    assert actions.retain(group, "保留，用于日常联系", actor=office, at=AT).state == Standing.OPEN
    with pytest.raises(NotAllowed):
        actions.retain(group, "留", actor=liaison_actor(county.justice), at=AT)


def test_the_keepers_places_are_handed_over(county: County, wechat: Channel):
    leaving, _ = keeper_of(county.finance)
    successor, _ = keeper_of(county.justice)
    held = queries.held_by(leaving.pk, AT)
    assert [each.label for each in held] == ["微信公众号：和光财政"] and holding
    assert actions.pass_on([each.key for each in held], leaving, successor, actor=system_actor("测试"), at=AT) == 1
    assert not queries.held_by(leaving.pk, AT) and Channel.objects.get().keeper == successor


def test_the_mode_of_a_unit_stands_over_that_of_the_county(county: County):
    office = office_actor()
    assert queries.mode(Function.PUBLICATION, county.finance, DAY) == Mode.OWN
    actions.set_mode(Function.PUBLICATION, Mode.SUPERIOR, since=date(2026, 1, 1), reason="市政府要求集约化", actor=office, at=AT)
    actions.set_mode(Function.PUBLICATION, Mode.BOTH, organ=county.finance, since=DAY, reason="试点", actor=office, at=AT)
    assert queries.mode(Function.PUBLICATION, county.justice, DAY) == Mode.SUPERIOR
    assert queries.mode(Function.PUBLICATION, county.finance, DAY) == Mode.BOTH
    assert queries.mode(Function.PUBLICATION, county.finance, DAY - timedelta(days=1)) == Mode.SUPERIOR
    assert queries.mode(Function.MAILBOX, county.finance, DAY) == Mode.OWN
    with pytest.raises(NotAllowed):
        actions.set_mode(Function.MAILBOX, Mode.OWN, since=DAY, reason="x", actor=liaison_actor(county.finance), at=AT)


def test_a_catalogue_entry_finds_its_places(county: County, portal: Channel, superior: Channel, wechat: Channel, board: Channel):
    place("account", "和光发布", county.office, platform="微信公众号")
    found = queries.prescribed(county.finance, ["政府网站", "两微一端", "广播电视", "精准推送"], DAY)
    assert [row.name for row in found.channels] == [portal.name, "和光财政"] and found.missing == ["广播电视"]
    assert [row.name for row in queries.prescribed(county.justice, ["两微一端"], DAY).channels] == ["和光发布"]
    assert [row.name for row in queries.prescribed(county.qinghe, ["社区/企事业单位/村公示栏（电子屏）"], DAY).channels] == [board.name]
    actions.set_mode(Function.PUBLICATION, Mode.SUPERIOR, since=DAY, reason="集约化", actor=office_actor(), at=AT)
    rows = actions.release(new_piece(county.finance), queries.prescribed(county.finance, ["政府网站"], DAY).channels, actor=office_actor(), at=AT)
    assert [(row.channel.name, row.state) for row in rows] == [("曜州市集约化平台", "todo")]
