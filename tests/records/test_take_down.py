"""紧急撤稿: gone from everywhere in one act; sealed, checked, told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from tests.cast import AT, County, actor_with, leader_actor, liaison_actor, login, office_actor
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.domain.rights import Role
from zwgk.foundation.files import actions as files
from zwgk.foundation.journal.models import Fact
from zwgk.foundation.search import queries as search
from zwgk.matters.records import actions, queries
from zwgk.matters.records.actions import Ending
from zwgk.matters.records.models import PUBLICATION, Incident, Publication, Record, State

from .conftest import drafted, published

pytestmark = pytest.mark.django_db
SECRET = "绝不该公开的一句话"


@pytest.fixture
def leaked(county: County) -> Record:
    """Published twice, with a file."""
    record = drafted(county.finance, f"名单公示（{SECRET}）", body=f"<p>{SECRET}</p>")
    actions.attach_bytes(record, SECRET.encode(), "名单.txt", actor=liaison_actor(county.finance), at=AT)
    published(record)
    record = actions.amend(record, "补充", actor=liaison_actor(county.finance), at=AT)
    actions.edit(record, {"body": f"<p>{SECRET}，补充</p>"}, seen=record.number, actor=liaison_actor(county.finance), at=AT)
    published(record)
    record.refresh_from_db()
    return record


def addresses(record: Record) -> list[str]:
    """Everything under which the public could read of it."""
    live = record.live
    return [
        live.url, f"{live.url}data.json", f"{live.url}v1/", f"{live.url}v2/", *(file.url for each in record.publications.all() for file in each.files.all()),
        "/xxgk/", "/xxgk/new/", f"/xxgk/{record.organ.slug}/", "/xxgk/feed.rss", "/xxgk/feed.atom", "/xxgk/feed.json", f"/xxgk/{record.organ.slug}/feed.rss",
        f"/xxgk/find/?q={SECRET}", f"/search/?q={SECRET}", "/sitemap.xml", "/sitemap-1.xml", "/",
    ]  # fmt: skip


@pytest.mark.requirement("ATT-09")
def test_one_button_and_nobody_reads_it_anywhere(leaked: Record, client: Client, django_capture_on_commit_callbacks):
    before = {address: client.get(address) for address in addresses(leaked)}
    assert SECRET in before[leaked.live.url].content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        actions.take_down(leaked, "personal", actor=liaison_actor(leaked.organ), at=AT)
    for address in before:
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        told = body.decode(errors="replace").replace(f'value="{SECRET}"', "")
        if f"q={SECRET}" in address:  # a search says what was asked, and that there is nothing
            assert leaked.slug not in told and "find-hit" not in told, address
        else:
            assert SECRET not in told, address
    gone = client.get(f"/xxgk/info/{leaked.slug}/")
    assert gone.status_code == 410


def test_index_cells_and_versions_are_gone_in_the_same_transaction(leaked: Record):
    ids = list(leaked.publications.values_list("pk", flat=True))
    actions.take_down(leaked, "personal", actor=liaison_actor(leaked.organ), at=AT)
    assert all(search.document(PUBLICATION, each) is None for each in ids)
    assert search.find_titles("名单公示") == []
    assert queries.publication_at(leaked.slug) is None and not queries.versions_at(leaked.slug).exists()
    assert set(leaked.publications.values_list("standing", flat=True)) == {Publication.Standing.SEALED}
    leaked.refresh_from_db()
    assert (leaked.state, leaked.live) == (State.SEALED, None)


def test_from_a_phone_with_two_taps(leaked: Record):
    client = login(Client(), liaison_actor(leaked.organ))
    assert "紧急撤稿" in client.get(leaked.url).content.decode()
    answer = client.post(f"{leaked.url}take-down/", {"reason": "personal", "note": ""})
    assert answer.url == f"{leaked.url}incident/"
    page = client.get(answer.url).content.decode()
    assert "搜索引擎" in page and "待核对" in page


def test_a_reason_of_the_list_is_enough_and_needed(leaked: Record):
    with pytest.raises(BadInput):
        actions.take_down(leaked, "expired", actor=liaison_actor(leaked.organ), at=AT)
    with pytest.raises(NotAllowed):
        actions.take_down(leaked, "personal", actor=actor_with(Role.ASSESSOR, leaked.organ), at=AT)


def test_who_looks_at_a_sealed_version_stands_in_the_journal(leaked: Record):
    actions.take_down(leaked, "personal", actor=liaison_actor(leaked.organ), at=AT)
    sealed = leaked.publications.order_by("number").first()
    with pytest.raises(BadInput):
        actions.open_sealed(sealed, "", actor=leader_actor(leaked.organ), at=AT)
    client = login(Client(), leader_actor(leaked.organ))
    page = client.post(f"{leaked.url}sealed/1/", {"reason": "核查泄露范围"}).content.decode()
    assert SECRET in page
    fact = Fact.objects.filter(verb="records.open_sealed").get()
    assert fact.actor_name == leader_actor(leaked.organ).name and "核查泄露范围" in fact.sentence


def test_every_copy_outside_is_checked_with_proof_before_the_end(leaked: Record):
    actor = liaison_actor(leaked.organ)
    incident = actions.take_down(leaked, "personal", actor=actor, at=AT)
    actions.add_copy(incident, "某网站转载", "http://example.com/1", actor=actor, at=AT)
    with pytest.raises(Conflict, match="外部副本"):
        actions.close_incident(incident, "mended", "确有身份证号，已删除", actor=actor, at=AT)
    proof = files.keep(b"png", "截图.png", actor=actor, at=AT)
    for copy in incident.copies.all():
        actions.clear_copy(copy, "已检索，未发现副本", proof, actor=actor, at=AT)
    actions.close_incident(incident, "mended", "确有身份证号，已删除", actor=actor, at=AT)
    leaked.refresh_from_db()
    assert leaked.state == State.DRAFT and Incident.objects.get().outcome == "mended"


def test_back_online_after_another_person_has_checked(leaked: Record):
    incident = actions.take_down(leaked, "public_opinion", actor=liaison_actor(leaked.organ), at=AT)
    with pytest.raises(Conflict, match="另一名"):
        actions.restore(incident, "经核实内容无误", actor=liaison_actor(leaked.organ), at=AT)
    actions.restore(incident, "经核实内容无误", actor=office_actor(), at=AT)
    assert queries.publication_at(leaked.slug) is not None
    assert search.find_titles("名单公示")
    leaked.refresh_from_db()
    assert leaked.state == State.PUBLISHED


def test_what_was_not_in_force_any_more_is_not_put_in_force_by_coming_back(leaked: Record):
    actor = liaison_actor(leaked.organ)
    actions.repeal(leaked, Ending("basis_gone", day=AT.date() - timedelta(days=5)), actor=actor, at=AT)
    incident = actions.take_down(leaked, "public_opinion", actor=actor, at=AT)
    back = actions.restore(incident, "经核实内容无误", actor=office_actor(), at=AT)
    leaked.refresh_from_db()
    assert (back.standing, leaked.state) == (Publication.Standing.REPEALED, State.REPEALED)
    assert localdate(back.ended_at) == AT.date() - timedelta(days=5)


def test_what_it_took_the_place_of_says_its_title_no_more(leaked: Record, client: Client, django_capture_on_commit_callbacks):
    older = drafted(leaked.organ, "旧的名单")
    published(older)
    actor = liaison_actor(leaked.organ)
    actions.repeal(older, Ending("replaced"), leaked, actor=actor, at=AT)
    older.refresh_from_db()
    places = (older.live.url, f"/api/v1/documents/{older.slug}", "/search/?q=旧的名单")
    assert all(SECRET in client.get(place).content.decode() for place in places)
    with django_capture_on_commit_callbacks(execute=True):
        incident = actions.take_down(leaked, "personal", actor=actor, at=AT)
    assert not any(SECRET in client.get(place).content.decode() for place in places)
    actions.restore(incident, "经核实内容无误", actor=office_actor(), at=AT)
    assert all(SECRET in client.get(place).content.decode() for place in places)


def test_the_pages_of_the_incident(leaked: Record):
    client = login(Client(), leader_actor(leaked.organ))
    client.post(f"{leaked.url}take-down/", {"reason": "grave_error", "note": "称谓有误"})
    client.post(f"{leaked.url}incident/add/", {"place": "微信群", "url": ""})
    incident = Incident.objects.get()
    for copy in incident.copies.all():
        client.post(f"{leaked.url}incident/{copy.pk}/", {"note": "已核对，无副本"})
    client.post(f"{leaked.url}incident/close/", {"outcome": "removed", "finding": "内容确有错误，不再公开"})
    leaked.refresh_from_db()
    assert leaked.state == State.WITHDRAWN
