"""The pages of the daily work: responsibility, meetings, staff and funds, guidance, superior line."""

from __future__ import annotations

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.cast import AT, County, actor_with, assessor_actor, liaison_actor, login, office_actor
from tests.governance.test_duties import fill_chain
from tests.governance.test_guidance import improper, question
from tests.governance.test_meetings import meeting_of
from tests.governance.test_pages import BASE, text
from tests.governance.test_resources import book, resources
from tests.governance.test_superior import contact_of
from zwgk.domain.rights import Role
from zwgk.matters.findings.models import Finding
from zwgk.matters.governance.actions import (
    Department,
    NewTalk,
    log_guidance,
    log_talk,
    publish_work,
    record_meeting,
    register_department,
    report_resources,
    set_line_contact,
)
from zwgk.matters.governance.models import (
    Duty,
    Guidance,
    LineContact,
    LineTalk,
    Meeting,
    MeetingTarget,
    Resources,
    Section,
    Standard,
)
from zwgk.matters.governance.queries import leads, responsible_of

TODAY = timezone.localdate()
SECTION = {"name": "办公室", "chief": "方知行", "title": "主任", "phone": "0999-6000032", "work": "", "since": "2026-01-05"}
MEETING = {"kind": "leadership", "held_on": TODAY.isoformat(), "number": "第7次", "topic": "听取政务公开工作汇报", "decisions": "补齐目录"}


def appoint_department(county: County) -> None:
    register_department(Department(county.government, county.office, date(2026, 1, 5)), actor=office_actor(), at=AT)


@pytest.mark.requirement("ORG-04")
def test_an_organ_names_its_section_and_the_office_sees_the_chain(office_client: Client, liaison_client: Client, county: County) -> None:
    page = f"{BASE}organs/{county.finance.pk}/section/"
    assert "个人手机号码" in liaison_client.post(page, {**SECTION, "phone": "13900000001"}).content.decode()
    assert liaison_client.post(page, SECTION).status_code == 302 and Section.objects.get().chief == "方知行"
    assert liaison_client.post(f"{BASE}organs/{county.justice.pk}/section/", SECTION).status_code == 403
    shown = text(office_client, f"{BASE}duties/")
    assert "具体做" in shown and "方知行" in shown and "主要负责同志" in shown and "县司法局" in shown
    own = text(liaison_client, f"{BASE}duties/")
    assert "方知行" in own and "县司法局" not in own
    assert "方知行" in text(office_client, f"{BASE}organs/{county.finance.pk}/")


@pytest.mark.requirement("ORG-04")
def test_the_public_page_shows_published_leaders_and_the_section_without_numbers(county: County) -> None:
    fill_chain(county.finance)
    assert "宋致远" not in text(Client(), "/governance/duties/")
    for duty in (Duty.HEAD, Duty.LEADER):
        publish_work(responsible_of(county.finance, duty), actor=office_actor(), at=AT)
    shown = text(Client(), "/governance/duties/")
    assert all(word in shown for word in ("宋致远", "亲自管", "章若水", "负责抓", "办公室", "和光县财政局"))
    assert "方知行" not in shown and "0999-6000" not in shown.split("</main>")[0].split("<main")[-1]


@pytest.mark.requirement("ORG-04")
def test_the_joint_lead_is_entered_on_the_page(office_client: Client, liaison_client: Client, county: County) -> None:
    sent = {"joint": county.development.pk, "basis": "和光县2026年政务公开工作要点", "since": "2026-06-01"}
    assert "还没有登记主管部门" in office_client.post(f"{BASE}duties/joint/", sent).content.decode()
    appoint_department(county)
    actor_with(Role.OFFICE, county.development)
    assert "请核对岗位" in text(office_client, f"{BASE}duties/")
    assert office_client.post(f"{BASE}duties/joint/", sent).status_code == 302
    assert [lead.organ for lead in leads(TODAY)] == [county.office, county.development]
    assert "会同牵头" in text(office_client, f"{BASE}duties/") and "请核对岗位" not in text(office_client, f"{BASE}duties/")
    assert "会同和光县发展和改革委员会牵头" in text(Client(), "/governance/duties/")
    assert liaison_client.post(f"{BASE}duties/joint/", sent).status_code == 403


