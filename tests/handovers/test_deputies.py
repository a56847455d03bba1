"""AB 角: a dated deputy has the rights of the post, is named as such in the journal, and ends by himself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from tests.cast import AT, DAY, County, leader_actor, liaison_actor, login, person_with
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.domain.rights import Role
from zwgk.foundation.journal.models import Fact
from zwgk.foundation.organs.actions import NewDeputy, deputise, end_deputy
from zwgk.foundation.organs.models import Holding
from zwgk.foundation.organs.queries import actor_of, deputies
from zwgk.matters.findings import actions as findings

UNTIL = DAY + timedelta(days=10)


def holding(county: County, role: Role = Role.LIAISON) -> Holding:
    return Holding.objects.get(person=person_with(role, county.finance))


def wanted(county: County, **changes: object) -> NewDeputy:
    values = {"holding": holding(county), "person": person_with(Role.LIAISON, county.justice), "since": DAY, "until": UNTIL} | changes
    return NewDeputy(**values)


@pytest.mark.requirement("TSK-08")
@pytest.mark.db
def test_a_deputy_acts_for_the_holder_and_the_journal_says_so(county: County):
    row = deputise(wanted(county), actor=liaison_actor(county.finance), at=AT)
    actor = actor_of(row.person, DAY)
    assert actor.may("ledger.report", county.finance.pk)
    assert actor.organ_name == county.justice.label  # his own seat stays his home
    found = findings.raise_finding(findings.NewFinding("未公开", county.finance), actor=actor_of(person_with(Role.OFFICE, county.office), DAY), at=AT)
    findings.answer(found, "已补齐", actor=actor, at=AT)
    fact = Fact.objects.filter(verb="findings.answer").first()
    assert fact.actor_name == f"{row.person.name}（代理{row.deputy_for.person.name}）"
    own = findings.raise_finding(findings.NewFinding("未公开", county.justice), actor=actor_of(person_with(Role.OFFICE, county.office), DAY), at=AT)
    findings.answer(own, "已补齐", actor=actor, at=AT)
    assert Fact.objects.filter(verb="findings.answer", actor_name=row.person.name).count() == 1


def test_it_ends_by_itself(county: County):
    row = deputise(wanted(county), actor=liaison_actor(county.finance), at=AT)
    assert actor_of(row.person, UNTIL).may("ledger.report", county.finance.pk)
    assert not actor_of(row.person, UNTIL + timedelta(days=1)).may("ledger.report", county.finance.pk)


def test_it_can_be_ended_earlier(county: County):
    row = deputise(wanted(county), actor=leader_actor(county.finance), at=AT)
    end_deputy(row, actor=leader_actor(county.finance), at=AT)
    assert not actor_of(row.person, DAY).may("ledger.report", county.finance.pk)
    with pytest.raises(Conflict, match="已经结束"):
        end_deputy(row, actor=leader_actor(county.finance), at=AT)


def test_without_approvals_the_leader_keeps_his_signature(county: County):
    post = holding(county, Role.LEADER).post
    post.roles = [Role.LEADER.value, Role.LIAISON.value]
    post.save()
    row = deputise(wanted(county, holding=holding(county, Role.LEADER), approvals=False), actor=leader_actor(county.finance), at=AT)
    assert row.post.roles == [Role.LIAISON.value]
    only = person_with(Role.REVIEWER, county.finance)
    with pytest.raises(BadInput, match="只有审批职责"):
        deputise(wanted(county, holding=Holding.objects.get(person=only), approvals=False), actor=leader_actor(county.finance), at=AT)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"person": "self"}, "不能自己代理自己"),
        ({"since": date(2026, 11, 1)}, "不能早于今天"),
        ({"until": DAY - timedelta(days=1)}, "不能早于开始日期"),
        ({"until": DAY + timedelta(days=500)}, "超过一年"),
    ],
)
def test_what_is_refused(county: County, changes: dict[str, object], said: str):
    if changes.get("person") == "self":
        changes = {"person": holding(county).person}
    with pytest.raises(BadInput, match=said):
        deputise(wanted(county, **changes), actor=liaison_actor(county.finance), at=AT)


def test_two_at_once_and_chains_are_refused(county: County):
    row = deputise(wanted(county), actor=liaison_actor(county.finance), at=AT)
    other = person_with(Role.LIAISON, county.qinghe)
    with pytest.raises(Conflict, match="时间重叠"):
        deputise(wanted(county, person=other, since=UNTIL), actor=liaison_actor(county.finance), at=AT)
    with pytest.raises(Conflict, match="不能再转给别人代理"):
        deputise(wanted(county, holding=row, person=other), actor=liaison_actor(county.finance), at=AT)
    away = Holding.objects.get(person=person_with(Role.LIAISON, county.qinghe))
    with pytest.raises(Conflict, match="自己不在岗"):
        deputise(wanted(county, holding=away, person=holding(county).person), actor=liaison_actor(county.qinghe), at=AT)


def test_another_unit_may_not(county: County):
    with pytest.raises(NotAllowed):
        deputise(wanted(county), actor=liaison_actor(county.justice), at=AT)


def test_by_page_and_on_the_desk(county: County):
    mine = login(Client(), liaison_actor(county.finance))
    colleague = person_with(Role.DISCLOSURE, county.finance)
    row = deputise(wanted(county, person=colleague), actor=liaison_actor(county.finance), at=AT)
    Holding.objects.filter(pk=row.pk).update(since=date(2020, 1, 1), until=date(2099, 1, 1))
    page = mine.get("/office/handovers/deputies/").content.decode()
    assert colleague.name in page and "代理中" in page
    desk = login(Client(), actor_of(colleague, DAY)).get("/office/").content.decode()
    assert f"您正在代理{holding(county).person.name}" in desk
    assert f"{colleague.name}正在代理您" in mine.get("/office/").content.decode()
    mine.post(f"/office/handovers/deputies/{row.pk}/end/")
    row.refresh_from_db()
    assert row.until < date(2099, 1, 1)


def test_the_list_goes_by_unit_then_by_person(county: County):
    for role, organ in ((Role.LIAISON, county.qinghe), (Role.LIAISON, county.finance), (Role.DISCLOSURE, county.finance)):
        held = Holding.objects.get(person=person_with(role, organ))
        deputise(wanted(county, holding=held), actor=liaison_actor(organ), at=AT)
    found = [(row.post.organ, row.deputy_for.person.name) for row in deputies(DAY)]
    assert found == sorted(found, key=lambda each: (each[0].order, each[0].pk, each[1]))
