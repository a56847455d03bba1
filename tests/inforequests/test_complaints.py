"""Art. 47(2): anybody complains to the competent department; what is true becomes a finding with an order, and whoever wrote is told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import AT, County, leader_actor, liaison_actor, login, office_actor
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.foundation.gate import queries as gate
from zwgk.foundation.jobs.models import Delivery
from zwgk.foundation.journal.models import Fact
from zwgk.matters.findings.models import State as There
from zwgk.matters.inforequests import actions
from zwgk.matters.inforequests.actions import NewComplaint, Verified
from zwgk.matters.inforequests.models import Complaint
from zwgk.matters.inforequests.queries import complaints

pytestmark = [pytest.mark.django_db, pytest.mark.db]
DUE = date(2026, 12, 11)
TRUE = Verified(Complaint.State.FOUNDED, "2025年决算到今天没有公开。", "立即公开，并查明原因。", DUE)


def told(county: County, token: str = "t1", **said: Any) -> Complaint:
    given = {"organ": county.finance, "about": "not_published", "text": "2025年部门决算一直没有公开。", "token": token, "name": "顾青衫", "email": "gu@example.com", **said}
    return actions.complain(NewComplaint(**given), "192.0.2.7", at=AT)


@pytest.mark.requirement("MBX-08")
def test_what_is_true_becomes_a_finding_with_an_order(county: County):
    complaint = actions.verify_complaint(told(county), TRUE, actor=office_actor(), at=AT + timedelta(days=2))
    assert complaint.finding is not None and complaint.finding.state == There.ORDERED
    assert complaint.finding.organ == county.finance and "顾青衫" not in complaint.finding.problem
    assert Delivery.objects.get(address="gu@example.com").body.startswith("您反映的问题已经核查")
    assert not Fact.objects.filter(sentence__contains="顾青衫").exists()


def test_complain_is_taken_once_and_not_too_often(county: County):
    assert told(county).pk == told(county).pk
    for n in range(2, 11):
        told(county, f"t{n}")
    with pytest.raises(Conflict, match="10件"):
        told(county, "t11")
    with pytest.raises(BadInput):
        actions.complain(NewComplaint(county.finance, "other", " ", "x"), "192.0.2.8", at=AT)


def test_verify_complaint_wants_an_order_and_happens_once(county: County):
    complaint = told(county)
    with pytest.raises(BadInput, match="整改要求"):
        actions.verify_complaint(complaint, Verified("founded", "属实"), actor=office_actor(), at=AT)
    with pytest.raises(NotAllowed):
        actions.verify_complaint(complaint, TRUE, actor=liaison_actor(county.finance), at=AT)
    actions.verify_complaint(complaint, Verified("unfounded", "已于3月公开，网址见回复。"), actor=office_actor(), at=AT)
    with pytest.raises(Conflict, match="已经办结"):
        actions.verify_complaint(complaint, TRUE, actor=office_actor(), at=AT)


def test_the_organ_complained_about_sees_nothing(county: County):
    complaint = told(county)
    for actor in (liaison_actor(county.finance), leader_actor(county.finance)):
        assert not complaints.visible_to(actor).exists()
        assert login(Client(), actor).get(complaint.url).status_code == 403
    assert list(complaints.visible_to(office_actor())) == [complaint]


def test_on_the_portal_from_the_form_to_the_result(county: County, client: Client):
    page = client.get("/requests/complain/").content.decode()
    assert "第四十七条" in page and "县政府办公室" in page or "向谁反映" not in page
    asked = gate.ask()
    sent = {"organ": county.finance.slug, "about": "not_answered", "text": "申请已过二十个工作日。", "mark": asked.mark, "answer": asked.letters}
    assert "验证没有通过" in client.post("/requests/complain/", {**sent, "answer": "no"}).content.decode()
    renewed = client.post("/requests/complain/", {**sent, "renew": "1"}).content.decode()
    assert "申请已过二十个工作日" in renewed and asked.mark not in renewed and not Complaint.objects.exists()
    said = client.post("/requests/complain/", sent).content.decode()
    complaint = Complaint.objects.get()
    assert f"{complaint.code[:4]}-{complaint.code[4:8]}" in said
    office = login(Client(), office_actor())
    assert complaint.number in office.get("/office/requests/complaints/").content.decode()
    assert "请写明整改要求" in office.post(complaint.url, {"state": "founded", "result": "属实"}).content.decode()
    assert office.post(complaint.url, {"state": "elsewhere", "result": "请向市政府办公室反映。"}).status_code == 302
    shown = client.post("/requests/complain/result/", {"code": f" {complaint.code[:4]}-{complaint.code[4:8]}-{complaint.code[8:]} ".lower()}).content.decode()
    assert "请向市政府办公室反映" in shown
    assert "没有这个查询码" in client.post("/requests/complain/result/", {"code": "XXXX"}).content.decode()


def test_files_stay_after_a_wrong_answer(county: County, client: Client):
    asked = gate.ask()
    sent = {"organ": county.finance.slug, "about": "not_answered", "text": "申请已过二十个工作日。", "mark": asked.mark, "answer": "no"}
    page = client.post("/requests/complain/", {**sent, "files": SimpleUploadedFile("回执.txt", "收到".encode())}).content.decode()
    assert "上次已经收到：回执.txt" in page
    held = page.partition('name="held" value="')[2].partition('"')[0]
    again = client.post("/requests/complain/", {**sent, "held": held, "renew": "1"}).content.decode()
    assert "上次已经收到：回执.txt" in again
    client.post("/requests/complain/", {**sent, "answer": asked.letters, "held": held, "files": SimpleUploadedFile("截图.txt", "第二份".encode())})
    assert [file.name for file in Complaint.objects.get().files.order_by("pk")] == ["回执.txt", "截图.txt"]
    other = gate.ask()
    client.post("/requests/complain/", {**sent, "mark": other.mark, "answer": other.letters, "held": "1:forged"})
    assert not Complaint.objects.first().files.exists()