@pytest.mark.requirement("ORG-05")
def test_a_meeting_is_entered_with_minutes_that_stay_inside(office_client: Client, liaison_client: Client, county: County) -> None:
    sent = {**MEETING, "organ": county.finance.pk, "minutes": SimpleUploadedFile("纪要.txt", "纪要".encode())}
    assert liaison_client.post(f"{BASE}meetings/new/", {**sent, "held_on": (TODAY + timedelta(days=1)).isoformat()}).status_code == 200
    sent["minutes"] = SimpleUploadedFile("纪要.txt", "纪要".encode())
    assert liaison_client.post(f"{BASE}meetings/new/", sent).status_code == 302
    row = Meeting.objects.get()
    assert "第7次" in text(office_client, f"{BASE}meetings/")
    kept = office_client.get(f"{BASE}meetings/{row.pk}/minutes/")
    assert b"".join(kept.streaming_content).decode() == "纪要" and "attachment" in kept.headers["Content-Disposition"]
    stranger = login(Client(), liaison_actor(county.justice))
    assert "第7次" not in text(stranger, f"{BASE}meetings/") and stranger.get(f"{BASE}meetings/{row.pk}/minutes/").status_code == 404
    assert liaison_client.post(f"{BASE}meetings/new/", {**sent, "organ": county.justice.pk}).status_code == 200
    assert Meeting.objects.count() == 1


@pytest.mark.requirement("ORG-05")
def test_who_has_not_heard_the_work_is_listed_and_reminded(office_client: Client, liaison_client: Client, county: County) -> None:
    past = TODAY.year - 1  # over, whatever the day of this test
    row = record_meeting(meeting_of(county.finance, held_on=date(past, 6, 8)), actor=office_actor(), at=AT)
    shown = text(office_client, f"{BASE}meetings/?year={past}&missing=1")
    assert "尚未达到要求次数" in shown and "平台设定" in shown and "全年未达到" in shown and "第7次" not in shown
    assert office_client.post(f"{BASE}meetings/remind/?year={past}").status_code == 302
    assert office_client.post(f"{BASE}meetings/remind/?year={TODAY.year + 1}").status_code == 409
    assert liaison_client.post(f"{BASE}meetings/remind/?year={past}").status_code == 403
    assert office_client.post(f"{BASE}meetings/{row.pk}/void/", {"reason": "登记错了"}).status_code == 302
    assert "登记错了" in text(liaison_client, f"{BASE}meetings/?year={past}")
    assert login(Client(), liaison_actor(county.justice)).get(f"{BASE}meetings/{row.pk}/void/").status_code == 404


@pytest.mark.requirement("ORG-05")
def test_the_required_number_is_entered_from_its_document(office_client: Client, liaison_client: Client, county: County) -> None:
    sent = {"year": TODAY.year, "kind": "leadership", "times": 2, "words": "每半年至少听取一次", "source_title": "和光县2026年政务公开工作要点"}
    assert "还没有登记主管部门" in office_client.post(f"{BASE}meetings/target/", sent).content.decode()
    appoint_department(county)
    assert office_client.post(f"{BASE}meetings/target/", sent).status_code == 302 and MeetingTarget.objects.get().times == 2
    assert "每半年至少听取一次（和光县2026年政务公开工作要点）" in text(office_client, f"{BASE}meetings/")
    assert liaison_client.post(f"{BASE}meetings/target/", sent).status_code == 403


