"""The office pages of findings."""

from __future__ import annotations

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import AT, County, assessor_actor, leader_actor, liaison_actor, login, office_actor
from zwgk.foundation.files.queries import workbook
from zwgk.matters.findings.actions import NewFinding, raise_finding
from zwgk.matters.findings.models import Finding, State

pytestmark = pytest.mark.requirement("TSK-09")
BASE = "/office/findings/"


@pytest.fixture
def finding(county: County) -> Finding:
    return raise_finding(NewFinding("=预决算栏目没有更新", county.finance, severity="grave"), actor=office_actor(), at=AT)


def text(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, url
    return answer.content.decode()


def test_a_problem_goes_through_all_pages_to_closure(office_client: Client, liaison_client: Client, county: County) -> None:
    proof = SimpleUploadedFile("截图.png", b"png")
    sent = {"organ": county.finance.pk, "problem": "栏目空白", "severity": "minor", "found_on": "2026-11-20", "proofs": proof}
    page = office_client.post(f"{BASE}new/", sent).headers["Location"]
    assert "截图.png" in text(office_client, page)
    office_client.post(f"{page}order/", {"text": "补齐内容", "due_on": date.today() + timedelta(days=10)})
    evidence = [SimpleUploadedFile("整改一.png", b"1"), SimpleUploadedFile("整改二.png", b"2")]
    liaison_client.post(f"{page}answer/", {"text": "已补齐", "evidence": evidence})
    assert "整改二.png" in text(liaison_client, page)
    office_client.post(f"{page}return/", {"reason": "还差一期"})
    liaison_client.post(f"{page}answer/", {"text": "一期已补"})
    office_client.post(f"{page}close/", {"note": "已核对"})
    assert Finding.objects.get().state == State.CLOSED and "核验意见" in text(office_client, page)


def test_the_list_shows_what_is_open_and_filters(office_client: Client, finding: Finding, county: County) -> None:
    assert "预决算栏目" in text(office_client, BASE)
    assert "预决算栏目" not in text(office_client, f"{BASE}?state=closed")
    assert "预决算栏目" in text(office_client, f"{BASE}?state=all&severity=grave&organ={county.finance.pk}&q=预决算")
    assert "预决算栏目" not in text(office_client, f"{BASE}?q=别的")


def test_each_form_opens_and_a_refusal_stands_in_it(office_client: Client, finding: Finding) -> None:
    for verb in ("order", "answer", "return", "close", "withdraw"):
        assert office_client.get(f"{finding.url}{verb}/").status_code == 200
    answer = office_client.post(f"{finding.url}order/", {"text": "改", "due_on": "2020-01-01"})
    assert "早于今天" in answer.content.decode()
    office_client.post(f"{finding.url}withdraw/", {"reason": "重复"})
    assert Finding.objects.get().state == State.WITHDRAWN


def test_another_organ_sees_nothing(finding: Finding, county: County) -> None:
    stranger = login(Client(), liaison_actor(county.justice))
    assert "预决算栏目" not in text(stranger, BASE)
    text(stranger, finding.url, 404)
    text(stranger, f"{finding.url}answer/", 404)


def test_only_lawful_steps_are_offered(office_client: Client, liaison_client: Client, finding: Finding, county: County) -> None:
    assert "交办整改" in text(office_client, finding.url)
    shown = text(liaison_client, finding.url)
    assert "当场整改" in shown and "交办整改" not in shown
    assert "当场整改" in text(login(Client(), leader_actor(county.finance)), finding.url)
    assert "当场整改" not in text(login(Client(), assessor_actor()), finding.url)
    text(liaison_client, f"{finding.url}order/", 403)


def test_a_file_is_a_download_and_only_for_whoever_sees_the_finding(office_client: Client, liaison_client: Client, county: County) -> None:
    sent = {"organ": county.justice.pk, "problem": "栏目空白", "severity": "minor", "found_on": "2026-11-20"}
    page = office_client.post(f"{BASE}new/", {**sent, "proofs": SimpleUploadedFile("页面.html", b"<script>")}).headers["Location"]
    file = Finding.objects.get().attachments.get()
    answer = office_client.get(file.url)
    assert answer.headers["Content-Disposition"].startswith("attachment") and b"".join(answer.streaming_content) == b"<script>"
    text(liaison_client, file.url, 404)
    assert page in file.url


def test_the_export_holds_text_and_no_formula(office_client: Client, finding: Finding) -> None:
    answer = office_client.get(f"{BASE}export/?state=open")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    cell = sheet.cell(4, 3)
    assert (cell.value, cell.data_type) == ("=预决算栏目没有更新", "s")
    assert sheet.cell(3, 1).value == "编号" and sheet.freeze_panes == "A4"


def test_a_workbook_survives_control_characters_and_bad_titles() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook("清单[1]:?", [("一", 10)], [["a\x0bb"], [None], [AT], [AT.date()], [3]])))
    values = [row[0] for row in book.active.iter_rows(min_row=4, values_only=True)]
    assert values == ["ab", None, "2026-11-23 09:00", "2026-11-23", 3]
