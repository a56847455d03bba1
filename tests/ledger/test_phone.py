"""One item on a phone: opened by 手机链接, reported with photos, once however often it is sent; light enough for a poor line."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import AT, liaison_actor, login, office_actor, person_with
from zwgk.domain.errors import NotAllowed
from zwgk.domain.rights import Actor, Role
from zwgk.foundation.files import actions as files
from zwgk.foundation.journal.models import Fact
from zwgk.foundation.organs import actions as organs
from zwgk.foundation.organs import queries as organ_queries
from zwgk.foundation.organs.models import Pass
from zwgk.matters.ledger import actions
from zwgk.matters.ledger.actions.progress import Progress
from zwgk.matters.ledger.models import Item, Plan
from zwgk.matters.ledger.subjects import of_item

RIGHTS = ("ledger.see", "ledger.report", "ledger.add_evidence")
PHOTO = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40
LIMIT = 60 * 1024


@pytest.fixture
def item(plan: Plan) -> Item:
    return Item.objects.filter(duty__organ__slug="finance").select_related("duty__task__plan", "duty__organ").first()


def address(item: Item) -> str:
    return reverse("ledger:phone", args=[item.pk])


def granted(item: Item, at=None) -> tuple[Pass, str]:
    person = person_with(Role.LIAISON, item.duty.organ)
    wanted = organs.PassFor(person, item.duty.organ, of_item(item), address(item), RIGHTS)
    return organs.grant_pass(wanted, actor=office_actor(), at=at or timezone.now())


def phone_with(url: str) -> Client:
    client = Client()
    client.get(url)
    client.post(url)
    return client


def typed(client: Client, item: Item, **changes: object) -> dict[str, object]:
    key = re.search(r'name="key" value="([^"]+)"', client.get(address(item)).content.decode())[1]
    return {"percent": "50", "text": "已完成初稿，正在征求意见", "key": key} | changes


@pytest.mark.requirement("TSK-08")
def test_three_taps_by_link(item):
    _, url = granted(item)
    client = phone_with(url)
    shown = client.get(address(item)).content.decode()
    assert item.duty.task.text[:20] in shown and "已办完" in shown and 'capture="environment"' in shown
    files_ = [SimpleUploadedFile("现场.jpg", PHOTO, "image/jpeg")]
    answer = client.post(address(item), typed(client, item, text="", photo=files_), follow=True)
    assert "进展已上报" in answer.content.decode()
    row = item.reports.get()
    assert (row.percent, row.text, row.evidence.get().title) == (50, "进展到 50%。", "现场.jpg")
    told = Fact.objects.get(verb="ledger.report")
    assert "经手机链接" in told.sentence and told.actor_id == person_with(Role.LIAISON, item.duty.organ).pk


def test_signed_in_it_is_the_same_page(item):
    client = login(Client(), liaison_actor(item.duty.organ))
    assert client.post(address(item), typed(client, item)).status_code == 302
    assert item.reports.count() == 1
    assert login(Client(), liaison_actor(Plan.objects.get().organ)).get(address(item)).status_code in (200, 403)
    assert Client().get(address(item)).status_code == 302


def test_handed_in_the_link_only_shows(item):
    row, url = granted(item)
    client = phone_with(url)
    form = typed(client, item, percent="100")
    assert client.post(address(item), form).status_code == 302
    item.refresh_from_db()
    row.refresh_from_db()
    assert item.state == Item.State.SUBMITTED and row.spent_at
    shown = client.get(address(item)).content.decode()
    assert "只能查看" in shown and "<form" not in shown
    again = client.post(address(item), form, HTTP_ACCEPT="application/json")  # the first answer was lost
    assert again.json()["ok"] and item.reports.count() == 1
    refused = client.post(address(item), form | {"key": "another-form", "text": "再来一次"})
    assert refused.status_code == 403 and item.reports.count() == 1
    actions.confirm_done(item, actor=office_actor(), at=timezone.now())
    row.refresh_from_db()
    assert row.reason == "事项已办结" and client.get(address(item)).status_code == 403


@pytest.mark.db
def test_sent_twice_it_is_one_report(plan, item):
    actor, progress = liaison_actor(item.duty.organ), Progress("已完成初稿", 50, key="form-1")
    first = actions.report(item, progress, actor=actor, at=AT)
    assert actions.report(item, progress, actor=actor, at=AT + timedelta(minutes=3)) == first
    assert item.reports.count() == 1 and Fact.objects.filter(verb="ledger.report").count() == 1
    assert actions.report(item, Progress("第二稿已完成", 60, key="form-2"), actor=actor, at=AT) != first
    with pytest.raises(NotAllowed):  # a key is no way to read another's report
        actions.report(item, progress, actor=Actor(None, "过路人", None), at=AT)


def test_files_in_pieces_are_handed_in(item):
    _, url = granted(item)
    client = phone_with(url)
    link = Pass.objects.get()
    actor = organ_queries.narrowed(link, timezone.now())
    upload = files.begin_upload(files.NewUpload("现场.jpg", len(PHOTO)), actor=actor, at=timezone.now())
    waiting = client.post(address(item), typed(client, item, photo_key=upload.key), HTTP_ACCEPT="application/json")
    assert waiting.status_code == 400 and "没有传完" in waiting.json()["errors"][0] and not item.reports.exists()
    files.receive_chunk(upload, 0, PHOTO, actor=actor, at=timezone.now())
    sent = client.post(address(item), typed(client, item, photo_key=upload.key), HTTP_ACCEPT="application/json")
    assert sent.json() == {"ok": True, "url": f"{address(item)}?sent=1"}
    assert item.evidence.get().file.size == len(PHOTO)
    foreign = files.begin_upload(files.NewUpload("别人的.jpg", 9), actor=office_actor(), at=timezone.now())
    assert client.post(address(item), typed(client, item, text="新的进展", files_key=foreign.key)).status_code == 400


def test_what_is_refused_keeps_the_words(item):
    client = login(Client(), liaison_actor(item.duty.organ))
    answer = client.post(address(item), typed(client, item, percent="", text="写了很多字"))
    shown = answer.content.decode()
    assert answer.status_code == 400 and "写了很多字" in shown and "请选择办到哪一步" in shown
    assert client.post(address(item), typed(client, item, percent="55")).status_code == 400
    program = SimpleUploadedFile("a.jpg", b"")
    assert client.post(address(item), typed(client, item, files=[program])).status_code in (302, 400)


def test_a_link_opens_no_other_item(plan, item):
    _, url = granted(item)
    client = phone_with(url)
    other = Item.objects.filter(duty__organ=item.duty.organ).exclude(pk=item.pk).first()
    pass_id = Pass.objects.get().pk
    assert client.get(address(other)).status_code == 302  # to the sign-in
    assert client.get(f"{address(other)}?pass={pass_id}").status_code == 403
    assert client.post(f"{address(other)}?pass={pass_id}", {"percent": "50"}).status_code == 403
    assert client.get(reverse("ledger:item", args=[item.pk])).status_code == 302
    actor = organ_queries.narrowed(Pass.objects.get(), timezone.now())
    file = files.keep(PHOTO, "x.jpg", actor=office_actor(), at=AT)
    for verb in (lambda: actions.report(other, Progress("别的事项", 5), actor=actor, at=AT), lambda: actions.add_kept(other, file, actor=actor, at=AT)):
        with pytest.raises(NotAllowed):
            verb()
    assert actions.add_kept(item, file, actor=actor, at=AT).file == file


def test_an_ended_link_says_why_on_a_phone_page(item):
    row, url = granted(item)
    client = phone_with(url)
    organs.revoke_pass(row, "发错了人", actor=office_actor(), at=timezone.now())
    answer = client.get(address(item))
    assert answer.status_code == 403 and "发错了人" in answer.content.decode() and "phone.css" in answer.content.decode()


def test_the_counts_of_a_target_are_taken(plan):
    item = Item.objects.filter(duty__task__targets__isnull=False).select_related("duty__organ").first()
    if item is None:
        pytest.skip("the plan of the tests holds no numeric target")
    client, target = login(Client(), liaison_actor(item.duty.organ)), item.duty.task.targets.first()
    assert client.post(address(item), typed(client, item, **{f"count_{target.pk}": "3"})).status_code == 302
    assert item.reports.get().counts == {str(target.pk): 3.0}


def weight_of(client: Client, url: str) -> dict[str, int]:
    """Bytes of the page and of every style sheet and script that it loads, uncompressed."""
    page = client.get(url, follow=True).content
    loaded = re.findall(r'<(?:link rel="(?:stylesheet|icon)"[^>]*href|script[^>]*src)="/?static/([^"?]+)', page.decode())
    return {"html": len(page)} | {name: Path(finders.find(name)).stat().st_size for name in loaded}


def test_the_first_load_is_light(item):
    _, url = granted(item)
    landing = weight_of(Client(), url)
    page = weight_of(phone_with(url), address(item))
    assert {"ui/phone.css", "ui/upload.js", "ui/phone.js"} < set(page) and "ui/phone.css" in landing
    assert sum(landing.values()) < LIMIT / 2 and sum(page.values()) < LIMIT / 2, page
    assert sum({**landing, **page}.values()) + landing["html"] <= LIMIT


def test_the_page_asks_few_questions(item, django_assert_max_num_queries):
    _, url = granted(item)
    client = phone_with(url)
    with django_assert_max_num_queries(20):
        client.get(address(item))

