"""What nobody answers for is found at night, told once, and mended by one tap."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tests.cast import AT, DAY, County, liaison_actor, login, office_actor, person_with
from zwgk.domain.errors import Conflict
from zwgk.domain.rights import Role
from zwgk.foundation.inbox.models import Message
from zwgk.foundation.organs.actions import NewDeputy, deputise
from zwgk.foundation.organs.models import Holding, Organ, Person
from zwgk.matters.governance import actions as governance
from zwgk.matters.handovers import actions, jobs, queries
from zwgk.matters.handovers.models import Ownerless
from zwgk.matters.ledger.models import Duty

from .conftest import Work


def found(kind: str) -> list[str]:
    return [gap.label for gap in queries.gaps(AT) if gap.kind == kind]


def test_units_without_a_liaison_and_gaps_in_the_chain(county: County):
    person_with(Role.LIAISON, county.finance)
    assert not any(label.startswith("县财政局") for label in found("没有信息员"))
    assert any(label.startswith("青禾镇") for label in found("没有信息员"))
    assert "县财政局没有登记具体承办科室、分管负责同志、主要负责同志" in found("责任链缺人")


@pytest.mark.requirement("TSK-08")
@pytest.mark.db
def test_a_locked_person_leaves_post_tasks_and_limits_without_owner(work: Work):
    Person.objects.filter(pk=work.leaving.pk).update(is_active=False)
    kinds = {gap.kind for gap in queries.gaps(AT)}
    assert {"账号停用仍在岗", "任务无人经办", "时限无人负责", "物品没有交出", "岗位空缺", "没有信息员"} <= kinds


@pytest.mark.db
def test_the_office_is_told_once_per_new_thing(work: Work):
    actions.look(actor=office_actor(), at=AT)
    assert jobs.look(at=AT + timedelta(days=1)) == ""
    assert Message.objects.filter(kind="handovers.ownerless").count() == 1
    Person.objects.filter(pk=work.leaving.pk).update(is_active=False)
    fresh = actions.look(actor=office_actor(), at=AT + timedelta(days=2))
    assert "账号停用仍在岗" in {row.kind for row in fresh}
    assert Message.objects.filter(kind="handovers.ownerless").count() == 2
    Person.objects.filter(pk=work.leaving.pk).update(is_active=True)
    actions.look(actor=office_actor(), at=AT + timedelta(days=3))
    assert Ownerless.objects.filter(kind="账号停用仍在岗", gone_at__isnull=False).exists()


def test_one_tap_gives_a_task_back_to_its_unit(work: Work, office_client: Client):
    Holding.objects.filter(person=work.leaving).update(until=DAY - timedelta(days=1))
    key = f"ledger.duty:{Duty.objects.get(person=work.leaving).pk}"
    assert key in office_client.get("/office/handovers/ownerless/").content.decode()
    office_client.post("/office/handovers/ownerless/give-back/", {"key": key})
    assert not Duty.objects.filter(person=work.leaving).exists()
    clock = next(gap.key for gap in queries.gaps(AT) if gap.kind == "时限无人负责")
    actions.give_back(clock, actor=office_actor(), at=AT)
    with pytest.raises(Conflict, match="已经有人负责"):
        actions.give_back(key, actor=office_actor(), at=AT)


def test_a_deputy_that_ended_while_the_holder_is_gone(county: County):
    held = Holding.objects.get(person=person_with(Role.LIAISON, county.finance))
    row = deputise(NewDeputy(held, person_with(Role.DISCLOSURE, county.finance), DAY, DAY), actor=office_actor(), at=AT)
    Holding.objects.filter(pk=row.pk).update(until=DAY - timedelta(days=1))
    Person.objects.filter(pk=held.person_id).update(is_active=False)
    assert len(found("代理到期")) == 1


def test_a_dissolved_unit_with_open_things(work: Work):
    Organ.objects.filter(pk=work.county.finance.pk).update(ended=DAY)
    kinds = {gap.kind for gap in queries.gaps(AT)}
    assert {"撤销单位有未了事项", "撤销单位仍有人在岗"} <= kinds


def test_the_chain_is_whole_when_all_three_are_named(county: County):
    section = governance.NewSection(county.finance, "办公室", "张三", "主任", "0999-6000001", DAY)
    governance.set_section(section, actor=office_actor(), at=AT)
    for duty in ("head", "leader"):
        governance.set_responsible(governance.Named(county.finance, duty, "李四", "局长", "0999-6000001", DAY), actor=office_actor(), at=AT)
    assert not any(label.startswith("县财政局") for label in found("责任链缺人"))


def test_only_the_office_sees_the_page(county: County):
    assert login(Client(), liaison_actor(county.finance)).get("/office/handovers/ownerless/").status_code == 403
