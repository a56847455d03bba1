"""One page against the rules: every fault at its place, nothing for a good page."""

from __future__ import annotations

from datetime import date

import pytest

from zwgk.domain import webpages
from zwgk.domain.webpages.labels import empty_labels
from zwgk.law import load

DAY = date(2026, 11, 23)
GOOD = """<!doctype html><html><head><meta charset="utf-8">
<meta name="SiteName" content="和光县人民政府"><meta name="SiteDomain" content="www.heguang.gov.cn"><meta name="SiteIDCode" content="9901230001">
<meta name="ColumnName" content="财政预算、决算"><meta name="ColumnDescription" content="财政预算、决算信息"><meta name="ColumnKeywords" content="预算"><meta name="ColumnType" content="信息公开">
<meta name="ArticleTitle" content="和光县财政局2026年部门预算"><meta name="PubDate" content="2026-02-03 09:30"><meta name="ContentSource" content="县财政局">
<title>和光县财政局2026年部门预算</title></head><body>
<nav class="crumbs"><a href="/">首页</a> &gt; <a href="/xxgk/">财政预算、决算</a></nav>
<h1>和光县财政局2026年部门预算</h1><p>来源：县财政局　发布时间：2026-02-03 09:30</p><p>按照规定公开如下。<a href="/a.pdf">预算表</a><img src="/a.png" alt="柱状图：收入"></p>
<footer>主办单位：和光县人民政府办公室　联系电话：0990-1234567　标识码：9901230001　ICP备00000000号　公网安备00000000号 <a href="/find/">我为政府网站找错</a></footer></body></html>"""


def faults(source: str, url: str = "", kind: webpages.Kind | None = None) -> dict[str, str]:
    return {fault.rule: fault.what for fault in webpages.check(webpages.read(source, url, kind), day=DAY)}


def test_a_good_page_has_no_faults():
    assert faults(GOOD, "https://www.heguang.gov.cn/a.html") == {}


MENDED = [
    ('name="SiteName"', 'name="sitename"', "tag-case", "sitename"),
    ('<meta name="ColumnDescription" content="财政预算、决算信息">', "", "tag-missing", "ColumnDescription"),
    ('content="预算"', 'content="null"', "tag-value", "null"),
    ('content="县财政局"', 'content=""', "tag-value", "空"),
    ('content="县财政局"', 'content="${source}"', "tag-value", "${source}"),
    ('content="www.heguang.gov.cn"', 'content="https://www.heguang.gov.cn/"', "tag-domain", "https://"),
    ('content="9901230001"', 'content="990123000100"', "id-code", "12 位"),
    ("标识码：9901230001", "标识码：99012300", "id-code", "8 位"),
    ('content="2026-02-03 09:30"', 'content="2026年2月3日"', "pubdate", "2026年2月3日"),
    ('content="2026-02-03 09:30"', 'content="2026-12-03 09:30"', "date-impossible", "在今天之后"),
    ("发布时间：2026-02-03 09:30", "发布时间：2026年2月3日", "date-format", "2026年2月3日"),
    ("发布时间：2026-02-03 09:30", "发布时间：2026-02-30 09:30", "date-impossible", "日历"),
    ("来源：县财政局　", "来源：　", "label-empty", "来源"),
    ('<nav class="crumbs"><a href="/">首页</a> &gt; <a href="/xxgk/">财政预算、决算</a></nav>', "", "crumb-missing", "当前位置"),
    ('<a href="/a.pdf">预算表</a>', '<a href="/a.pdf"></a>', "link-wordless", "1 个"),
    ('<a href="/a.pdf">', '<a href="#">', "link-nowhere", "1 个"),
    (' alt="柱状图：收入"', "", "image-wordless", "1 张"),
    ('src="/a.png"', 'src="http://www.heguang.gov.cn/a.png"', "link-insecure", "1 处"),
    ("<p>按照规定", "<p>和光县财政局2026年部门预算</p><p>按照规定", "title-twice", "2 次"),
    ("按照规定公开如下", "區(qū)縣(xiàn)鎮(zhèn)公開", "text-garbled", "拼音"),
    ("按照规定公开如下", "按照\ufffd规定公开如下", "text-garbled", "乱码"),
    ("ICP备00000000号", "", "foot-missing", "ICP备案号"),
]


@pytest.mark.parametrize(("before", "after", "rule", "said"), MENDED, ids=[f"{rule}-{n}" for n, (_, _, rule, _) in enumerate(MENDED)])
def test_each_fault_is_told(before: str, after: str, rule: str, said: str):
    assert before in GOOD
    found = faults(GOOD.replace(before, after, 1), "https://www.heguang.gov.cn/a.html")
    assert said in found.get(rule, ""), found
    assert set(found) == {rule}


def test_every_fault_has_a_rule_with_a_remedy():
    rules = load().check_rules()
    for before, after, rule, _ in MENDED:
        for fault in webpages.check(webpages.read(GOOD.replace(before, after, 1)), day=DAY):
            assert rules[fault.rule].mend, rule


def test_a_home_page_needs_three_tags_and_a_list_seven():
    bare = "<html><head><title>某网站</title></head><body><p>欢迎</p></body></html>"
    assert "应有 3 个标签，缺 3 个" in faults(bare, kind=webpages.Kind.HOME)["tag-missing"]
    assert "应有 7 个标签，缺 7 个" in faults(bare, kind=webpages.Kind.LIST)["tag-missing"]


LABELS = [
    ("来源：", "", ["来源"]), ("• 编辑:", "• 作者:", ["编辑"]), ("来源：县财政局", "", []), ("来源：", "县财政局", []), ("来源： 作者：张三", "", ["来源"]),
    ("有效性: 有效 发文日期: 2020-10-21", "", []), ("发布机构：\t某局\t文 号：\t某发〔2026〕1号", "", []), ("来源：\ufffc", "", []), ("文号：｜来源：某局", "", ["文号"]),
    ("会议来源：各单位", "", []),
]  # fmt: skip


@pytest.mark.parametrize(("line", "after", "names"), LABELS)
def test_labels_with_nothing_behind_them(line: str, after: str, names: list[str]):
    assert empty_labels(line, after) == names


def test_a_saved_text_is_judged_without_its_tags():
    text = "今天是:\n您现在的位置 : 首页 > 政务公开 > 政府信息公开年度报告\n和光县2017年政务公开工作要点\n• 来源:\n• 【字体:\n"
    page = webpages.read(text)
    assert (page.title, page.column, page.is_html) == ("和光县2017年政务公开工作要点", "政府信息公开年度报告", False)
    assert set(faults(text)) == {"label-empty"}


@pytest.mark.parametrize("source", ["", "<", "<html", "<a href=>x</a>" * 3000, "<div>" * 20_000, "\x00<p>来源：</p>", "<meta name>" * 50])
def test_whatever_stands_there_is_read(source: str):
    webpages.check(webpages.read(source, "https://x.example/"), day=DAY)


def test_gb18030_pages_are_decoded():
    data = GOOD.replace('charset="utf-8"', 'charset="gb2312"').encode("gb18030")
    assert "财政局2026年部门预算" in webpages.read(webpages.decoded(data)).title
