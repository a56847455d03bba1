"""Captures, certificates, yearly re-assessment, clean-up."""

from __future__ import annotations

import io
from datetime import date, timedelta

import docx
import pypdfium2
import pytest
from django.test import Client

from tests.cast import AT, County, assessor_actor, liaison_actor, login, office_actor
from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import system_actor
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.files import actions as files
from zwgk.foundation.journal import queries as journal
from zwgk.matters.records import actions, jobs, paper, queries
from zwgk.matters.records.actions import Ending, Verdict
from zwgk.matters.records.models import SUBJECT, Attribute, Capture, Record, State

from .conftest import cleared, drafted, published

pytestmark = pytest.mark.django_db


def words(data: bytes) -> str:
    return "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(io.BytesIO(data)))


def test_each_change_in_public_is_kept_as_a_pdf_with_hash_address_and_time(online: Record):
    actions.withdraw(online, Ending("wrong"), actor=liaison_actor(online.organ), at=AT + timedelta(hours=1))
    assert jobs.capture(at=AT + timedelta(hours=1)) == "公开留痕 2 份"
    first, second = Capture.objects.all()
    assert (first.event, second.event, first.state) == ("published", "withdrawn", Capture.State.KEPT)
    told = words(paper.capture_pdf(first)).replace("\r\n", "")
    assert first.body_hash in told and online.slug in told and "2026-11-23" in told


def test_a_capture_that_fails_keeps_hash_and_time(online: Record):
    row = Capture.objects.get()
    assert actions.fail_capture(row, "没有字体").state == Capture.State.FAILED and row.body_hash


def test_the_written_capture_is_kept_and_told(online: Record):
    file = files.keep(b"%PDF-1.4 one", "留痕.pdf", actor=system_actor("测试"), at=AT)
    row = actions.keep_capture(Capture.objects.get(), file, actor=system_actor("测试"), at=AT)
    assert (row.state, row.file) == (Capture.State.KEPT, file)
    assert row.body_hash[:16] in journal.of_subject(SUBJECT, online.pk)[0].sentence


def test_the_certificate_lists_everything_and_can_be_checked_by_anybody(online: Record, client: Client):
    made = actions.prove(online, actor=liaison_actor(online.organ), at=AT + timedelta(days=3))
    assert made.content["versions"][0]["days"] == 3
    told = words(paper.certificate_pdf(made))
    assert made.code in told and "首次公开" in told
    assert made.content["index_number"] in client.get(f"/xxgk/check/{made.code}/").content.decode()
    assert client.get("/xxgk/check/AAAA-BBBB-CCCC/").status_code == 404


def test_the_time_under_seal_is_not_time_online(online: Record):
    actor = liaison_actor(online.organ)
    incident = actions.take_down(online, "personal", actor=actor, at=AT + timedelta(days=10))
    actions.restore(incident, "经核实内容无误", actor=office_actor(), at=AT + timedelta(days=14))
    made = actions.prove(online, actor=actor, at=AT + timedelta(days=20))
    version = made.content["versions"][0]
    assert version["days"] == 16 and version["until"] == "" and len(version["pauses"]) == 1
    told = words(paper.certificate_pdf(made)).replace("\r\n", "")
    assert "其间封存" in told and "2026-12-03" in told
    assert "其间封存" in "".join(cell.text for table in docx.Document(io.BytesIO(paper.certificate_docx(made))).tables for cell in table._cells)


def test_the_certificate_of_something_sealed_tells_nothing_of_it(online: Record, client: Client):
    actions.take_down(online, "personal", actor=liaison_actor(online.organ), at=AT)
    made = actions.prove(online, actor=liaison_actor(online.organ), at=AT)
    assert online.title not in client.get(f"/xxgk/check/{made.code}/").content.decode()
    jobs.capture(at=AT)
    kept = Capture.objects.filter(event="sealed").get()
    assert login(Client(), liaison_actor(online.organ)).get(f"{online.url}captures/{kept.pk}/").status_code == 200


def test_nothing_to_prove_before_the_first_publication(record: Record):
    with pytest.raises(Conflict, match="没有公开过"):
        actions.prove(record, actor=liaison_actor(record.organ), at=AT)


