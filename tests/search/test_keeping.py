"""The index heals; names of organs are known; what is published is found within two seconds."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from django.test import Client

from zwgk.foundation.search import actions, indexing, jobs, queries
from zwgk.foundation.search.models import Change, OrganName, Upkeep
from zwgk.foundation.search.queries import Named

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def test_a_name_of_two_organs_is_nobodys():
    assert actions.name_organs({1: ("和光县民政局", ["民政局", "救助站"]), 2: ("和光县救助管理站", ["救助站"])}) == 3
    assert not OrganName.objects.filter(key="救助站").exists()
    assert actions.name_organs({1: ("和光县民政局", ["民政局"])}) == 1 and queries.organ_named("民政局 低保") == Named("和光县民政局", "低保")
    assert queries.organ_named("民政事业") is None


def test_published_it_is_found_within_two_seconds(client: Client, index: None, offered: Callable[..., None]):
    client.get("/search/", {"q": "停水"})  # the first page of a process takes longer
    began = time.monotonic()
    offered(1, "关于停水的紧急通知")
    jobs.keep_up()  # the worker looks once a second
    assert "/x/1/" in client.get("/search/", {"q": "停水"}).content.decode() and time.monotonic() - began < 2


def test_a_damaged_index_is_doubted_answers_by_titles_and_is_built_anew(client: Client, index: None, offered: Callable[..., None], monkeypatch: pytest.MonkeyPatch):
    offered(1, "关于停水的紧急通知", "正文")
    indexing.catch_up()
    with monkeypatch.context() as broken:
        broken.setattr(indexing.engine(), "ask", lambda *args, **more: (_ for _ in ()).throw(OSError("input/output error")))
        assert "暂时只按标题查找" in client.get("/search/", {"q": "停水"}).content.decode()
    assert (indexing.engine().folder / indexing.DOUBTED).exists()
    assert indexing.heal() == 0, "not twice within the hour"
    Upkeep.objects.update(built_at=None)
    assert indexing.heal() == 1 and "暂时只按标题查找" not in client.get("/search/", {"q": "停水"}).content.decode()


def test_what_many_new_titles_say_is_learnt(client: Client, index: None, offered: Callable[..., None]):
    for number in range(indexing.NEW + 1):
        offered(number, f"第{number}次水毁修复公告")
    while indexing.catch_up():
        pass
    assert "您是不是要找" not in client.get("/search/", {"q": "shuihuixiufu"}).content.decode()
    assert indexing.heal() == indexing.NEW + 1 and not indexing.heal()
    assert "<strong>水毁修复</strong>" in client.get("/search/", {"q": "shuihuixiufu"}).content.decode()


def test_what_changes_during_a_rebuild_is_in_the_new_index_too(index: None, offered: Callable[..., None]):
    offered(1, "旧的标题")
    indexing.catch_up()

    def meanwhile() -> None:
        if not Change.objects.exists():
            offered(1, "新的标题")
        indexing.catch_up()
        assert indexing.engine().titled("新的标题"), "the old index hears of it at once"

    rows = indexing.every
    try:
        indexing.every = lambda done: (each for each in [*rows(), meanwhile()] if each)  # type: ignore[assignment]
        indexing.rebuild(meanwhile=meanwhile)
    finally:
        indexing.every = rows
    indexing.catch_up()
    assert indexing.engine().titled("新的标题") and not Change.objects.exists()


def test_a_change_whose_transaction_ends_during_a_rebuild_is_told_though_its_number_is_lower(index: None, offered: Callable[..., None], monkeypatch: pytest.MonkeyPatch):
    offered(1, "旧的标题")
    Change.objects.update(id=1_000_000)
    rows = indexing.every

    def ends_now() -> None:
        offered(1, "新的标题")
        Change.objects.exclude(pk=1_000_000).update(id=999_999)

    monkeypatch.setattr(indexing, "every", lambda done: (each for each in [*rows(), ends_now()] if each))
    indexing.rebuild()
    assert not indexing.engine().titled("新的标题") and indexing.catch_up() == 1
    assert indexing.engine().titled("新的标题") and not Change.objects.exists()
