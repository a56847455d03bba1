"""Applications come in: one case per form, numbers without doubles, the day of receipt by Art. 31."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from tests.cast import AT, DAY, County, liaison_actor, office_actor
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.files.queries import unseal_text
from zwgk.foundation.inbox.models import Message
from zwgk.foundation.journal.models import Fact
from zwgk.matters.inforequests import queries
from zwgk.matters.inforequests.actions import Confirmation, confirm, forward, receive, register, split, take_over
from zwgk.matters.inforequests.models import SUBJECT, Case, Forwarding, State

from .makers import ASKER, application, received

TUESDAY, DUE = date(2026, 11, 24), date(2026, 12, 21)


@pytest.mark.db
@pytest.mark.requirement("REQ-01")
def test_what_is_handed_over_is_received_and_its_limit_runs(county: County) -> None:
    case = received(county.finance, "counter")
    assert case.state == State.REGISTERED and case.received_on == DAY and case.counted
    assert case.number == "申〔2026〕1号" and received(county.finance, title="另一件").number == "申〔2026〕2号"
    assert received(county.qinghe).number == "申〔2026〕1号"
    assert clocks.open_of(SUBJECT, case.pk)[0].due_on == DUE


@pytest.mark.requirement("REQ-01")
def test_the_limit_of_an_online_form_runs_from_the_confirmation(county: County) -> None:
    case = received(county.finance, "online")
    assert case.state == State.ARRIVED and case.received_on is None and not case.counted
    confirm(case, Confirmation(DAY, "电话"), actor=liaison_actor(county.finance), at=AT)
    case.refresh_from_db()
    assert case.received_on == DAY and case.state == State.REGISTERED and case.counted
    with pytest.raises(Conflict):
        confirm(case, Confirmation(DAY, "电话"), actor=liaison_actor(county.finance), at=AT)


def test_nobody_confirms_before_it_came_or_for_another_organ(county: County) -> None:
    case = received(county.finance, "post", arrived_on=DAY)
    with pytest.raises(BadInput, match="不会早于"):
        confirm(case, Confirmation(date(2026, 11, 20), "电话"), actor=liaison_actor(county.finance), at=AT)
    with pytest.raises(NotAllowed):
        confirm(case, Confirmation(DAY, "电话"), actor=liaison_actor(county.qinghe), at=AT)


def test_another_ground_than_a_confirmation_is_written_down(county: County) -> None:
    case = received(county.finance, "platform")
    with pytest.raises(BadInput, match="依据"):
        register(case, DAY, " ", actor=liaison_actor(county.finance), at=AT)
    register(case, DAY, "上级平台记载的确认记录", actor=liaison_actor(county.finance), at=AT)
    assert "上级平台" in case.events.get(kind="received").sentence


@pytest.mark.db
def test_the_same_form_makes_one_case(county: County) -> None:
    first, again = (received(county.finance, "online", token="one") for _ in range(2))
    assert first.pk == again.pk and Case.objects.count() == 1


def test_what_is_missing_is_named_with_its_article(county: County) -> None:
    with pytest.raises(BadInput, match="第二十九条"):
        receive(application(county.finance, title=" "), actor=office_actor(), at=AT)
    with pytest.raises(BadInput, match="姓名"):
        receive(replace(application(county.finance), asker=replace(ASKER, name=" ")), actor=office_actor(), at=AT)
    with pytest.raises(NotAllowed):
        receive(application(county.finance), actor=liaison_actor(county.qinghe), at=AT)


@pytest.mark.requirement("REQ-01")
def test_who_asks_stands_in_the_case_alone(county: County) -> None:
    case = received(county.finance, asker=replace(ASKER, identity_number="99990019900101001X", identity_kind="居民身份证"))
    assert "9999" not in case.identity_sealed and unseal_text(case.identity_sealed) == "99990019900101001X"
    told = " ".join([*Fact.objects.values_list("sentence", flat=True), *Message.objects.values_list("title", flat=True), *Message.objects.values_list("body", flat=True)])
    assert ASKER.name not in told and ASKER.phone not in told


@pytest.mark.requirement("REQ-01")
def test_the_common_counter_hands_on_and_the_organ_takes_over(county: County) -> None:
    case = received(county.finance, "zone", taken_at=county.center)
    assert case.received_on == DAY
    row = take_over(case, actor=liaison_actor(county.finance), at=AT)
    assert row.taken_over_by and Forwarding.objects.get().taken_at == county.center
    with pytest.raises(Conflict):
        take_over(case, actor=liaison_actor(county.finance), at=AT)


@pytest.mark.requirement("REQ-01")
def test_the_counter_may_hand_it_to_another_organ_an_organ_may_not(county: County) -> None:
    case = received(county.finance, "zone", taken_at=county.center)
    moved = forward(case, county.qinghe, "属于镇里的合同", actor=office_actor(), at=AT)
    case.refresh_from_db()
    assert case.state == State.FORWARDED and not case.counted and moved.organ == county.qinghe and moved.counted
    assert not clocks.open_of(SUBJECT, case.pk) and clocks.open_of(SUBJECT, moved.pk)[0].due_on == DUE
    with pytest.raises(Conflict, match="第三十六条第五项"):
        forward(received(county.finance, title="别的"), county.qinghe, "不归我们管", actor=office_actor(), at=AT)


@pytest.mark.requirement("REQ-01")
def test_several_matters_become_several_cases_with_the_same_day(county: County) -> None:
    case = received(county.finance, title="2025年预算和2024年采购合同")
    with pytest.raises(BadInput):
        split(case, ["只有一件"], "两件事", actor=liaison_actor(county.finance), at=AT)
    made = split(case, ["2025年预算", "2024年采购合同"], "两项内容互相独立", actor=liaison_actor(county.finance), at=AT)
    case.refresh_from_db()
    assert case.state == State.SPLIT and not case.counted and [each.number for each in made] == ["申〔2026〕2号", "申〔2026〕3号"]
    assert all(each.received_on == DAY and each.counted and clocks.open_of(SUBJECT, each.pk)[0].due_on == DUE for each in made)
    assert queries.parts_of(case) == made and not clocks.open_of(SUBJECT, case.pk)


@pytest.mark.requirement("REQ-01")
def test_a_repeat_is_proposed_and_never_decided(county: County) -> None:
    first = received(county.finance, title="2025年青禾镇道路养护合同和付款凭证")
    again = received(county.finance, title="申请公开青禾镇2025年道路养护合同、付款凭证")
    stranger = received(county.finance, title=first.title, asker=replace(ASKER, name="别人", phone="13900000002", email=""))
    found = queries.alike(again)
    assert [each.case for each in found] == [first] and found[0].why == "同一申请人" and again.state == State.REGISTERED
    assert queries.alike(stranger) == []


def test_a_sealed_key_tells_the_same_applicant(county: County) -> None:
    assert ASKER.key == replace(ASKER, email="").key != replace(ASKER, name="别人").key


@pytest.mark.db
@pytest.mark.requirement("REQ-01")
def test_telephone_and_address_are_encrypted_and_the_same_number_is_still_found(county: County) -> None:
    first = received(county.finance)
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone_sealed, address_sealed, phone_key FROM inforequests_case WHERE id = %s", [first.pk])
        phone, address, key = cursor.fetchone()
    assert ASKER.phone not in phone + key and "柳溪村" not in address
    kept = Case.objects.get(pk=first.pk)
    assert (kept.phone, kept.address) == (ASKER.phone, ASKER.address)
    again = received(county.finance, title=first.title, asker=replace(ASKER, name="别人", email=""))
    assert [(row.case.pk, row.why) for row in queries.alike(again)] == [(first.pk, "同一电话")]


@pytest.mark.db
def test_contacts_of_before_are_closed_when_the_new_edition_is_installed(county: County) -> None:
    first = received(county.finance)
    Case.objects.filter(pk=first.pk).update(phone_sealed="13900000009", address_sealed="和光县旧地址", phone_key="")
    import_module("zwgk.matters.inforequests.migrations.0008_private_contacts").close(apps, None)
    kept = Case.objects.get(pk=first.pk)
    assert (kept.phone, kept.address, bool(kept.phone_key)) == ("13900000009", "和光县旧地址", True) and "1390" not in kept.phone_sealed
