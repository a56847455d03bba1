"""Each provider passes on what it was asked for, and nothing else; another unit may not."""

from __future__ import annotations

import pytest

from tests.assessments.conftest import ROWS, settle, sheet_of
from tests.cast import AT, DAY, liaison_actor, office_actor, person_with
from tests.datacalls.conftest import opened
from tests.datacalls.makers import requests
from zwgk.domain.errors import NotAllowed
from zwgk.domain.rights import Role
from zwgk.foundation.clocks import actions as clocks
from zwgk.foundation.clocks.queries import held_by as limits_of
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.inbox.queries import held_by as messages_of
from zwgk.foundation.organs import actions as organs
from zwgk.foundation.organs.models import Holding
from zwgk.foundation.organs.queries import held_by as posts_of
from zwgk.foundation.organs.queries import seat_of
from zwgk.matters.assessments import actions as assessments
from zwgk.matters.assessments.queries import on_post as tables_of
from zwgk.matters.briefings import actions as papers
from zwgk.matters.briefings.queries import on_post as papers_of
from zwgk.matters.briefings.queries import period
from zwgk.matters.datacalls.queries import on_post as datacalls_of
from zwgk.matters.governance import actions as governance
from zwgk.matters.governance.queries import registered
from zwgk.matters.handovers import actions
from zwgk.matters.ledger import actions as ledger
from zwgk.matters.ledger.queries import held_by as tasks_of

from .conftest import Work, agreed


@pytest.mark.parametrize(("told", "verb"), [(tasks_of, ledger.pass_on), (limits_of, clocks.pass_on), (messages_of, inbox.pass_on)])
def test_in_a_persons_name(work: Work, told, verb):
    keys = [held.key for held in told(work.leaving.pk, AT)]
    assert keys and verb([], work.leaving, work.successor, actor=office_actor(), at=AT) == 0
    assert verb(keys, work.leaving, work.successor, actor=office_actor(), at=AT) == len(keys)
    assert [held.key for held in told(work.successor.pk, AT)] == keys


def test_another_unit_may_not(work: Work):
    stranger = liaison_actor(work.county.qinghe)
    for told, verb in ((tasks_of, ledger.pass_on), (limits_of, clocks.pass_on), (posts_of, organs.pass_on)):
        keys = [held.key for held in told(work.leaving.pk, AT)]
        with pytest.raises(NotAllowed):
            verb(keys, work.leaving, work.successor, actor=stranger, at=AT)


def test_registers_take_the_new_name(work: Work):
    keys = [held.key for held in registered(work.leaving.name, [work.county.finance.pk])]
    assert governance.pass_on(keys, work.leaving, work.successor, actor=office_actor(), at=AT) == 1
    assert len(registered(work.successor.name, [work.county.finance.pk])) == 1


def test_posts_there_and_back(work: Work):
    keys = [held.key for held in posts_of(work.leaving.pk, AT)]
    pairs = organs.pass_on(keys, work.leaving, work.successor, actor=office_actor(), at=AT)
    assert not posts_of(work.leaving.pk, AT) and posts_of(work.successor.pk, AT)
    organs.take_back(pairs, actor=office_actor(), at=AT)
    assert Holding.objects.get(person=work.leaving).until is None
    assert not posts_of(work.successor.pk, AT)


def test_an_account_ends_and_is_opened_again(work: Work):
    organs.end_account(work.leaving, reason="调离", actor=office_actor(), at=AT)
    assert not work.leaving.is_active
    organs.reopen_account(work.leaving, actor=office_actor(), at=AT)
    assert work.leaving.is_active
    with pytest.raises(NotAllowed):
        organs.end_account(work.leaving, reason="调离", actor=liaison_actor(work.county.finance), at=AT)


def test_what_waits_on_the_post(work: Work):
    county, office = work.county, person_with(Role.OFFICE, work.county.office)
    call = opened(requests(), [county.finance])
    new = assessments.NewTable("2026年度政务公开考核指标", 2026, "曜州市人民政府办公室")
    table = assessments.import_table(new, sheet_of(ROWS), "考核指标.xlsx", actor=office_actor(), at=AT)
    unit, county_office = seat_of(work.leaving.pk, AT), seat_of(office.pk, AT)
    assert [held.label for held in datacalls_of(unit, AT)] == [call.title]
    assert f"datacalls.call:{call.pk}" in [held.key for held in datacalls_of(county_office, AT)]
    assert [held.standing for held in tables_of(county_office, AT)] == ["待核对"]
    settle(table, county)
    assert [held.standing for held in tables_of(unit, AT)] == ["3 项中缺 3 项"]
    governance.register_department(governance.Department(county.government, county.office, DAY), actor=office_actor(), at=AT)
    papers.draft(papers.Paper("paper", county.office, period("2026M11"), AT), actor=office_actor(), at=AT)
    assert [held.kind for held in papers_of(county_office, AT)] == ["专报草稿"] and not papers_of(unit, AT)


@pytest.mark.slow
def test_the_list_is_printed_once(work: Work):
    row = agreed(work, on=DAY)
    assert actions.print_list(row, actor=office_actor(), at=AT).pdf is None  # not before the act
    done = actions.carry_out(row, actor=office_actor(), at=AT)
    kept = actions.print_list(done, actor=office_actor(), at=AT).pdf_id
    assert actions.print_list(done, actor=office_actor(), at=AT).pdf_id == kept
