"""Send, read, acknowledge."""

from __future__ import annotations

import pytest

from tests.cast import actor_with, leader_actor, liaison_actor, office_actor, person_with
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.domain.rights import Role
from zwgk.foundation.inbox import actions, queries
from zwgk.foundation.inbox.actions import Note
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


def test_several_are_marked_as_read_and_strangers_change_nothing(county, at):
    first, second = to_finance(county, at), to_finance(county, at)
    assert actions.read_many([first, second], actor=liaison_actor(county.justice), at=at) == 0
    assert actions.read_many([first, second], actor=liaison_actor(county.finance), at=at) == 2
    assert len(queries.awaiting_receipt(liaison_actor(county.finance))) == 2


def test_many_are_written_to_at_once_and_each_key_once(county, at):
    people = [person_with(Role.LIAISON, county.finance), person_with(Role.LIAISON, county.justice)]
    notes = {person: Note("今日待办", key=f"digest:{person.pk}") for person in people}
    assert set(actions.send_many(notes, actor=office_actor(), at=at)) == {person.pk for person in people}
    assert actions.send_many(notes, actor=office_actor(), at=at) == {}
