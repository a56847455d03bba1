"""Reading modes, tools, head and foot of a page; what is sent stays what it was."""

from __future__ import annotations

import re

import pytest
import segno
from django.test import Client
from lxml import html as parser

from tests.cast import County
from tests.records_public.conftest import make_entry, make_publication
from zwgk.foundation.ui import traditional
from zwgk.surfaces.context import FOUR_THINGS

pytestmark = pytest.mark.django_db
PAGES = ["/", "/about/", "/xxgk/", "/requests/", "/requests/new/form/", "/ledger/", "/search/", "/no-such-page/"]
ELDER_WORDS = re.compile("老年模式|长者模式|长辈版|适老模式|关怀版|长者助手")  # A14


def read(path: str, modes: str = "") -> parser.HtmlElement:
    client = Client()
    if modes:
        client.cookies["zwgk_modes"] = modes.replace("=", "%3D").replace("&", "%26")
    return parser.fromstring(client.get(path).content.decode())


@pytest.mark.requirement("PAG-05")
@pytest.mark.parametrize(("simplified", "right"), [
    ("发展", "發展"), ("头发", "頭髮"), ("后面", "後面"), ("皇后", "皇后"), ("里程", "里程"), ("里面", "裏面"), ("干部", "幹部"), ("干净", "乾淨"), ("台账", "臺賬"), ("台风", "颱風"),
    ("行政复议", "行政復議"), ("复印", "複印"), ("答复", "答覆"), ("征集", "徵集"), ("长征", "長征"), ("制度", "制度"), ("制造", "製造"), ("公里", "公里"), ("若干规定", "若干規定"), ("干旱", "乾旱"),
    ("面积", "面積"), ("面粉", "麵粉"), ("系统", "系統"), ("联系", "聯繫"), ("秘书", "秘書"), ("签名", "簽名"), ("松树", "松樹"), ("放松", "放鬆"), ("周期", "週期"), ("周围", "周圍"),
])  # fmt: skip
def test_words_become_traditional_by_phrases(simplified: str, right: str):
    assert traditional.words(simplified) == right


@pytest.mark.requirement("PAG-05")
def test_what_is_shown_turns_and_what_is_sent_stays():
    html = (
        '<title>申请说明</title><input type="text" name="q" value="头发" placeholder="头发"><input type="submit" value="提交申请"><select><option>后面</option><option value="发">发展</option></select>'
        '<optgroup label="台账"></optgroup><textarea>里面</textarea><p class="error" data-label="发文单位">请填写联系电话。</p><script>"干部"</script>'
    )
    shown = traditional.page(html)
    for part in ("<title>申請說明</title>", 'value="头发" placeholder="頭髮"', 'value="提交申請"', '<option value="后面">後面</option>', '<option value="发">發展</option>',
                 'label="臺賬"', "<textarea>里面</textarea>", 'data-label="發文單位"', "請填寫聯繫電話。", '<script>"干部"</script>'):  # fmt: skip
        assert part in shown


@pytest.mark.requirement("PAG-05")
def test_a_form_and_its_errors_are_traditional_and_the_values_are_not(county: County):
    client = Client()
    client.cookies["zwgk_modes"] = "script%3Dhant"
    page = client.post("/requests/progress/", {"code": "发展", "contact": ""}).content.decode()
    assert "查進度、取答覆" in page and 'value="发展"' in page and 'lang="zh-Hant"' in page
    assert "请" not in re.sub(r'value="[^"]*"|<script.*?</script>', "", page)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.requirement("PAG-07", "PAG-13")
def test_every_page_has_the_ways_of_reading_the_day_and_the_way_here(county: County, path: str):
    """A14 on every page, by links that work without JavaScript."""
    page = read(path)
    head = page.find(".//header")
    words = head.text_content()
    assert ELDER_WORDS.search(words) and "无障碍" in words and "繁體" in words
    assert re.search(r"今天是20\d\d年\d{1,2}月\d{1,2}日 星期", words)
    assert {link.get("data-mode") for link in head.iterfind(".//a[@data-mode]")} == {"elder", "access", "script", "scale", "theme"}
    assert all(link.get("href").startswith("/reading/?") for link in head.iterfind(".//a[@data-mode]"))
    assert path == "/" or page.xpath("string(//nav[contains(@class,'crumbs')])").startswith("您现在的位置：首页")


