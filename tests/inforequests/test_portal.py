"""The applicant's pages: nothing typed is lost, nothing is sent twice, nobody sees somebody else's application."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.cast import AT, County
from zwgk.domain.errors import Conflict
from zwgk.foundation.files import queries as files
from zwgk.foundation.gate import queries as gate
from zwgk.foundation.gate.actions import clear_attempts
from zwgk.foundation.gate.models import Attempt
from zwgk.foundation.search.models import Document
from zwgk.matters.inforequests.actions import (
    apply_online,
    clear_drafts,
    drop_draft,
    keep_draft,
)
from zwgk.matters.inforequests.models import Case, State, Unsaved
from zwgk.matters.inforequests.queries import draft

from .makers import application, received

FORM, PROGRESS = "/requests/new/form/", "/requests/progress/"
PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082")


def filled(**changed: object) -> dict[str, object]:
    """The form as a resident fills it in, with the question answered."""
    question = gate.ask()
    return {
        "organ": "finance", "title": "2025年道路养护合同", "form": "electronic", "delivery": "online", "applicant_kind": "natural", "applicant": "柳一帆",
        "phone": "13900000001", "mark": question.mark, "answer": str(question.number), "sure": "on", **changed,
    }  # fmt: skip


@pytest.mark.db
@pytest.mark.requirement("REQ-01")
def test_an_application_is_sent_and_its_receipt_says_until_when(client: Client, county: County) -> None:
    answer = client.post(FORM, filled(), follow=True)
    case = Case.objects.get()
    page = answer.content.decode()
    assert answer.status_code == 200 and case.number in page and "如果今天确认" in page and "不计入期限" in page
    assert f"{case.code[:4]}-{case.code[4:8]}" in page and case.state == State.ARRIVED


@pytest.mark.requirement("REQ-01")
def test_a_double_click_sends_one(client: Client, county: County) -> None:
    sent = filled()
    first, second = client.post(FORM, sent), client.post(FORM, sent)
    assert first["Location"] == second["Location"] and Case.objects.count() == 1


def test_the_purpose_is_never_asked(client: Client, county: County) -> None:
    page = client.get(FORM).content.decode()
    assert "用途" not in page.replace("不用说明用途", "")


def test_what_is_wrong_is_said_at_its_field_and_everything_stays(client: Client, county: County) -> None:
    paper = SimpleUploadedFile("身份证.png", PNG, "image/png")
    answer = client.post(FORM, filled(phone="", title="养护合同二〇二五", identity_file=paper, answer="错"))
    page = answer.content.decode()
    assert answer.status_code == 400 and "至少写一个" in page and "养护合同二〇二五" in page and "身份证.png" in page and "验证没有通过" in page
    assert not Case.objects.exists()
    sent = client.post(FORM, filled(title="养护合同二〇二五"), follow=True)
    case = Case.objects.get()
    assert sent.status_code == 200 and case.identity_file and files.unsealed_content(case.identity_file) == PNG
    assert files.content(case.identity_file) != PNG and not Unsaved.objects.exists()


def test_an_answered_question_is_not_asked_again(client: Client, county: County) -> None:
    sent = filled(phone="")
    page = client.post(FORM, sent).content.decode()
    assert str(sent["mark"]) in page


def test_the_draft_waits_in_the_browser_that_typed_it(client: Client, county: County) -> None:
    client.get(FORM)
    client.post("/requests/new/save/", {"title": "写到一半", "answer": "1", "strange": "x"})
    assert "写到一半" in client.get(FORM).content.decode() and "写到一半" not in Unsaved.objects.get().values
    assert "写到一半" not in Client().get(FORM).content.decode()
    client.post("/requests/new/drop/")
    assert "写到一半" not in client.get(FORM).content.decode()


def test_drafts_go_after_a_week(county: County) -> None:
    assert keep_draft("k" * 32, {"title": ["甲"]}, "10.0.0.1", at=AT) and not keep_draft("k" * 32, {"title": ["甲" * 30_000]}, "10.0.0.1", at=AT)
    Attempt.objects.bulk_create(Attempt(kind="draft_address", whose=Attempt.objects.get().whose, at=AT) for _ in range(200))
    assert not keep_draft("n" * 32, {"title": ["乙"]}, "10.0.0.1", at=AT) and keep_draft("k" * 32, {"title": ["甲"]}, "10.0.0.1", at=AT)
    assert draft("k" * 32) == {"title": ["甲"]}
    assert clear_drafts(at=AT + timedelta(days=6)) == 0 and clear_drafts(at=AT + timedelta(days=8)) == 1
    drop_draft("k" * 32)


@pytest.mark.parametrize(("name", "data"), [("身份证.exe", b"MZ"), ("身份证.png", b"MZ\x90"), ("表.xlsx", b"PK"), ("大.png", PNG + b"0" * 10_485_760)])
def test_hostile_files_are_refused_by_name(client: Client, county: County, name: str, data: bytes) -> None:
    answer = client.post(FORM, filled(identity_file=SimpleUploadedFile(name, data)))
    assert answer.status_code == 400 and not Case.objects.exists() and "请" in answer.content.decode()


@pytest.mark.requirement("REQ-01")
def test_too_many_from_one_contact_are_told_where_else(county: County) -> None:
    for n in range(20):
        apply_online(application(county.finance, "online", f"第{n}件", token=f"t{n}"), f"10.0.0.{n}", at=AT)
    with pytest.raises(Conflict, match="当面提交或者邮寄"):
        apply_online(application(county.finance, "online", "又一件", token="t20"), "10.0.1.1", at=AT)
    assert apply_online(application(county.finance, "online", "第3件", token="t3"), "10.0.0.3", at=AT).title == "第3件"
    apply_online(application(county.finance, "online", "明天的", token="t21"), "10.0.1.1", at=AT + timedelta(days=1))
    received(county.finance, title="当面提交不限次数")
    assert clear_attempts(at=AT + timedelta(days=4)) > 40 and not Attempt.objects.exists()


@pytest.mark.requirement("REQ-01")
def test_progress_needs_code_and_contact(client: Client, county: County) -> None:
    case = received(county.finance)
    assert client.get(f"/requests/my/{case.code}/").status_code == 302
    wrong = client.post(PROGRESS, {"code": case.code, "contact": "13900000009"}).content.decode()
    none = client.post(PROGRESS, {"code": "AAAABBBBCCCC", "contact": "13900000001"}).content.decode()
    assert "对不上" in wrong and "对不上" in none
    answer = client.post(PROGRESS, {"code": f"{case.code[:4]}-{case.code[4:].lower()}", "contact": "139 0000 0001"}, follow=True)
    assert "最迟" in answer.content.decode() and case.number in answer.content.decode()


def test_guessing_is_slowed_down_and_stopped(client: Client, county: County) -> None:
    case = received(county.finance)
    for _ in range(3):
        client.post(PROGRESS, {"code": case.code, "contact": "13900000009"})
    assert "请先回答验证" in client.post(PROGRESS, {"code": case.code, "contact": "13900000001"}).content.decode()
    Attempt.objects.bulk_create(Attempt(kind="missed", whose=Attempt.objects.first().whose, at=timezone.now()) for _ in range(20))
    assert client.post(PROGRESS, {"code": case.code, "contact": "13900000001"}).status_code == 429
    assert Client(REMOTE_ADDR="10.9.9.9").post(PROGRESS, {"code": case.code, "contact": "13900000001"}).status_code == 302


def test_who_leaves_sees_nothing_more(client: Client, county: County) -> None:
    case = received(county.finance)
    client.post(PROGRESS, {"code": case.code, "contact": "13900000001"})
    assert client.get(f"/requests/my/{case.code}/").status_code == 200
    client.post("/requests/leave/")
    assert client.get(f"/requests/my/{case.code}/").status_code == 302
    assert client.get(f"/requests/my/{case.code}/files/letter/1/").status_code == 302


@pytest.mark.requirement("PRO-04")
@pytest.mark.requirement("REQ-02")
def test_the_guide_and_the_chart_are_made_from_what_is_in_force(client: Client, county: County) -> None:
    guide, flow = client.get("/requests/").content.decode(), client.get("/requests/flow/").content.decode()
    assert "20个工作日内答复" in guide and "和光县财政局" in guide and "/xxgk/finance/guide/" in guide
    for word in ("接收", "登记", "办理", "审核", "答复", "归档", "告知补正", "征求第三方意见", "<svg"):
        assert word in flow
    assert client.get("/requests/paper/?organ=finance").status_code == 200


@pytest.mark.requirement("REQ-01")
def test_before_the_form_what_is_public_is_shown_and_may_be_skipped(client: Client, county: County) -> None:
    Document.objects.create(type="records.publication", item_id="1", title="青禾镇2025年道路养护合同公示", url="/xxgk/info/a/", offered_at=AT)
    page = client.get("/requests/new/?q=道路养护合同").content.decode()
    assert "/xxgk/info/a/" in page and "填写申请" in page
    assert "直接填写申请" in client.get("/requests/new/").content.decode()
    assert "向它申请" in client.get("/requests/new/?q=青禾镇的财政局").content.decode()


def test_the_picture_is_drawn_for_our_own_questions_only(client: Client, county: County) -> None:
    mark = client.get("/question/").json()["mark"]
    assert client.get(f"/question/{mark}/")["Content-Type"] == "image/png"
    assert client.get("/question/forged/").status_code == 404
