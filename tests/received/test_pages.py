"""The pages of received documents, as the office uses them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import AT, liaison_actor, login, office_actor
from tests.received.conftest import TEXT
from zwgk.matters.notices.actions import confirm, deliver
from zwgk.matters.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client, county):
    return login(client, office_actor())


def test_upload_leads_to_the_check_page(office):
    answer = office.post("/office/notices/new/", {"file": SimpleUploadedFile("来文.txt", TEXT.encode())})
    assert answer.status_code == 302
    page = office.get(answer["Location"]).content.decode()
    assert "公开权责清单" in page and "县司法局" in page and "第 1 行" in page


def test_a_bad_file_is_told_with_its_name_and_the_remedy(office):
    answer = office.post("/office/notices/new/", {"file": SimpleUploadedFile("坏文件.docx", b"PK\x03\x04broken")})
    assert answer.status_code == 400
    assert "坏文件.docx" in answer.content.decode()


def test_a_record_is_edited_on_its_page(office, notice):
    page = office.get(f"/office/notices/{notice.pk}/record/")
    data = {**page.context["form"].initial, "index_number": "HG02/2026-00031"}
    office.post(f"/office/notices/{notice.pk}/record/", {name: "" if value is None else value for name, value in data.items()})
    notice.refresh_from_db()
    assert notice.index_number == "HG02/2026-00031"


@pytest.mark.requirement("DOC-07")
def test_a_deadline_is_edited_on_the_page_of_its_clause(office, notice):
    clause = notice.clauses.get(path="二/(二)")
    data = {"text": clause.text, "is_task": "on", "responsible_units": "县司法局", "d0_text": "年底前", "d0_kind": "date", "d0_date": "2026-12-25"}
    office.post(f"/office/notices/{notice.pk}/clauses/{clause.pk}/", data)
    clause.refresh_from_db()
    assert clause.deadlines[0]["date"] == "2026-12-25"


def test_a_deadline_without_date_keeps_everything_typed(office, notice):
    clause = notice.clauses.get(path="二/(二)")
    data = {"text": "改过的文字要留着", "is_task": "on", "d0_text": "年底前", "d0_kind": "date", "d0_date": ""}
    page = office.post(f"/office/notices/{notice.pk}/clauses/{clause.pk}/", data).content.decode()
    assert "还没有日期" in page and "改过的文字要留着" in page


def test_the_original_is_downloaded_as_it_came(office, notice):
    answer = office.get(f"/office/notices/{notice.pk}/original/")
    assert b"".join(answer.streaming_content) == TEXT.encode()


@pytest.mark.requirement("DOC-12")
def test_a_telephone_number_in_the_text_is_pointed_out(office):
    text = TEXT.replace("（此件公开发布）", "（联系人：方小满，联系电话：0999-6001234）\n（此件公开发布）")
    answer = office.post("/office/notices/new/", {"file": SimpleUploadedFile("电话.txt", text.encode())})
    page = office.get(answer["Location"]).content.decode()
    assert "联系人和电话" in page
    assert Notice.objects.get(file__name="电话.txt").contacts[0]["phone"] == "0999-6001234"


def test_a_liaison_reads_but_sees_no_buttons(client, notice, county):
    page = login(client, liaison_actor(county.finance)).get(f"/office/notices/{notice.pk}/").content.decode()
    assert "核对完成" not in page and "公开权责清单" in page


@pytest.mark.requirement("DOC-09")
def test_the_register_of_basis_documents_lists_what_is_cited(office, notice):
    page = office.get("/office/notices/basis/").content.decode()
    assert "中华人民共和国政府信息公开条例" in page and notice.title in page


@pytest.mark.requirement("DOC-04")
def test_delivery_page_knows_the_groups(office, notice):
    page = office.get(f"/office/notices/{notice.pk}/deliver/").content.decode()
    assert "青禾镇" in page and "县财政局" in page


def test_who_only_reads_sees_no_door_to_what_the_office_does(client, county, notice):
    reader = login(client, liaison_actor(county.finance))
    shown = reader.get("/office/notices/").content.decode() + reader.get(f"/office/notices/{notice.pk}/").content.decode()
    assert "登记来文</a>" not in shown and "登记批准情况</a>" not in shown and "分解下发</a>" not in shown


def test_who_signs_for_the_document_sees_his_own_button_only(client, county, notice):
    confirm(notice, actor=office_actor(), at=AT)
    deliver(notice, [("", county.finance, False), ("", county.justice, False)], actor=office_actor(), at=AT)
    page = login(client, liaison_actor(county.finance)).get(f"/office/notices/{notice.pk}/deliver/").content.decode()
    assert page.count("签收</button>") == 1 and "待签收" in page and "另选单位" not in page
