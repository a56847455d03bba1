"""In a real browser: what Word puts on the clipboard becomes clean text; what is typed is kept."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.cast import County
from zwgk.matters.records.models import Record

from .conftest import drafted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORD = (
    "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><style><!-- p.MsoNormal{font-family:仿宋_GB2312} --></style></head><body><!--StartFragment-->\n"
    "<style>p.MsoNormal{mso-style-parent:''}</style>\n"
    "<p class=MsoNormal style='text-indent:32.0pt'><b><span style='font-size:16.0pt;font-family:黑体'>一、总体要求<o:p></o:p></span></b></p>"
    "<p class=MsoNormal onclick='x()'><span>各镇街要\r\n<u>按时</u>完成。</span></p>\n<script>alert(1)</script>\n"
    "<p class=MsoListParagraph><![if !supportLists]>1.<![endif]>报送表格</p>\n<p class=MsoNormal align=right style='text-align:right'>县财政局</p>\n"
    "<table class=MsoNormalTable border=1><tr><td width=189><p class=MsoNormal>单位</p></td><td><p class=MsoNormal>金额</p></td></tr></table><!--EndFragment--></body></html>"
)
PASTE = """html => {
  const e = document.querySelector('.prose-editor .tiptap'), data = new DataTransfer();
  data.setData('text/html', html); data.setData('text/plain', 'x');
  e.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def test_pasted_from_word_it_is_clean_and_kept(logged_in_page: Page, live_server: Any, served_county: County):
    record = drafted(served_county.finance)
    page = logged_in_page
    page.goto(f"{live_server.url}{record.url}edit/", timeout=60_000, wait_until="domcontentloaded")
    page.wait_for_selector("textarea[data-ready=yes]", state="attached", timeout=60_000)
    page.click(".prose-editor .tiptap p")
    page.evaluate(PASTE, WORD)
    body = page.input_value("textarea[name=body]")
    assert "<strong>一、总体要求</strong>" in body and "<u>按时</u>" in body and "<table>" in body
    assert "<p>各镇街要<u>按时</u>完成。</p><p>1.报送表格</p>" in body and '<p style="text-align: right;">县财政局</p>' in body
    assert "Mso" not in body and "mso-" not in body and "alert" not in body and "<p> </p>" not in body
    assert page.locator(".prose-menubar button[data-name=bold]").get_attribute("title") == "加粗"
    page.wait_for_function("document.querySelector('[data-kept]').textContent.includes('已暂存')", timeout=60_000)
    assert record.unsaved.exists()


def test_a_file_is_chosen_sent_in_pieces_and_read_in(logged_in_page: Page, live_server: Any, served_county: County):
    page, faults = logged_in_page, []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto(f"{live_server.url}/office/records/import/", timeout=60_000, wait_until="domcontentloaded")
    page.select_option("select[name=organ]", str(served_county.finance.pk))
    sheet = "<p>关于发放供暖补贴的通知</p><p>联系人身份证号11010519491231002X。</p>"
    page.set_input_files("input[name=file]", {"name": "通知.html", "mimeType": "text/html", "buffer": sheet.encode()})
    page.get_by_text("已上传").wait_for(timeout=60_000)
    with page.expect_navigation(timeout=60_000, wait_until="domcontentloaded"):
        page.get_by_role("button", name="读入").click()
    record = Record.objects.get()
    assert page.url.endswith(f"{record.url}edit/") and not faults
    assert [hit.text for hit in record.hits.filter(blocks=True)] == ["11010519491231002X"]
