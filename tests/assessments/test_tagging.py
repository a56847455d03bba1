"""tag, tag_many, change_tag, untag, upload; proposals; how units stand; urge_gaps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.assessments.conftest import indicator
from tests.cast import AT, County, assessor_actor, liaison_actor, office_actor
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.foundation.inbox import queries as inbox
from zwgk.matters.assessments import actions, queries
from zwgk.matters.assessments.models import IndicatorTable, Tag, Upload
from zwgk.matters.governance import actions as governance
from zwgk.matters.governance.actions.meetings import NewMeeting
from zwgk.matters.ledger.models import Evidence

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


def uploaded(county: County, title: str = "2026年预算公开截图", dated: date | None = None) -> Upload:
    new = actions.NewUpload(county.finance, title, dated or AT.date())
    return actions.upload(new, PNG, "截图.png", actor=liaison_actor(county.finance), at=AT)


def tagged(table: IndicatorTable, county: County, code: str = "1.1", **more: str) -> Tag:
    new = actions.NewTag(indicator(table, code), f"upload:{uploaded(county).pk}", **more)
    return actions.tag(new, county.finance, actor=liaison_actor(county.finance), at=AT)


@pytest.mark.requirement("TSK-09")
def test_evidence_of_the_ledger_proves_an_indicator(table: IndicatorTable, county: County, proof: Callable[..., Evidence]):
    row = proof()
    new = actions.NewTag(indicator(table, "1.2"), f"evidence:{row.pk}", "第三章", "3-5")
    made = actions.tag(new, county.justice, actor=liaison_actor(county.justice), at=AT)
    assert (made.title, made.pages, made.counts) == ("法治政府建设年度报告.txt", "3-5", True)
    stand = queries.standing(table)
    assert stand.state(indicator(table, "1.2"), county.justice) == "have"
    assert stand.have == 1 and stand.state(indicator(table, "1.2"), county.finance) == "not"


def test_one_material_serves_several_indicators_once_each(table: IndicatorTable, county: County):
    first = tagged(table, county)
    more = actions.NewTag(indicator(table, "2.2"), first.key)
    actions.tag(more, county.finance, actor=office_actor(), at=AT)
    with pytest.raises(Conflict, match="已经对应"):
        actions.tag(more, county.finance, actor=office_actor(), at=AT)
    assert Tag.objects.filter(source_id=first.source_id).count() == 2


def test_a_unit_tags_only_its_own_material_to_its_own_indicators(table: IndicatorTable, county: County):
    key = f"upload:{uploaded(county).pk}"
    with pytest.raises(NotAllowed):
        actions.tag(actions.NewTag(indicator(table, "1.1"), key), county.finance, actor=liaison_actor(county.justice), at=AT)
    with pytest.raises(BadInput, match="不属于这个单位"):
        actions.tag(actions.NewTag(indicator(table, "1.2"), key), county.justice, actor=liaison_actor(county.justice), at=AT)
    with pytest.raises(BadInput, match="不要求"):
        actions.tag(actions.NewTag(indicator(table, "1.2"), key), county.finance, actor=liaison_actor(county.finance), at=AT)
    with pytest.raises(NotAllowed):
        actions.tag(actions.NewTag(indicator(table, "1.1"), key), county.finance, actor=assessor_actor(), at=AT)
    assert not Tag.objects.exists()


def test_what_is_older_than_the_period_does_not_count(table: IndicatorTable, county: County):
    old = uploaded(county, dated=date(2025, 12, 30))
    made = actions.tag(actions.NewTag(indicator(table, "1.1"), f"upload:{old.pk}"), county.finance, actor=office_actor(), at=AT)
    assert not made.counts
    stand = queries.standing(table)
    assert stand.state(indicator(table, "1.1"), county.finance) == "early" and stand.have == 0
    assert next(offer for offer in queries.offers(table, county.finance) if offer.material.id == old.pk).early


def test_proposals_count_for_nothing_until_taken_in_bulk(table: IndicatorTable, county: County):
    row = uploaded(county, "2026年县本级政府预算决算公开截图")
    offer = next(offer for offer in queries.offers(table, county.finance) if offer.material.id == row.pk)
    assert offer.proposals[0].indicator.code == "1.1" and offer.proposals[0].closes_gap
    assert queries.standing(table).have == 0
    pairs = [actions.NewTag(each.indicator, offer.material.key) for each in offer.proposals]
    assert len(actions.tag_many(pairs, county.finance, actor=liaison_actor(county.finance), at=AT)) == len(pairs)
    assert actions.tag_many(pairs, county.finance, actor=liaison_actor(county.finance), at=AT) == []


def test_what_belongs_to_a_tagged_task_is_proposed_with_the_reason(table: IndicatorTable, county: County, proof: Callable[..., Evidence]):
    first, second = proof(), proof("另一份".encode(), "附件.txt")
    actions.tag(actions.NewTag(indicator(table, "1.3"), f"evidence:{first.pk}"), county.justice, actor=office_actor(), at=AT)
    offer = next(offer for offer in queries.offers(table, county.justice) if offer.material.key == f"evidence:{second.pk}")
    assert ("1.3", "同一任务的材料已对应这项指标") in [(each.indicator.code, each.reason) for each in offer.proposals]


def test_meetings_are_materials_too(table: IndicatorTable, county: County):
    new = NewMeeting(county.finance, "leadership", date(2026, 5, 8), "第5次", "听取政务公开工作汇报", "抓紧落实")
    governance.record_meeting(new, actor=office_actor(), at=AT)
    offer = next(offer for offer in queries.offers(table, county.finance) if offer.material.kind == "meeting")
    assert "2.2" in [each.indicator.code for each in offer.proposals]


def test_a_tag_is_changed_and_taken_back(table: IndicatorTable, county: County):
    row = tagged(table, county)
    actions.change_tag(row, "见第二页", "2，4-5", actor=liaison_actor(county.finance), at=AT)
    assert (row.note, row.pages) == ("见第二页", "2,4-5")
    with pytest.raises(BadInput, match="看不懂"):
        actions.change_tag(row, "", "前几页", actor=office_actor(), at=AT)
    with pytest.raises(NotAllowed):
        actions.untag(row, actor=liaison_actor(county.justice), at=AT)
    actions.untag(row, actor=liaison_actor(county.finance), at=AT)
    assert not Tag.objects.exists() and Upload.objects.exists()


def test_files_of_tomorrow_and_programs_are_refused(county: County):
    with pytest.raises(BadInput, match="晚于今天"):
        uploaded(county, dated=AT.date() + timedelta(1))
    new = actions.NewUpload(county.finance, "程序", AT.date())
    with pytest.raises(BadInput):
        actions.upload(new, b"MZ\x90\x00", "a.exe", actor=office_actor(), at=AT)


def test_units_are_told_what_they_lack_once_a_day(table: IndicatorTable, county: County):
    assert actions.urge_gaps(table, [county.justice, county.finance], "请周五前补齐：", actor=office_actor(), at=AT) == 2
    message = next(each for each in inbox.for_actor(liaison_actor(county.justice)) if each.kind == "assessments.urge")
    assert "请周五前补齐：" in message.body and "1.2 公开法治政府建设年度报告" in message.body and "1.1" not in message.body
    assert actions.urge_gaps(table, [county.justice], actor=office_actor(), at=AT) == 0
    assert actions.urge_gaps(table, [county.justice], actor=office_actor(), at=AT + timedelta(1)) == 1
    with pytest.raises(NotAllowed):
        actions.urge_gaps(table, [county.justice], actor=liaison_actor(county.justice), at=AT)


def test_the_group_message_names_units_and_indicators(table: IndicatorTable, county: County):
    text = queries.gaps_text(table, queries.standing(table, [county.justice.pk]).units)
    assert "县司法局（缺 3 项）：1.2" in text and "县财政局" not in text
    assert replace(queries.standing(table).units[0], missing=[]).done == len(queries.standing(table).units[0].required)
