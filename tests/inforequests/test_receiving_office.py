"""The clerk's pages: what came on paper is entered, the common counter serves several organs, lists come from the superior."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import AT, County, actor_with, liaison_actor, login, office_actor
from zwgk.domain.errors import BadInput, NotAllowed
from zwgk.domain.rights import Role
from zwgk.foundation.files.workbooks import workbook
from zwgk.foundation.journal.models import Fact
from zwgk.matters.inforequests import platform
from zwgk.matters.inforequests.actions import note_export, take_rows
from zwgk.matters.inforequests.models import Case, Forwarding, State

from .makers import received
from .test_portal import PNG

ENTRY, PLATFORM = "/office/requests/new/", "/office/requests/platform/"
HEADS = [(word, 14) for word in ("申请编号", "受理机关", "申请人类型", "申请人", "联系电话", "申请内容", "申请时间", "受理日期", "获取方式")]


def paper(organs: list[int], **changed: object) -> dict[str, object]:
    return {
        "channel": "post_signed", "organs": organs, "arrived_on": "2026-11-20", "title": "2024年政府采购合同", "form": "paper", "delivery": "post",
        "applicant_kind": "business", "applicant": "和光县长河建筑有限公司", "address": "和光县城关镇1号", "token": "one", "contact_ok": "on", **changed,
    }  # fmt: skip


@pytest.mark.requirement("REQ-01")
def test_the_clerk_enters_a_signed_letter_with_its_scan(county: County) -> None:
    client = login(Client(), liaison_actor(county.finance))
    scan = SimpleUploadedFile("信封.png", PNG)
    answer = client.post(ENTRY, paper([county.finance.pk], scans=scan), follow=True)
    case = Case.objects.get()
    assert str(case.received_on) == "2026-11-20" and case.papers.count() == 1 and case.code[:4] in answer.content.decode()
    client.post(ENTRY, paper([county.finance.pk]))
    assert Case.objects.count() == 1, "the same form sent twice"


@pytest.mark.requirement("REQ-01")
def test_one_visit_to_the_common_counter_serves_several_organs(county: County) -> None:
    client = login(Client(), actor_with(Role.CLERK, county.center))
    answer = client.post(ENTRY, paper([county.finance.pk, county.qinghe.pk], channel="zone", arrived_on="2026-11-23"), follow=True)
    assert answer.status_code == 200 and Forwarding.objects.count() == 2 and Case.objects.filter(state=State.REGISTERED).count() == 2
    row = Forwarding.objects.get(to=county.finance)
    theirs = login(Client(), liaison_actor(county.finance))
    assert "等待接收" in theirs.get("/office/requests/forwardings/").content.decode()
    theirs.post(f"/office/requests/forwardings/{row.pk}/take-over/")
    row.refresh_from_db()
    assert row.taken_over_at


def test_several_organs_only_at_the_common_counter(county: County) -> None:
    client = login(Client(), office_actor())
    answer = client.post(ENTRY, paper([county.finance.pk, county.qinghe.pk]))
    assert "只有集中受理点" in answer.content.decode() and not Case.objects.exists()


def test_a_liaison_enters_for_the_own_organ_alone(county: County) -> None:
    client = login(Client(), liaison_actor(county.finance))
    assert client.post(ENTRY, paper([county.qinghe.pk])).status_code == 400


def test_an_ordinary_letter_waits_for_its_confirmation(county: County) -> None:
    client = login(Client(), liaison_actor(county.finance))
    page = client.post(ENTRY, paper([county.finance.pk], channel="post"), follow=True).content.decode()
    assert "收到当日确认" in page and Case.objects.get().state == State.ARRIVED


def test_a_repeat_is_shown_to_the_clerk(county: County) -> None:
    first = received(county.finance, title="2024年政府采购合同文本")
    client = login(Client(), liaison_actor(county.finance))
    page = client.post(ENTRY, paper([county.finance.pk], applicant=first.applicant), follow=True).content.decode()
    assert "可能重复的申请" in page and first.number in page


@pytest.mark.requirement("REQ-01")
def test_the_register_is_seen_by_those_who_handle_and_exported_with_a_fact(county: County) -> None:
    received(county.finance, title="=cmd|calc")
    received(county.qinghe, title="镇里的事")
    client = login(Client(), liaison_actor(county.finance))
    page = client.get("/office/requests/register/?year=2026").content.decode()
    assert "=cmd" in page and "镇里的事" not in page
    sheet = openpyxl.load_workbook(io.BytesIO(client.get("/office/requests/register/export/").content)).active
    assert sheet["I4"].value == "=cmd|calc" and sheet["I4"].data_type == "s" and sheet["A5"].value is None
    assert Fact.objects.filter(verb="inforequests.export").exists()
    with pytest.raises(NotAllowed):
        note_export("登记簿", 1, actor=actor_with(Role.CLERK, county.center), at=AT)


def listed(*rows: tuple[str, ...]) -> SimpleUploadedFile:
    return SimpleUploadedFile("申请列表.xlsx", workbook("申请列表", HEADS, rows))


GOOD = ("SN-1", "和光县财政局", "公民", "柳一帆", "13900000001", "2025年预算执行报告", "2026-11-19", "2026-11-20", "邮寄")


@pytest.mark.db
@pytest.mark.requirement("REQ-01")
def test_a_list_of_the_superior_is_taken_once_and_results_go_back(county: County) -> None:
    client = login(Client(), liaison_actor(county.finance))
    for _ in range(2):
        page = client.post(PLATFORM, {"file": listed(GOOD, ("SN-2", "和光县财政局", "企业", "", "", "缺姓名", "昨天", "", ""), ("SN-3", "火星局", "公民", "甲", "", "乙", "2026-11-19", "", ""))})
        said = page.content.decode()
        assert "没有申请人" in said and "“昨天”不是日期" in said and "“火星局”不是您可以登记的受理机关" in said and "登记 1 件" in said
        client.post(PLATFORM, {"confirm": "1"})
    case = Case.objects.get()
    assert case.external_number == "SN-1" and str(case.received_on) == "2026-11-20" and case.delivery == "post"
    sheet = openpyxl.load_workbook(io.BytesIO(client.get("/office/requests/platform/results/").content)).active
    assert [sheet["A4"].value, sheet["E4"].value, sheet["F4"].value] == ["SN-1", "已登记", "2026-12-18"]


def test_a_row_that_is_refused_does_not_hold_up_the_others(county: County) -> None:
    rows = platform.read(workbook("列表", HEADS, [GOOD, ("SN-9", "", "", "乙", "", "丙", "2027-01-01", "", "")]), "列表.xlsx")
    done = take_rows([(row, county.finance) for row in rows], actor=liaison_actor(county.finance), at=AT)
    assert done[0].case and not done[0].known and "不能晚于今天" in done[1].refused
    assert take_rows([(rows[0], county.finance)], actor=liaison_actor(county.finance), at=AT)[0].known


def test_another_workbook_is_no_list() -> None:
    with pytest.raises(BadInput, match="申请编号、申请人、所需信息、申请时间"):
        platform.read(workbook("别的", [("甲", 10), ("乙", 10)], [("1", "2")]), "别的.xlsx")


def test_the_same_number_twice_in_a_list_is_told_at_its_row() -> None:
    rows = platform.read(workbook("列表", HEADS, [GOOD, GOOD]), "列表.xlsx")
    assert not rows[0].problems and rows[1].problems == ("申请编号与第4行相同",)


@pytest.mark.requirement("REQ-01")
def test_an_officer_splits_and_the_applicant_sees_it(client: Client, county: County) -> None:
    case = received(county.finance, title="预算和采购合同")
    office = login(Client(), liaison_actor(county.finance))
    url = f"/office/requests/{case.pk}/split/"
    assert "至少写两件" in office.post(url, {"parts": "一件", "reason": "两件事"}).content.decode()
    assert office.post(url, {"parts": "2025年预算\n2024年采购合同", "reason": "两件事互相独立"}).status_code == 302
    client.post("/requests/progress/", {"code": case.code, "contact": "13900000001"})
    page = client.get(f"/requests/my/{case.code}/").content.decode()
    assert "拆分后的各件" in page and "2025年预算" in page and "两件事互相独立" in page
    part = Case.objects.get(title="2025年预算")
    assert client.get(f"/requests/my/{part.code}/").status_code == 200


def test_the_counter_hands_it_to_another_organ_on_its_page(county: County) -> None:
    case = received(county.finance, "zone", taken_at=county.center)
    client = login(Client(), actor_with(Role.CLERK, county.center))
    url = f"/office/requests/{case.pk}/forward/"
    assert "集中受理点" in client.get(url).content.decode()
    assert client.post(url, {"to": county.qinghe.pk, "reason": "属于镇里"}).status_code == 302
    assert Case.objects.get(forwarded_from=case).organ == county.qinghe
