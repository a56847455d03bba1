"""The act: everything moves at once, nothing is lost, the account ends, the list is frozen."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.test import Client

from tests.cast import AT, DAY, liaison_actor, login, office_actor, person_with
from zwgk.domain.errors import Conflict, NotAllowed
from zwgk.domain.rights import Role
from zwgk.foundation.journal.models import Fact
from zwgk.foundation.organs.models import Holding, Person
from zwgk.foundation.organs.queries import actor_of
from zwgk.matters.governance import actions as governance
from zwgk.matters.governance.queries import responsible_of
from zwgk.matters.handovers import actions, jobs, queries
from zwgk.matters.handovers.models import KeptObject, State
from zwgk.matters.ledger.models import Duty, Report

from .conftest import Work, agreed, prepared


def kinds(person: Person) -> dict[str, int]:
    found: dict[str, int] = {}
    for held in queries.everything(person, AT):
        found[held.kind] = found.get(held.kind, 0) + 1
    return found


@pytest.mark.requirement("TSK-08")
@pytest.mark.db
def test_nothing_open_stays_with_the_old_person_and_nothing_is_lost(work: Work):
    before = kinds(work.leaving)
    assert {"岗位", "经办任务", "时限", "办理事项", "问题整改", "待签收消息", "责任登记", "保管物品"} <= set(before)
    actions.carry_out(agreed(work), actor=office_actor(), at=AT)
    assert queries.everything(work.leaving, AT) == []
    assert kinds(work.successor) == before


def test_one_thing_may_go_to_somebody_else(work: Work):
    other = person_with(Role.DISCLOSURE, work.county.finance)
    row = prepared(work)
    duty = Duty.objects.get(person=work.leaving)
    actions.arrange(row, [actions.Arranged(f"ledger.duty:{duty.pk}", to=other, remark="等住建局回函")], remarks="预算表找张股长", actor=office_actor(), at=AT)
    actions.confirm_on_paper(row, b"scan", "清单.jpg", actor=office_actor(), at=AT)
    done = actions.carry_out(row, actor=office_actor(), at=AT)
    duty.refresh_from_db()
    assert duty.person == other
    line = next(line for line in queries.list_of(done, AT) if line.held.key == f"ledger.duty:{duty.pk}")
    assert (line.to, line.remark) == (other.name, "等住建局回函")
    assert queries.everything(work.leaving, AT) == []


def test_the_account_ends_with_its_sessions_and_second_factor(work: Work):
    client = login(Client(), liaison_actor(work.county.finance))
    Authenticator.objects.create(user=work.leaving, type="totp", data={})
    assert client.get("/office/").status_code == 200
    actions.carry_out(agreed(work), actor=office_actor(), at=AT)
    work.leaving.refresh_from_db()
    assert not work.leaving.is_active
    assert client.get("/office/").status_code == 302
    assert not Authenticator.objects.filter(user=work.leaving).exists()
    assert not [row for row in Session.objects.all() if row.get_decoded().get("_auth_user_id") == str(work.leaving.pk)]


def test_history_keeps_the_old_name_and_the_registers_take_the_new_one(work: Work):
    actions.carry_out(agreed(work), actor=office_actor(), at=AT)
    assert responsible_of(work.county.finance, "contact").name == "新来的"
    assert Holding.objects.get(person=work.leaving).until == DAY - timedelta(days=1)
    assert Fact.objects.filter(actor_id=work.leaving.pk, actor_name=work.leaving.name).exists()
    assert not Report.objects.filter(reported_by="新来的").exists()


def test_the_successor_has_the_rights_and_is_told(work: Work):
    actions.carry_out(agreed(work), actor=office_actor(), at=AT)
    actor = actor_of(work.successor, DAY)
    assert actor.may("ledger.report", work.county.finance.pk)
    assert work.successor.messages.filter(kind="handovers.done").exists()


def test_the_list_is_frozen_with_its_digest(work: Work):
    row = agreed(work)
    done = actions.carry_out(row, actor=office_actor(), at=AT)
    kept = {key: value for key, value in done.content.items() if key not in ("digest_of_lines", "confirmed")}
    assert hashlib.sha256(json.dumps(kept, ensure_ascii=False, sort_keys=True).encode()).hexdigest() == done.digest
    assert [each["part"] for each in done.content["confirmed"]] == ["移交人", "接收人", "监交人"]
    assert len(queries.list_of(done, AT)) == len(kept["lines"])


def test_an_object_that_was_not_handed_over_is_looked_for(work: Work):
    row, kept = prepared(work), KeptObject.objects.get()
    actions.arrange(row, [actions.Arranged(f"handovers.object:{kept.pk}", missing=True)], remarks="", actor=office_actor(), at=AT)
    actions.confirm_on_paper(row, b"scan", "清单.png", actor=office_actor(), at=AT)
    actions.carry_out(row, actor=office_actor(), at=AT)
    kept.refresh_from_db()
    assert (kept.keeper, kept.missing_since) == (work.successor, DAY)
    assert "物品没有交出" in {gap.kind for gap in queries.gaps(AT)}
    actions.find_object(kept, actor=office_actor(), at=AT)
    assert "物品没有交出" not in {gap.kind for gap in queries.gaps(AT)}


def test_it_waits_for_all_confirmations(work: Work):
    with pytest.raises(Conflict, match="还没有全部确认"):
        actions.carry_out(prepared(work), actor=office_actor(), at=AT)


def test_a_stranger_may_not(work: Work):
    with pytest.raises(NotAllowed):
        actions.carry_out(agreed(work), actor=liaison_actor(work.county.qinghe), at=AT)


@pytest.mark.db
def test_a_later_day_is_kept_by_the_job_once(work: Work):
    row = agreed(work, on=DAY + timedelta(days=3))
    with pytest.raises(Conflict, match="还没有到"):
        actions.carry_out(row, actor=office_actor(), at=AT)
    assert jobs.effect(at=AT) == ""
    later = AT + timedelta(days=3)
    assert jobs.effect(at=later) == "办理交接 1 件"
    assert jobs.effect(at=later) == ""
    row.refresh_from_db()
    assert row.state == State.DONE
    assert row.pdf_id and row.docx_id
    assert Holding.objects.filter(person=work.successor).count() == 1


def test_to_carry_out_twice_changes_nothing(work: Work):
    row = agreed(work)
    first = actions.carry_out(row, actor=office_actor(), at=AT)
    again = actions.carry_out(row, actor=office_actor(), at=AT + timedelta(hours=1))
    assert again.done_at == first.done_at


def test_who_came_today_cannot_hand_over_today(work: Work):
    Holding.objects.filter(person=work.leaving).update(since=DAY)
    with pytest.raises(Conflict, match="当天不能移交"):
        actions.carry_out(agreed(work), actor=office_actor(), at=AT)


@pytest.mark.db
def test_it_is_taken_back_while_nothing_was_changed(work: Work):
    before = {held.kind for held in queries.everything(work.leaving, AT)}
    row = actions.carry_out(agreed(work), actor=office_actor(), at=AT)
    actions.undo(row, "选错了人", actor=office_actor(), at=AT + timedelta(hours=2))
    work.leaving.refresh_from_db()
    assert work.leaving.is_active
    assert {held.kind for held in queries.everything(work.leaving, AT)} == before
    assert queries.everything(work.successor, AT) == []


def test_it_is_not_taken_back_after_the_successor_has_worked_or_too_late(work: Work):
    row = actions.carry_out(agreed(work), actor=office_actor(), at=AT)
    with pytest.raises(Conflict, match="超过可以撤回的时间"):
        actions.undo(row, "选错了人", actor=office_actor(), at=AT + timedelta(days=8))
    kept = actions.NewObject(work.county.finance, work.successor, "seal", "业务章", "保险柜")
    actions.keep_object(kept, actor=actor_of(work.successor, DAY), at=AT + timedelta(hours=1))
    with pytest.raises(Conflict, match="已经办过事"):
        actions.undo(row, "选错了人", actor=office_actor(), at=AT + timedelta(hours=2))


@pytest.mark.requirement("ORG-04")
def test_those_who_answer_at_the_unit_get_a_copy(work: Work):
    leader = person_with(Role.LEADER, work.county.finance)
    named = governance.Named(work.county.finance, "leader", leader.name, "副局长", "0999-6000001", DAY)
    governance.set_responsible(named, actor=office_actor(), at=AT)
    actions.carry_out(agreed(work), actor=office_actor(), at=AT)
    assert leader.messages.get(kind="handovers.copy").body.startswith("负责抓")