@pytest.mark.requirement("ORG-06")
def test_an_organ_fills_in_staff_and_funds_and_gaps_are_shown(office_client: Client, liaison_client: Client, county: County) -> None:
    page = f"{BASE}resources/{county.finance.pk}/?year=2026"
    assert liaison_client.post(page, {"body": "办公室", "full_time": "1", "funds": "-3"}).status_code == 200
    assert liaison_client.post(page, {"body": "办公室", "full_time": "1", "part_time": "", "funds": "", "note": ""}).status_code == 302
    assert Resources.objects.get().part_time is None
    shown = text(office_client, f"{BASE}resources/?year=2026&missing=1")
    assert "经费" in shown and "未填报" in shown and "县财政局" in shown
    assert "青禾镇" not in text(liaison_client, f"{BASE}resources/?year=2026")
    assert liaison_client.post(f"{BASE}resources/{county.justice.pk}/", {"body": "办公室"}).status_code == 403


@pytest.mark.requirement("ORG-06")
def test_a_workbook_is_previewed_before_it_is_taken_over(office_client: Client, county: County) -> None:
    def upload(*rows: tuple[object, ...]) -> str:
        file = SimpleUploadedFile("表.xlsx", book(*rows))
        return office_client.post(f"{BASE}resources/import/", {"year": 2026, "file": file}).headers["Location"]

    wrong = upload(("某某局", "", 1, 1, 1, ""))
    assert "不认识单位" in text(office_client, wrong) and office_client.post(wrong).status_code == 400
    right = upload(("县财政局", "办公室", 1, 1, 2.5, ""))
    assert "新填报" in text(office_client, right) and not Resources.objects.exists()
    assert login(Client(), liaison_actor(county.finance)).get(right).status_code == 404
    assert office_client.post(right).status_code == 302 and Resources.objects.get().organ == county.finance
    broken = office_client.post(f"{BASE}resources/import/", {"year": 2026, "file": SimpleUploadedFile("x.xlsx", b"x")})
    assert "打不开" in broken.content.decode()


@pytest.mark.requirement("ORG-07")
def test_an_improper_act_is_logged_and_corrected_on_the_page(office_client: Client, liaison_client: Client, county: County) -> None:
    sent = {"organ": county.finance.pk, "kind": "improper", "day": TODAY.isoformat(), "matter": "答复书未告知救济途径", "channel": "现场"}
    page = office_client.post(f"{BASE}guidance/new/", sent).headers["Location"]
    assert "还没有发出整改通知" in text(office_client, page)
    assert "不能早于今天" in office_client.post(f"{page}correct/", {"text": "改", "due_on": "2020-01-01"}).content.decode()
    due = (TODAY + timedelta(days=10)).isoformat()
    assert liaison_client.post(f"{page}correct/", {"text": "改", "due_on": due}).status_code == 403
    assert office_client.post(f"{page}correct/", {"text": "请重新制作并送达。", "due_on": due}).status_code == 302
    found = Finding.objects.get()
    assert found.source_url == page and found.order_number in text(liaison_client, page)
    assert page in text(liaison_client, found.url)


@pytest.mark.requirement("ORG-07")
def test_the_log_is_for_the_office_and_the_organ_concerned(office_client: Client, liaison_client: Client, county: County) -> None:
    mine = log_guidance(question(county.finance), actor=office_actor(), at=AT)
    other = log_guidance(improper(county.justice), actor=office_actor(), at=AT)
    page = f"{BASE}guidance/?year={AT.year}"
    assert mine.title in text(office_client, page) and other.title in text(office_client, page)
    assert other.title not in text(office_client, f"{page}&kind=question")
    assert mine.title in text(liaison_client, page) and other.title not in text(liaison_client, page)
    text(liaison_client, f"{BASE}guidance/{other.pk}/", 404)
    text(liaison_client, f"{BASE}guidance/new/", 403)
    assert "答复或指导意见" in office_client.post(f"{BASE}guidance/new/", {"organ": county.finance.pk, "kind": "question", "day": TODAY.isoformat(), "matter": "问"}).content.decode()
    assert Guidance.objects.count() == 2


