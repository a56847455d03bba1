"""What the search promises, one after the other, through the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.cast import AT, County, liaison_actor
from tests.records.conftest import drafted, published
from zwgk.foundation.organs.jobs import tell_search
from zwgk.foundation.organs.models import Alias
from zwgk.foundation.search import actions, indexing
from zwgk.matters.records import actions as records

pytestmark = [pytest.mark.django_db, pytest.mark.db, pytest.mark.requirement("WEB-01")]
Offered, Found = Callable[..., None], Callable[..., str]


@pytest.fixture
def shelf(index: None, offered: Offered) -> None:
    """Six documents of a county."""
    offered(1, "关于印发和光县城镇老旧小区改造实施方案的通知", "加装电梯的，每部补助二十万元。执行GB/T 50378—2019。", number="和政办发〔2026〕12号")
    offered(2, "生活垃圾分类管理办法", "第一条 分类投放。", standing="repealed", successor=["abc", "生活垃圾分类管理办法"], dated=AT - timedelta(days=900))
    offered(3, "生活垃圾分类管理办法", "第一条 分类投放、分类收运。", number="和政规〔2026〕3号")
    offered(4, "关于落实和政办发〔2026〕12号文件的函", "住建局：按和政办发〔2026〕12号办理。", organ="和光县住房和城乡建设局")
    offered(5, "最低生活保障对象名单公示", "青禾镇，共十二户。", organ="和光县民政局")
    offered(6, "资金分配结果", "见附件。")
    actions.add_parts("t", 6, [("分配明细.xlsx", "白石镇水毁修复 八十万元")])


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("舊小區改造", "1"),  # traditional
        ("ＧＢ／Ｔ　５０３７８", "1"),  # full width
        ("gb/t 50378-2019", "1"),  # another dash
        ("和政办发2026 12号", "14"),  # its own number first, then who cites it
        ("〔2026〕12号", "14"),
        ("“分类投放、分类收运”", "3"),
        ("垃圾分类 -收运", "2"),
        ("生活垃圾分类管理办法", "32"),  # what was repealed stands below, though both are called so
        ("梯", "1"),  # a single character
        ("低保", "5"),  # another word for it
        ("水毁修复", "6"),  # in an attachment
        ("十二户", "5"),
    ],
)
def test_it_finds(client: Client, shelf: None, found: Found, asked: str, numbers: str):
    assert found(client, asked) == numbers


@pytest.mark.parametrize(("typed", "meant"), [("老就小区改造", "老旧小区改造"), ("lajifenlei", "垃圾分类"), ("zuidishenghuobaozhang", "最低生活保障"), ("最低生火保障", "最低生活保障")])
def test_misspelt_or_in_pinyin_it_asks_back_with_what_finds_something(client: Client, shelf: None, typed: str, meant: str):
    while indexing.catch_up():
        pass
    indexing.rebuild()  # words are learnt when an index is built
    told = client.get("/search/", {"q": typed}).content.decode()
    assert "您是不是要找" in told and f"<strong>{meant}</strong>" in told
    assert "您是不是要找" not in client.get("/search/", {"q": meant}).content.decode()


def test_the_attachment_is_named_and_what_ended_names_its_successor(client: Client, shelf: None, found: Found):
    found(client, "")
    assert "附件《分配明细.xlsx》" in client.get("/search/", {"q": "水毁修复"}).content.decode()
    told = client.get("/search/", {"q": "垃圾分类"}).content.decode()
    assert "已废止" in told and "现行文件：<a href=\"/xxgk/info/abc/\">生活垃圾分类管理办法</a>" in told


def test_results_are_searched_again(client: Client, shelf: None, found: Found):
    assert found(client, "通知", within="电梯") == "1" and found(client, "垃圾分类", within="收运") == "3"


def test_more_than_one_page_and_no_further_than_there_is(client: Client, index: None, offered: Offered, found: Found):
    for number in range(10, 25):
        offered(number, f"停水通知第{number}号", dated=AT + timedelta(days=number))
    assert len(found(client, "停水", page="2")) == 10 and found(client, "停水", page="99") == "" and "第 2 / 2 页" in client.get("/search/", {"q": "停水", "page": "2"}).content.decode()


def test_an_organ_is_found_as_people_call_it_and_offered_as_a_filter(client: Client, county: County, shelf: None, found: Found, offered: Offered):
    Alias.objects.create(organ=county.development, text="发改局", key="发改局", state=Alias.State.CONFIRMED)
    offered(7, "关于项目备案的公告", organ=county.development.name)
    offered(8, "关于公布收费目录的公告", organ=county.finance.name)
    assert tell_search(at=AT) and tell_search(at=AT) == ""
    assert found(client, "发改局 备案") == "7" and found(client, "发改局备案") == "7"
    told = client.get("/search/", {"q": "发改局 备案"}).content.decode()
    assert f"单位：{county.development.name}" in told and "q=%E5%A4%87%E6%A1%88&amp;organ=" in told


def test_who_wants_to_get_something_done_sees_the_service_first(client: Client, shelf: None, found: Found, offered: Offered):
    offered(7, "最低生活保障对象认定", "申请材料：身份证、收入证明", type="政务服务事项", role="service", organ="和光县民政局")
    offered(8, "取水许可", "许可条件", type="政务服务事项", role="service")
    found(client, "")
    told = client.get("/search/", {"q": "低保怎么申请"}).content.decode()
    services = told.partition("find-services")[2].partition("</section>")[0]
    assert "/x/7/" in services and "/x/8/" not in services
    assert "/x/8/" in client.get("/search/", {"q": "取水许可"}).content.decode().partition("find-services")[2].partition("</section>")[0]
    assert "find-services" not in client.get("/search/", {"q": "垃圾分类"}).content.decode()


def test_a_document_whose_title_says_so_is_a_guide(client: Client, shelf: None, found: Found, offered: Offered):
    offered(7, "户籍登记和迁移办事指南公告", "投靠子女落户：户口簿、关系证明。", organ="和光县公安局")
    found(client, "")
    assert "/x/7/" in client.get("/search/", {"q": "落户需要什么材料"}).content.decode().partition("find-services")[2].partition("</section>")[0]


def test_some_words_lead_to_a_page(client: Client, shelf: None):
    assert 'href="/requests/"' in client.get("/search/", {"q": "怎样申请公开"}).content.decode().partition("find-doors")[2].partition("</ul>")[0]
    assert 'href="/corrections/"' in client.get("/search/", {"q": "网站纠错"}).content.decode().partition("find-doors")[2].partition("</ul>")[0]
    assert "find-doors" not in client.get("/search/", {"q": "垃圾分类"}).content.decode()


def test_no_page_needs_a_session_or_a_script(client: Client, shelf: None, found: Found):
    found(client, "")
    answer = client.get("/search/", {"q": "垃圾"})
    assert not answer.cookies and 'method="post"' not in answer.content.decode().partition("<main")[2].partition("</main>")[0]


def test_a_document_names_what_is_about_the_same_and_forgets_what_is_gone(client: Client, county: County, index: None, found: Found):
    first, second = (drafted(county.finance, title) for title in ("2026年县级部门预算公开的通知", "关于2026年县级部门预算公开工作的意见"))
    other = drafted(county.finance, "停水公告", body="<p>明天八时起停水。</p>")
    for each in (first, second, other):
        published(each)
    found(client, "")
    first.refresh_from_db()
    second.refresh_from_db()
    told = client.get(first.live.url).content.decode().partition('id="related"')[2].partition("</section>")[0]
    assert second.live.url in told and "停水" not in told and first.live.url not in told
    records.take_down(second, "personal", actor=liaison_actor(county.finance), at=AT)
    assert 'id="related"' not in client.get(first.live.url).content.decode()


def test_a_county_adds_words_of_its_own(settings: Any, tmp_path: Path):
    settings.LOCAL_LAW_DIR, settings.DIVISION_CODE = tmp_path, "999900"
    (tmp_path / "999900" / "search").mkdir(parents=True)
    (tmp_path / "999900" / "search" / "synonyms.yaml").write_text("same:\n  - [电驴, 电动自行车]\n", "utf-8")
    assert indexing.synonyms()["电驴"] == ["电动自行车"] and "最低生活保障" in indexing.synonyms()["低保"]
