"""The pictures of README and handbooks, from a running demo: `.venv/bin/python docs/img/take.py ADDRESS PASSWORD`.

Needs the development packages (`make setup` is not enough: `scripts/setup.sh dev`) and Debian's chromium. Look at each before committing.
"""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
SIZE = {"width": 1440, "height": 900}
# picture, who looks (empty: a visitor), where, text of the link to click there, text to bring to the top
PICTURES = (
    ("public-plan", "", "/ledger/", "和光县2026年", ""),
    ("public-home", "", "/", "", ""),
    ("public-search", "", "/search/?q=低保怎么申请", "", ""),
    ("public-table", "", "/xxgk/data/major-project/", "", ""),
    ("desk", "luqinghe", "/office/", "", ""),
    ("review", "luqinghe", "/office/notices/", "和光县人民政府办公室", ""),
    ("adopt", "luqinghe", "/office/ledger/adopt/2/", "", "请您确定"),
    ("plan", "luqinghe", "/office/ledger/", "和光县2026年", ""),
    ("late", "luqinghe", "/office/ledger/plans/1/?light=late", "", ""),
    ("units", "luqinghe", "/office/ledger/plans/1/units/", "", ""),
    ("trace", "luqinghe", "/office/ledger/plans/1/trace/", "", ""),
    ("queue", "luqinghe", "/office/ledger/review/", "", ""),
    ("findings", "luqinghe", "/office/findings/", "", ""),
    ("ladder", "luqinghe", "/office/ledger/ladder/", "", ""),
    ("figure", "luqinghe", "/office/briefings/count/?subject=ledger.done&period=2026Q3", "", ""),
    ("evidence-matrix", "luqinghe", "/office/assessments/tables/1/matrix/", "", ""),
    ("data-call", "luqinghe", "/office/datacalls/2/", "", ""),
    ("desk-liaison", "maidong", "/office/", "", ""),
    ("item", "maidong", "/office/", "每个乡镇选2个村", ""),
)


# the same pages as others read them: picture, reading modes, where, width
READ = (
    ("public-elder", "elder=on", "/", 1440),
    ("public-phone", "", "/", 390),
    ("public-dark", "theme=dark", "/xxgk/data/major-project/", 1440),
    ("public-traditional", "script=hant", "/requests/", 1440),
    ("public-kiosk", "kiosk=on", "/kiosk/", 1440),
)


def main() -> None:
    url, password = sys.argv[1].rstrip("/"), sys.argv[2]
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        pages: dict[str, Page] = {}
        for name, who, path, link, top in PICTURES:
            page = pages.get(who) or pages.setdefault(who, signed_in(browser, url, who, password))
            page.goto(url + path)
            if link:
                page.locator("main a", has_text=link).first.click()
                page.wait_for_load_state()
            if top:
                page.locator("main h2", has_text=top).first.evaluate("it => it.scrollIntoView()")
            keep(name, page.screenshot())
        for name, modes, path, width in READ:
            keep(name, read(browser, url, modes, path, width))
        browser.close()


def read(browser: Browser, url: str, modes: str, path: str, width: int) -> bytes:
    """A visitor's page in one way of reading."""
    page = browser.new_context(locale="zh-CN", viewport={"width": width, "height": 900}).new_page()
    if modes:
        page.context.add_cookies([{"name": "zwgk_modes", "value": quote(modes, safe=""), "url": url}])
    page.goto(url + path)
    return page.screenshot()


def signed_in(browser: Browser, url: str, who: str, password: str) -> Page:
    page = browser.new_context(locale="zh-CN", viewport=SIZE).new_page()
    if who:
        page.goto(f"{url}/accounts/login/?next=/office/")
        page.fill("[name=login]", who)
        page.fill("[name=password]", password)
        page.click("button[type=submit]")
        page.wait_for_url("**/office/**")
    return page


def keep(name: str, shot: bytes) -> None:
    """256 colours are enough for a page of text, and half the bytes."""
    Image.open(io.BytesIO(shot)).convert("RGB").quantize(256).save(HERE / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
