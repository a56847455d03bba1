"""The pages: upload to merged workbook, the unit's form, wrong cells at their place."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import resolve
from selectolax.lexbor import LexborHTMLParser

from tests.cast import AT, County, assessor_actor, leader_actor, liaison_actor, login, office_actor
from tests.datacalls import makers
from tests.datacalls.conftest import of, opened, row
from zwgk.matters.datacalls import actions
from zwgk.matters.datacalls.actions import Sending
from zwgk.matters.datacalls.models import DataCall, State

pytestmark = pytest.mark.requirement("TSK-08")
BASE = "/office/datacalls/"


def text(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, (url, answer.status_code)
    return answer.content.decode()


def sent(client: Client, url: str, rows: object, **more: str) -> str:
    return client.post(url, {"rows": json.dumps(rows), "send": "", **more}, follow=True).content.decode()


def corrected(page: str) -> dict[str, str]:
    """The fields of the design page as a browser would send them, unchanged."""
    found: dict[str, str] = {}
    for node in LexborHTMLParser(page).css("main form [name]"):
        name, kind = node.attributes["name"] or "", node.attributes.get("type")
        if kind == "checkbox" and "checked" not in node.attributes:
            continue
        if node.tag == "select":
            chosen = node.css_first("option[selected]")
            found[name] = (chosen.attributes.get("value") or "") if chosen else ""
        else:
            found[name] = node.attributes.get("value") or ("on" if kind == "checkbox" else node.text())
    return found


@pytest.mark.db
def test_from_the_upload_to_the_merged_workbook(office_client: Client, liaison_client: Client, county: County) -> None:
    answer = office_client.post(f"{BASE}new/", {"file": SimpleUploadedFile("附件1.xlsx", makers.requests())})
    call = DataCall.objects.get()
    assert answer.headers["Location"] == f"{call.url}design/"
    page = text(office_client, f"{call.url}design/")
    assert "处理结果 / 予以公开 / 全部" in page and "政府信息公开申请办理情况统计表" in page
    assert office_client.post(f"{call.url}design/", corrected(page)).headers["Location"] == f"{call.url}start/"
    assert "按类别选" in text(office_client, f"{call.url}start/")
    told = {"due_on": date.today() + timedelta(days=2), "due_words": "中午12时", "kinds": ["department"], "organs": [county.qinghe.pk]}
    assert office_client.post(f"{call.url}start/", told).headers["Location"] == call.url
    assert call.returns.count() == 4 and "未报" in text(office_client, call.url)
    mine = liaison_client.get(f"{call.url}mine/").headers["Location"]
    assert "和光县财政局" in text(liaison_client, mine)
    assert "已报送" in sent(liaison_client, mine, row("和光县财政局"))
    assert "汇总" in text(office_client, f"{call.url}merge/")
    book = openpyxl.load_workbook(io.BytesIO(office_client.get(f"{call.url}merged/").content), data_only=True)
    assert (book["附件1"]["B7"].value, book["附件1"]["C12"].value) == ("和光县财政局", 3)


def test_wrong_cells_are_told_at_the_cell_and_nothing_typed_is_lost(liaison_client: Client, call: DataCall, county: County) -> None:
    page = sent(liaison_client, of(call, county.finance).url, row("和光县财政局", "约30"))
    assert "C7：应为整数，填的是“约30”。 请只填数字。" in page and 'value="约30"' in page
    assert of(call, county.finance).draft["附件1"][0]["3"] == "约30"
    assert "还没有填写内容" in sent(liaison_client, of(call, county.finance).url, {}) or "没有填" in sent(liaison_client, of(call, county.finance).url, {})


def test_it_works_without_javascript(liaison_client: Client, call: DataCall, county: County) -> None:
    url = of(call, county.finance).url
    fields = {f"s0-0-{key}": value for key, value in row("和光县财政局")["附件1"][0].items()}
    liaison_client.post(url, {**fields, "save": ""})
    assert of(call, county.finance).draft["附件1"][0]["3"] == "3"
    liaison_client.post(url, {**fields, "send": ""})
    assert of(call, county.finance).state == State.SENT


def test_drafts_are_kept_as_one_types(liaison_client: Client, call: DataCall, county: County) -> None:
    url = of(call, county.finance).url
    answer = liaison_client.post(f"{url}draft/", json.dumps({"附件1": [{"3": "随便"}], "别的表": [{}]}), content_type="application/json")
    assert answer.json()["said"].startswith("已保存") and of(call, county.finance).draft == {"附件1": [{"3": "随便"}]}
    assert 'value="随便"' in text(liaison_client, url)
    assert liaison_client.post(f"{url}draft/", "{", content_type="application/json").status_code == 400


def test_the_blank_sheet_goes_out_and_comes_back(liaison_client: Client, call: DataCall, county: County) -> None:
    url = of(call, county.finance).url
    book = openpyxl.load_workbook(io.BytesIO(liaison_client.get(f"{url}blank/").content))
    sheet = book["附件1"]
    assert sheet.protection.sheet and sheet["B7"].value == "和光县财政局" and not sheet["C7"].protection.locked and sheet["C4"].protection.locked
    for place, value in {"C7": 3, "D7": "一件", "E7": 2, "F7": 1, "G7": 1, "I7": "否"}.items():
        sheet[place] = value
    filled = makers.saved(book)
    page = liaison_client.post(f"{url}upload/", {"file": SimpleUploadedFile("填好.xlsx", filled)}).content.decode()
    assert "D7：应为整数，填的是“一件”。" in page
    other = login(Client(), liaison_actor(county.justice))
    page = other.post(f"{of(call, county.justice).url}upload/", {"file": SimpleUploadedFile("填好.xlsx", filled)}).content.decode()
    assert "发给别的单位" in page


def test_a_unit_sees_its_own_page_only(liaison_client: Client, call: DataCall, county: County) -> None:
    text(liaison_client, of(call, county.justice).url, 404)
    text(liaison_client, f"{call.url}merge/", 403)
    assert liaison_client.get(call.url).headers["Location"] == of(call, county.finance).url
    assert text(liaison_client, BASE).count("附件") >= 0 and "未打开" in text(liaison_client, BASE)
    text(login(Client(), assessor_actor()), BASE, 403)


def test_the_live_page_counts_and_urges(office_client: Client, liaison_client: Client, call: DataCall, county: County) -> None:
    text(liaison_client, of(call, county.finance).url)
    shown = text(office_client, f"{call.url}live/")
    assert "催未报（5 个单位）" in shown and "县财政局信息员" in shown and "复制群消息" in shown
    office_client.post(f"{call.url}urge/")
    assert "催报 5 个单位" in text(office_client, call.url)
    codes = text(office_client, f"{call.url}codes/")
    assert codes.count("<svg") >= 5
    assert office_client.get(f"{call.url}source/").headers["Content-Disposition"].startswith("attachment")


def test_the_leader_signs_and_the_office_sends_back(office_client: Client, liaison_client: Client, county: County) -> None:
    call = opened(makers.requests(), [county.finance], needs_sign=True)
    given = of(call, county.finance)
    assert "等待本单位领导签发" in sent(liaison_client, given.url, row("和光县财政局"))
    assert liaison_client.post(f"{given.url}sign/").status_code == 403
    leader = login(Client(), leader_actor(county.finance))
    assert "签发报送" in text(leader, given.url)
    leader.post(f"{given.url}sign/")
    assert of(call, county.finance).signed_by == leader_actor(county.finance).name
    text(office_client, f"{given.url}back/")
    office_client.post(f"{given.url}back/", {"reason": "不予公开的件数不对"})
    assert "不予公开的件数不对" in text(liaison_client, given.url)


def test_the_office_types_a_stamped_sheet(office_client: Client, call: DataCall, county: County) -> None:
    given = of(call, county.qinghe)
    assert "须附盖章原件" in sent(office_client, given.url, row("青禾镇人民政府"), on_paper="on")
    office_client.post(f"{given.url}papers/", {"file": SimpleUploadedFile("盖章.jpg", b"\xff\xd8\xff")})
    sent(office_client, given.url, row("青禾镇人民政府"), on_paper="on")
    assert of(call, county.qinghe).on_paper and "纸质代录" in text(office_client, call.url)
    assert office_client.get(of(call, county.qinghe).papers.get().url).status_code == 200


def test_what_was_handed_on_stays_and_later_changes_are_shown(office_client: Client, liaison_client: Client, call: DataCall, county: County) -> None:
    given = of(call, county.finance)
    sent(liaison_client, given.url, row("和光县财政局"))
    page = office_client.post(f"{call.url}merge/", {"handed_to": "曜州市人民政府办公室"}).headers["Location"]
    assert "没有变化" in text(office_client, page)
    assert "更正请写明原因" in sent(liaison_client, given.url, row("和光县财政局", "4"))
    sent(liaison_client, given.url, row("和光县财政局", "4"), note="漏了一件")
    assert "申请数量 / 自然人：3 → 4" in text(office_client, page)
    assert "漏了一件" in text(liaison_client, given.url)
    assert office_client.get(f"{page}file/").status_code == 200


def test_closing_reopening_and_taking_back(office_client: Client, liaison_client: Client, call: DataCall, county: County) -> None:
    office_client.post(f"{call.url}close/")
    assert "不能再改" in text(liaison_client, of(call, county.finance).url)
    office_client.post(f"{call.url}reopen/")
    assert "报送" in text(liaison_client, of(call, county.finance).url)
    text(office_client, f"{call.url}void/")
    office_client.post(f"{call.url}void/", {"reason": "上级收回"})
    assert DataCall.objects.get(pk=call.pk).state == "void"


def test_answers_of_the_last_period_are_offered(liaison_client: Client, call: DataCall, county: County) -> None:
    actions.send(of(call, county.finance), Sending(row("和光县财政局", "7")), actor=liaison_actor(county.finance), at=AT)
    again = opened(makers.requests(), [county.finance], follows=call)
    url = of(again, county.finance).url
    assert "从上期内容开始填" in text(liaison_client, url)
    assert 'value="7"' in text(liaison_client, f"{url}?from=last")


def test_rows_of_a_list_are_added_without_javascript(liaison_client: Client, county: County) -> None:
    call = opened(makers.matters(), [county.finance], "附件2.xlsx")
    page = liaison_client.post(of(call, county.finance).url, {"s0-0-3": "通知", "more": "0"}).content.decode()
    assert page.count("data-row>") == 2 and 'value="通知"' in page


def test_a_phone_link_opens_the_form_and_never_the_signature(call: DataCall, county: County) -> None:
    assert office_actor().may("datacalls.merge")
    given = of(call, county.finance)
    assert resolve(given.url).func.passes and not resolve(f"{given.url}sign/").func.passes
