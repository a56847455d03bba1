"""The pages as people use them."""

import io
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import AT, DAY, County, assessor_actor, liaison_actor, login, office_actor
from zwgk.matters.channels import actions
from zwgk.matters.channels.comparing import Difference
from zwgk.matters.channels.models import (
    Channel,
    Filing,
    FormColumn,
    Kind,
    Live,
    ModeRow,
    Release,
    Seen,
    State,
    ZoneCheck,
)

from .conftest import new_piece, place

pytestmark = pytest.mark.django_db
BASE = "/office/channels/"


def text(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, url
    return answer.content.decode() if not answer.streaming else ""


@pytest.fixture
def there(county: County, superior: Channel) -> Release:
    row = actions.release(new_piece(county.finance), [superior], actor=office_actor(), at=AT)[0]
    return actions.confirm(row, actions.Given("https://city.example/7.html"), actor=office_actor(), at=AT)


@pytest.fixture
def seen(there: Release) -> Seen:
    return actions.note_seen(there, Live.DIFFERS, [Difference("标题", "我们的", "<b>他们的</b>")], actor=office_actor(), at=AT)


def test_the_register_filters_and_exports(office_client: Client, wechat: Channel, board: Channel):
    shown = text(office_client, BASE)
    assert "和光财政" in shown and "柳溪村公开栏" in shown and "没有管理人" in shown
    assert "柳溪村公开栏" not in text(office_client, f"{BASE}?kind=account")
    assert "没有符合条件的渠道" in text(office_client, f"{BASE}?q=不存在")
    sheet = openpyxl.load_workbook(io.BytesIO(office_client.get(f"{BASE}export/").content)).active
    assert sheet.max_row == 5
    assert {sheet.cell(row, 2).value for row in (4, 5)} == {"和光财政", "柳溪村公开栏"}


def test_the_register_asks_the_same_number_of_questions(office_client: Client, county: County, wechat: Channel, django_assert_max_num_queries):
    text(office_client, BASE)
    for n in range(30):
        place(Kind.BOARD, f"公开栏{n}", county.qinghe)
    with django_assert_max_num_queries(25):
        text(office_client, BASE)


def test_a_place_is_entered_corrected_and_ended(office_client: Client, county: County):
    sent = {"kind": "board", "name": "县政府公开栏", "organ": county.office.pk, "level": "county", "state": "open", "receipt": "photo", "idle_days": 14, "text_length": 300}
    answer = office_client.post(f"{BASE}new/", sent)
    row = Channel.objects.get()
    assert answer.headers["Location"] == row.url and "县政府公开栏" in text(office_client, row.url)
    office_client.post(f"{row.url}edit/", {**sent, "name": "县政府东门公开栏"})
    office_client.post(f"{row.url}end/", {"reason": "拆除"})
    row.refresh_from_db()
    assert (row.name, row.state) == ("县政府东门公开栏", "closed")


def test_a_refusal_is_shown_at_its_field_and_keeps_what_was_typed(office_client: Client, county: County, wechat: Channel):
    sent = {"kind": "account", "name": "又一个号", "organ": county.finance.pk, "level": "county", "state": "open", "platform": "微信公众号", "receipt": "address", "idle_days": 14, "text_length": 300}
    shown = office_client.post(f"{BASE}new/", sent).content.decode()
    assert "已有账号“和光财政”" in shown and "又一个号" in shown and Channel.objects.count() == 1


def test_a_liaison_enters_only_for_the_own_unit(liaison_client: Client, county: County):
    sent = {"kind": "board", "name": "别人的公开栏", "organ": county.justice.pk, "level": "county", "state": "open", "receipt": "photo", "idle_days": 14, "text_length": 300}
    assert "有 1 处需要修改" in liaison_client.post(f"{BASE}new/", sent).content.decode() and not Channel.objects.exists()


@pytest.mark.requirement("NMD-01")
def test_an_account_is_filed_answered_and_its_sheet_taken(office_client: Client, county: County):
    row = place(Kind.ACCOUNT, "和光司法", county.justice, platform="微信公众号", state="proposed")
    office_client.post(f"{row.url}file/", {"step": "open", "reason": "普法", "filed_with": "县政府办公室", "filed_on": DAY.isoformat()})
    filing = Filing.objects.get()
    paper = office_client.get(f"{BASE}filings/{filing.pk}/sheet/").content
    assert "和光司法" in zipfile.ZipFile(io.BytesIO(paper)).read("word/document.xml").decode()
    office_client.post(f"{BASE}filings/{filing.pk}/answer/", {"agreed": "yes", "answered_on": DAY.isoformat(), "number": "3号"})
    assert Channel.objects.get().state == "open" and "3号" in text(office_client, row.url)


def test_the_queue_shows_keepers_what_waits(liaison_client: Client, county: County, asked: Release):
    assert "关于开展2026年度惠农补贴申报的通告" in text(liaison_client, f"{BASE}releases/")
    stranger = login(Client(), liaison_actor(county.justice))
    assert "惠农补贴" not in text(stranger, f"{BASE}releases/")
    text(stranger, asked.url, 404)


def test_a_receipt_is_given_on_the_page(liaison_client: Client, asked: Release):
    assert "登记回执" in text(liaison_client, asked.url)
    shown = liaison_client.post(f"{asked.url}confirm/", {"address": "", "released_on": "2026-11-23"}).content.decode()
    assert "请粘贴" in shown
    liaison_client.post(f"{asked.url}confirm/", {"address": "https://mp.example/s/1", "released_on": "2026-11-23"})
    asked.refresh_from_db()
    assert (asked.state, asked.live) == (State.DONE, Live.WAITING)


@pytest.mark.requirement("ZON-05")
def test_a_photo_of_the_board_is_the_receipt(office_client: Client, county: County, board: Channel):
    row = actions.release(new_piece(county.finance), [board], actor=office_actor(), at=AT)[0]
    photo = SimpleUploadedFile("公开栏.jpg", b"\xff\xd8jpeg", content_type="image/jpeg")
    office_client.post(f"{row.url}confirm/", {"released_on": "2026-11-23", "photos": photo})
    proof = row.proofs.get()
    answer = office_client.get(proof.url)
    assert answer.headers["Content-Type"] == "image/jpeg" and b"".join(answer.streaming_content) == b"\xff\xd8jpeg"
    text(login(Client(), liaison_actor(county.justice)), proof.url, 404)


def test_a_page_as_proof_is_a_download_and_never_runs(office_client: Client, county: County, board: Channel):
    row = actions.release(new_piece(county.finance), [board], actor=office_actor(), at=AT)[0]
    office_client.post(f"{row.url}confirm/", {"released_on": "2026-11-23", "photos": SimpleUploadedFile("页面.html", b"<script>")})
    answer = office_client.get(row.proofs.get().url)
    assert answer.headers["Content-Disposition"].startswith("attachment") and answer.headers["Content-Type"] == "application/octet-stream"
    assert b"".join(answer.streaming_content) == b"<script>"


def test_failed_and_not_needed(office_client: Client, asked: Release):
    office_client.post(f"{asked.url}fail/", {"reason": "平台退回"})
    assert "平台退回" in text(office_client, f"{BASE}releases/?state=failed")
    office_client.post(f"{asked.url}skip/", {"reason": "不再需要"})
    assert Release.objects.get().state == State.VOID


def test_the_fields_are_copied_one_by_one_and_the_package_taken(office_client: Client, county: County, superior: Channel):
    row = actions.release(new_piece(county.finance), [superior], actor=office_actor(), at=AT)[0]
    sent = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 0, "form-0-label": "信息标题", "form-0-source": "title", "form-1-label": "文号", "form-1-source": "文号"}
    office_client.post(f"{superior.url}columns/", sent)
    assert list(FormColumn.objects.values_list("label", flat=True)) == ["信息标题", "文号"]
    shown = text(office_client, f"{row.url}copy/")
    assert shown.count("data-copy=") == 2 and "信息标题" in shown and "和财〔2026〕12号" in shown
    packed = zipfile.ZipFile(io.BytesIO(office_client.get(f"{row.url}package/").content))
    assert "元数据.xlsx" in packed.namelist() and Release.objects.get().packed_at