@pytest.mark.requirement("ORG-08")
def test_an_organ_keeps_its_superior_line(liaison_client: Client, county: County) -> None:
    sent = {"organ": county.finance.pk, "superior": "曜州市财政局", "person": "林疏影", "phone": "0999-6008801", "since": "2026-01-05"}
    assert "个人手机号码" in liaison_client.post(f"{BASE}superior/contacts/new/", {**sent, "phone": "13900000001"}).content.decode()
    liaison_client.post(f"{BASE}superior/contacts/new/", sent)
    talk = {"day": TODAY.isoformat(), "subject": "询问新目录", "outcome": "月底下发", "follow_up": "修订本局目录", "due_on": (TODAY + timedelta(days=9)).isoformat()}
    liaison_client.post(f"{BASE}superior/contacts/{LineContact.objects.get().pk}/talk/", talk)
    new = {"organ": county.finance.pk, "issuer": "曜州市财政局", "name": "预决算公开标准目录", "number": "", "issued_on": TODAY.isoformat(), "link": "javascript:x"}
    assert "https://" in liaison_client.post(f"{BASE}superior/standards/new/", new).content.decode()
    liaison_client.post(f"{BASE}superior/standards/new/", {**new, "link": "https://cz.example/31"})
    shown = text(liaison_client, f"{BASE}superior/")
    assert all(word in shown for word in ("林疏影", "修订本局目录", "预决算公开标准目录", "待研究"))
    liaison_client.post(f"{BASE}superior/talks/{LineTalk.objects.get().pk}/done/", {"note": "目录已修订"})
    liaison_client.post(f"{BASE}superior/standards/{Standard.objects.get().pk}/decide/", {"state": "adopted", "decision": "并入本局目录"})
    shown = text(liaison_client, f"{BASE}superior/?organ={county.finance.pk}")
    assert "目录已修订" in shown and "已采用" in shown and "待研究" not in shown


@pytest.mark.requirement("ORG-08")
def test_overdue_follow_ups_stand_on_top_and_neighbours_see_nothing(office_client: Client, county: County) -> None:
    contact = set_line_contact(contact_of(county.finance), actor=office_actor(), at=AT)
    long_ago = AT - timedelta(days=365)
    row = log_talk(NewTalk(contact, long_ago.date(), "询问", "等通知", "修订目录", long_ago.date()), actor=office_actor(), at=long_ago)
    assert "已经超期" in text(office_client, f"{BASE}superior/")
    stranger = login(Client(), liaison_actor(county.justice))
    assert "修订目录" not in text(stranger, f"{BASE}superior/?organ={county.finance.pk}")
    for page in (f"superior/talks/{row.pk}/done/", f"superior/contacts/{contact.pk}/talk/"):
        text(stranger, BASE + page, 404)


@pytest.mark.parametrize("page", ["meetings", "resources", "guidance"])
def test_the_lists_go_out_as_workbooks_for_the_office_only(office_client: Client, liaison_client: Client, county: County, page: str) -> None:
    record_meeting(meeting_of(county.finance), actor=office_actor(), at=AT)
    report_resources(resources(county.finance), actor=office_actor(), at=AT)
    log_guidance(question(county.finance), actor=office_actor(), at=AT)
    answer = office_client.get(f"{BASE}{page}/export/?year=2026")
    rows = openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)
    assert "和光县财政局" in " ".join(str(cell) for row in rows for cell in row)
    text(liaison_client, f"{BASE}{page}/export/", 403)


def test_every_page_opens_when_it_is_empty_and_for_a_reader(office_client: Client, county: County) -> None:
    forms = ("meetings/new/", "meetings/target/", "duties/joint/", "guidance/new/", "resources/import/", "superior/contacts/new/", "superior/standards/new/")
    pages = ("duties/", "meetings/", "resources/", "guidance/", "superior/")
    for page in (*pages, *forms, f"resources/{county.finance.pk}/", f"organs/{county.finance.pk}/section/", "meetings/?year=abc", "superior/?organ=x"):
        text(office_client, BASE + page)
    reader = login(Client(), assessor_actor())
    for page in pages:
        text(reader, BASE + page)
    text(Client(), "/governance/duties/")
