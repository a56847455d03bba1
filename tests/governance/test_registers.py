"""Competent department (Art. 3) and working organs (Art. 4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.cast import AT, DAY, County, liaison_actor, office_actor
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.foundation.journal.models import Fact
from zwgk.matters.governance.actions import Department, WorkingBody, register_department, register_working_organ
from zwgk.matters.governance.models import CompetentDepartment, WorkingOrgan
from zwgk.matters.governance.queries import competent_departments, working_organ_of, working_organs
from zwgk.matters.governance.rules import has_mobile, institution_word, mask_mobile


def body_of(county: County, **values: object) -> WorkingBody:
    plain = WorkingBody(
        county.finance, "和光县财政局办公室", "和光县文汇路6号", "工作日 8:30—12:00，14:30—18:00", "0999-6000005", DAY
    )
    return replace(plain, **values)


@pytest.mark.db
@pytest.mark.requirement("ORG-01")
def test_the_office_of_the_government_is_registered_with_its_four_powers(county: County) -> None:
    row = register_department(Department(county.government, county.office, DAY), actor=office_actor(), at=AT)
    assert row.area == "和光县" and row.powers == ["推进", "指导", "协调", "监督"]
    assert "第三条" in row.basis and Fact.objects.filter(verb="governance.register_department").count() == 1


@pytest.mark.requirement("ORG-01")
def test_another_department_needs_a_written_ground(county: County) -> None:
    with pytest.raises(BadInput, match="第三条"):
        register_department(Department(county.government, county.justice, DAY), actor=office_actor(), at=AT)
    wanted = Department(county.government, county.justice, DAY, because="和编发〔2024〕9号")
    assert register_department(wanted, actor=office_actor(), at=AT).because == "和编发〔2024〕9号"


@pytest.mark.requirement("ORG-01")
def test_a_new_department_ends_the_former_one(county: County) -> None:
    register_department(Department(county.government, county.office, date(2020, 1, 1)), actor=office_actor(), at=AT)
    register_department(Department(county.government, county.office, DAY, joint=county.finance), actor=office_actor(), at=AT)
    assert CompetentDepartment.objects.get(until__isnull=False).until == date(2026, 11, 22)
    assert competent_departments().get().joint == county.finance


@pytest.mark.requirement("ORG-01")
def test_only_the_office_and_only_for_a_government(county: County) -> None:
    with pytest.raises(NotAllowed):
        register_department(Department(county.government, county.office, DAY), actor=liaison_actor(county.office), at=AT)
    with pytest.raises(BadInput):
        register_department(Department(county.finance, county.office, DAY), actor=office_actor(), at=AT)
    with pytest.raises(BadInput):
        register_department(Department(county.government, county.office, DAY, joint=county.office), actor=office_actor(), at=AT)


@pytest.mark.db
@pytest.mark.requirement("ORG-02")
def test_an_organ_registers_its_own_office(county: County) -> None:
    row = register_working_organ(body_of(county), actor=liaison_actor(county.finance), at=AT)
    assert working_organ_of(county.finance) == row and list(working_organs()) == [row]


@pytest.mark.requirement("ORG-02")
def test_a_subordinate_institution_is_refused_with_the_article(county: County) -> None:
    with pytest.raises(Conflict, match="事业单位.*第四条"):
        register_working_organ(body_of(county, name="县政务服务中心"), actor=office_actor(), at=AT)
    with pytest.raises(Conflict, match="事业单位"):
        register_working_organ(body_of(county, name="县政务服务中心", because="内设"), actor=office_actor(), at=AT)


@pytest.mark.requirement("ORG-02")
@pytest.mark.parametrize("name", ["财政信息中心", "财政科学研究所", "农村财政管理站", "财政监督检查大队"])
def test_a_name_like_an_institution_wants_a_statement(county: County, name: str) -> None:
    with pytest.raises(BadInput, match="像是下属事业单位"):
        register_working_organ(body_of(county, name=name), actor=office_actor(), at=AT)
    stated = body_of(county, name=name, because="系内设机构，和编发〔2023〕5号")
    assert register_working_organ(stated, actor=office_actor(), at=AT).because


@pytest.mark.requirement("ORG-02")
@pytest.mark.parametrize("name", ["办公室", "党政综合办公室", "政务公开科", "法规股", "综合处", "信息公开室"])
def test_internal_bodies_are_no_institutions(name: str) -> None:
    assert institution_word(name) == ""


@pytest.mark.requirement("ORG-02")
@pytest.mark.parametrize(("field", "value"), [("name", ""), ("address", " "), ("office_hours", ""), ("phone", ""), ("phone", "13900000001")])
def test_what_the_guide_publishes_must_be_there_and_no_mobile_number(county: County, field: str, value: str) -> None:
    with pytest.raises(BadInput) as refused:
        register_working_organ(body_of(county, **{field: value}), actor=office_actor(), at=AT)
    assert refused.value.field == field


@pytest.mark.requirement("ORG-02")
def test_another_organ_is_no_internal_body_and_a_change_keeps_the_former(county: County) -> None:
    with pytest.raises(Conflict, match="另一个单位"):
        register_working_organ(body_of(county, name="县司法局"), actor=office_actor(), at=AT)
    register_working_organ(body_of(county, since=date(2025, 1, 1)), actor=office_actor(), at=AT)
    register_working_organ(body_of(county, name="政务公开股"), actor=office_actor(), at=AT)
    assert WorkingOrgan.objects.filter(organ=county.finance).count() == 2


@pytest.mark.requirement("ORG-02")
def test_a_liaison_registers_for_the_own_organ_only(county: County) -> None:
    with pytest.raises(NotAllowed):
        register_working_organ(body_of(county), actor=liaison_actor(county.justice), at=AT)


def test_mobile_numbers_are_seen_and_masked_and_office_telephones_stay() -> None:
    assert has_mobile("王某 139 0000 0001") and has_mobile("+86 13900000001") and not has_mobile("0999-6000001")
    assert mask_mobile("0999-6000001，13900000001") == "0999-6000001，139****0001"
    assert mask_mobile("编号2139000000012") == "编号2139000000012"
