"""The superior department of the same line: contacts, the log with its follow-ups, new standards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.cast import AT, DAY, County, liaison_actor, office_actor
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.foundation.clocks.queries import State, of_subject
from zwgk.foundation.organs.models import Organ
from zwgk.matters.governance.actions import (
    NewLineContact,
    NewStandard,
    NewTalk,
    decide_standard,
    finish_talk,
    log_talk,
    set_line_contact,
    watch_standard,
)
from zwgk.matters.governance.models import STANDARD, TALK, LineContact, Standard
from zwgk.matters.governance.queries import line_contacts, line_lights, overdue, standards, talks

pytestmark = pytest.mark.requirement("ORG-08")
DUE = date(2026, 12, 4)
LATER = AT + timedelta(days=30)


def contact_of(organ: Organ, **values: object) -> NewLineContact:
    plain = NewLineContact(organ, "曜州市财政局", "林疏影", "0999-6008801", date(2026, 1, 5), "办公室", "科长")
    return replace(plain, **values)


@pytest.fixture
def contact(county: County) -> LineContact:
    return set_line_contact(contact_of(county.finance), actor=liaison_actor(county.finance), at=AT)


@pytest.fixture
def talk(contact: LineContact) -> NewTalk:
    return NewTalk(contact, DAY, "询问预算公开新目录", "市局月底下发", "收到后修订本局目录", DUE)


@pytest.fixture
def standard(county: County) -> NewStandard:
    return NewStandard(county.finance, "曜州市财政局", "财政预决算领域公开标准目录", date(2026, 10, 12), "曜财发〔2026〕31号", "https://cz.example/31", DUE)


@pytest.mark.db
def test_a_new_counterpart_follows_the_former_one(contact: LineContact, county: County) -> None:
    set_line_contact(contact_of(county.finance, person="程又青", since=DAY), actor=office_actor(), at=AT)
    assert [row.person for row in line_contacts([county.finance.pk])] == ["程又青"]
    contact.refresh_from_db()
    assert contact.until == DAY - timedelta(days=1) and not line_contacts([county.justice.pk]).exists()


@pytest.mark.parametrize(("field", "value"), [("superior", ""), ("person", " "), ("phone", ""), ("phone", "13900000001"), ("since", date(2025, 1, 1))])
def test_a_counterpart_needs_name_and_office_telephone(contact: LineContact, field: str, value: object) -> None:
    with pytest.raises(BadInput) as refused:
        set_line_contact(contact_of(contact.organ, **{field: value}), actor=office_actor(), at=AT)
    assert refused.value.field == field


@pytest.mark.db
def test_what_is_to_follow_has_a_clock_until_it_is_done(talk: NewTalk) -> None:
    row = log_talk(talk, actor=liaison_actor(talk.contact.organ), at=AT)
    assert of_subject(TALK, row.pk).get().due_on == DUE and overdue(AT) == ([], [])
    assert overdue(LATER)[0] == [row] and line_lights([row], LATER)[row.pk].state == "late"
    assert overdue(LATER, [0]) == ([], [])
    finish_talk(row, "目录已修订", actor=liaison_actor(talk.contact.organ), at=AT)
    assert of_subject(TALK, row.pk).get().state == State.MET and overdue(LATER)[0] == []
    with pytest.raises(Conflict):
        finish_talk(row, "再来", actor=office_actor(), at=AT)


def test_a_talk_may_have_nothing_to_follow(talk: NewTalk) -> None:
    row = log_talk(replace(talk, follow_up="", due_on=None), actor=office_actor(), at=AT)
    assert list(talks([talk.contact.organ_id])) == [row] and not of_subject(TALK, row.pk).exists()
    with pytest.raises(Conflict):
        finish_talk(row, "无", actor=office_actor(), at=AT)


@pytest.mark.parametrize(
    ("field", "value"),
    [("subject", ""), ("outcome", " "), ("day", date(2026, 11, 24)), ("due_on", None), ("follow_up", ""), ("due_on", date(2026, 11, 1)), ("due_on", date(2206, 1, 1))],
)
def test_a_talk_needs_outcome_and_a_day_for_what_follows(talk: NewTalk, field: str, value: object) -> None:
    with pytest.raises(BadInput) as refused:
        log_talk(replace(talk, **{field: value}), actor=office_actor(), at=AT)
    assert refused.value.field == field


@pytest.mark.db
def test_a_new_standard_is_watched_until_it_is_decided(standard: NewStandard) -> None:
    row = watch_standard(standard, actor=liaison_actor(standard.organ), at=AT)
    assert row.state == "watched" and overdue(LATER)[1] == [row]
    row = decide_standard(row, "adopted", "已并入本局目录", actor=liaison_actor(standard.organ), at=AT)
    assert (row.state, row.decided_on) == ("adopted", DAY) and overdue(LATER)[1] == []
    assert of_subject(STANDARD, row.pk).get().state == State.MET and list(standards([standard.organ.pk])) == [row]
    with pytest.raises(Conflict, match="已经登记过"):
        watch_standard(standard, actor=office_actor(), at=AT)


@pytest.mark.parametrize(
    ("field", "value"),
    [("issuer", ""), ("name", ""), ("issued_on", date(2026, 11, 24)), ("link", "javascript:alert(1)"), ("due_on", date(2026, 11, 1))],
)
def test_a_standard_needs_issuer_name_and_a_real_address(standard: NewStandard, field: str, value: object) -> None:
    with pytest.raises(BadInput) as refused:
        watch_standard(replace(standard, **{field: value}), actor=office_actor(), at=AT)
    assert refused.value.field == field and not Standard.objects.exists()


def test_a_decision_needs_its_reason(standard: NewStandard) -> None:
    row = watch_standard(standard, actor=office_actor(), at=AT)
    for state, said in (("watched", "再看"), ("adopted", " ")):
        with pytest.raises(BadInput):
            decide_standard(row, state, said, actor=office_actor(), at=AT)
    assert decide_standard(row, "not_adopted", "本县无此事项", actor=office_actor(), at=AT).state == "not_adopted"


def test_a_neighbour_is_refused(talk: NewTalk, standard: NewStandard, county: County) -> None:
    stranger = liaison_actor(county.justice)
    row, watched = log_talk(talk, actor=office_actor(), at=AT), watch_standard(standard, actor=office_actor(), at=AT)
    with pytest.raises(NotAllowed):
        set_line_contact(contact_of(county.finance), actor=stranger, at=AT)
    with pytest.raises(NotAllowed):
        log_talk(talk, actor=stranger, at=AT)
    with pytest.raises(NotAllowed):
        finish_talk(row, "办结", actor=stranger, at=AT)
    with pytest.raises(NotAllowed):
        watch_standard(replace(standard, name="另一标准"), actor=stranger, at=AT)
    with pytest.raises(NotAllowed):
        decide_standard(watched, "adopted", "采用", actor=stranger, at=AT)
