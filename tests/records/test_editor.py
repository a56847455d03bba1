"""In a real browser: what Word puts on the clipboard becomes clean text; what is typed is kept."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.cast import County

from .conftest import drafted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORD = (
    "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><style><!-- p.MsoNormal{font-family:仿宋_GB2312} --></style></head><body><!--StartFragment-->"
    "<p class=MsoNormal style='text-indent:32.0pt'><b><span style='font-size:16.0pt;font-family:黑体'>一、总体要求<o:p></o:p></span></b></p>"
    "<p class=MsoNormal onclick='x()'><span>各镇街要<u>按时</u>完成。</span></p><script>alert(1)</script>"
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
    assert "Mso" not in body and "style=" not in body and "script" not in body
    page.wait_for_function("document.querySelector('[data-kept]').textContent.includes('已暂存')", timeout=60_000)
    assert record.unsaved.exists()
