"""The office pages of letters."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.cast import AT, County, assessor_actor, liaison_actor, login, office_actor
from zwgk.matters.letters import queries
from zwgk.matters.letters.actions import issue, render_waiting
from zwgk.matters.letters.models import Letter, State

pytestmark = pytest.mark.requirement("TSK-09")
BASE = "/office/letters/"
TYPED = {"title": "关于报送进展的催办单", "body": "请尽快报送。", "due": "2026-11-30"}


def text(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, url
    return answer.content.decode()


def test_a_letter_goes_through_all_pages(office_client: Client, liaison_client: Client, county: County) -> None:
    assert "督办单" in text(office_client, f"{BASE}new/") and "办结期限" in text(office_client, f"{BASE}new/?kind=urging")
    page = office_client.post(f"{BASE}new/?kind=urging", {**TYPED, "organs": [county.finance.pk]}).headers["Location"]
    assert office_client.get(f"{page}preview/").content.startswith(b"%PDF")
    text(liaison_client, page, 404)
    office_client.post(f"{page}issue/", {"dated": AT.date()})
    assert "已印发" in text(liaison_client, page) and "登记回执" in text(liaison_client, page)
    liaison_client.post(f"{page}receipt/", {"received_on": AT.date(), "received_by": "丁一", "scan": SimpleUploadedFile("回执.pdf", b"%PDF")})
    office_client.post(f"{page}signed/", {"file": SimpleUploadedFile("盖章件.pdf", b"%PDF")})
    shown = text(office_client, page)
    assert "回执.pdf" in shown and "盖章件.pdf" in shown
    letter = Letter.objects.get()
    for which in ("files/docx/", "files/pdf/", "files/signed/", f"receipts/{letter.receipts.get().pk}/"):
        assert office_client.get(f"{page}{which}").headers["Content-Disposition"].startswith("attachment")
    text(office_client, f"{page}files/other/", 404)
    office_client.post(f"{page}void/", {"reason": "另行印发"})
    assert "另行印发" in text(office_client, page)


def test_a_batch_is_issued_by_the_worker_and_downloaded(office_client: Client, county: County) -> None:
    organs = [county.finance.pk, county.justice.pk]
    page = office_client.post(f"{BASE}new/?kind=urging", {**TYPED, "organs": organs}).headers["Location"]
    assert "全部取号并印发" in text(office_client, page)
    answer = office_client.post(f"{page}issue/", {"dated": AT.date()}, follow=True).content.decode()
    assert "已取号 2 份" in answer and "0/2" in answer and "hx-get" in answer
    assert render_waiting(at=timezone.now()) == 2
    moved = office_client.get(page, headers={"HX-Request": "true"}).content.decode()
    assert "2/2" in moved and "hx-get" not in moved and "<html" not in moved
    packed = zipfile.ZipFile(io.BytesIO(office_client.get(f"{page}zip/").content)).namelist()
    assert len(packed) == 4 and packed[0] == "001 政务公开催办〔2026〕1号-和光县财政局.docx"
    assert office_client.get(f"{page}print/").content.startswith(b"%PDF")
    assert "还没有" not in office_client.get(f"{page}approve/").content.decode()
    text(login(Client(), liaison_actor(county.qinghe)), f"{page}zip/", 404)


def test_a_circular_waits_for_its_approval(office_client: Client, county: County) -> None:
    typed = {"title": "关于落实情况的通报", "body": "现通报如下。", "signer": "方知远", "addressee": "各乡镇人民政府"}
    page = office_client.post(f"{BASE}new/?kind=circular", typed).headers["Location"]
    assert "还没有登记批准" in text(office_client, page) and "登记批准" in office_client.post(f"{page}issue/", {"dated": AT.date()}).content.decode()
    sent = {"approved_by": "方知远", "approved_on": AT.date(), "scan": SimpleUploadedFile("签批单.pdf", b"%PDF")}
    office_client.post(f"{page}approve/", sent)
    assert "签批单.pdf" in text(office_client, page)
    office_client.post(f"{page}issue/", {"dated": AT.date()})
    assert Letter.objects.get().state == State.ISSUED


def test_the_register_filters_and_exports(office_client: Client, drafted: Callable[..., Letter], county: County) -> None:
    letter = issue(drafted(), actor=office_actor(), at=AT)
    wanted = f"?kind=supervision&state=issued&year=2026&organ={county.finance.pk}&receipt=waiting&q=督办"
    assert letter.number in text(office_client, BASE + wanted)
    assert letter.number not in text(office_client, f"{BASE}?state=void")
    assert letter.number in text(office_client, f"{BASE}?year=abcd&organ=x&kind=&q=")
    assert len(office_client.get(f"{BASE}export/{wanted}").content) > 3000


def test_a_refusal_stands_in_the_form(office_client: Client, drafted: Callable[..., Letter]) -> None:
    letter = drafted(signer="")
    assert "还缺必备要素" in text(office_client, letter.url)
    assert "督办单缺少“签发人”" in office_client.post(f"{letter.url}issue/", {"dated": AT.date()}).content.decode()
    assert office_client.post(f"{letter.url}revise/", {"title": ""}).status_code == 200 and Letter.objects.get().title
    assert Letter.objects.get().state == State.DRAFT


def test_a_draft_is_revised_on_its_page(office_client: Client, drafted: Callable[..., Letter]) -> None:
    letter = drafted(signer="")
    typed = {"title": "新标题", "body": "一\n二", "matter": "甲", "due": "2026-12-01", "signer": "方知远"}
    office_client.post(f"{letter.url}revise/", typed)
    letter.refresh_from_db()
    assert (letter.title, letter.values["body"], letter.addressee) == ("新标题", ["一", "二"], "和光县财政局")


def test_templates_are_downloaded_changed_and_uploaded(office_client: Client, county: County) -> None:
    page = f"{BASE}templates/"
    assert "政务公开督办" in text(office_client, page) and "{{ signer }}" in text(office_client, page)
    shipped = office_client.get(f"{page}supervision/").content
    assert shipped == queries.template_bytes("supervision", None)
    sent = {"file": SimpleUploadedFile("督办单.docx", shipped), "note": "试"}
    assert "第1版模板" in office_client.post(f"{page}supervision/new/", sent, follow=True).content.decode()
    for known in ("supervision/versions/1/", "supervision/versions/0/", "supervision/new/", "supervision/pattern/", "seal/"):
        assert office_client.get(page + known).status_code == 200
    text(office_client, f"{page}unknown/", 404)
    office_client.post(f"{page}supervision/pattern/", {"pattern": "和政办督〔{year}〕{serial}号"})
    assert queries.pattern_of("supervision", county.office.pk).startswith("和政办督")


def test_only_the_office_writes(liaison_client: Client, county: County) -> None:
    for url in ("new/", "templates/supervision/new/", "templates/supervision/pattern/"):
        text(liaison_client, BASE + url, 403)
    own = text(liaison_client, BASE + "templates/")  # the letters of requests are the organ's own
    assert "补正告知书" in own and "督办单" not in own
    assert "起草文书" not in text(liaison_client, BASE)


def test_an_assessor_sees_what_was_issued_and_no_draft(drafted: Callable[..., Letter]) -> None:
    letter, assessor = drafted(), login(Client(), assessor_actor())
    text(assessor, letter.url, 404)
    issue(letter, actor=office_actor(), at=AT)
    assert "登记回执" not in text(assessor, letter.url)
