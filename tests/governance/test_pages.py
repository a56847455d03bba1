"""The office and public pages of governance."""

from __future__ import annotations

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.test import Client

from tests.cast import AT, DAY, County, assessor_actor, liaison_actor, login, office_actor
from tests.governance.test_filing import name_both
from tests.governance.test_people import leader_of
from zwgk.matters.governance.actions import Call, file_people, open_call, publish_work, set_responsible
from zwgk.matters.governance.models import (
    CompetentDepartment,
    Duty,
    Filing,
    FilingCall,
    FilingState,
    Responsible,
    WorkingOrgan,
)
from zwgk.matters.governance.queries import responsible_of

BASE = "/office/governance/"
SOON = date.today() + timedelta(days=30)
BODY = {"name": "和光县财政局办公室", "address": "和光县文汇路6号", "office_hours": "工作日", "phone": "0999-6000005", "since": "2026-11-23"}
PERSON = {"name": "章若水", "title": "副局长", "phone": "0999-6000031", "mobile": "13900000001", "work": "分管政务公开工作", "since": "2026-11-23"}


def text(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, url
    return answer.content.decode()


@pytest.fixture
def call(county: County) -> FilingCall:
    wanted = Call("2026年备案", county.office, SOON, [county.finance, county.qinghe])
    return open_call(wanted, actor=office_actor(), at=AT)


@pytest.mark.requirement("ORG-01")
def test_the_competent_department_is_registered_and_public(office_client: Client, client: Client, county: County) -> None:
    sent = {"government": county.government.pk, "organ": county.justice.pk, "since": "2026-11-23"}
    assert "第三条" in office_client.post(f"{BASE}department/", sent).content.decode()
    office_client.post(f"{BASE}department/", {**sent, "organ": county.office.pk})
    assert CompetentDepartment.objects.get().organ == county.office
    shown = text(Client(), "/governance/")
    assert "和光县人民政府办公室是和光县的政府信息公开工作主管部门" in shown and "推进、指导、协调、监督" in shown


@pytest.mark.requirement("ORG-02")
def test_an_organ_registers_its_working_organ_and_an_institution_is_refused(liaison_client: Client, county: County) -> None:
    page = f"{BASE}organs/{county.finance.pk}/working-organ/"
    refused = liaison_client.post(page, {**BODY, "name": "县政务服务中心"})
    assert "不得指定为政府信息公开工作机构" in refused.content.decode() and not WorkingOrgan.objects.exists()
    assert liaison_client.post(page, BODY).status_code == 302
    assert "0999-6000005" in text(Client(), "/governance/")


@pytest.mark.requirement("ORG-03")
def test_people_change_and_the_public_page_shows_what_is_published(liaison_client: Client, county: County) -> None:
    page = f"{BASE}organs/{county.finance.pk}/"
    liaison_client.post(f"{page}people/leader/", PERSON)
    row = responsible_of(county.finance, Duty.LEADER)
    assert "章若水" not in text(Client(), "/governance/leaders/")
    liaison_client.post(f"{BASE}people/{row.pk}/publish/")
    shown = text(Client(), "/governance/leaders/")
    assert "章若水" in shown and "分管政务公开工作" in shown and "1390000" not in shown
    assert "13900000001" in text(liaison_client, page)
    liaison_client.post(f"{BASE}people/{row.pk}/end/", {"until": "2026-11-30"})
    assert "以前的人员" in text(liaison_client, page) and "章若水" not in text(Client(), "/governance/leaders/")


@pytest.mark.requirement("ORG-03")
def test_mobile_numbers_are_for_those_who_register_only(county: County) -> None:
    name_both(county.finance)
    assert "13900000001" not in text(login(Client(), liaison_actor(county.justice)), f"{BASE}organs/{county.finance.pk}/")
    assert "13900000001" not in text(login(Client(), assessor_actor()), f"{BASE}organs/{county.finance.pk}/")


@pytest.mark.requirement("ORG-03")
def test_a_mobile_number_that_slipped_in_is_masked_in_public(county: County) -> None:
    row = set_responsible(leader_of(county.finance), actor=office_actor(), at=AT)
    publish_work(row, actor=office_actor(), at=AT)
    Responsible.objects.update(phone="13900000001")
    assert "139****0001" in text(Client(), "/governance/leaders/")


@pytest.mark.requirement("ORG-03")
def test_the_overview_counts_what_is_missing(office_client: Client, liaison_client: Client, county: County) -> None:
    name_both(county.finance)
    shown = text(office_client, BASE)
    assert "县财政局" in shown and "青禾镇" in shown
    assert "县财政局" in text(office_client, f"{BASE}?missing=1")
    own = text(liaison_client, BASE)
    assert "县财政局" in own and "青禾镇" not in own


@pytest.mark.requirement("ORG-03")
def test_a_call_goes_out_and_an_organ_files_on_the_page(office_client: Client, liaison_client: Client, county: County) -> None:
    sent = {"title": "备案", "receiver": county.office.pk, "due_on": SOON.isoformat(), "organs": [county.finance.pk, county.qinghe.pk]}
    page = office_client.post(f"{BASE}calls/new/", sent).headers["Location"]
    filing = Filing.objects.get(organ=county.finance)
    assert "尚未报备：县财政局、青禾镇" in text(office_client, page)
    assert liaison_client.post(f"{BASE}filings/{filing.pk}/file/").status_code == 409
    name_both(county.finance)
    liaison_client.post(f"{BASE}filings/{filing.pk}/file/")
    own = text(liaison_client, page)
    assert "已报备" in own and "青禾镇" not in own
    office_client.post(f"{BASE}filings/{filing.pk}/confirm/")
    assert Filing.objects.get(pk=filing.pk).state == FilingState.CONFIRMED


@pytest.mark.requirement("ORG-03")
def test_a_filing_is_sent_back_or_not_needed(office_client: Client, call: FilingCall, county: County) -> None:
    name_both(county.finance)
    filing = file_people(Filing.objects.get(organ=county.finance), actor=office_actor(), at=AT)
    assert office_client.get(f"{BASE}filings/{filing.pk}/return/").status_code == 200
    office_client.post(f"{BASE}filings/{filing.pk}/return/", {"reason": "职务有误"})
    other = Filing.objects.get(organ=county.qinghe)
    office_client.post(f"{BASE}filings/{other.pk}/exempt/", {"reason": "已直接报市"})
    assert {each.state for each in Filing.objects.all()} == {FilingState.RETURNED, FilingState.EXEMPT}


@pytest.mark.requirement("ORG-03")
def test_the_exports_hold_the_missing_units_and_no_mobile_number(office_client: Client, call: FilingCall, county: County) -> None:
    name_both(county.finance)
    file_people(Filing.objects.get(organ=county.finance), actor=office_actor(), at=AT)
    for url in (f"{BASE}export/", f"{BASE}calls/{call.pk}/export/"):
        rows = openpyxl.load_workbook(io.BytesIO(office_client.get(url).content)).active.iter_rows(values_only=True)
        told = " ".join(str(cell) for row in rows for cell in row)
        assert "章若水" in told and "青禾镇人民政府" in told and "13900000001" not in told


def test_every_form_opens_and_strangers_are_refused(office_client: Client, liaison_client: Client, call: FilingCall, county: County) -> None:
    for page in ("department/", "calls/", "calls/new/", f"organs/{county.finance.pk}/working-organ/", f"organs/{county.finance.pk}/people/contact/"):
        assert office_client.get(BASE + page).status_code == 200, page
    text(office_client, f"{BASE}organs/{county.finance.pk}/people/king/", 404)
    for page in ("department/", "calls/new/", "export/"):
        text(liaison_client, BASE + page, 403)
    answer = liaison_client.post(f"{BASE}organs/{county.justice.pk}/people/leader/", {**PERSON, "since": DAY})
    assert answer.status_code == 403


def test_empty_public_pages_say_so(county: County) -> None:
    assert "正在登记" in text(Client(), "/governance/") and "正在公布" in text(Client(), "/governance/leaders/")
