"""The pages of an account: own requests and complaints, the form that knows the contact, the file of one's data, going for good."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from tests.cast import AT, County
from tests.inforequests.makers import received
from tests.inforequests.test_portal import filled
from zwgk.foundation.gate import queries as gate
from zwgk.foundation.visitors import actions
from zwgk.foundation.visitors.actions import hold_code
from zwgk.foundation.visitors.models import Contact, Follow, Visitor
from zwgk.matters.inforequests.actions import put_on_account
from zwgk.matters.inforequests.models import Case, Complaint, OnAccount

from .conftest import MAIL, asked, digits

pytestmark = [pytest.mark.django_db]


def complaint(**more: str) -> dict[str, str]:
    question = gate.ask()
    return {"organ": "finance", "about": "not_published", "text": "2025年决算没有公开。", "mark": question.mark, "answer": str(question.number), **more}


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.mark.requirement("PAG-08")
def test_a_request_sent_while_signed_in_is_among_mine_and_opens_without_code(come, county: County):
    client = come()
    form = text(client, "/requests/new/form/")
    assert MAIL in form and "放进我的账号" in form
    client.post("/requests/new/form/", filled(account="on"))
    case = Case.objects.get()
    mine = text(client, "/my/")
    assert "2025年道路养护合同" in mine and "等待确认" in mine and f"/requests/my/{case.code}/" in mine
    assert case.number in text(client, f"/requests/my/{case.code}/") and "inforequests" not in client.session
    client.post("/my/leave/")
    assert client.get(f"/requests/my/{case.code}/").status_code == 302


def test_who_does_not_want_it_on_the_account_goes_on_with_the_code(come, county: County):
    client = come()
    client.post("/requests/new/form/", filled())
    assert not OnAccount.objects.exists() and "inforequests" in client.session


def test_an_earlier_request_is_taken_over_with_code_and_contact(come, county: County):
    case, client = received(county.finance), come()
    client.post(f"/requests/my/{case.code}/account/")
    assert not OnAccount.objects.exists()
    client.post("/requests/progress/", {"code": case.code, "contact": "13900000001"})
    assert "放进我的账号" in text(client, f"/requests/my/{case.code}/")
    client.post(f"/requests/my/{case.code}/account/")
    client.post(f"/requests/my/{case.code}/account/")
    assert OnAccount.objects.get().case == case and case.title in text(client, "/my/")
    assert "放进我的账号" not in text(Client(), f"/requests/progress/?code={case.code}")


def test_complaints_come_by_the_form_or_by_their_code(come, county: County):
    client = come()
    client.post("/requests/complain/", complaint(account="on"))
    client.post("/requests/complain/", complaint())
    other = Complaint.objects.filter(on_accounts=None).get()
    assert "放进我的账号" in client.post("/requests/complain/result/", {"code": other.code}).content.decode()
    client.post("/requests/complain/result/take/", {"code": other.code})
    assert OnAccount.objects.count() == 2 and text(client, "/my/").count("待核查") == 2
    assert Client().post("/requests/complain/result/take/", {"code": other.code}).status_code == 302 and OnAccount.objects.count() == 2


def test_nobody_sees_what_is_on_somebody_elses_account(come, county: County):
    case = received(county.finance)
    put_on_account(case, Visitor.objects.create(made_at=AT, seen_at=AT, stop_token="s" * 40), at=AT)
    client = come()
    assert client.get(f"/requests/my/{case.code}/").status_code == 302 and case.title not in text(client, "/my/")


def test_everything_kept_comes_as_a_file_and_goes_on_demand(come, county: County):
    client = come()
    client.post("/requests/new/form/", filled(account="on"))
    client.post("/my/follow/?kind=search&q=停水", {"how": "daily"})
    told = json.loads(client.get("/my/account/data/").content)
    assert told["联系方式"] == [{"类型": "电子邮箱", "内容": MAIL}] and told["申请"][0]["查询码"] == Case.objects.get().code and told["关注"][0]["内容"] == "停水"
    assert "依法由受理机关保管" in text(client, "/my/account/delete/") and client.post("/my/account/delete/", {"sure": ""}).status_code == 400
    client.post("/my/account/delete/", {"sure": "on"})
    assert not Visitor.objects.exists() and not Contact.objects.exists() and not OnAccount.objects.exists() and Case.objects.exists()
    assert client.get("/my/").status_code == 302


def test_delete_account_takes_follows_and_codes_along(visitor):
    actions.follow(visitor, actions.Wanted("search", {"q": ["停水"]}, "停水"), "daily", at=AT)
    actions.delete_account(visitor)
    assert not Follow.objects.exists() and not Visitor.objects.exists()


@pytest.mark.requirement("ATT-10")
def test_following_begins_at_a_plain_link_and_is_changed_at_home(come, public, client):
    public(1, "供水管理办法")
    link = "/my/follow/?kind=organ&organ=和光县水利局"
    open_page = text(client, link)
    assert "登录后关注" in open_page and "/search/feed.atom?organ=" in open_page and client.get("/my/follow/").status_code == 404
    client = come()
    for address in (link, "/my/follow/?kind=document&url=/x/1/"):
        client.post(address, {"how": "daily"})
    home = text(client, "/my/")
    assert "和光县水利局" in home and "供水管理办法" in home and "/my/feed/" in home
    row = Follow.objects.get(kind="organ")
    client.post(f"/my/follows/{row.pk}/", {"how": "feed"})
    row.refresh_from_db()
    assert row.how == "feed" and client.post(f"/my/follows/{row.pk}/", {"how": "pigeon"}).status_code == 302
    client.post(f"/my/follows/{row.pk}/", {"stop": "1"})
    assert not Follow.objects.filter(kind="organ").exists() and come("b@example.cn").post(f"/my/follows/{Follow.objects.get().pk}/", {"stop": "1"}).status_code == 404


def test_another_mailbox_replaces_the_first(come, sent):
    client = come()
    client.post("/my/account/", asked(contact="new@example.cn"))
    client.post("/my/code/", {"code": digits(sent()[-1])})
    assert "n***@example.cn" in text(client, "/my/account/") and Contact.objects.count() == 1


def test_mistakes_of_typing_are_told_at_the_field_and_a_new_question_keeps_what_was_typed(client, post):
    assert "写法不对" in client.post("/my/enter/", asked(contact="苏青")).content.decode()
    assert "请先同意" in client.post("/my/enter/", asked(agreed="")).content.decode()
    assert "不能发短信" in client.post("/my/enter/", asked(contact="13900000001")).content.decode()
    assert MAIL in client.post("/my/enter/", {**asked(), "renew": "1"}).content.decode() and not post.letters
    client.post("/my/enter/", asked())
    assert "验证码不对" in client.post("/my/code/", {"code": "12"}).content.decode() and Client().get("/my/code/").status_code == 302


def test_a_demo_without_mail_server_shows_the_code(client, settings):
    settings.EMAIL_HOST, settings.SHOW_CODES = "", True
    client.post("/my/enter/", asked())
    assert "演示环境" in text(client, "/my/code/")


def test_reports_of_mistakes_sent_while_signed_in_are_among_mine(come, county: County):
    client, question = come(), gate.ask()
    client.post("/corrections/", {"page": "http://testserver/xxgk/", "kind": "wording", "text": "“决算”写成了“绝算”。", "mark": question.mark, "answer": str(question.number)})
    assert "我的报错" in text(client, "/my/") and "待受理" in text(client, "/my/")
    assert json.loads(client.get("/my/account/data/").content)["网站找错"][0]["内容"].startswith("“决算”")
    hold_code(Visitor.objects.get(), "sites.correction", "NOTHING", at=AT)
    assert text(client, "/my/").count("待受理") == 1