def test_columns_named_twice_are_refused_and_stay_on_the_page(office_client: Client, superior: Channel):
    sent = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 0, "form-0-label": "标题", "form-0-source": "title", "form-1-label": "标题", "form-1-source": "text"}
    assert "重复" in office_client.post(f"{superior.url}columns/", sent).content.decode() and not FormColumn.objects.exists()


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF"), ("png", b"\x89PNG")])
def test_a_poster_is_taken(office_client: Client, asked: Release, form: str, begins: bytes):
    assert office_client.get(f"{asked.url}poster.{form}").content.startswith(begins)


def test_one_message_goes_to_further_accounts(office_client: Client, county: County, asked: Release):
    above = place(Kind.ACCOUNT, "曜州发布", county.higher, platform="微信公众号", level="city")
    assert "曜州发布" in text(office_client, f"{BASE}pieces/{asked.piece_id}/add/")
    office_client.post(f"{BASE}pieces/{asked.piece_id}/add/", {"channels": [above.pk]})
    assert "曜州发布" in text(office_client, asked.url)


def test_the_difference_list_leads_to_a_finding_or_is_accepted(office_client: Client, seen: Seen):
    shown = text(office_client, f"{BASE}differences/")
    assert "我们的" in shown and "&lt;b&gt;他们的" in shown
    assert "&lt;b&gt;他们的" in text(office_client, seen.release.url)
    sheet = openpyxl.load_workbook(io.BytesIO(office_client.get(f"{BASE}differences/?export=1").content)).active
    assert sheet.cell(4, 6).value == "<b>他们的</b>"
    answer = office_client.post(f"{BASE}differences/{seen.pk}/finding/")
    assert answer.headers["Location"].startswith("/office/findings/")
    office_client.post(f"{BASE}differences/{seen.pk}/accept/", {"reason": "平台限制"})
    assert "没有差异" in text(office_client, f"{BASE}differences/")


