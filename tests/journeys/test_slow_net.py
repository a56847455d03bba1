"""A phone on a poor line: 100 kbit/s, 300 ms, one piece in twenty broken, cut in the middle — nothing is lost, nothing comes twice."""

from __future__ import annotations

import hashlib
import io
import random
import time
from collections.abc import Callable, Iterator

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from playwright.sync_api import BrowserContext, Error, Page, expect

from tests.cast import office_actor, person_with
from tests.journeys.poor_line import PoorLine
from zwgk.domain.rights import Role
from zwgk.foundation.files import queries as files
from zwgk.foundation.files.models import Upload
from zwgk.foundation.organs import actions as organs
from zwgk.matters.ledger.models import Item, Plan
from zwgk.matters.ledger.subjects import of_item

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SPEED = 100_000 // 8  # bytes a second
PATIENCE = 240_000  # ms
WORDS = "已在三个村公布栏张贴，照片附后。"


def photo(least: int = 2_000_000) -> bytes:
    """A picture of a phone's size: shapes and some grain."""
    chance = random.Random(3)
    small = Image.frombytes("RGB", (40, 30), chance.randbytes(40 * 30 * 3))
    picture = small.resize((4000, 3000), Image.Resampling.BICUBIC)
    grain = Image.frombytes("L", (1000, 750), chance.randbytes(1000 * 750)).resize((4000, 3000))
    picture = Image.blend(picture, Image.merge("RGB", (grain, grain, grain)), 0.12)
    for quality in (80, 88, 94, 98):
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=quality)
        if out.tell() >= least:
            return out.getvalue()
    raise AssertionError("the picture is too plain")


@pytest.fixture
def line(live_server: object) -> Iterator[PoorLine]:
    line = PoorLine(int(str(live_server).rpartition(":")[2]), loss=0.05, seed=20261123, speed=SPEED, latency=0.3)
    yield line
    line.close()


@pytest.fixture
def item(served_plan: Plan) -> Item:
    return Item.objects.filter(duty__organ__slug="finance").select_related("duty__task__plan", "duty__organ").first()


def granted(item: Item) -> str:
    person = person_with(Role.LIAISON, item.duty.organ)
    rights = ("ledger.see", "ledger.report", "ledger.add_evidence")
    address = reverse("ledger:phone", args=[item.pk])
    return organs.grant_pass(organs.PassFor(person, item.duty.organ, of_item(item), address, rights), actor=office_actor(), at=timezone.now())[1]


def until(met: Callable[[], bool], seconds: float = 60) -> None:
    ends = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < ends, "did not happen in time"
        time.sleep(0.1)


def insist(act: Callable[[], object], ready: Callable[[], bool], tries: int = 12) -> None:
    """What a person does on a poor line: try again."""
    for _ in range(tries):
        try:
            act()
            if ready():
                return
        except Error:
            time.sleep(0.3)
    raise AssertionError("the page did not come")


def open_link(page: Page, url: str, item: Item) -> None:
    def tap() -> None:
        page.goto(url, timeout=20_000)
        if page.url.endswith(url):
            page.get_by_role("button", name="打开").click(timeout=20_000)
            page.wait_for_load_state("load", timeout=20_000)

    script = "window.zwgkUploads !== undefined && getComputedStyle(document.querySelector('.choices')).display === 'grid'"
    insist(tap, lambda: page.url.endswith(reverse("ledger:phone", args=[item.pk])) and bool(page.evaluate(script)))


@pytest.mark.requirement("TSK-08")
def test_a_photo_and_a_report_over_a_line_that_breaks(browser_context: BrowserContext, line: PoorLine, item: Item) -> None:
    page = browser_context.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    url = f"http://localhost:{line.port}{granted(item)}"
    page.set_default_timeout(30_000)
    open_link(page, url, item)
    began = time.monotonic()

    taken = photo()
    page.get_by_text("过半", exact=True).click()
    page.locator("textarea").fill(WORDS)
    page.locator("input[name=photo]").set_input_files({"name": "公开栏.jpg", "mimeType": "image/jpeg", "buffer": taken})
    until(lambda: Upload.objects.filter(offset__gt=0).exists())
    line.cut()  # in the middle of the photo
    page.get_by_role("button", name="提交").click()
    time.sleep(2)
    assert not item.reports.exists()
    line.mend()
    reached = Upload.objects.get().offset
    until(lambda: Upload.objects.get().offset > reached)  # it goes on, not anew
    working = "document.querySelector('[data-sent]') !== null || window.zwgkUploads !== undefined && !document.querySelector('[data-state]').textContent.startsWith('信号不好也')"
    insist(lambda: page.reload(timeout=20_000), lambda: bool(page.evaluate(working)))  # the phone dropped the page; with it again, it goes on by itself
    page.wait_for_selector("[data-sent]", timeout=PATIENCE)
    took = time.monotonic() - began

    report = item.reports.get()
    assert (report.text, report.percent) == (WORDS, 50)
    kept = report.evidence.get().file
    data, upload = files.content(kept), Upload.objects.get()
    assert hashlib.sha256(data).hexdigest() == kept.sha256 == upload.sha256  # as the browser reckoned it
    size = Image.open(io.BytesIO(data)).size
    assert max(size) == 1600 and size[0] * 3 == size[1] * 4 and len(data) < len(taken) / 2
    assert line.broken
    print(f"photo {len(taken) // 1024} KB → {len(data) // 1024} KB; {took:.0f} s; {line.broken} breaks")


def test_without_scripts_it_is_a_plain_form(chromium, line: PoorLine, item: Item) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="zh-CN", viewport={"width": 390, "height": 844})
    line.loss, line.speed = 0.0, 0
    page = context.new_page()
    page.goto(f"http://localhost:{line.port}{granted(item)}")
    page.get_by_role("button", name="打开").click()
    page.get_by_text("70%", exact=True).click()
    page.locator("input[name=files]").set_input_files({"name": "说明.txt", "mimeType": "text/plain", "buffer": "已公布".encode()})
    page.get_by_role("button", name="提交").click()
    page.get_by_text("进展已上报").wait_for()
    context.close()
    assert item.reports.get().evidence.get().title == "说明.txt"


def test_what_is_typed_stays_until_it_came(browser_context: BrowserContext, line: PoorLine, item: Item) -> None:
    line.loss, line.speed = 0.0, 0
    page = browser_context.new_page()
    page.goto(f"http://localhost:{line.port}{granted(item)}")
    page.get_by_role("button", name="打开").click()
    page.locator("textarea").fill(WORDS)
    page.get_by_text("已办完", exact=True).click()
    page.reload()
    expect(page.locator("textarea")).to_have_value(WORDS)
    expect(page.locator("input[value='100']")).to_be_checked()
    line.cut()
    page.get_by_role("button", name="提交").click()
    page.get_by_text("自动再试").wait_for()
    line.mend()
    page.wait_for_selector("[data-sent]", timeout=30_000)
    assert page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('zwgk_phone')).length") == 0
    item.refresh_from_db()
    assert item.state == Item.State.SUBMITTED and item.reports.count() == 1
