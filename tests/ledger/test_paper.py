"""The ledger on paper, the archive catalogue, and whether what we hand out opens in LibreOffice."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pypdfium2
import pytest
from django.test import Client

from tests.cast import AT, County, liaison_actor, login, office_actor
from tests.ledger.conftest import item_of
from zwgk.domain.errors import BadInput
from zwgk.foundation.files import readers
from zwgk.foundation.inbox import queries as inbox
from zwgk.matters.ledger import actions, archive, paper, sheets
from zwgk.matters.ledger.models import Plan

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("TSK-05")]


def pages_of(data: bytes) -> list[str]:
    return [page.get_textpage().get_text_range().replace(" ", "") for page in pypdfium2.PdfDocument(data)]


def test_each_unit_begins_on_a_new_page_with_number_head_and_signature(plan: Plan, county: County) -> None:
    pages = pages_of(paper.ledger_pdf(plan, None, blank=False, filler="陆青禾", at=AT))
    assert f"第1页\u3000共{len(pages)}页" in pages[0]
    for page in pages:
        assert "序号" in page and "签字" in page
    assert sum("单位：和光县财政局" in page for page in pages) == 1


def test_a_blank_sheet_leaves_progress_to_the_pen(plan: Plan, county: County) -> None:
    filled, blank = (
        "".join(pages_of(paper.ledger_pdf(plan, [county.finance.pk], blank=each, filler="陆青禾", at=AT))) for each in (False, True)
    )
    assert "未开始" in filled and "未开始" not in blank and "单位分管负责同志（签字）" in blank and "县司法局" not in blank


def test_nothing_to_print_is_told(plan: Plan, county: County) -> None:
    with pytest.raises(BadInput, match="没有可以打印的事项"):
        paper.ledger_pdf(plan, [county.development.pk], blank=False, filler="陆青禾", at=AT)


def test_a_liaison_prints_the_own_unit_only(plan: Plan, county: County, client: Client) -> None:
    liaison, address = login(client, liaison_actor(county.finance)), f"/office/ledger/plans/{plan.pk}/print.pdf"
    assert "县司法局" not in "".join(pages_of(liaison.get(address).content))
    assert liaison.get(f"{address}?organ={county.justice.pk}").status_code == 302
    assert liaison.get(f"/office/ledger/plans/{plan.pk}/archive.xlsx").status_code == 403


def test_a_long_print_is_the_workers_and_a_message_leads_to_it(plan: Plan, county: County, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "DIRECT", 1)
    actor = office_actor()
    login(client, actor)
    address = f"/office/ledger/plans/{plan.pk}/print.pdf"
    assert "由后台生成" in client.get(address).content.decode()
    assert "已交后台生成" in client.post(address, follow=True).content.decode()
    (message,) = [each for each in inbox.for_actor(actor) if each.title.startswith("已生成")]
    made = client.get(message.url)
    assert sum("单位：和光县财政局" in page for page in pages_of(b"".join(made.streaming_content))) == 1  # type: ignore[attr-defined]
    assert login(Client(), liaison_actor(county.finance)).get(message.url).status_code == 404


def test_what_cannot_be_printed_is_told_by_message(plan: Plan, county: County) -> None:
    actor = office_actor()
    actions.print_ledger_task.func(plan.pk, [county.development.pk], False, actor.person_id)
    assert any(each.title.startswith("没有生成") and "换一个单位" in each.body for each in inbox.for_actor(actor))
    with pytest.raises(BadInput):
        actions.print_ledger(plan, [county.development.pk], blank=False, actor=actor, at=AT)


def test_the_archive_catalogue_lists_documents_with_their_pages(plan: Plan, county: County, office_client: Client) -> None:
    item = item_of(plan, "一/(一)", "finance")
    printed = paper.ledger_pdf(plan, [county.finance.pk], blank=False, filler="陆青禾", at=AT)
    actions.add_file(item, printed, "清单.pdf", actor=liaison_actor(county.finance), at=AT)
    sheet = openpyxl.load_workbook(io.BytesIO(office_client.get(f"/office/ledger/plans/{plan.pk}/archive.xlsx").content)).active
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    assert rows[0] == tuple(name for name, _ in archive.COLUMNS) and rows[1][2] == plan.notice.doc_number
    assert next(row for row in rows if row[3] == "清单.pdf")[5] == len(pages_of(printed))
    assert sheet.page_setup.orientation == "landscape" and sheet.freeze_panes == "A4" and sheet.print_title_rows == "$3:$3"


@pytest.mark.slow
@pytest.mark.skipif(not readers.available()["soffice"], reason="LibreOffice is not installed here")
def test_workbooks_and_documents_open_in_libreoffice(plan: Plan, county: County, office_client: Client) -> None:
    day, filler = AT.date(), "陆青禾"
    made: dict[str, Callable[[], bytes]] = {
        "xlsx": lambda: sheets.write(sheets.ledger(plan, None, AT), "xlsx", filler=filler, day=day)[0],
        "docx": lambda: sheets.write(sheets.tasks(plan), "docx", filler=filler, day=day)[0],
    }
    for ending, make in made.items():
        (pdf,) = readers.pdfs([make()], ending)
        assert pdf and "公开权责清单" in "".join(pages_of(pdf))
    for address in (f"/office/ledger/plans/{plan.pk}/archive.xlsx", "/office/letters/export/", "/office/findings/export/"):
        (pdf,) = readers.pdfs([office_client.get(address).content], "xlsx")
        assert pdf and len(pypdfium2.PdfDocument(pdf)) >= 1, address