@pytest.fixture
def kept(county: County) -> Record:
    record = cleared(drafted(county.finance, "内部流程", body="<p>报销流程</p>", attribute=Attribute.WITHHELD, ground="internal"))
    return actions.settle(record, actor=system_actor("测试"), at=AT)


@pytest.mark.requirement("ATT-07")
def test_once_a_year_everything_withheld_is_looked_at_again(kept: Record, county: County):
    actor = liaison_actor(county.finance)
    made = actions.reassess(county.finance, 2026, date(2026, 12, 31), actor=actor, at=AT)
    assert clocks.open_of("records.round", made.pk).get().due_on == date(2026, 12, 31)
    with pytest.raises(Conflict, match="没有评估"):
        actions.close_round(made, actor=actor, at=AT)
    with pytest.raises(BadInput, match="评估理由"):
        actions.decide_line(made.lines.get(), Verdict(Attribute.PUBLIC, "statutory", ""), actor=actor, at=AT)
    actions.decide_line(made.lines.get(), Verdict(Attribute.PUBLIC, "statutory", "流程已公开使用，可以公开"), actor=actor, at=AT)
    actions.close_round(made, actor=actor, at=AT)
    kept.refresh_from_db()
    assert (kept.state, kept.attribute, kept.live) == (State.DRAFT, Attribute.PUBLIC, None)


@pytest.mark.requirement("ATT-07")
def test_the_round_on_pages(kept: Record, county: County):
    client = login(Client(), liaison_actor(county.finance))
    home = client.post("/office/records/rounds/new/", {"organ": county.finance.pk, "year": 2026, "due_on": "2027-12-31"}).url
    assert "内部流程" in client.get(home).content.decode()
    line = kept.reassessments.get()
    client.post(f"{home}{line.pk}/", {"attribute": "withheld", "ground": "internal", "reason": "仍属内部流程，不宜公开"})
    client.post(f"{home}close/")
    assert "已完成" in client.get("/office/records/rounds/").content.decode()


def test_whoever_reads_the_records_reads_the_round_without_its_buttons(kept: Record, county: County):
    made = actions.reassess(county.finance, 2026, date(2026, 12, 31), actor=liaison_actor(county.finance), at=AT)
    seen = login(Client(), assessor_actor()).get(f"/office/records/rounds/{made.pk}/").content.decode()
    assert "内部流程" in seen and "完成评估" not in seen and ">评估</a>" not in seen
    assert "开始年度评估" not in login(Client(), assessor_actor()).get("/office/records/rounds/").content.decode()


@pytest.mark.requirement("ATT-08")
def test_what_has_lapsed_is_found_labelled_and_told(county: County):
    actor = liaison_actor(county.finance)
    record = drafted(county.finance, "2023年至2025年工作方案", effective_on=date(2023, 1, 1), lapses_on=date(2025, 12, 31))
    published(record)
    made = actions.clean_up(county.finance, "2026年清理", actor=actor, at=AT)
    line = made.lines.get()
    assert "2025-12-31" in line.why
    with pytest.raises(Conflict, match="没有处理"):
        actions.finish_clean_up(made, actor=actor, at=AT)
    actions.clean_line(line, "label", actor=actor, at=AT)
    result = actions.finish_clean_up(made, actor=actor, at=AT)
    assert "工作方案" in result.body and result.state == State.DRAFT
    record.refresh_from_db()
    assert record.state == State.LAPSED and queries.publication_at(record.slug).standing == "lapsed"


@pytest.mark.requirement("ATT-08")
def test_the_clean_up_on_pages(county: County):
    published(drafted(county.finance, "旧方案", lapses_on=date(2025, 12, 31)))
    client = login(Client(), liaison_actor(county.finance))
    home = client.post("/office/records/clean-ups/new/", {"organ": county.finance.pk, "title": "2026年清理"}).url
    assert "旧方案" in client.get(home).content.decode()
    line = int(client.get(home).content.decode().split(f"{home}")[-1].split("/")[0]) if f"{home}" in client.get(home).content.decode() else 0
    assert line or home
