"""The table of rights, cell by cell: who may, how far, and that each verb of these slices asks for its right."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import date

import pytest
from django.db import transaction

from tests.cast import AT, DAY, County, office_actor, person_with
from zwgk.domain.errors import NotAllowed
from zwgk.domain.rights import ADMIN_ROLES, RIGHTS, ROLE_NAMES, Actor, Grant, Reach, Role, system_actor
from zwgk.foundation.journal.actions import Subject
from zwgk.foundation.organs import actions as organs
from zwgk.foundation.organs.imports import Row, Sheet
from zwgk.foundation.organs.models import Organ, OrganGroup, Pass
from zwgk.foundation.organs.queries import reach
from zwgk.matters.findings import actions as findings
from zwgk.matters.findings.models import Finding
from zwgk.matters.governance import actions as governance
from zwgk.matters.governance.models import Duty, Filing, Responsible

HERE, BELOW, ELSEWHERE = 1, 2, 3
ROOM = date(2026, 12, 31)


def actor_of_role(role: Role, organ_id: int, below: frozenset[int] = frozenset()) -> Actor:
    return Actor(999_999, ROLE_NAMES[role], organ_id, "", (Grant(role, organ_id),), below)


@pytest.mark.parametrize("right", sorted(RIGHTS))
def test_every_role_reaches_as_far_as_the_table_says(right: str) -> None:
    for role in Role:
        actor, held = actor_of_role(role, HERE, frozenset({BELOW})), RIGHTS[right].get(role)
        assert actor.may(right) is (held is not None), role
        assert actor.may(right, HERE) is actor.may(right, BELOW) is (held is not None), role
        assert actor.may(right, ELSEWHERE) is (held is Reach.ALL), role
        assert reach(actor, right) == (None if held is Reach.ALL else {HERE, BELOW} if held else set()), role


@pytest.mark.parametrize("right", sorted(RIGHTS))
def test_a_refusal_names_who_may(right: str) -> None:
    nobody = Actor(None, "过路人", None)
    with pytest.raises(NotAllowed) as refused:
        nobody.require(right)
    assert all(ROLE_NAMES[role] in refused.value.remedy for role in RIGHTS[right])
    system_actor("时限巡检").require(right, ELSEWHERE)


def test_rights_are_named_after_slice_and_verb_and_somebody_holds_each() -> None:
    for right, roles in RIGHTS.items():
        assert right.count(".") == 1 and right == right.lower() and roles, right


def test_the_three_administrators_hold_no_business_rights() -> None:
    business = ("findings.", "governance.", "ledger.", "notices.")
    for right, roles in RIGHTS.items():
        if right.startswith(business) and not right.endswith(".see"):
            assert not ADMIN_ROLES & set(roles), right


# --- the verbs of organs, findings and governance: right → one call that the verb would accept ---------------------

Call = Callable[[County, Actor], object]


def _sheet() -> Sheet:
    return Sheet((Row(2, {"name": "和光县水利局", "kind": "政府部门"}),), {"name": "单位全称", "kind": "类别"}, ())


def _alias(county: County) -> object:
    return organs.propose_alias(county.finance, "县财局", actor=office_actor(), at=AT)


def _appointment(county: County, role: Role) -> organs.Appointment:
    return organs.Appointment(person_with(Role.CLERK, county.center), county.finance, "岗位", [role], DAY)


def _pass_for(county: County) -> organs.PassFor:
    subject = Subject("ledger.item", 12, "编制公开指南")
    return organs.PassFor(person_with(Role.LIAISON, county.linjiang), county.linjiang, subject, "/office/x/", ["ledger.see"])


def _pass(county: County) -> Pass:
    return organs.grant_pass(_pass_for(county), actor=system_actor("测试"), at=AT)[0]


def _finding(county: County, *verbs: str) -> Finding:
    """A finding at the finance bureau, brought as far as the verbs say."""
    found = findings.raise_finding(findings.NewFinding("问题", county.finance), actor=office_actor(), at=AT)
    if "order" in verbs:
        findings.order_correction(found, findings.Order("改", ROOM), actor=office_actor(), at=AT)
    if "answer" in verbs:
        findings.answer(found, "已改", actor=system_actor("测试"), at=AT)
    return found


def _named(county: County, duty: Duty) -> governance.Named:
    return governance.Named(county.finance, duty, "章若水", "副局长", "0999-6000031", DAY, work="分管政务公开")


def _leader(county: County) -> Responsible:
    return governance.set_responsible(_named(county, Duty.LEADER), actor=office_actor(), at=AT)


def _filing(county: County, *, filed: bool = False) -> Filing:
    _leader(county)
    governance.set_responsible(_named(county, Duty.CONTACT), actor=office_actor(), at=AT)
    call = governance.open_call(governance.Call("备案", county.office, ROOM, [county.finance]), actor=office_actor(), at=AT)
    filing = call.filings.get()
    return governance.file_people(filing, actor=office_actor(), at=AT) if filed else filing


def _body(county: County) -> governance.WorkingBody:
    return governance.WorkingBody(county.finance, "办公室", "文汇路6号", "工作日", "0999-6000005", DAY)


def _department(county: County) -> governance.Department:
    return governance.Department(county.government, county.office, DAY)


VERBS: dict[str, list[Call]] = {
    "organs.edit": [
        lambda c, a: organs.create_organ(organs.NewOrgan("和光县水利局", "department"), actor=a, at=AT),
        lambda c, a: organs.edit_organ(c.finance, organs.Details(code="X"), actor=a, at=AT),
        lambda c, a: organs.rename_organ(c.finance, "和光县财政管理局", actor=a, at=AT),
        lambda c, a: organs.move_organ(c.village, c.baishi, actor=a, at=AT),
        lambda c, a: organs.close_organ(c.village, on=DAY, actor=a, at=AT),
        lambda c, a: organs.create_group("甲组", members=[c.finance], actor=a, at=AT),
        lambda c, a: organs.edit_group(OrganGroup.objects.first(), spellings=["甲"], members=[], actor=a, at=AT),
        lambda c, a: organs.ensure_standard_groups(actor=a, at=AT),
    ],
    "organs.import": [lambda c, a: organs.import_organs(_sheet(), source="表", actor=a, at=AT)],
    "organs.propose_alias": [lambda c, a: organs.propose_alias(c.finance, "县财局", actor=a, at=AT)],
    "organs.confirm_alias": [
        lambda c, a: organs.confirm_alias(_alias(c), actor=a, at=AT), lambda c, a: organs.reject_alias(_alias(c), actor=a, at=AT),
    ],
    "organs.create_person": [
        lambda c, a: organs.create_person("jia", "甲", actor=a, at=AT),
        lambda c, a: organs.edit_person(person_with(Role.CLERK, c.center), name="乙", actor=a, at=AT),
    ],
    "organs.appoint": [
        lambda c, a: organs.appoint(_appointment(c, Role.LIAISON), actor=a, at=AT),
        lambda c, a: organs.release(person_with(Role.CLERK, c.center).holdings.get(), until=DAY, actor=a, at=AT),
    ],
    "organs.appoint_admin": [lambda c, a: organs.appoint(_appointment(c, Role.AUDIT_ADMIN), actor=a, at=AT)],
    "organs.reset_password": [lambda c, a: organs.reset_password(person_with(Role.CLERK, c.center), actor=a, at=AT)],
    "organs.lock_person": [
        lambda c, a: organs.lock_person(person_with(Role.CLERK, c.center), reason="因故", actor=a, at=AT),
        lambda c, a: organs.unlock_person(person_with(Role.CLERK, c.center), actor=a, at=AT),
    ],
    "organs.grant_pass": [lambda c, a: organs.grant_pass(_pass_for(c), actor=a, at=AT)],
    "organs.revoke_pass": [lambda c, a: organs.revoke_pass(_pass(c), "误发", actor=a, at=AT)],
    "findings.raise": [lambda c, a: findings.raise_finding(findings.NewFinding("问题", c.finance), actor=a, at=AT)],
    "findings.order": [lambda c, a: findings.order_correction(_finding(c), findings.Order("改", ROOM), actor=a, at=AT)],
    "findings.answer": [lambda c, a: findings.answer(_finding(c, "order"), "已改", actor=a, at=AT)],
    "findings.return": [lambda c, a: findings.return_answer(_finding(c, "order", "answer"), "不够", actor=a, at=AT)],
    "findings.close": [lambda c, a: findings.close(_finding(c, "order", "answer"), "已核", actor=a, at=AT)],
    "findings.withdraw": [lambda c, a: findings.withdraw(_finding(c), "重复", actor=a, at=AT)],
    "governance.register_department": [lambda c, a: governance.register_department(_department(c), actor=a, at=AT)],
    "governance.register": [
        lambda c, a: governance.register_working_organ(_body(c), actor=a, at=AT),
        lambda c, a: governance.set_responsible(_named(c, Duty.LEADER), actor=a, at=AT),
        lambda c, a: governance.end_responsible(_leader(c), until=DAY, actor=a, at=AT),
    ],
    "governance.publish": [lambda c, a: governance.publish_work(_leader(c), actor=a, at=AT)],
    "governance.call": [
        lambda c, a: governance.open_call(governance.Call("备案", c.office, ROOM, [c.finance]), actor=a, at=AT)
    ],
    "governance.file": [lambda c, a: governance.file_people(_filing(c), actor=a, at=AT)],
    "governance.confirm": [
        lambda c, a: governance.confirm_filing(_filing(c, filed=True), actor=a, at=AT),
        lambda c, a: governance.return_filing(_filing(c, filed=True), "有误", actor=a, at=AT),
        lambda c, a: governance.exempt_filing(_filing(c), "已报市", actor=a, at=AT),
    ],
}  # fmt: skip
PAGES_ONLY = {"organs.see", "findings.see", "findings.export", "governance.see", "governance.export"}


def test_no_verb_of_these_slices_is_forgotten() -> None:
    ours = {right for right in RIGHTS if right.split(".")[0] in ("organs", "findings", "governance")}
    assert ours == set(VERBS) | PAGES_ONLY


def refused(call: Call, county: County, actor: Actor) -> bool:
    """True when the verb refuses the actor; whatever it wrote is taken back."""
    with transaction.atomic():
        try:
            call(deepcopy(county), actor)
        except NotAllowed:
            return True
        finally:
            transaction.set_rollback(True)
    return False


@pytest.mark.db
@pytest.mark.requirement("TSK-03")
@pytest.mark.parametrize("right", sorted(VERBS))
def test_each_verb_lets_in_whom_the_table_names_and_nobody_else(county: County, right: str) -> None:
    for call in VERBS[right]:
        for role in Role:
            held = RIGHTS[right].get(role)
            at_home, away = actor_of_role(role, county.finance.pk), actor_of_role(role, county.justice.pk)
            lacks_appoint = right == "organs.appoint_admin" and role not in RIGHTS["organs.appoint"]
            assert refused(call, county, at_home) is (held is None or lacks_appoint), (right, role)
            if held is Reach.OWN:
                assert refused(call, county, away), (right, role, "elsewhere")


def test_the_organ_of_the_tests_is_the_one_acted_upon(county: County) -> None:
    assert Organ.objects.get(slug="finance") == county.finance
