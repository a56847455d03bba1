"""A document becomes public, the index hears of it, a reader finds it; what has left is never shown."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.cast import AT
from zwgk.foundation.search import actions, indexing, jobs
from zwgk.foundation.search.actions import Offer
from zwgk.foundation.search.models import Change
from zwgk.surfaces.cli.main import main

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def offered(id: int, title: str, text: str = "", **more: Any) -> None:
    actions.offer(Offer("t", id, title, f"/x/{id}/", text, 1, "和光县财政局", AT, {"type": "通知", "standing": "valid"} | more.pop("facets", {}), **more), at=AT)


def page(client: Client, asked: str) -> str:
    return client.get("/search/", {"q": asked}).content.decode()


@pytest.mark.requirement("WEB-02")
def test_found_by_its_text_with_the_place_marked(client: Client, index: None):
    offered(1, "关于老旧小区改造的通知", "加装电梯的，每部补助二十万元。", number="和财发〔2026〕3号")
    indexing.catch_up()
    told = page(client, "补助二十万元")
    assert "<mark>补助二十万元</mark>" in told and "/x/1/" in told and "和财发〔2026〕3号" in told
    assert not Change.objects.exists()
    assert "/x/1/" in page(client, "和财发2026 3号")


def test_what_was_withdrawn_is_never_shown_even_before_the_index_hears_of_it(client: Client, index: None):
    offered(1, "名单公示")
    indexing.catch_up()
    actions.withdraw("t", [1])
    assert "/x/1/" not in page(client, "名单公示")
    indexing.catch_up()
    assert indexing.engine().count() == 0


def test_an_attachment_is_searched_and_named(client: Client, index: None):
    offered(1, "资金分配结果", unread=True)
    assert actions.add_parts("t", 1, [("分配表.xlsx", "青禾镇 一百二十万元")])
    indexing.catch_up()
    assert "附件《分配表.xlsx》" in page(client, "青禾镇")


def test_without_an_index_titles_are_searched_and_the_page_says_so(client: Client, settings: Any, tmp_path: Any):
    settings.SEARCH_DIR = tmp_path / "none"
    offered(1, "关于停水的通知")
    told = page(client, "停水")
    assert "/x/1/" in told and "暂时只按标题查找" in told


def test_a_lost_index_heals_itself(client: Client, index: None, monkeypatch: pytest.MonkeyPatch):
    offered(1, "关于停水的通知", "明天停水")
    indexing.catch_up()
    (indexing.engine().folder / "current").unlink()
    monkeypatch.setattr(jobs, "_checked", -jobs.CHECK)
    jobs.keep_up()
    assert "<mark>明天停水</mark>" in page(client, "明天停水")


def test_an_index_that_misses_a_document_is_built_anew(index: None):
    offered(1, "关于停水的通知")
    Change.objects.all().delete()  # told, and then lost
    assert indexing.heal() == 1 and indexing.heal() == 0


def test_facets_filter_and_are_given_up_again(client: Client, index: None):
    offered(1, "停水通知")
    offered(2, "停水公告", facets={"type": "公告", "standing": "repealed"})
    indexing.catch_up()
    assert "已废止" in page(client, "停水")
    told = client.get("/search/", {"q": "停水", "type": "公告"}).content.decode()
    assert "/x/2/" in told and "/x/1/" not in told and "去掉这个条件" in told


@pytest.mark.parametrize("query", ["q=", "q=%00", "q=停&page=0", "q=停&page=99999", "q=停&since=2026-13-45", "q=<script>alert(1)</script>", "q=停&type=%27%22"])
def test_whatever_the_address_says_a_page_comes(client: Client, index: None, query: str):
    offered(1, "停水通知")
    indexing.catch_up()
    answer = client.get(f"/search/?{query}")
    assert answer.status_code == 200 and b"<script>alert" not in answer.content


def test_the_command_builds_the_index(settings: Any, tmp_path: Any, capsys: pytest.CaptureFixture[str]):
    settings.SEARCH_DIR = tmp_path
    offered(1, "关于停水的通知")
    assert main(["search", "rebuild"]) == 0
    assert "共 1 篇" in capsys.readouterr().out and indexing.engine().count() == 1
