"""手机链接: one person, one thing, one browser, 72 hours; never for approval or publication; over at once when it should be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import AT, County, liaison_actor, login, office_actor, person_with
from tests.guards.test_routes import routes
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.domain.rights import PASS_RIGHTS, RIGHTS, Role, system_actor
from zwgk.foundation.inbox.models import Message
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.models import Fact
from zwgk.foundation.organs import actions, pages, queries
from zwgk.foundation.organs.models import Holding, Pass

BROWSER, OTHER = "b" * 32, "c" * 32
SUBJECT = journal.Subject("ledger.item", 12, "编制公开指南")
LATER = AT + timedelta(hours=1)


def wanted(county: County, **changes: object) -> actions.PassFor:
    values: dict[str, object] = {
        "person": person_with(Role.LIAISON, county.finance), "organ": county.finance, "subject": SUBJECT,
        "address": "/office/ledger/items/12/phone/", "rights": ("ledger.see", "ledger.report"),
    }  # fmt: skip
    return actions.PassFor(**(values | changes))


def granted(county: County, at=AT, **changes: object) -> tuple[Pass, str]:
    row, url = actions.grant_pass(wanted(county, **changes), actor=office_actor(), at=at)
    return row, url.rstrip("/").rpartition("/")[2]


@pytest.fixture
def now(county: County):
    return timezone.now()


# --- what a link may carry


def test_the_list_of_what_a_link_carries_is_closed():
    assert {"ledger.see", "ledger.report", "ledger.add_evidence", "datacalls.see", "datacalls.answer", "files.upload"} == PASS_RIGHTS


@pytest.mark.parametrize("right", sorted(set(RIGHTS) - PASS_RIGHTS))
def test_no_other_right_can_be_granted(county, right):
    with pytest.raises(NotAllowed):
        actions.grant_pass(wanted(county, rights=("ledger.see", right)), actor=system_actor("每日摘要"), at=AT)
    assert not Pass.objects.exists()


def test_only_addresses_that_may_open_for_a_link_do():
    opening = {path: entry.callback.right for path, entry in routes() if getattr(entry.callback, "passes", False)}
    assert set(opening.values()) <= PASS_RIGHTS
    with pytest.raises(ValueError, match=r"ledger\.publish"):
        pages.staff("ledger.publish", passes=True)


def test_the_narrowed_actor_may_nothing_else(county):
    row, _ = granted(county)
    actor = queries.narrowed(row, AT)
    assert actor.may("ledger.report", county.finance.pk) and actor.may("ledger.see")
    assert not actor.may("ledger.report", county.justice.pk)
    assert {right for right in RIGHTS if actor.may(right)} == {"ledger.see", "ledger.report", "files.upload"}
    assert queries.reach(actor, "ledger.see") == {county.finance.pk}
    assert queries.reach(actor, "ledger.export") == set()
    actor.require_about("ledger.item", 12)
    with pytest.raises(NotAllowed, match="另一件事"):
        actor.require_about("ledger.item", 13)
    office_actor().require_about("ledger.item", 13)


def test_an_office_person_with_a_link_does_not_reach_the_county(county):
    office = person_with(Role.OFFICE, county.office)
    row, _ = granted(county, person=office, organ=county.finance)
    assert not queries.narrowed(row, AT).may("ledger.report", county.justice.pk)


# --- granting


def test_a_link_keeps_no_token(county):
    row, token = granted(county)
    assert len(token) >= 32 and row.valid_until == AT + timedelta(hours=72)
    assert token not in str(list(Pass.objects.values())) and token not in str(list(Fact.objects.values()))
    assert Fact.objects.filter(verb="organs.grant_pass", subject_type="organs.pass", subject_id=str(row.pk)).exists()


def test_who_may_grant(county):
    liaison = liaison_actor(county.finance)
    actions.grant_pass(wanted(county), actor=liaison, at=AT)  # to oneself
    actions.grant_pass(wanted(county), actor=system_actor("每日摘要"), at=AT)
    with pytest.raises(NotAllowed):
        actions.grant_pass(wanted(county), actor=liaison_actor(county.justice), at=AT)
    row, _ = granted(county)
    with pytest.raises(NotAllowed):
        actions.grant_pass(wanted(county), actor=queries.narrowed(row, AT), at=AT)


def test_nobody_gets_by_link_what_they_may_not_by_themselves(county):
    with pytest.raises(NotAllowed, match="本人没有"):
        actions.grant_pass(wanted(county, organ=county.justice), actor=office_actor(), at=AT)


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "/office/ledger", "//evil.example/"])
def test_a_link_opens_only_our_pages(county, address):
    with pytest.raises(BadInput):
        actions.grant_pass(wanted(county, address=address), actor=office_actor(), at=AT)


# --- opening


def test_it_opens_once_and_for_one_browser(county):
    row, token = granted(county)
    assert actions.open_pass(token, BROWSER, device="某手机", at=LATER).opened_at == LATER
    actions.open_pass(token, BROWSER, at=LATER)  # the answer was lost: the same browser asks again
    with pytest.raises(Conflict, match="另一台手机"):
        actions.open_pass(token, OTHER, at=LATER)
    assert [held.pk for held in queries.passes_of_browser(BROWSER, LATER)] == [row.pk]
    assert queries.passes_of_browser(OTHER, LATER) == [] == queries.passes_of_browser("", LATER)
    fact = Fact.objects.get(verb="organs.open_pass")
    assert "经手机链接" in fact.sentence and fact.data["pass"] == row.pk


@pytest.mark.parametrize("browser", ["", "short"])
def test_without_a_mark_nothing_is_used_up(county, browser):
    row, token = granted(county)
    with pytest.raises(BadInput, match="Cookie"):
        actions.open_pass(token, browser, at=LATER)
    row.refresh_from_db()
    assert row.opened_at is None


def test_an_unknown_token(county):
    with pytest.raises(BadInput):
        actions.open_pass("x" * 32, BROWSER, at=AT)


def locked(row: Pass) -> None:
    actions.lock_person(row.person, reason="离职", actor=office_actor(), at=AT)


def released(row: Pass) -> None:
    actions.release(Holding.objects.get(person=row.person), until=date(2026, 11, 22), actor=office_actor(), at=AT)


def reset(row: Pass) -> None:
    actions.reset_password(row.person, actor=office_actor(), at=AT)


def revoked(row: Pass) -> None:
    actions.revoke_pass(row, "发错了人", actor=office_actor(), at=AT)


def done(row: Pass) -> None:
    assert actions.end_passes("ledger.item", 12, "事项已办结", actor=system_actor("测试"), at=AT) == 1


@pytest.mark.parametrize(
    ("change", "said"), [(locked, "停用"), (released, "岗位"), (reset, "口令"), (revoked, "发错了人"), (done, "已办结")]
)
def test_it_ends_at_once(county, change, said):
    row, token = granted(county)
    assert queries.why_ended(queries.passes().get(pk=row.pk), AT) == ""
    change(row)
    assert said in queries.why_ended(queries.passes().get(pk=row.pk), AT)
    with pytest.raises(Conflict, match=said):
        actions.open_pass(token, BROWSER, at=AT)


def test_it_ends_after_three_days(county):
    row, token = granted(county)
    assert queries.why_ended(row, AT + timedelta(hours=71, minutes=59)) == ""
    with pytest.raises(Conflict, match="过期"):
        actions.open_pass(token, BROWSER, at=AT + timedelta(hours=72))


def test_handed_in_it_only_shows(county):
    row, token = granted(county)
    actor = queries.narrowed(actions.open_pass(token, BROWSER, at=AT), AT)
    actions.spend_pass(actor=office_actor(), at=AT)  # not by a link: nothing happens
    actions.spend_pass(actor=actor, at=AT)
    row.refresh_from_db()
    assert queries.narrowed(row, AT).only == {"ledger.see"}


def test_who_may_take_a_link_back(county):
    row, _ = granted(county)
    with pytest.raises(NotAllowed):
        actions.revoke_pass(row, "误发", actor=liaison_actor(county.justice), at=AT)
    with pytest.raises(NotAllowed):
        actions.revoke_pass(row, "误发", actor=queries.narrowed(row, AT), at=AT)
    with pytest.raises(BadInput):
        actions.revoke_pass(row, " ", actor=office_actor(), at=AT)
    actions.revoke_pass(row, "不是我打开的", actor=liaison_actor(county.finance), at=AT)
    with pytest.raises(Conflict):
        actions.revoke_pass(row, "误发", actor=office_actor(), at=AT)


def test_asking_again_is_limited(county):
    row, _ = granted(county)
    actions.ask_again(row, at=AT)
    with pytest.raises(Conflict, match="半小时"):
        actions.ask_again(row, at=AT + timedelta(minutes=29))
    actions.ask_again(row, at=AT + timedelta(minutes=30))


# --- the pages


def test_a_preview_uses_nothing_up_and_the_button_does(now, county):
    row, token = granted(county, at=now)
    url = reverse("portal:pass", args=[token])
    scanner, phone, other = Client(), Client(enforce_csrf_checks=True), Client()
    for _ in range(3):
        page = scanner.get(url)
    assert page.status_code == 200 and "打开" in page.content.decode() and SUBJECT.title in page.content.decode()
    assert row.person.name not in page.content.decode()
    assert "noindex" in page["X-Robots-Tag"] and "no-store" in page["Cache-Control"] and page["Referrer-Policy"] == "same-origin"
    phone.get(url)
    assert phone.post(url).status_code == 403  # without the form's own token
    answer = phone.post(url, {"csrfmiddlewaretoken": phone.cookies["csrftoken"].value})
    assert answer.status_code == 302 and answer["Location"] == row.address
    assert phone.get(url)["Location"] == row.address  # comes back
    assert phone.cookies[pages.BROWSER_COOKIE]["httponly"]
    other.get(url)
    refused = other.post(url)
    assert refused.status_code == 409 and "另一台手机" in refused.content.decode() and "申请重发" in refused.content.decode()


def test_asking_again_reaches_the_sender(now, county):
    _, token = granted(county, at=now)
    url = reverse("portal:pass_again", args=[token])
    assert "已告知发送人" in Client().post(url).content.decode()
    assert "半小时" in Client().post(url).content.decode()
    note = Message.objects.get()
    assert note.person_id == office_actor().person_id and "申请重发" in note.title
    actions.grant_pass(wanted(county), actor=system_actor("每日摘要"), at=now)
    row, url = actions.grant_pass(wanted(county), actor=system_actor("每日摘要"), at=now)
    Client().post(f"{url}again/")
    assert Message.objects.get(organ=county.office).role == Role.OFFICE.value


def test_guessing_is_slowed_and_told(county):
    from django.core.cache import cache

    cache.clear()
    answers = [Client().get(reverse("portal:pass", args=[f"{number:032}"])).status_code for number in range(22)]
    assert answers[0] == 404 and answers[-1] == 429
    assert Fact.objects.filter(verb="organs.open_pass", subject_id="0").count() == 1
    cache.clear()


def test_the_office_sees_all_and_the_liaison_their_own(now, county):
    granted(county, at=now)
    row, _ = granted(county, at=now, person=person_with(Role.LIAISON, county.justice), organ=county.justice, subject=replace(SUBJECT, title="法治宣传"))
    office, liaison = login(Client(), office_actor()), login(Client(), liaison_actor(county.finance))
    url = reverse("office:passes")
    assert "法治宣传" in office.get(url).content.decode()
    seen = liaison.get(url).content.decode()
    assert "我的手机链接" in seen and SUBJECT.title in seen and "法治宣传" not in seen
    assert liaison.post(reverse("office:revoke_pass", args=[row.pk])).status_code == 404
    answer = office.post(reverse("office:regrant_pass", args=[row.pk])).content.decode()
    assert "/p/" in answer and "只显示这一次" in answer
    row.refresh_from_db()
    assert row.reason == "另发了新的链接"
    mine = Pass.objects.filter(person=person_with(Role.LIAISON, county.finance)).get()
    liaison.post(reverse("office:revoke_pass", args=[mine.pk]), follow=True)
    mine.refresh_from_db()
    assert mine.revoked_at


def test_a_link_signs_nobody_in(now, county):
    row, token = granted(county, at=now)
    phone = Client()
    phone.get(reverse("portal:pass", args=[token]))
    phone.post(reverse("portal:pass", args=[token]))
    for path, entry in routes():
        if path.startswith("office/") and "<" not in path and not getattr(entry.callback, "passes", False):
            answer = phone.get(f"/{path}")
            assert answer.status_code == 302 and "/accounts/login/" in answer["Location"], path


def test_who_is_signed_in_is_never_taken_for_the_holder_of_a_link(now, county):
    row, token = granted(county, at=now)
    url, shared = reverse("portal:pass", args=[token]), Client()
    shared.get(url)
    shared.post(url)
    colleague = login(Client(), liaison_actor(county.qinghe))
    colleague.cookies[pages.BROWSER_COOKIE] = shared.cookies[pages.BROWSER_COOKIE].value
    request = colleague.get("/").wsgi_request
    request.path, request.GET = row.address, {}
    assert not pages.identify_by_pass(request)
    refused = colleague.get(url)
    assert refused.status_code == 409 and "退出登录，再打开" in refused.content.decode()
    back = colleague.post(reverse("account_logout"), {"next": url})
    assert back["Location"] == url
    colleague.cookies[pages.BROWSER_COOKIE] = shared.cookies[pages.BROWSER_COOKIE].value
    assert colleague.get(url)["Location"] == row.address  # nobody is signed in any more: the link is theirs who opened it
