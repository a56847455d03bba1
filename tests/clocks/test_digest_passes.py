"""手机链接 in a digest: for what is due, to that very person, sealed, never in a group."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import office_actor, person_with
from tests.jobs.receivers import http_server, mail_server
from zwgk.domain.rights import Role
from zwgk.foundation.clocks import actions
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.inbox.actions import NewWay
from zwgk.foundation.inbox.models import Message
from zwgk.foundation.jobs import actions as jobs
from zwgk.foundation.jobs.models import Delivery
from zwgk.foundation.journal.actions import Subject
from zwgk.foundation.organs.models import Pass

from .conftest import ACTOR

pytestmark = [pytest.mark.django_db]
ITEM = Subject("ledger.item", 12, "公开预算", "/office/ledger/items/12/")


def test_a_due_item_carries_a_link_for_that_person_which_no_table_shows(started, county, settings, at):
    person = person_with(Role.LIAISON, county.finance)
    person.email = "liaison@heguang.example"
    person.save()
    lonely = person_with(Role.LIAISON, county.justice)
    settings.SITE_URL, settings.REACH_PRIVATE = "https://zwgk.heguang.example", True
    for organ in (county.finance, county.justice):
        started(actions.Fixed(date(2026, 11, 23)), subject=ITEM, organ=organ)
    started(actions.Fixed(date(2026, 11, 27)), subject=Subject("ledger.item", 13, "不急"))
    with mail_server() as box, http_server() as robot:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
        inbox.set_way(NewWay("wecom", robot.url), organ=county.office, actor=office_actor(), at=at)
        actions.send_digests(actor=ACTOR, at=at)
        actions.send_digests(actor=ACTOR, at=at)
        jobs.deliver_due(worker="here:1", at=at)
        [mail] = box.letters
        [(_, _, group)] = robot.seen
    link = Pass.objects.get()
    assert (link.person, link.subject_id, link.address) == (person, "12", "/office/ledger/items/12/phone/")
    assert "https://zwgk.heguang.example/p/" in mail.get_content()
    assert lonely.name in str(group) and "/p/" not in str(group)
    assert not any("/p/" in str(row.body) + str(row.options) for row in Delivery.objects.all())
    assert not any("/p/" in row.body for row in Message.objects.all())
