"""A code by a real letter lets one in; guessing, waiting and asking too often do not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import AT
from zwgk.domain.errors import BadInput, Conflict
from zwgk.foundation.jobs.models import Delivery
from zwgk.foundation.visitors import actions, pages, queries
from zwgk.foundation.visitors.models import Code, Contact, SignIn, Visitor
from zwgk.foundation.visitors.queries import Reach, contacts_of, read_contact, signed_in

from .conftest import MAIL, asked, digits

pytestmark = [pytest.mark.django_db, pytest.mark.db]
ME, HERE = Reach("email", MAIL), "192.0.2.1"


@pytest.mark.requirement("PAG-08")
def test_whoever_has_the_letter_comes_in_and_the_second_time_is_the_same_account(come):
    client = come()
    page = client.get("/my/")
    assert page.status_code == 200 and "su***@example.cn" in page.content.decode() and "no-store" in page["Cache-Control"]
    cookie = client.cookies[pages.COOKIE]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and not cookie["max-age"]
    come("SuQing@Example.CN ")
    assert Visitor.objects.count() == 1 and MAIL not in Contact.objects.get().sealed


def test_nothing_of_the_code_rests_in_the_clear(sent):
    actions.send_code(ME, HERE, at=AT)
    queued = Delivery.objects.get()
    code = digits(sent(AT)[-1])
    assert code not in f"{queued.body}{queued.options}{queued.subject}" and code not in Code.objects.get().hash
    queued.refresh_from_db()
    assert queued.state == "sent" and queued.address == "" and queued.body == ""


def test_a_known_and_a_new_contact_get_the_same_answer(come):
    come()
    known, new = Client().post("/my/enter/", asked()), Client().post("/my/enter/", asked(contact="new@example.cn"))
    assert (known.status_code, known["Location"]) == (new.status_code, new["Location"])


def test_hurry_sends_at_once_and_what_fails_stays_with_the_worker(post, sent, settings):
    assert actions.hurry(actions.send_code(ME, HERE, at=AT), at=AT)
    assert len(post.letters) == 1 and not sent(AT)[1:]
    settings.EMAIL_PORT = 1
    assert not actions.hurry(actions.send_code(ME, HERE, at=AT), at=AT)
    assert Delivery.objects.get(state="queued").attempts == 1


def test_five_tries_and_ten_minutes(sent):
    first = actions.send_code(ME, HERE, at=AT)
    code = digits(sent(AT)[-1])
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    for _ in range(5):
        with pytest.raises(BadInput, match="验证码不对"):
            actions.come_in(first.ticket, wrong, HERE, at=AT)
    with pytest.raises(BadInput):
        actions.come_in(first.ticket, code, HERE, at=AT)
    late = actions.send_code(ME, HERE, at=AT)
    with pytest.raises(BadInput):
        actions.come_in(late.ticket, digits(sent(AT)[-1]), HERE, at=AT + timedelta(minutes=11))
    assert not Visitor.objects.exists()


def test_a_code_is_good_once_for_the_browser_that_asked_and_only_the_newest(sent):
    old = actions.send_code(ME, HERE, at=AT)
    before = digits(sent(AT)[-1])
    new = actions.send_code(ME, HERE, at=AT)
    code = digits(sent(AT)[-1])
    for ticket, typed in ((old.ticket, before), (old.ticket, code), ("x" * 32, code)):
        with pytest.raises(BadInput):
            actions.come_in(ticket, typed, HERE, at=AT)
    assert actions.come_in(new.ticket, f" {code[:3]} {code[3:]}", HERE, at=AT)
    with pytest.raises(BadInput):
        actions.come_in(new.ticket, code, HERE, at=AT)


def test_send_code_is_limited_by_contact_and_by_address(post):
    for _ in range(5):
        actions.send_code(ME, HERE, at=AT)
    with pytest.raises(Conflict, match="5次"):
        actions.send_code(ME, "192.0.2.2", at=AT)
    for n in range(15):
        actions.send_code(Reach("email", f"a{n}@example.cn"), HERE, at=AT)
    with pytest.raises(Conflict, match="网络地址"):
        actions.send_code(Reach("email", "b@example.cn"), HERE, at=AT)
    actions.send_code(ME, HERE, at=AT + timedelta(hours=2))


def test_guessing_from_one_place_ends(post):
    for n in range(30):
        with pytest.raises(BadInput):
            actions.come_in(f"{n}" * 20, "000000", HERE, at=AT)
    with pytest.raises(Conflict, match="太多"):
        actions.come_in("x" * 20, "000000", HERE, at=AT)


def test_half_an_hour_without_doing_anything_ends_it(come):
    client = come()
    row = SignIn.objects.get()
    SignIn.objects.update(seen_at=timezone.now() - timedelta(minutes=20))
    client.get("/my/")
    row.refresh_from_db()
    assert timezone.now() - row.seen_at < timedelta(minutes=1)
    actions.still_here(row, at=row.seen_at + timedelta(seconds=30))
    SignIn.objects.update(seen_at=timezone.now() - timedelta(minutes=31))
    assert client.get("/my/").status_code == 302


def test_who_leaves_is_out_even_with_the_old_cookie(come):
    client = come()
    old = client.cookies[pages.COOKIE].value
    client.post("/my/leave/")
    stale = Client()
    stale.cookies[pages.COOKIE] = old
    assert stale.get("/my/").status_code == 302 and client.get("/my/").status_code == 302
    actions.leave("nobody")
    forged = Client()
    forged.cookies[pages.COOKIE] = "abc:def"
    assert forged.get("/my/").status_code == 302


def test_only_addresses_of_this_site_are_gone_back_to(client, post):
    client.post("/my/enter/?next=https://evil.example/", asked())
    assert "evil" not in pages.way_back(client.get("/").wsgi_request, "//evil.example/")


def test_a_second_contact_is_proved_too_and_never_taken_from_somebody_else(visitor, sent):
    other = actions.send_code(Reach("email", "other@example.cn"), HERE, at=AT)
    actions.come_in(other.ticket, digits(sent(AT)[-1]), HERE, at=AT)
    again = actions.send_code(Reach("email", "other@example.cn"), HERE, at=AT)
    with pytest.raises(Conflict, match="另一个账号"):
        actions.add_contact(visitor, again.ticket, digits(sent(AT)[-1]), HERE, at=AT)
    new = actions.send_code(Reach("email", "new@example.cn"), HERE, at=AT)
    actions.add_contact(visitor, new.ticket, digits(sent(AT)[-1]), HERE, at=AT)
    assert contacts_of(visitor) == {"email": "new@example.cn"}


def test_contacts_are_read_as_people_write_them(settings):
    assert read_contact(" 139-0000 0001 ") == Reach("phone", "13900000001") == read_contact("+8613900000001")
    assert read_contact("Su.Qing@Example.cn").value == "su.qing@example.cn"
    assert read_contact("苏青") is None and read_contact("12345") is None
    settings.SMS_URL, settings.EMAIL_HOST = "https://sms.example.cn", ""
    assert queries.ways() == ("phone",) and queries.masked("phone", "13900000001") == "139****0001"
    with pytest.raises(Conflict):
        actions.send_code(ME, HERE, at=AT)
    actions.send_code(Reach("phone", "13900000001"), HERE, at=AT)
    assert Delivery.objects.get().channel == "sms"


def test_without_mail_and_gateway_the_page_says_how_to_go_on(client, settings):
    settings.EMAIL_HOST = settings.SMS_URL = ""
    page = client.get("/my/enter/").content.decode()
    assert "暂时不能登录" in page and "/requests/progress/" in page and "<button" not in page.partition("page-body")[2].partition("</main")[0]


def test_an_account_is_found_after_the_key_was_changed(visitor, sent, settings):
    settings.FIELD_KEY = "a new key"
    again = actions.send_code(ME, HERE, at=AT + timedelta(minutes=1))
    key = actions.come_in(again.ticket, digits(sent(AT + timedelta(minutes=1))[-1]), HERE, at=AT + timedelta(minutes=1))
    assert signed_in(key, AT + timedelta(minutes=1)).visitor == visitor and Contact.objects.get().key == ME.key


def test_clean_up_forgets_what_has_run_out(visitor):
    signed = SignIn.objects.get()
    assert signed_in("x", AT) is None and actions.clean_up(at=AT + timedelta(minutes=5)) == 0
    assert actions.clean_up(at=AT + timedelta(days=2)) == 2 and not SignIn.objects.filter(pk=signed.pk).exists()