def test_another_look_is_one_button(office_client: Client, seen: Seen):
    office_client.post(f"{seen.release.url}look/")
    assert Release.objects.get().live == Live.WAITING


def test_a_recalled_release_is_removed_with_a_picture(office_client: Client, there: Release):
    actions.recall("records.record", 7, "含个人信息", actor=office_actor(), at=AT)
    assert "请立即撤除" in text(office_client, there.url)
    office_client.post(f"{there.url}remove/", {"photos": SimpleUploadedFile("404.png", b"png", content_type="image/png")})
    there.refresh_from_db()
    assert there.state == State.WITHDRAWN and "撤除佐证" in text(office_client, there.url)


@pytest.mark.requirement("ZON-02")
def test_a_zone_is_checked_on_a_phone_with_a_photo(county: County):
    zone = place(Kind.ZONE, "青禾镇专区", county.qinghe)
    phone = login(Client(), liaison_actor(county.qinghe))
    shown = text(phone, f"{zone.url}check/")
    assert 'capture="environment"' in shown and "统一标识" in shown
    sent = {"day": DAY.isoformat(), "sign": "yes", "screen": "no", "key": "k1"}
    assert "写明情况" in phone.post(f"{zone.url}check/", sent).content.decode()
    photo = SimpleUploadedFile("屏幕.jpg", b"jpeg", content_type="image/jpeg")
    phone.post(f"{zone.url}check/", {**sent, "note_screen": "黑屏", "photo_screen": photo})
    made = ZoneCheck.objects.get()
    page = text(phone, f"{BASE}checks/{made.pk}/")
    assert "黑屏" in page and made.photos.get().url in page
    assert b"".join(phone.get(made.photos.get().url).streaming_content) == b"jpeg"
    office = login(Client(), office_actor())
    assert office.post(f"{BASE}checks/{made.pk}/finding/").headers["Location"].startswith("/office/findings/")
    assert "青禾镇专区" in text(office, f"{BASE}zones/")
    text(login(Client(), liaison_actor(county.finance)), f"{zone.url}check/", 403)


def test_inventory_and_staff_pages(office_client: Client, county: County):
    zone = place(Kind.ZONE, "大厅专区", county.office)
    office_client.post(f"{zone.url}equipment/", {"name": "查询机", "count": 2, "condition": "used"})
    office_client.post(f"{zone.url}staff/", {"name": "苗青", "duty": "咨询"})
    shown = text(office_client, zone.url)
    assert "查询机" in shown and "苗青" in shown


def test_the_clean_up_offers_decisions(office_client: Client, county: County):
    group = place(Kind.GROUP, "普法工作群", county.justice, state="found", members=180)
    assert "普法工作群" in text(office_client, f"{BASE}cleanup/")
    assert office_client.get(f"{BASE}cleanup/?export=1").content.startswith(b"PK")
    office_client.post(f"{group.url}retain/", {"reason": "日常联系"})
    group.refresh_from_db()
    assert group.state == "open"


def test_a_mode_is_set_and_shown_with_who_and_why(office_client: Client, liaison_client: Client):
    office_client.post(f"{BASE}modes/new/", {"function": "publication", "mode": "superior", "since": "2026-01-01", "reason": "市政府集约化要求"})
    assert ModeRow.objects.get().mode == "superior" and "市政府集约化要求" in text(liaison_client, f"{BASE}modes/")
    text(liaison_client, f"{BASE}modes/new/", 403)


def test_an_assessor_reads_and_changes_nothing(county: County, seen: Seen):
    reader = login(Client(), assessor_actor())
    for page in ("", "releases/", "differences/", "zones/", "cleanup/", "modes/"):
        assert "登记渠道" not in text(reader, f"{BASE}{page}")
    assert "登记问题" not in text(reader, f"{BASE}differences/") or reader.post(f"{BASE}differences/{seen.pk}/finding/").status_code in (302, 403)
    text(reader, f"{seen.release.url}package/", 403)


def test_the_office_works_without_a_portal(office_client: Client, settings, asked: Release):
    settings.PORTAL_OFF = True
    anybody = Client()
    assert anybody.get("/").headers["Location"] == "/office/"
    assert anybody.get("/governance/").status_code == 404 and anybody.get("/accounts/login/").status_code == 200
    assert "本平台门户没有开放" in text(office_client, f"{BASE}modes/") and text(office_client, asked.url)
    for gone in ("/governance/", "/xxgk/info/none/", "/nowhere/"):
        html = text(anybody, gone, 404)
        assert "这里不对外开放网页" in html and "site-nav" not in html and "/sitemap/" not in html
    assert "Disallow: /\n" in text(anybody, "/robots.txt")
    assert "核验" in text(anybody, "/xxgk/check/")  # the certificate is out on paper
    settings.PORTAL_AT = "https://www.city.example/heguang/"
    assert anybody.get("/governance/").headers["Location"] == "https://www.city.example/heguang/"
