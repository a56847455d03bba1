"""Filing with the competent department: call, file, receipt, missing units."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.cast import AT, DAY, County, liaison_actor, office_actor
from tests.governance.test_people import leader_of
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.foundation.clocks.queries import State, of_subject
from zwgk.foundation.inbox.models import Message
from zwgk.foundation.organs.models import Organ, OrganKind
from zwgk.matters.governance.actions import (
    Call,
    confirm_filing,
    exempt_filing,
    file_people,
    open_call,
    return_filing,
    set_responsible,
)
from zwgk.matters.governance.models import ITEM, Duty, Filing, FilingCall, FilingState
from zwgk.matters.governance.queries import lights_of, missing, stale

pytestmark = pytest.mark.requirement("ORG-03")
DUE = date(2026, 12, 18)


@pytest.fixture
def call(county: County) -> FilingCall:
    wanted = Call("2026年负责同志和联系人备案", county.office, DUE, [county.finance, county.qinghe], "12月18日前", "和政办发〔2026〕12号")
    return open_call(wanted, actor=office_actor(), at=AT)


def filing_of(call: FilingCall, organ: Organ) -> Filing:
    return Filing.objects.get(call=call, organ=organ)


def name_both(organ: Organ) -> None:
    set_responsible(leader_of(organ), actor=office_actor(), at=AT)
    set_responsible(leader_of(organ, duty=Duty.CONTACT, name="方知行", work="", mobile="13900000001"), actor=office_actor(), at=AT)


@pytest.mark.db
def test_a_call_starts_a_clock_and_a_message_for_each_organ(call: FilingCall, county: County) -> None:
    assert [filing.organ for filing in missing(call)] == [county.finance, county.qinghe]
    clock = of_subject(ITEM, filing_of(call, county.finance).pk).get()
    assert (clock.due_on, clock.organ) == (DUE, county.finance)
    assert Message.objects.filter(kind="governance").count() == 2


def test_an_organ_files_gets_a_receipt_and_meets_the_clock(call: FilingCall, county: County) -> None:
    name_both(county.finance)
    filing = file_people(filing_of(call, county.finance), actor=liaison_actor(county.finance), at=AT)
    assert filing.state == FilingState.FILED and filing.receipt.startswith("备2026-")
    assert of_subject(ITEM, filing.pk).get().state == State.MET
    assert [each.organ for each in missing(call)] == [county.qinghe]
    assert "13900000001" not in str(filing.people)


def test_without_leader_or_contact_nothing_is_filed(call: FilingCall, county: County) -> None:
    set_responsible(leader_of(county.finance), actor=office_actor(), at=AT)
    with pytest.raises(Conflict, match="联系人"):
        file_people(filing_of(call, county.finance), actor=office_actor(), at=AT)


def test_a_filing_is_confirmed_or_returned_by_the_office(call: FilingCall, county: County) -> None:
    name_both(county.finance)
    filing = file_people(filing_of(call, county.finance), actor=office_actor(), at=AT)
    assert confirm_filing(filing, actor=office_actor(), at=AT).state == FilingState.CONFIRMED
    returned = return_filing(filing, "职务有误", actor=office_actor(), at=AT)
    assert returned.state == FilingState.RETURNED and of_subject(ITEM, filing.pk).get().state == State.RUNNING
    assert county.finance in [each.organ for each in missing(call)]


def test_a_change_makes_the_filing_stale_until_it_is_filed_again(call: FilingCall, county: County) -> None:
    name_both(county.finance)
    filing = file_people(filing_of(call, county.finance), actor=office_actor(), at=AT)
    with pytest.raises(Conflict, match="没有变动"):
        file_people(filing, actor=office_actor(), at=AT)
    set_responsible(leader_of(county.finance, name="宋致远", since=DAY), actor=office_actor(), at=AT)
    assert stale(filing)
    again = file_people(filing, actor=office_actor(), at=AT)
    assert not stale(again) and again.receipt == filing.receipt


def test_a_vertically_led_body_files_with_its_own_superior(county: County) -> None:
    Organ.objects.filter(pk=county.justice.pk).update(kind=OrganKind.DISPATCHED)
    call = open_call(Call("备案", county.office, DUE, [Organ.objects.get(pk=county.justice.pk)]), actor=office_actor(), at=AT)
    filing = call.filings.get()
    assert filing.filed_with == "上级主管部门办公室"
    exempt_filing(filing, "已报市税务局办公室", actor=office_actor(), at=AT)
    assert of_subject(ITEM, filing.pk).get().state == State.VOID and not missing(call)


def test_the_lights_of_the_filings(call: FilingCall) -> None:
    filings = list(call.filings.all())
    assert {light.state for light in lights_of(filings, AT).values()} == {"later"}
    assert {light.state for light in lights_of(filings, AT + timedelta(days=60)).values()} == {"late"}


def test_empty_calls_and_reasons_are_refused(call: FilingCall, county: County) -> None:
    wanted = Call("备案", county.office, DUE, [county.finance])
    with pytest.raises(BadInput):
        open_call(replace(wanted, title=" "), actor=office_actor(), at=AT)
    with pytest.raises(BadInput):
        open_call(replace(wanted, organs=[]), actor=office_actor(), at=AT)
    with pytest.raises(BadInput, match="年份"):
        open_call(replace(wanted, due_on=date(2206, 12, 18)), actor=office_actor(), at=AT)
    with pytest.raises(BadInput):
        exempt_filing(filing_of(call, county.finance), " ", actor=office_actor(), at=AT)
    with pytest.raises(Conflict):
        confirm_filing(filing_of(call, county.finance), actor=office_actor(), at=AT)


def test_a_liaison_files_for_the_own_organ_and_decides_nothing(call: FilingCall, county: County) -> None:
    name_both(county.finance)
    filing, liaison = filing_of(call, county.finance), liaison_actor(county.finance)
    with pytest.raises(NotAllowed):
        file_people(filing, actor=liaison_actor(county.qinghe), at=AT)
    for verb in (confirm_filing,):
        with pytest.raises(NotAllowed):
            verb(filing, actor=liaison, at=AT)
    for verb in (return_filing, exempt_filing):
        with pytest.raises(NotAllowed):
            verb(filing, "因故", actor=liaison, at=AT)
    with pytest.raises(NotAllowed):
        open_call(Call("备案", county.office, DUE, [county.finance]), actor=liaison, at=AT)
