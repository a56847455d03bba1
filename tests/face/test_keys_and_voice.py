"""Keyboard, voice, contrast, pointer and line in a real browser; menus and links without JavaScript."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.cast import County
from tests.records_public.conftest import make_publication

from .conftest import Open
from .samples import WIDE

pytestmark = [pytest.mark.browser, pytest.mark.requirement("PAG-06")]
VOICE = """window.said = []; window.stopped = 0; window.onWord = null;
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
Object.defineProperty(window, 'speechSynthesis', { value: { speak: w => { window.said.push(w.text); window.last = w; }, cancel: () => { window.stopped += 1; } } });"""
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast", "color-contrast-enhanced"]}, "rules": {"color-contrast-enhanced": {"enabled": True}}}


@pytest.fixture
def document(county: County) -> str:
    return make_publication(county.finance, "关于补贴的通知", body=WIDE).url


def test_the_voice_starts_goes_on_and_stops(reader: Open, document: str):
    """A03, with a voice that only writes down what it is told."""
    page = reader()
    page.add_init_script(VOICE)
    page.goto(document)
    page.focus("[data-aloud]")
    page.keyboard.press("Enter")
    assert len(page.evaluate("said")) == 1 and page.locator(".spoken").count() == 1
    assert page.inner_text("[data-aloud]") == "停止朗读"
    for _ in range(40):
        page.evaluate("last.onend()")
    whole = page.evaluate("said")
    assert "关于补贴的通知" in whole and "一段正文。" in whole and len(set(whole)) > 10
    assert page.inner_text("[data-aloud]") in ("朗读", "停止朗读")
    page.keyboard.press("Escape")
    assert page.inner_text("[data-aloud]") == "朗读" and page.locator(".spoken").count() == 0


def test_the_paragraph_under_the_pointer_and_with_the_focus_is_read(reader: Open, document: str):
    page = reader("access=on")
    page.add_init_script(VOICE)
    page.goto(document)
    page.click("[data-aloud-point]")
    page.hover(".doc-body p")
    assert page.evaluate("said").pop() == "一段正文。"
    page.focus(".crumbs a")
    assert page.evaluate("said").pop() == "首页"


def test_pointer_and_line_are_large_and_stay(reader: Open, document: str):
    page = reader("access=on")
    page.goto(document)
    page.click(".access-bar [data-mode=pointer]")
    page.click(".access-bar [data-mode=guide]")
    page.goto("/about/")
    assert "pointer.svg" in page.evaluate("getComputedStyle(document.body).cursor")
    page.mouse.move(300, 400)
    assert page.evaluate("document.querySelector('.guide-line').getBoundingClientRect().top") == 400


@pytest.mark.parametrize("modes", ["access=on", "access=on&theme=dark"])
def test_contrast_of_seven_in_the_accessible_mode(reader: Open, document: str, modes: str):
    page = reader(modes)
    for path in ("/", document, "/requests/new/form/"):
        page.goto(path)
        found = Axe().run(page, options=CONTRAST).response["violations"]
        assert not found, (path, [(each["id"], [node["html"][:120] for node in each["nodes"]][:4]) for each in found])


@pytest.mark.parametrize("modes", ["", "elder=on"])
def test_the_keyboard_reaches_everything_sees_where_it_is_and_is_never_held(reader: Open, document: str, modes: str):
    """A04: each stop is visible and marked; after the last one the page is left."""
    page = reader(modes)
    page.goto(document)
    seen = walked(page)
    links = page.eval_on_selector_all("a[href], button, input, summary, [tabindex='0']", "all => all.filter(e => e.checkVisibility() && !e.disabled).length")
    assert len(seen) >= links
    assert all(mark for _, mark in seen), [where for where, mark in seen if not mark]
    assert any("DIV" in where or "TABLE" in where for where, _ in seen), "the wide table is a stop"


def walked(page: Page) -> list[tuple[str, bool]]:
    """Every stop of the Tab key with whether it shows that it has the focus."""
    seen: list[tuple[str, bool]] = []
    for _ in range(200):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            "() => { const e = document.activeElement, s = getComputedStyle(e);"
            " return e === document.body ? null : [e.tagName + ' ' + e.outerHTML.slice(0, 80), s.outlineStyle !== 'none' || s.boxShadow !== 'none']; }"
        )
        if stop is None:
            return seen
        seen.append((stop[0], stop[1]))
    raise AssertionError(f"held at {seen[-1]}")


def test_a_phone_opens_the_menu_with_and_without_scripts(reader: Open, county: County):
    for scripts in (True, False):
        page = reader("", 390, scripts)
        page.goto("/about/")
        assert not page.locator("#menu").is_visible()
        page.click("[data-menu]")
        assert page.locator("#menu").is_visible()
        page.click("#menu a >> text=政府信息公开")
        page.wait_for_url("**/xxgk/**")


def test_modes_without_scripts(reader: Open, county: County):
    page = reader("", 390, scripts=False)
    page.goto("/about/")
    page.click("text=长者模式")
    expect(page.locator("html")).to_have_class("elder-on")
    assert page.url.endswith("/about/")
    page.click("text=退出长者模式")
    page.click("text=繁體")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")


def test_elder_pages_have_room_for_a_finger_and_nothing_that_pops_up(reader: Open, county: County):
    """A06, and 44 px."""
    page = reader("elder=on", 390)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("popup", lambda other: asked.append(f"popup {other.url}"))
    page.goto("/")
    small = page.eval_on_selector_all("header a, header button, main a, main button, footer a", "all => all.filter(e => e.getClientRects().length && e.getBoundingClientRect().height < 44).map(e => e.outerHTML.slice(0, 90))")
    assert small == []
    assert not [url for url in asked if "localhost" not in url]


def test_the_question_has_a_second_form_and_a_larger_picture(reader: Open, county: County):
    """A08."""
    page = reader()
    page.goto("/requests/new/form/")
    words = page.inner_text("main")
    assert "文字题" in words or page.locator("text=/换成?文字|看不清/").count()


def test_a_line_of_a_document_holds_34_to_42_characters(reader: Open, county: County):
    page = reader()
    page.goto(make_publication(county.finance, "长文", body=f"<p>{'政' * 400}</p>").url)
    width, size, rule = page.evaluate("(() => { const p = document.querySelector('.doc-body p'), s = getComputedStyle(p); return [p.clientWidth, parseFloat(s.fontSize), s.lineBreak]; })()")
    assert 34 <= width / size <= 42 and rule == "strict"


def test_nothing_moves_while_a_page_loads(reader: Open, document: str):
    page = reader()
    page.add_init_script("window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(e => { if (!e.hadRecentInput) window.moved += e.value; })).observe({type: 'layout-shift', buffered: true});")
    for path in ("/", document, "/xxgk/data/"):
        page.goto(path)
        page.wait_for_timeout(200)
        assert page.evaluate("moved") < 0.01, path


@pytest.mark.parametrize("scripts", [True, False])
def test_enter_sends_a_form_and_asks_for_no_other_question(county: County, reader: Open, scripts: bool):
    page = reader(scripts=scripts)
    page.goto("/corrections/")
    page.fill("#id_contact", "resident@example.com")
    page.press("#id_contact", "Enter")
    expect(page.locator(".error-summary")).to_be_visible()


@pytest.mark.parametrize("path", ["/xxgk/new/", "/organs/finance/", "/sitemap/"])
def test_in_the_accessible_mode_every_link_is_underlined(reader: Open, document: str, path: str):
    page = reader("access=on")
    page.goto(path)
    bare = page.eval_on_selector_all("main a:not(.button)", "all => all.filter(e => e.getClientRects().length && !getComputedStyle(e).textDecorationLine.includes('underline')).map(e => e.outerHTML.slice(0, 90))")
    assert bare == [] and page.locator("main a").count() > 3
