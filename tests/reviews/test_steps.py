"""Steps in their order, by different people, over the version they saw; nothing is cleared before the last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.cast import AT, DAY, County, actor_with, leader_actor, liaison_actor, person_with
from tests.reviews.conftest import digest, judges, passed, take
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.domain.rights import Grant, Role
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.journal import queries as journal
from zwgk.matters.reviews import actions, queries
from zwgk.matters.reviews.models import SUBJECT, Review, State

HASH = digest("正文1")


@pytest.mark.db
@pytest.mark.requirement("ATT-05")
def test_four_people_take_the_steps_and_only_then_it_is_cleared(county: County, submit: Callable[..., Review]) -> None:
    review = submit()
    for step, actor in judges(county.finance).items():
        assert queries.cleared("records.record", 1, HASH) is None
        assert (wanted := queries.next_step(review)) and wanted.id == step
        assert [one.pk for one in queries.waiting_for(actor)] == [review.pk]
        review = take(review, actor)
    assert review.state == State.COMPLETED and queries.cleared("records.record", 1, HASH)
    assert [line.taken.name for line in queries.course(review) if line.taken] == [each.name for each in judges(county.finance).values()]
    assert queries.cleared("records.record", 1, digest("别的")) is None and queries.cleared("records.record", 2, HASH) is None


@pytest.mark.requirement("ATT-05")
def test_no_step_is_skipped(county: County, submit: Callable[..., Review]) -> None:
    with pytest.raises(NotAllowed, match="其他岗位"):
        take(submit(), leader_actor(county.finance))


@pytest.mark.requirement("ATT-03")
def test_nobody_reviews_his_own_draft(county: County, submit: Callable[..., Review]) -> None:
    review = submit()
    Review.objects.filter(pk=review.pk).update(drafter=person_with(Role.REVIEWER, county.finance))
    with pytest.raises(NotAllowed, match="自己的稿件"):
        take(Review.objects.get(pk=review.pk), actor_with(Role.REVIEWER, county.finance))


@pytest.mark.requirement("ATT-05")
def test_one_person_does_not_take_two_steps(county: County, submit: Callable[..., Review]) -> None:
    reviewer = actor_with(Role.REVIEWER, county.finance)
    review = take(submit(), reviewer)
    with pytest.raises(NotAllowed, match="另一人"):
        take(review, reviewer)


def test_a_stranger_and_another_organ_do_not_judge(county: County, submit: Callable[..., Review]) -> None:
    with pytest.raises(NotAllowed):
        take(submit(), actor_with(Role.REVIEWER, county.justice))
    with pytest.raises(NotAllowed):
        take(submit(), liaison_actor(county.finance))


def test_a_deputy_with_another_post_of_his_own_is_written_down_as_deputy(county: County, submit: Callable[..., Review]) -> None:
    people = judges(county.finance)
    review = take(take(submit(), people["first"]), people["second"])
    leader = people["third"]
    deputy = replace(leader, grants=(*leader.grants, Grant(Role.SECRECY, county.finance.pk, "姚叙文")))
    after = take(review, deputy)
    step = after.steps.get(step="secrecy")
    assert (step.name, step.absent) == (leader.name, "姚叙文")
    told = [fact.actor_name for fact in journal.of_subject(SUBJECT, review.pk) if "保密审查通过" in fact.sentence]
    assert told == [f"{leader.name}（代理姚叙文）"]


def test_what_is_ones_own_step_is_not_taken_for_somebody_else(county: County, submit: Callable[..., Review]) -> None:
    first = judges(county.finance)["first"]
    both = replace(first, grants=(*first.grants, Grant(Role.REVIEWER, county.finance.pk, "姚叙文")))
    assert take(submit(), both).steps.get().absent == ""


def test_a_decision_over_an_old_version_is_refused(county: County, submit: Callable[..., Review]) -> None:
    review = submit()
    with pytest.raises(Conflict, match="最新版本"):
        actions.decide(review, actions.Decision(True, "0" * 64), actor=judges(county.finance)["first"], at=AT)


@pytest.mark.requirement("ATT-05")
def test_a_change_sends_it_back_to_the_beginning(county: County, submit: Callable[..., Review]) -> None:
    review = submit()
    take(review, judges(county.finance)["first"])
    again = submit(text="改过的正文")
    review.refresh_from_db()
    assert review.state == State.LAPSED and queries.next_step(again).id == "first"  # type: ignore[union-attr]


def test_returning_needs_a_reason_and_tells_the_drafter(county: County, submit: Callable[..., Review]) -> None:
    review, reviewer = submit(), judges(county.finance)["first"]
    with pytest.raises(BadInput, match="写明原因"):
        actions.decide(review, actions.Decision(False, review.hash, " "), actor=reviewer, at=AT)
    review = actions.decide(review, actions.Decision(False, review.hash, "表二合计不对"), actor=reviewer, at=AT)
    assert review.state == State.RETURNED and review.reason == "表二合计不对"
    assert any("退回" in fact.sentence for fact in journal.of_subject(SUBJECT, review.pk))


@pytest.mark.requirement("ATT-03")
def test_the_secrecy_review_has_its_seven_working_days(county: County, submit: Callable[..., Review]) -> None:
    review = submit()
    for step in ("first", "second"):
        review = take(review, judges(county.finance)[step])
    [clock] = clocks.open_of(SUBJECT, review.pk)
    assert clock.due_at and clock.due_at.astimezone(AT.tzinfo).date() == DAY + timedelta(9)
    take(review, judges(county.finance)["secrecy"])
    assert not clocks.open_of(SUBJECT, review.pk).exists()


def test_a_township_with_few_people_needs_two(county: County, submit: Callable[..., Review]) -> None:
    review = submit(county.qinghe)
    reviewer = person_with(Role.REVIEWER, county.qinghe)
    post = reviewer.holdings.get().post
    post.roles = ["reviewer", "secrecy"]
    post.save()
    both, leader = actor_with(Role.REVIEWER, county.qinghe), leader_actor(county.qinghe)
    review = take(review, both)
    with pytest.raises(NotAllowed, match="另一人"):
        take(review, both)  # first and second are not to be taken together
    review = take(review, actor_with(Role.DISCLOSURE, county.qinghe))
    review = take(review, both)
    assert take(review, leader).state == State.COMPLETED


@pytest.mark.requirement("ATT-05")
def test_a_batch_is_judged_once_and_a_changed_item_leaves_it(county: County, submit: Callable[..., Review]) -> None:
    review = submit(items=3)
    review = take(review, judges(county.finance)["first"])
    review = actions.withdraw_item(review, review.items.get(item_id="2"), "金额改过", actor=liaison_actor(county.finance), at=AT)
    for step in ("second", "secrecy", "third"):
        review = take(review, judges(county.finance)[step])
    assert queries.cleared("records.record", 1, HASH) and queries.cleared("records.record", 3, digest("正文3"))
    assert queries.cleared("records.record", 2, digest("正文2")) is None


def test_the_author_takes_it_back(county: County, submit: Callable[..., Review]) -> None:
    review = actions.lapse(submit(), "要补附件", actor=liaison_actor(county.finance), at=AT)
    assert review.state == State.LAPSED
    with pytest.raises(Conflict):
        take(review, judges(county.finance)["first"])


def test_an_emergency_is_a_leaders_labelled_act_and_the_review_follows(county: County, submit: Callable[..., Review]) -> None:
    review = submit()
    with pytest.raises(NotAllowed):
        actions.allow_emergency(review, "防汛转移避险", actor=liaison_actor(county.finance), at=AT)
    with pytest.raises(BadInput):
        actions.allow_emergency(review, "", actor=leader_actor(county.finance), at=AT)
    review = actions.allow_emergency(review, "防汛转移避险", actor=leader_actor(county.finance), at=AT)
    leave = queries.cleared("records.record", 1, HASH)
    assert leave and leave.emergency
    assert clocks.open_of(SUBJECT, review.pk).get().title == "补齐紧急发布的审核"
    for actor in judges(county.finance).values():
        review = take(review, actor)
    done = queries.cleared("records.record", 1, HASH)
    assert done and not done.emergency and not clocks.open_of(SUBJECT, review.pk).exists()


def signature(step: str, role: Role, county: County) -> actions.Signature:
    return actions.Signature(step, person_with(role, county.finance), DAY, "同意")


ROLES = {"first": Role.REVIEWER, "second": Role.DISCLOSURE, "secrecy": Role.SECRECY, "third": Role.LEADER}


@pytest.mark.requirement("ATT-05")
def test_signed_on_paper(county: County, submit: Callable[..., Review]) -> None:
    review = submit()
    lines = [signature(step, role, county) for step, role in ROLES.items()]
    paper = actions.Paper(review.code, lines, b"%PDF-1.4 scan", "签批单.pdf")
    with pytest.raises(BadInput, match="不是现在的内容"):
        actions.register_paper(review, actions.Paper("0000-0000", lines, b"x", "a.pdf"), actor=liaison_actor(county.finance), at=AT)
    review = actions.register_paper(review, paper, actor=liaison_actor(county.finance), at=AT)
    assert review.state == State.COMPLETED
    assert all(step.scan_id and step.registered_by for step in review.steps.all())


def test_paper_obeys_the_same_rules(county: County, submit: Callable[..., Review]) -> None:
    review = submit()
    leader_first = actions.Paper(review.code, [signature("first", Role.LEADER, county)], b"x", "a.pdf")
    with pytest.raises(BadInput, match="其他岗位"):
        actions.register_paper(review, leader_first, actor=liaison_actor(county.finance), at=AT)
    out_of_order = actions.Paper(review.code, [signature("third", Role.LEADER, county)], b"x", "a.pdf")
    with pytest.raises(BadInput, match="一审一校"):
        actions.register_paper(review, out_of_order, actor=liaison_actor(county.finance), at=AT)
    assert passed(review).passed and not review.steps.exists()
