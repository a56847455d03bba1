"""What came is told once, by letter or feed; never what was taken down meanwhile; every letter has its way out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tests.cast import AT
from zwgk.domain.errors import BadInput, Conflict
from zwgk.foundation.search import actions as search
from zwgk.foundation.visitors import actions, jobs
from zwgk.foundation.visitors.actions import Wanted
from zwgk.foundation.visitors.models import Follow, News
from zwgk.foundation.visitors.queries import follows_of, latest

pytestmark = [pytest.mark.django_db, pytest.mark.db]
WATER = Wanted("search", {"q": ["停水"]}, "停水")
LATER = AT + timedelta(minutes=10)


@pytest.mark.requirement("ATT-10")
def test_what_came_is_told_at_once_and_only_once(visitor, public, sent):
    public(1, "旧的停水通知")
    actions.follow(visitor, WATER, "at_once", at=AT + timedelta(minutes=1))
    public(2, "城北停水通知", LATER)
    public(3, "道路施工通告", LATER)
    assert jobs.news(at=LATER + timedelta(minutes=1)) == "关注动态 1 条，发出 1 封"
    assert jobs.news(at=LATER + timedelta(minutes=6)) == ""
    letter = sent(LATER + timedelta(minutes=7))[-1]
    text = letter.get_content()
    assert "城北停水通知" in text and "https://zwgk.example.cn/x/2/" in text and "旧的停水" not in text and "道路" not in text
    assert letter["List-Unsubscribe"].strip().startswith("<https://zwgk.example.cn/my/stop/all/") and letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_one_letter_a_day_holds_everything_that_waits(visitor, public, sent):
    actions.follow(visitor, WATER, "daily", at=AT)
    actions.follow(visitor, Wanted("organ", {"organ": ["和光县水利局"]}, "和光县水利局"), "daily", at=AT)
    public(2, "城北停水通知", LATER)
    assert jobs.news(at=LATER + timedelta(minutes=1)).startswith("关注动态 2 条，发出 0 封")
    public(3, "城南停水通知", LATER + timedelta(hours=1))
    assert jobs.daily(at=AT + timedelta(hours=22)) == "每日关注邮件 1 封"
    text = sent(AT + timedelta(hours=23))[-1].get_content()
    assert text.count("城北停水通知") == 2 and text.count("城南停水通知") == 2 and "【停水】" in text


def test_what_was_taken_down_meanwhile_is_never_sent(visitor, public, sent):
    row = actions.follow(visitor, WATER, "daily", at=AT)
    public(2, "城北停水通知", LATER)
    actions.look_for_news(at=LATER + timedelta(minutes=1))
    search.withdraw("t", [2])
    assert latest([row]) == [] and actions.mail_news("daily", at=AT + timedelta(days=1)) == 0
    public(2, "城北停水通知", AT + timedelta(days=2))
    assert actions.look_for_news(at=AT + timedelta(days=2, minutes=1)) == 1  # published anew: news again


def test_a_followed_document_tells_of_its_changes(visitor, public, sent):
    public(1, "供水管理办法", text="第一条")
    row = actions.follow(visitor, Wanted("document", {"url": "/x/1/"}, "供水管理办法"), "at_once", at=AT)
    assert actions.look_for_news(at=LATER) == 0
    public(1, "供水管理办法", LATER, text="第一条 修改")
    actions.look_for_news(at=LATER + timedelta(minutes=1))
    public(1, "供水管理办法", LATER, text="第一条 修改", standing="repealed")
    actions.look_for_news(at=LATER + timedelta(minutes=6))
    assert [news.said for news in News.objects.order_by("id")] == ["内容有修改", "已经废止"]
    feed = Client().get(f"/my/feed/{row.token}.atom").content.decode()
    assert "内容有修改" in feed and "已经废止" in feed
    search.withdraw("t", [1])
    assert "供水管理办法</title>" not in Client().get(f"/my/feed/{row.token}.atom").content.decode().partition("<entry>")[2]
    with pytest.raises(BadInput, match="撤下"):
        actions.follow(visitor, Wanted("document", {"url": "/x/1/2"}, "无"), "daily", at=AT)


def test_the_feed_needs_no_sign_in_but_its_secret(visitor, public):
    public(1, "城北停水通知")
    row = actions.follow(visitor, WATER, "feed", at=AT)
    for form in ("atom", "rss"):
        answer = Client().get(f"/my/feed/{row.token}.{form}")
        assert "城北停水通知" in answer.content.decode() and answer["X-Robots-Tag"] == "noindex, nofollow"
    assert Client().get(f"/my/feed/{'x' * 43}.atom").status_code == 404 and Client().get(f"/my/feed/{row.token}.exe").status_code == 404
    search.withdraw("t", [1])
    assert "城北停水通知" not in Client().get(f"/my/feed/{row.token}.atom").content.decode()


def test_the_way_out_needs_no_sign_in_and_opening_it_changes_nothing(visitor, public, sent):
    row = actions.follow(visitor, WATER, "daily", at=AT)
    client = Client(enforce_csrf_checks=True)
    assert "不再接收“停水”的邮件？" in client.get(f"/my/stop/{row.token}/").content.decode()
    row.refresh_from_db()
    assert row.how == "daily"
    assert client.post(f"/my/stop/all/{visitor.stop_token}/", {"List-Unsubscribe": "One-Click"}).status_code == 200
    row.refresh_from_db()
    public(2, "城北停水通知", LATER)
    assert row.how == "feed" and actions.look_for_news(at=LATER) == 0 and actions.mail_news("daily", at=LATER) == 0
    assert actions.stop_mail(visitor, row, at=AT) == 0 and client.get(f"/my/stop/{'x' * 40}/").status_code == 404


def test_following_twice_is_following_once_and_fifty_are_enough(visitor):
    first = actions.follow(visitor, WATER, "daily", at=AT)
    assert actions.follow(visitor, WATER, "feed", at=AT) == first and follows_of(visitor)[0].how == "feed"
    for n in range(49):
        actions.follow(visitor, Wanted("search", {"q": [f"第{n}件"]}, f"第{n}件"), "feed", at=AT)
    with pytest.raises(Conflict, match="50项"):
        actions.follow(visitor, Wanted("search", {"q": ["多"]}, "多"), "feed", at=AT)
    actions.unfollow(first)
    assert Follow.objects.count() == 49


def test_letters_need_a_mailbox_and_begin_when_they_are_asked_for(visitor, public):
    row = actions.follow(visitor, WATER, "feed", at=AT)
    public(1, "早先的停水通知", LATER)
    actions.change_follow(row, "daily", at=LATER + timedelta(hours=1))
    assert actions.look_for_news(at=LATER + timedelta(hours=1, minutes=1)) == 0
    visitor.contacts.update(kind="phone")
    with pytest.raises(BadInput, match="没有电子邮箱"):
        actions.change_follow(row, "at_once", at=AT)
    with pytest.raises(BadInput, match="怎么通知"):
        actions.change_follow(row, "pigeon", at=AT)


def test_equal_questions_are_asked_of_the_index_once(visitor, public, django_assert_max_num_queries):
    for n in range(20):
        actions.follow(visitor, Wanted("document", {"url": public(n, f"文件{n}").url}, f"文件{n}"), "daily", at=AT)
    with django_assert_max_num_queries(14):
        actions.look_for_news(at=LATER)
