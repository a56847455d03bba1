"""The page of the site keepers: the index, what people look for, what they do not find."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.cast import AT, DAY, County, leader_actor, login, office_actor
from zwgk.domain.errors import NotAllowed
from zwgk.foundation.search import actions, indexing, jobs, queries
from zwgk.foundation.search.models import Word

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def asked(text: str, times: int = 6, found: bool = True) -> None:
    for number in range(times):
        actions.count_word(text, found=found, at=AT - timedelta(days=number % 3))


def shown() -> list[str]:
    cache.clear()
    return list(queries.hot(DAY))


@pytest.fixture
def titles(index: None, offered: Callable[..., None]) -> None:
    for number, title in enumerate(("低保标准调整的通知", "关于王建国等同志任职的通知", "老旧小区改造方案")):
        offered(number, title)
    indexing.catch_up()


def test_hot_is_what_many_ask_and_our_titles_hold(titles: None):
    asked("低保标准")
    asked("老旧小区改造", times=4)  # too few
    asked("王建国")  # a person, though a title names him
    asked("某某贪污")  # in no title of ours
    for _ in range(20):
        actions.count_word("低保", found=True, at=AT)  # of one day only
    assert shown() == ["低保标准"]
    held = {each.text: each.held for each in queries.candidates(DAY)}
    assert held["王建国"] == "像是人名" and held["某某贪污"] == "没有标题含有这个词" and held["低保"].startswith("不足")


@pytest.mark.parametrize("text", ["13800138000", "身份证110101199003070011", "青禾镇138 0013 8000", "abc", "低", "a@b.cn 信箱", "<script>低保</script>", "低保" * 20])
def test_what_could_be_a_person_is_not_even_counted(text: str):
    assert actions.count_word(text, found=True, at=AT) == "" and not Word.objects.exists()


def test_the_same_word_in_other_signs_is_one_word():
    assert actions.count_word("  低保　標準 ", found=True, at=AT) == actions.count_word("低保 标准", found=True, at=AT) == "低保 标准"
    assert Word.objects.get().asked == 2


def test_the_office_hides_a_word_and_shows_it_again(client: Client, county: County, titles: None):
    asked("低保标准")
    login(client, office_actor())
    assert "低保标准" in client.get("/office/search/").content.decode() and shown() == ["低保标准"]
    client.post("/office/search/hide/", {"text": "低保标准"})
    assert shown() == [] and "恢复显示" in client.get("/office/search/").content.decode()
    row = queries.hidden_words().get()
    client.post(f"/office/search/words/{row.pk}/show/")
    assert shown() == ["低保标准"]
    assert "2 至 20 个字" in client.post("/office/search/hide/", {"text": "x"}).content.decode()
    actions.hide_word("低保标准", actor=office_actor(), at=AT)
    actions.show_word(queries.hidden_words().get(), actor=office_actor(), at=AT)


def test_what_found_nothing_is_told_to_the_office_without_names(client: Client, county: County, titles: None):
    asked("电动车上牌", times=3, found=False)
    asked("张伟民", times=3, found=False)
    asked("偶尔一次", times=1, found=False)
    login(client, office_actor())
    told = client.get("/office/search/").content.decode().partition('id="missed"')[2].partition('id="hot"')[0]
    assert "电动车上牌" in told and "张伟民" not in told and "偶尔一次" not in told


def test_a_plain_question_is_counted_and_a_filter_is_not(client: Client, titles: None):
    client.get("/search/", {"q": "低保标准"})
    client.get("/search/", {"q": "低保标准", "type": "通知"})
    client.get("/search/", {"q": "魑魅魍魉"})
    assert {(row.text, row.asked, row.missed) for row in Word.objects.all()} == {("低保标准", 1, 0), ("魑魅魍魉", 1, 1)}


def test_old_words_are_forgotten():
    actions.count_word("低保标准", found=True, at=AT - timedelta(days=200))
    actions.count_word("低保标准", found=True, at=AT)
    assert actions.tidy_words(DAY) == 1 and Word.objects.count() == 1 and jobs.tidy(at=AT) == ""


def test_the_worker_builds_anew_when_the_office_asks(client: Client, county: County, titles: None):
    login(client, office_actor())
    name = (indexing.engine().folder / "current").read_text()
    assert client.post("/office/search/rebuild/").status_code == 302
    assert "后台即将开始" in client.get("/office/search/").content.decode()
    jobs.keep_up()
    assert (indexing.engine().folder / "current").read_text() != name
    assert "要求重建" in (told := client.get("/office/search/").content.decode()) and "3 篇" in told
    with pytest.raises(NotAllowed):
        actions.ask_rebuild(actor=leader_actor(county.finance), at=AT)


def test_only_the_keepers_open_it(client: Client, county: County, settings: Any):
    login(client, leader_actor(county.finance))
    assert client.get("/office/search/").status_code == 403
