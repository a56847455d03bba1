"""From draft to publication and its ends."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from tests.cast import AT, County, actor_with, leader_actor, liaison_actor, office_actor, person_with
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.domain.rights import Role, system_actor
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.files import actions as files
from zwgk.foundation.organs.models import Organ
from zwgk.foundation.search import queries as search
from zwgk.matters.records import actions, jobs, queries
from zwgk.matters.records.actions import Ending, Proposal
from zwgk.matters.records.models import PUBLICATION, SUBJECT, Attribute, Hit, Publication, Record, State
from zwgk.matters.reviews import actions as reviews
from zwgk.matters.reviews import queries as judged

from .conftest import SAID, cleared, drafted, passed, published

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("ATT-01")
def test_the_attribute_is_proposed_at_the_source_and_confirmed_by_who_signs(record: Record):
    publication = published(record)
    record.refresh_from_db()
    assert [each.act for each in record.classifications.all()] == ["proposed", "confirmed"]
    assert record.attribute_confirmed_by == leader_actor(record.organ).name
    assert publication.hash == record.hash


@pytest.mark.requirement("ATT-01")
def test_without_an_attribute_nothing_is_submitted(county: County):
    record = drafted(county.finance, attribute="", ground="")
    assert queries.missing(record)[0].field == "attribute"
    with pytest.raises(BadInput, match="公开属性"):
        actions.submit(record, actor=liaison_actor(county.finance), at=AT)


def test_the_ground_is_one_of_a_closed_list_with_its_article(record: Record):
    with pytest.raises(BadInput, match="从列表中选择"):
        actions.classify(record, Proposal(Attribute.WITHHELD, "statutory"), actor=liaison_actor(record.organ), at=AT)
    with pytest.raises(BadInput, match="第十四条"):
        actions.classify(record, Proposal(Attribute.WITHHELD, "security"), actor=liaison_actor(record.organ), at=AT)
    changed = actions.classify(record, Proposal(Attribute.WITHHELD, "internal"), actor=liaison_actor(record.organ), at=AT)
    assert changed.attribute == Attribute.WITHHELD and not clocks.open_of(SUBJECT, record.pk).exists()


@pytest.mark.requirement("ATT-04")
@pytest.mark.requirement("ATT-05")
def test_published_after_four_people_have_judged_this_very_content(record: Record):
    publication = published(record)
    record.refresh_from_db()
    assert (record.state, record.live) == (State.PUBLISHED, publication)
    assert publication.index_number == record.index_number and record.index_number.endswith("/2026-00001")
    assert search.document(PUBLICATION, publication.pk).url == publication.url
    assert queries.publication_at(record.slug) == publication


@pytest.mark.requirement("ATT-05")
def test_a_change_after_the_review_sends_it_back(record: Record):
    cleared(record)
    actions.edit(record, {"title": "改过的标题"}, seen=1, actor=liaison_actor(record.organ), at=AT)
    record.refresh_from_db()
    assert record.state == State.DRAFT
    with pytest.raises(Conflict):
        actions.publish(record, actor=liaison_actor(record.organ), at=AT)


def test_a_change_under_review_ends_that_review(record: Record):
    review = actions.submit(record, actor=liaison_actor(record.organ), at=AT)
    actions.edit(record, {"body": "<p>改了</p>"}, seen=1, actor=liaison_actor(record.organ), at=AT)
    review.refresh_from_db()
    assert review.state == "lapsed" and judged.open_of(SUBJECT, record.pk) is None


def test_two_people_editing_collide_and_nothing_is_overwritten(record: Record):
    actor = liaison_actor(record.organ)
    actions.edit(record, {"title": "第一人的标题"}, seen=1, actor=actor, at=AT)
    with pytest.raises(Conflict, match="第2版"):
        actions.edit(record, {"title": "第二人的标题"}, seen=1, actor=office_actor(), at=AT)


def test_what_is_being_typed_is_kept_until_it_is_saved(record: Record):
    actor = liaison_actor(record.organ)
    actions.keep_typing(record, {"title": "写到一半"}, seen=1, actor=actor, at=AT)
    assert queries.unsaved_of(record, actor).content == {"title": "写到一半"}
    actions.edit(record, {"title": "写完了"}, seen=1, actor=actor, at=AT)
    assert queries.unsaved_of(record, actor) is None


def test_saving_without_a_change_makes_no_version(record: Record):
    actions.edit(record, {"title": record.title}, seen=1, actor=liaison_actor(record.organ), at=AT)
    record.refresh_from_db()
    assert record.number == 1 and record.versions.count() == 1


@pytest.mark.requirement("ATT-05")
def test_versions_are_compared_in_words(record: Record):
    actions.edit(record, {"title": "新标题", "body": "<p>各预算单位：</p><p>新的一段</p>"}, seen=1, actor=liaison_actor(record.organ), at=AT)
    new, old = record.versions.all()
    title, body = queries.changes_between(old, new)
    assert (title.label, title.after) == ("标题", "新标题")
    assert ("+", "新的一段") in body.lines


@pytest.mark.requirement("ATT-09")
def test_a_certain_identity_number_stops_the_submission_until_it_is_masked(county: County):
    record = drafted(county.finance, body="<p>申请人张某，身份证号11010519491231002X，已核实。</p>")
    with pytest.raises(BadInput, match="个人信息"):
        actions.submit(record, actor=liaison_actor(county.finance), at=AT)
    hit = record.hits.get(blocks=True)
    actions.mask([hit], actor=liaison_actor(county.finance), at=AT)
    record.refresh_from_db()
    assert "11010519491231002X" not in record.body and record.number == 2
    actions.submit(record, actor=liaison_actor(county.finance), at=AT)


@pytest.mark.requirement("ATT-09")
def test_a_finding_may_be_overridden_with_a_reason_under_a_name(county: County):
    record = drafted(county.finance, body="<p>身份证号11010519491231002X。</p>")
    actions.rescreen(record, actor=liaison_actor(county.finance), at=AT)
    hit = record.hits.get(blocks=True)
    with pytest.raises(BadInput, match="为什么"):
        actions.override(hit, "", actor=liaison_actor(county.finance), at=AT)
    actions.override(hit, "样例号码，国家标准中的示例", actor=liaison_actor(county.finance), at=AT)
    actions.submit(record, actor=liaison_actor(county.finance), at=AT)
    hit.refresh_from_db()
    assert (hit.decision, hit.decided_by) == (Hit.Decision.OVERRIDDEN, liaison_actor(county.finance).name)


@pytest.mark.requirement("ATT-03")
def test_a_secrecy_mark_is_not_waved_through_by_the_drafter(county: County):
    record = drafted(county.finance, body="<p>机密★10年</p><p>正文</p>")
    actions.rescreen(record, actor=liaison_actor(county.finance), at=AT)
    hit = record.hits.get(kind="secrecy_mark")
    with pytest.raises(BadInput, match="起草人以外"):
        actions.override(hit, "已经解密，见解密通知", actor=liaison_actor(county.finance), at=AT)
    actions.override(hit, "已经解密，见解密通知", actor=actor_with(Role.SECRECY, county.finance), at=AT)


@pytest.mark.requirement("ATT-09")
def test_what_a_workbook_hides_is_found_too(county: County, hidden_sheet: bytes):
    record = drafted(county.finance)
    actions.attach_bytes(record, hidden_sheet, "名单.xlsx", actor=liaison_actor(county.finance), at=AT)
    with pytest.raises(BadInput, match="名单"):
        actions.submit(record, actor=liaison_actor(county.finance), at=AT)


@pytest.mark.requirement("ATT-02")
def test_a_mark_that_contradicts_the_attribute_blocks(county: County):
    record = drafted(county.finance, body="<p>正文</p><p>（此件依申请公开）</p>")
    with pytest.raises(BadInput, match="字样"):
        actions.submit(record, actor=liaison_actor(county.finance), at=AT)


@pytest.mark.requirement("ATT-01")
def test_what_is_withheld_is_judged_and_kept_but_never_published(county: County):
    record = cleared(drafted(county.finance, body="<p>讨论记录</p>", attribute=Attribute.WITHHELD, ground="process"))
    with pytest.raises(NotAllowed, match="不予公开"):
        actions.publish(record, actor=liaison_actor(county.finance), at=AT)
    actions.settle(record, actor=system_actor("测试"), at=AT)
    record.refresh_from_db()
    assert record.state == State.KEPT and not Publication.objects.exists()


@pytest.mark.requirement("ENF-03")
def test_twenty_working_days_from_the_day_it_came_about_met_by_publication(record: Record):
    clock = clocks.open_of(SUBJECT, record.pk).get()
    assert (clock.rule, clock.started_on, clock.due_on) == ("publication/publish", date(2026, 11, 16), date(2026, 12, 14))
    published(record)
    clock.refresh_from_db()
    assert clock.state == "met" and not clock.met_late


@pytest.mark.requirement("ENF-03")
def test_a_penalty_has_seven_working_days_and_its_lateness_shows(county: County, penalty: dict[str, object]):
    new = actions.NewRecord(organ=county.finance, kind="administrative-penalty", values=penalty)
    record = actions.draft(new, actor=liaison_actor(county.finance), at=AT)
    clock = clocks.open_of(SUBJECT, record.pk).get()
    assert (clock.rule, str(clock.started_on)) == ("enforcement/licence-and-penalty", penalty["decided_on"])
    assert queries.lights_of([record], AT + timedelta(days=40))[record.pk].state == "late"
    publication = published(record, at=AT + timedelta(days=40))
    clock.refresh_from_db()
    assert clock.met_late
    assert "identity" not in publication.values and publication.values["party"] != penalty["party"]
    assert publication.cells.filter(field="decided_on", day=date(2026, 11, 2)).exists()


def test_a_batch_is_judged_under_one_hash_and_published_row_by_row(county: County):
    rows = [drafted(county.finance, f"第{n}件") for n in (1, 2, 3)]
    review = actions.submit_batch(rows, "三件一批", actor=liaison_actor(county.finance), at=AT)
    assert review.rendition.count("现将2026年县级部门预算予以公开") == 3 * 2  # in the table and in full: nobody judges by titles
    passed(review)
    assert jobs.settle(at=AT).startswith("办理审核结果 3")
    assert queries.published(organ=county.finance).count() == 3


def test_scheduled_for_an_hour_and_published_by_the_job(record: Record):
    cleared(record)
    when = AT + timedelta(hours=5)
    actions.schedule(record, when, actor=liaison_actor(record.organ), at=AT)
    jobs.settle(at=AT + timedelta(minutes=1))
    assert Record.objects.get(pk=record.pk).state == State.APPROVED
    jobs.settle(at=when)
    assert Publication.objects.get().published_at == when


def test_amended_under_the_same_number_and_address_while_the_old_one_stays(online: Record):
    old = online.live
    actor = liaison_actor(online.organ)
    record = actions.amend(online, "数字有误", actor=actor, at=AT)
    assert queries.publication_at(old.slug) == old
    record = actions.edit(record, {"body": "<p>更正后的正文</p>"}, seen=record.number, actor=actor, at=AT)
    new = published(record, at=AT + timedelta(days=1))
    old.refresh_from_db()
    assert (new.slug, new.index_number, new.number) == (old.slug, old.index_number, 2)
    assert old.standing == Publication.Standing.REPLACED and not old.shown
    assert new.first_published_at == old.published_at
    assert {each.number for each in queries.versions_at(old.slug)} == {1, 2}


def test_repealed_it_stays_readable_and_names_its_successor(online: Record, county: County):
    successor = drafted(county.finance, "新办法")
    with pytest.raises(BadInput, match="还没有公开"):
        actions.repeal(online, Ending("replaced"), successor, actor=liaison_actor(county.finance), at=AT)
    published(successor)
    successor = actions.amend(successor, "更正", actor=liaison_actor(county.finance), at=AT)
    actions.edit(successor, {"title": "没有审过的标题"}, seen=successor.number, actor=liaison_actor(county.finance), at=AT)
    actions.repeal(online, Ending("replaced"), successor, actor=liaison_actor(county.finance), at=AT)
    shown = queries.publication_at(online.slug)
    assert (shown.standing, shown.successor_title) == (Publication.Standing.REPEALED, "新办法")


@pytest.mark.requirement("ATT-08")
def test_lapsed_it_says_so(online: Record):
    record = actions.lapse(online, Ending("expired"), actor=liaison_actor(online.organ), at=AT)
    assert record.state == State.LAPSED and queries.publication_at(online.slug).standing == Publication.Standing.LAPSED


def test_withdrawn_with_a_reason_of_the_list(online: Record):
    actor = liaison_actor(online.organ)
    with pytest.raises(BadInput, match="写明原因"):
        actions.withdraw(online, Ending("other"), actor=actor, at=AT)
    actions.withdraw(online, Ending("wrong", "金额单位写错"), actor=actor, at=AT)
    assert queries.publication_at(online.slug) is None and search.document(PUBLICATION, online.live_id) is None
    assert queries.gone_at(online.slug).end_reason == "wrong"


def test_a_row_leaves_the_public_when_its_period_ends(county: County, penalty: dict[str, object]):
    old = {**penalty, "decided_on": "2023-11-20", "served_on": "2023-11-22"}
    record = actions.draft(actions.NewRecord(organ=county.finance, kind="administrative-penalty", values=old), actor=liaison_actor(county.finance), at=AT)
    publication = published(record, at=AT - timedelta(days=10))
    with pytest.raises(Conflict, match="还没有结束"):
        actions.expire(record, actor=system_actor("测试"), at=AT - timedelta(days=9))
    assert jobs.expire(at=AT).endswith("1 条")
    publication.refresh_from_db()
    assert not publication.shown and not publication.cells.exists()


def test_every_period_that_ends_on_a_day_ends_on_it_however_many_there_are(county: County, penalty: dict[str, object], monkeypatch: pytest.MonkeyPatch):
    for number in ("和罚〔2023〕1号", "和罚〔2023〕2号"):
        values = {**penalty, "number": number, "decided_on": "2023-11-20", "served_on": "2023-11-22"}
        record = actions.draft(actions.NewRecord(organ=county.finance, kind="administrative-penalty", values=values), actor=liaison_actor(county.finance), at=AT)
        published(record, at=AT - timedelta(days=10))
    found = queries.period_over
    monkeypatch.setattr(queries, "period_over", lambda today: found(today, limit=1))
    assert jobs.expire(at=AT).endswith("2 条") and not Publication.objects.filter(shown=True).exists()


@pytest.mark.db
def test_the_database_refuses_to_change_what_was_published(online: Record):
    with pytest.raises(DatabaseError), transaction.atomic():
        Publication.objects.filter(pk=online.live_id).update(body="<p>偷偷改过</p>")


@pytest.mark.db
def test_index_numbers_follow_the_national_rule_and_never_change(county: County):
    county.finance.code = "11999900MB0000001X"
    county.finance.save()
    first, second = (published(drafted(county.finance, f"第{n}件")) for n in (1, 2))
    assert (first.index_number, second.index_number) == ("11999900MB0000001X/2026-00001", "11999900MB0000001X/2026-00002")


def test_a_draft_can_be_discarded_and_taken_back(record: Record):
    actor = liaison_actor(record.organ)
    actions.submit(record, actor=actor, at=AT)
    actions.take_back(record, actor=actor, at=AT)
    record.refresh_from_db()
    assert record.state == State.DRAFT
    with pytest.raises(BadInput):
        actions.discard(record, " ", actor=actor, at=AT)
    assert actions.discard(record, "不再需要", actor=actor, at=AT).state == State.DISCARDED


def test_a_file_is_attached_and_taken_off_again(record: Record):
    actor = liaison_actor(record.organ)
    made = actions.attach_bytes(record, "附件内容".encode(), "附件1.txt", actor=actor, at=AT)
    assert Record.objects.get(pk=record.pk).number == 2
    actions.detach(made, actor=actor, at=AT)
    assert not record.attachments.exists()


def test_other_organs_may_not_touch_it(record: Record, county: County):
    with pytest.raises(NotAllowed):
        actions.edit(record, {"title": "别人"}, seen=1, actor=liaison_actor(county.justice), at=AT)


def test_an_emergency_is_published_first_and_says_so(record: Record):
    review = actions.submit(record, actor=liaison_actor(record.organ), at=AT)
    reviews.allow_emergency(review, "山洪转移避险", actor=leader_actor(record.organ), at=AT)
    publication = actions.publish(record, actor=liaison_actor(record.organ), at=AT)
    assert publication.clearance == "emergency"
    assert SAID["attribute"] == record.attribute


def test_an_emergency_waits_for_no_appointed_hour(record: Record):
    review = actions.submit(record, actor=liaison_actor(record.organ), at=AT)
    actions.schedule(record, AT + timedelta(days=1), actor=liaison_actor(record.organ), at=AT)
    reviews.allow_emergency(review, "山洪转移避险", actor=leader_actor(record.organ), at=AT)
    jobs.settle(at=AT)
    assert Publication.objects.get().clearance == "emergency"


def test_a_kept_file_is_attached_only_while_the_piece_may_change(record: Record):
    actor = liaison_actor(record.organ)
    file = files.keep("名单".encode(), "名单.txt", actor=actor, at=AT)
    made = actions.attach(record, file, "附件二", inner=True, actor=actor, at=AT)
    assert (made.title, made.inner, record.attachments.count()) == ("附件二", True, 1)
    with pytest.raises(NotAllowed):
        actions.attach(record, file, actor=liaison_actor(Organ.objects.get(slug="justice")), at=AT)
    actions.discard(record, "不用了", actor=actor, at=AT)
    with pytest.raises(Conflict, match="不能添加附件"):
        actions.attach(record, file, actor=actor, at=AT)


def test_unfinished_pieces_are_handed_over_and_finished_ones_stay(county: County):
    leaving, successor = person_with(Role.LIAISON, county.finance), person_with(Role.REVIEWER, county.finance)
    open_one, done = drafted(county.finance, "还在写"), drafted(county.finance, "已经发了")
    Record.objects.update(drafter=leaving)
    Record.objects.filter(pk=done.pk).update(state=State.PUBLISHED)
    held = queries.held_by(leaving.pk, AT)
    assert [(each.label, each.standing) for each in held] == [("还在写", "起草中")]
    with pytest.raises(NotAllowed):
        actions.pass_on([held[0].key], leaving, successor, actor=liaison_actor(county.justice), at=AT)
    assert actions.pass_on([held[0].key, f"{SUBJECT}:{done.pk}"], leaving, successor, actor=system_actor("测试"), at=AT) == 2
    open_one.refresh_from_db()
    assert (open_one.drafter, open_one.drafted_by) == (successor, liaison_actor(county.finance).name)
    assert not queries.held_by(leaving.pk, AT)


def test_the_day_from_which_it_is_not_in_force_is_what_the_public_reads(online: Record):
    with pytest.raises(BadInput, match="不能晚于今天"):
        actions.lapse(online, Ending("expired", day=AT.date() + timedelta(days=1)), actor=office_actor(), at=AT)
    actions.lapse(online, Ending("expired", day=AT.date() - timedelta(days=3)), actor=office_actor(), at=AT)
    day = AT.date() - timedelta(days=3)
    assert f"自{day.year}年{day.month}月{day.day}日起" in Client().get(online.live.url).content.decode()
