"""Send, read, acknowledge."""

from __future__ import annotations

import pytest

from tests.cast import actor_with, leader_actor, liaison_actor, office_actor, person_with
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.domain.rights import Role
from zwgk.foundation.inbox import actions, queries
from zwgk.foundation.inbox.actions import Note
from zwgk.foundation.jobs import queries as jobs
from zwgk.foundation.journal import queries as journal

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def to_finance(county, at, **values):
    values = {"role": Role.LIAISON, **values}
    note = Note("请报送二季度进展", "6月30日前", "/office/ledger/", needs_receipt=True, key=values.pop("key", None))
    return actions.send_to_organ(note, organ=county.finance, actor=office_actor(), at=at, **values)


def test_a_person_gets_his_message_and_nobody_else(county, at):
    person = person_with(Role.LIAISON, county.finance)
    message = actions.send(Note("您好"), person=person, actor=office_actor(), at=at)
    assert list(queries.for_actor(liaison_actor(county.finance))) == [message]
    assert queries.unread_count(liaison_actor(county.justice)) == 0


def test_an_organ_is_reached_through_the_role(county, at):
    message = to_finance(county, at)
    assert list(queries.for_actor(liaison_actor(county.finance))) == [message]
    assert queries.unread_count(leader_actor(county.finance)) == 0
    assert queries.unread_count(liaison_actor(county.justice)) == 0


def test_without_a_role_everybody_of_the_organ_sees_it(county, at):
    to_finance(county, at, role=None)
    assert queries.unread_count(leader_actor(county.finance)) == 1


def test_it_waits_for_the_person_who_gets_the_post_tomorrow(county, at):
    to_finance(county, at)
    assert queries.unread_count(liaison_actor(county.finance)) == 1  # appointed only now


def test_the_same_key_is_sent_once(county, at):
    assert to_finance(county, at, key="urge:7") is not None
    assert to_finance(county, at, key="urge:7") is None


def test_reading_keeps_the_first_reader(county, at):
    message = to_finance(county, at)
    liaison = liaison_actor(county.finance)
    assert actions.read(message, actor=liaison, at=at).read_by == liaison.name
    assert queries.unread_count(liaison) == 0
    assert actions.read(message, actor=liaison, at=at.replace(hour=20)).read_at == at


def test_a_receipt_is_given_once_and_told(county, at):
    message, liaison = to_finance(county, at), liaison_actor(county.finance)
    assert list(queries.awaiting_receipt(liaison)) == [message]
    message = actions.acknowledge(message, actor=liaison, at=at)
    assert (message.received_by, message.read_at) == (liaison.name, at)
    assert journal.of_subject("inbox.message", message.pk).get().verb == "inbox.acknowledge"
    with pytest.raises(Conflict, match="已由"):
        actions.acknowledge(message, actor=liaison, at=at)


def test_others_may_neither_read_nor_acknowledge(county, at):
    message, stranger = to_finance(county, at), actor_with(Role.LIAISON, county.justice)
    for verb in (actions.read, actions.acknowledge):
        with pytest.raises(NotAllowed):
            verb(message, actor=stranger, at=at)


def test_no_receipt_where_none_is_asked_and_no_message_without_title(county, at):
    person = person_with(Role.LIAISON, county.finance)
    message = actions.send(Note("您好"), person=person, actor=office_actor(), at=at)
    with pytest.raises(Conflict):
        actions.acknowledge(message, actor=liaison_actor(county.finance), at=at)
    with pytest.raises(BadInput):
        actions.send(Note(" "), person=person, actor=office_actor(), at=at)


def test_with_a_mail_server_each_reader_with_an_address_gets_a_letter(county, at, settings):
    settings.EMAIL_HOST, settings.SITE_URL = "127.0.0.1", "https://www.heguang.example"
    person = person_with(Role.LIAISON, county.finance)
    person.email = "liaison@example.org"
    person.save()
    message = to_finance(county, at)
    [delivery] = jobs.of_key(f"inbox:{message.pk}:")
    assert (delivery.channel, delivery.address) == ("smtp", "liaison@example.org")
    assert "https://www.heguang.example/office/ledger/" in delivery.body


def test_without_a_mail_server_there_is_no_letter(county, at):
    message = to_finance(county, at)
    assert not jobs.of_key(f"inbox:{message.pk}:").exists()
