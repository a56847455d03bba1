"""The whole journey by page: begin, list, arrange, print, confirm, carry out, and what the successor sees."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from docx import Document

from tests.cast import liaison_actor, login, office_actor, person_with
from zwgk.domain.rights import Role
from zwgk.foundation.organs.models import Person
from zwgk.foundation.organs.queries import actor_of
from zwgk.matters.handovers import actions
from zwgk.matters.handovers.models import Handover, KeptObject, State
from zwgk.matters.ledger.models import Duty

from .conftest import Work


def data(work: Work, **changes: object) -> dict[str, object]:
    today = timezone.localdate()
    return {"organ": work.county.finance.pk, "leaving": work.leaving.pk, "successor": work.successor.pk, "on": today.isoformat(), "reason": "调离", "remarks": "预算表找张股长"} | changes


@pytest.mark.requirement("TSK-08")
@pytest.mark.slow
def test_from_beginning_to_the_printed_list(work: Work, office_client: Client):
    begun = office_client.post("/office/handovers/new/", data(work))
    assert begun.status_code == 302
    row = Handover.objects.get()
    page = office_client.get(row.url).content.decode()
    for words in ("30 天内到期", "微信公众号“和光财政”", "待确认", "预算公开不全", "预算表找张股长"):
        assert words in page
    key = f"ledger.duty:{Duty.objects.get(person=work.leaving).pk}"
    office_client.post(f"{row.url}arrange/", {"key": [key], f"remark-{key}": "等回函", "remarks": "预算表找李股长"})
    assert "等回函" in office_client.get(row.url).content.decode()
    draft = office_client.get(f"{row.url}list.docx")
    assert "草稿，供签字" in "".join(line.text for line in Document(io.BytesIO(draft.content)).paragraphs)
    scan = SimpleUploadedFile("签字.pdf", b"%PDF-1.4")
    office_client.post(f"{row.url}paper/", {"scan": scan})
    assert "办理交接" in office_client.get(row.url).content.decode()
    office_client.post(f"{row.url}carry-out/")
    row.refresh_from_db()
    assert row.state == State.DONE
    assert office_client.get(f"{row.url}list.pdf").content.startswith(b"%PDF")
    table_words = " ".join(cell.text for table in Document(io.BytesIO(office_client.get(f"{row.url}list.docx").content)).tables for line in table.rows for cell in line.cells)
    assert "等回函" in table_words
    assert row.digest in office_client.get(row.url).content.decode()
    assert office_client.get(f"{row.url}scan/supervisor/").status_code == 200
    follower = login(Client(), actor_of(work.successor, timezone.localdate()))
    assert "您已接手" in follower.get("/office/inbox/").content.decode()
    assert "新来的" in follower.get("/office/handovers/").content.decode()


def test_a_new_successor_is_entered_on_the_spot(work: Work, office_client: Client):
    sent = office_client.post("/office/handovers/new/", data(work, successor="", new_name="新人", new_username="xinren"))
    page = office_client.get(sent.url).content.decode()
    assert "起始口令（只显示这一次）" in page and "还没有岗位" in page
    assert "起始口令" not in office_client.get(sent.url).content.decode()


def test_what_was_typed_is_kept(work: Work, office_client: Client):
    page = office_client.post("/office/handovers/new/", data(work, on="2020-01-01")).content.decode()
    assert "交接日期不能早于今天" in page and "预算表找张股长" in page
    assert "请选择接收人" in office_client.post("/office/handovers/new/", data(work, successor="")).content.decode()


def test_a_liaison_hands_over_his_own_unit_only(work: Work):
    mine = login(Client(), liaison_actor(work.county.finance))
    colleague = person_with(Role.DISCLOSURE, work.county.finance)
    assert mine.post("/office/handovers/new/", data(work, successor=colleague.pk)).status_code == 302
    row = Handover.objects.get()
    assert "以移交人身份确认" in mine.get(row.url).content.decode()
    mine.post(f"{row.url}confirm/")
    assert row.confirmations.get().name == work.leaving.name
    stranger = login(Client(), liaison_actor(work.county.qinghe))
    assert stranger.get(row.url).status_code == 404
    assert "absent_note" not in mine.get("/office/handovers/new/").content.decode()


def test_cancel_and_undo_by_page(work: Work, office_client: Client):
    office_client.post("/office/handovers/new/", data(work))
    row = Handover.objects.get()
    assert office_client.post(f"{row.url}cancel/", {"reason": "不调了"}).status_code == 302
    office_client.post("/office/handovers/new/", data(work))
    row = Handover.objects.first()
    office_client.post(f"{row.url}paper/", {"scan": SimpleUploadedFile("签字.pdf", b"%PDF-1.4")})
    from_before = row.url
    row.refresh_from_db()
    actions.carry_out(row, actor=office_actor(), at=timezone.now())
    assert "撤回" in office_client.get(from_before).content.decode()
    assert office_client.post(f"{row.url}undo/", {"reason": "选错了人"}).status_code == 302
    row.refresh_from_db()
    assert row.state == State.UNDONE
    assert Person.objects.get(pk=work.leaving.pk).is_active


def test_objects_by_page(work: Work, office_client: Client):
    page = office_client.post("/office/handovers/objects/new/", {"organ": work.county.finance.pk, "kind": "key", "name": "U盾", "place": "密码在抽屉", "keeper": work.leaving.pk})
    assert "不能写密码" in page.content.decode()
    office_client.post("/office/handovers/objects/new/", {"organ": work.county.finance.pk, "kind": "key", "name": "U盾", "place": "抽屉", "keeper": work.leaving.pk})
    row = KeptObject.objects.get(name="U盾")
    KeptObject.objects.filter(pk=row.pk).update(missing_since=timezone.localdate() - timedelta(days=3))
    assert "没有交出" in office_client.get("/office/handovers/objects/").content.decode()
    office_client.post(f"/office/handovers/objects/{row.pk}/found/")
    office_client.post(f"/office/handovers/objects/{row.pk}/drop/", {"reason": "已交回"})
    row.refresh_from_db()
    assert row.missing_since is None and row.ended_on


def test_the_list_asks_the_same_number_of_questions_however_long(work: Work, office_client: Client, django_assert_max_num_queries):
    office_client.post("/office/handovers/new/", data(work))
    with django_assert_max_num_queries(80):
        office_client.get(Handover.objects.get().url)
    with django_assert_max_num_queries(60):
        office_client.get("/office/handovers/ownerless/")


def test_a_deputy_is_set_by_page(work: Work):
    mine = login(Client(), liaison_actor(work.county.finance))
    colleague = person_with(Role.DISCLOSURE, work.county.finance)
    today = timezone.localdate()
    held = work.leaving.holdings.get()
    values = {"holding": held.pk, "person": colleague.pk, "since": today.isoformat(), "until": (today + timedelta(days=500)).isoformat(), "approvals": "on"}
    assert "代理时间超过一年" in mine.post("/office/handovers/deputies/new/", values).content.decode()
    values["until"] = (today + timedelta(days=5)).isoformat()
    assert mine.post("/office/handovers/deputies/new/", values).status_code == 302
    assert held.deputies.get().person == colleague
