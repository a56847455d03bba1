"""renew: a corrected document keeps the progress of continuing tasks."""

from datetime import date

import pytest

from tests.cast import AT, liaison_actor, office_actor
from tests.ledger.conftest import decisions, item_of
from tests.received.conftest import TEXT
from zwgk.domain.errors import BadInput, Conflict
from zwgk.foundation.inbox import queries as inbox
from zwgk.matters.ledger import actions, queries
from zwgk.matters.ledger.actions.progress import Progress
from zwgk.matters.ledger.models import Duty, Item
from zwgk.matters.notices import actions as notices

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("DOC-05")]


def corrected(plan, *changes):
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    notice = notices.replace(plan.notice, text.encode(), "更正件.txt", actor=office_actor(), at=AT)
    notices.confirm(notice, actor=office_actor(), at=AT)
    return notice


def test_progress_stays_and_the_clock_follows_the_new_day(plan, county):
    item = item_of(plan, "一/(一)", "finance")
    actions.report(item, Progress("已完成初稿。", 40), actor=liaison_actor(county.finance), at=AT)
    notice = corrected(plan, ("2026年12月10日前", "2026年12月20日前"))
    result = actions.renew(plan, notice, decisions(county), actor=office_actor(), at=AT)
    assert (result.kept, result.changed, result.added, result.ended) == (4, 1, 0, 0)
    item = Item.objects.get(pk=item.pk)
    assert item.percent == 40 and item.reports.count() == 1
    assert queries.clock_of(item).due_on == date(2026, 12, 20)


def test_evidence_without_a_report_survives_a_new_day(plan, county):
    item = item_of(plan, "一/(一)", "finance")
    actions.add_file(item, "清单".encode(), "清单.txt", actor=liaison_actor(county.finance), at=AT)
    notice = corrected(plan, ("2026年12月10日前", "2026年12月20日前"))
    actions.renew(plan, notice, decisions(county), actor=office_actor(), at=AT)
    item = Item.objects.get(pk=item.pk)
    assert item.evidence.count() == 1
    assert queries.clock_of(item).due_on == date(2026, 12, 20)


def test_a_task_that_is_gone_ends_with_its_clocks(plan, county):
    item = item_of(plan, "二/(二)", "justice")
    notice = corrected(plan, ("（二）办好政务公开讲堂。年底前举办讲堂。（责任单位：县法治办）\n", ""))
    assert actions.renew(plan, notice, decisions(county), actor=office_actor(), at=AT).ended == 1
    assert Duty.objects.get(pk=item.duty_id).ended
    assert queries.clocks_of([item]) == {}


def test_a_new_unit_comes_in_and_a_dropped_one_ends(plan, county):
    notice = corrected(plan, ("（责任单位：县司法局、县财政局）", "（责任单位：县司法局、各乡镇（街道））"))
    actions.renew(plan, notice, decisions(county), actor=office_actor(), at=AT)
    living = {duty.organ.slug for duty in Duty.objects.filter(task__plan=plan, task__path="一/(一)", ended="")}
    assert living == {"justice", "qinghe", "baishi", "linjiang"}


def test_only_units_whose_tasks_changed_are_told(plan, county):
    notice = corrected(plan, ("2026年12月10日前", "2026年12月20日前"))
    actions.renew(plan, notice, decisions(county), actor=office_actor(), at=AT)
    told = {organ.slug for organ in (county.finance, county.justice, county.qinghe) if any(message.kind == "ledger.renew" for message in inbox.for_actor(liaison_actor(organ)))}
    assert told == {"finance", "justice"}


def test_only_a_correction_of_the_plans_own_document_is_taken(plan, county):
    other = notices.receive(TEXT.replace("31号", "99号").encode(), "别的.txt", actor=office_actor(), at=AT)
    notices.confirm(other, actor=office_actor(), at=AT)
    with pytest.raises(Conflict, match="更正件"):
        actions.renew(plan, other, decisions(county), actor=office_actor(), at=AT)


def extended(plan, county):
    item = item_of(plan, "一/(一)", "finance")
    asked = actions.ask_extension(item, date(2026, 12, 28), "系统升级尚未完成。", actor=liaison_actor(county.finance), at=AT)
    actions.decide_extension(asked, True, "", actor=office_actor(), at=AT)
    return item, corrected(plan, ("2026年12月10日前", "2026年12月20日前"))


@pytest.mark.parametrize(("keep", "due"), [(True, date(2026, 12, 28)), (False, date(2026, 12, 20))])
def test_a_granted_extension_stands_or_falls_as_a_person_says(plan, county, keep, due):
    item, notice = extended(plan, county)
    with pytest.raises(BadInput, match="有 1 件事项已经同意延期"):
        actions.renew(plan, notice, decisions(county), actor=office_actor(), at=AT)
    actions.renew(plan, notice, decisions(county), keep_extensions=keep, actor=office_actor(), at=AT)
    assert queries.clock_of(Item.objects.get(pk=item.pk)).due_on == due


def test_the_wizard_asks_before_it_overrides_an_extension(plan, county, office_client):
    _, notice = extended(plan, county)
    page = office_client.get(f"/office/ledger/plans/{plan.pk}/renew/{notice.pk}/").content.decode()
    assert "已同意的延期" in page and "保留：延期后的日期更晚的" in page and "2026年12月28日" in page
