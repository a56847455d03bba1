"""代录: the office enters for a unit from stamped paper; the unit sees it and may object."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import AT, County, liaison_actor, login, office_actor, person_with
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.domain.rights import Role
from zwgk.foundation.inbox.models import Message
from zwgk.foundation.journal.models import Fact
from zwgk.foundation.organs.queries import actor_of
from zwgk.matters.ledger import actions, sheets
from zwgk.matters.ledger.actions.entered_for import Paper, Upload
from zwgk.matters.ledger.actions.progress import Progress
from zwgk.matters.ledger.models import Entry, Evidence, Extension, Item, Plan

PAPER = Paper(b"%PDF-1.4 stamped", "盖章件.pdf", date(2026, 11, 20))


@pytest.fixture
def item(plan: Plan, county: County) -> Item:
    rows = list(Item.objects.filter(duty__organ=county.finance).select_related("duty__task__plan__organ", "duty__organ"))
    return rows[0]


def entered(item: Item) -> Entry:
    return actions.enter_report(item, Progress("已印发实施细则并公布。", 60), PAPER, evidence=[Upload(b"x", "照片.png")], actor=office_actor(), at=AT)


@pytest.mark.requirement("TSK-08")
@pytest.mark.db
def test_it_is_shown_as_entered_for_the_unit(item: Item, office_client: Client, liaison_client: Client):
    entry = entered(item)
    said = f"代录：{office_actor().name} 依据盖章件 2026-11-20"
    assert str(entry) == said
    for client in (office_client, liaison_client):
        assert said in client.get(f"/office/ledger/items/{item.pk}/").content.decode()
    assert "（代录）" in liaison_client.get(f"/office/ledger/items/{item.pk}/").content.decode()
    assert any(said in cell for row in sheets.ledger(item.duty.task.plan, None, AT).rows for cell in row)
    assert Fact.objects.filter(verb="ledger.enter_for", sentence__contains="依据盖章件 2026-11-20").exists()
    assert Message.objects.filter(kind="ledger.enter_for", organ=item.duty.organ).exists()


def test_evidence_and_extension_too(item: Item):
    actions.enter_evidence(item, Upload(b"photo", "现场.jpg"), PAPER, actor=office_actor(), at=AT)
    actions.enter_extension(item, date(2027, 6, 30), "上级系统改造尚未完成，已报备。", PAPER, actor=office_actor(), at=AT)
    assert Evidence.objects.get(item=item).entries.count() == 1
    assert Extension.objects.get(item=item).state == Extension.State.ASKED
    assert {row.what for row in Entry.objects.all()} == {"佐证材料", "延期申请"}


def test_the_unit_objects_once_and_the_office_hears_of_it(item: Item, county: County):
    entry = entered(item)
    actions.object_to(entry, "盖章件写的是40%", actor=liaison_actor(county.finance), at=AT)
    assert Message.objects.filter(kind="ledger.object", organ=item.duty.task.plan.organ).exists()
    with pytest.raises(Conflict, match="已经提过异议"):
        actions.object_to(entry, "再说一次也是", actor=liaison_actor(county.finance), at=AT)
    with pytest.raises(NotAllowed):
        actions.object_to(entry, "别的单位说", actor=liaison_actor(county.qinghe), at=AT)


def test_a_unit_cannot_enter_for_itself_and_the_paper_must_be_a_scan(item: Item, county: County):
    with pytest.raises(NotAllowed):
        actions.enter_report(item, Progress("已办完。", 60), PAPER, actor=liaison_actor(county.finance), at=AT)
    with pytest.raises(BadInput, match="扫描件"):
        actions.enter_report(item, Progress("已办完。", 60), Paper(b"x", "盖章件.docx", date(2026, 11, 20)), actor=office_actor(), at=AT)
    with pytest.raises(BadInput, match="不能晚于今天"):
        actions.enter_report(item, Progress("已办完。", 60), Paper(b"x", "盖章件.pdf", date(2026, 12, 20)), actor=office_actor(), at=AT)


def test_by_page(item: Item, office_client: Client, county: County):
    url = f"/office/ledger/items/{item.pk}/enter-for/"
    assert url in office_client.get(f"/office/ledger/items/{item.pk}/").content.decode()
    data = {"what": "report", "paper_on": "2026-11-20", "text": "已经完成起草。", "percent": "30"}
    missing = office_client.post(url, data)
    assert "已经完成起草。" in missing.content.decode()  # nothing typed is lost
    sent = office_client.post(url, data | {"paper": SimpleUploadedFile("盖章件.pdf", b"%PDF-1.4")})
    assert sent.status_code == 302
    entry = Entry.objects.get()
    unit = login(Client(), liaison_actor(county.finance))
    assert unit.get(f"/office/ledger/entries/{entry.pk}/paper/").status_code == 200
    unit.post(f"/office/ledger/entries/{entry.pk}/object/", {"text": "数字不对，应为20%"})
    assert "应为20%" in office_client.get(f"/office/ledger/items/{item.pk}/").content.decode()
    assert login(Client(), liaison_actor(county.qinghe)).get(f"/office/ledger/entries/{entry.pk}/paper/").status_code == 403


@pytest.mark.requirement("TSK-08")
def test_the_clerk_at_the_window_enters_and_does_not_confirm(item: Item, county: County):
    clerk = actor_of(person_with(Role.CLERK, county.center), AT.date())
    assert actions.enter_report(item, Progress("已印发实施细则并公布。", 60), PAPER, actor=clerk, at=AT).entered_by == clerk.name
    assert "代录（依据盖章件）" in login(Client(), clerk).get(f"/office/ledger/items/{item.pk}/").content.decode()
    with pytest.raises(NotAllowed):
        actions.confirm_done(item, actor=clerk, at=AT)