@pytest.mark.requirement("PAG-04")
def test_three_sizes_are_kept_across_pages(county: County):
    client = Client()
    for size, kept in (("big", "scale-big"), ("small", "scale-small"), ("", "")):
        client.get(f"/reading/?scale={size}&to=/about/")
        assert parser.fromstring(client.get("/ledger/").content.decode()).get("class") == kept


@pytest.mark.requirement("PAG-07")
def test_the_elder_home_has_four_things_and_the_telephone(county: County, settings: object):
    settings.SITE = {"phone": "0700-5550100"}
    page = read("/", "elder=on")
    assert page.xpath("//ul[@class='four-things']//strong/text()") == [name for name, _, _ in FOUR_THINGS]
    assert page.xpath("//a[starts-with(@href,'tel:')]/@href")[:2] == ["tel:12345", "tel:0700-5550100"]
    assert len(page.xpath("//nav[@class='elder-nav']//a")) == 5 and not page.xpath("//nav[@class='site-nav']")
    client = Client()
    for each in page.xpath("//ul[@class='four-things']//a/@href"):
        assert client.get(each).status_code == 200, each


@pytest.mark.requirement("PAG-10", "PAG-11")
def test_tools_share_without_trackers_and_the_code_is_of_this_page(county: County):
    path = make_publication(county.finance, "关于补贴的通知").url
    page = read(path)
    tools = page.find_class("page-tools")[0]
    assert [link.text for link in tools.iterfind(".//a[@data-mode='scale']")] == ["大", "中", "小"]
    assert tools.xpath(".//button[@data-print]") and tools.xpath(".//button[@data-aloud]") and tools.xpath(".//button[@data-share]")
    assert tools.xpath("string(.//button/@data-copy-address)") == f"http://testserver{path}"
    weibo = tools.xpath(".//a[starts-with(@href,'https://service.weibo.com/share/')]")[0]
    assert "rel" in weibo.attrib and "noreferrer" in weibo.get("rel")
    assert not [src for src in page.xpath("//script/@src | //img/@src | //iframe/@src | //link/@href") if re.match(r"(https?:)?//", src) and "testserver" not in src]
    drawn = Client().get(tools.xpath("string(.//img/@src)"))
    expected = segno.make(f"http://testserver{path}", error="m", micro=False)
    assert drawn["Content-Type"] == "image/svg+xml"
    assert re.search(rb'class="qrline"[^>]* d="([^"]+)"|d="([^"]+)"[^>]*class="qrline"', drawn.content)
    assert expected.svg_inline(scale=4, border=2, light="#fff").split(' d="')[-1].split('"')[0].encode() in drawn.content


@pytest.mark.parametrize("of", ["//evil.example/", "https://evil.example/", "/\\evil", "", "/" + "a" * 2000])
def test_no_code_of_another_site(of: str):
    assert Client().get("/qr.svg", {"of": of}).status_code == 404


@pytest.mark.requirement("PAG-13")
def test_what_is_not_registered_leaves_no_empty_label(county: County, settings: object):
    settings.SITE = {}
    page = read("/about/")
    foot = page.find(".//footer").text_content()
    for word in ("主办单位", "承办单位", "网站标识码", "联系电话", "版权所有"):
        assert word not in foot
    assert not page.find_class("site-higher") and not page.find_class("site-accounts")


@pytest.mark.requirement("CAT-10")
def test_the_standard_catalogue_has_its_door_on_the_first_page(county: County):
    make_entry(county)
    topic = read("/").xpath("//section[@aria-labelledby='home-topic']")[0]
    assert "基层政务公开标准化规范化专题" in topic.text_content()
    assert topic.xpath(".//form[@action='/xxgk/catalogue/']//input[@name='q']") and topic.xpath(".//a[@href='/xxgk/catalogue/social-assistance/']")
    found = read("/xxgk/catalogue/?q=低保")
    assert "审核审批信息" in found.text_content()


@pytest.mark.parametrize("path", ["/", "/about/", "/xxgk/", "/ledger/", "/governance/", "/annual-reports/", "/requests/"])
def test_a_page_that_is_the_same_for_all_can_be_kept(county: County, path: str):
    """No session, no token, no message: nothing that belongs to one reader."""
    answer = Client().get(path)
    assert not answer.wsgi_request.session.accessed and "csrfmiddlewaretoken" not in answer.content.decode() and not answer.cookies
