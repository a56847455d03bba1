"""Other names count only after a person confirmed them."""

from __future__ import annotations

import pytest

from tests.cast import AT, DAY, County, leader_actor, liaison_actor, office_actor
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.foundation.journal.models import Fact
from zwgk.foundation.organs.actions import confirm_alias, propose_alias, reject_alias
from zwgk.foundation.organs.models import Alias
from zwgk.foundation.organs.queries import Kind, resolve

pytestmark = pytest.mark.requirement("DOC-06")


@pytest.mark.db
def test_a_proposed_alias_waits_and_a_confirmed_one_counts(county: County) -> None:
    alias = propose_alias(county.center, "县政务中心", seen_in="和政办发〔2026〕12号", actor=liaison_actor(county.finance), at=AT)
    assert resolve("县政务中心", DAY).kind is Kind.UNKNOWN
    confirm_alias(alias, actor=office_actor(), at=AT)
    assert resolve("县政务中心", DAY).organ == county.center
    assert (alias.decided_by, alias.decided_at) == (office_actor().name, AT)


def test_only_the_office_confirms(county: County) -> None:
    alias = propose_alias(county.center, "县政务中心", actor=office_actor(), at=AT)
    with pytest.raises(NotAllowed):
        confirm_alias(alias, actor=leader_actor(county.center), at=AT)
    with pytest.raises(NotAllowed):
        reject_alias(alias, actor=liaison_actor(county.center), at=AT)


def test_proposing_twice_keeps_the_decision(county: County) -> None:
    reject_alias(propose_alias(county.center, "县政务中心", actor=office_actor(), at=AT), actor=office_actor(), at=AT)
    again = propose_alias(county.center, "县 政务中心", actor=office_actor(), at=AT)
    assert again.state == Alias.State.REJECTED and Alias.objects.count() == 1


def test_one_name_means_one_organ(county: County) -> None:
    confirm_alias(propose_alias(county.center, "县中心", actor=office_actor(), at=AT), actor=office_actor(), at=AT)
    second = propose_alias(county.finance, "县中心", actor=office_actor(), at=AT)
    with pytest.raises(Conflict, match="县政务服务中心"):
        confirm_alias(second, actor=office_actor(), at=AT)


def test_the_name_of_an_organ_is_no_alias_of_another(county: County) -> None:
    alias = propose_alias(county.finance, "县司法局", actor=office_actor(), at=AT)
    with pytest.raises(Conflict):
        confirm_alias(alias, actor=office_actor(), at=AT)


def test_a_confirmed_alias_may_be_taken_back(county: County) -> None:
    alias = confirm_alias(propose_alias(county.center, "县中心", actor=office_actor(), at=AT), actor=office_actor(), at=AT)
    reject_alias(alias, actor=office_actor(), at=AT)
    assert resolve("县中心", DAY).organ is None
    assert [fact.sentence[:2] for fact in Fact.objects.filter(verb="organs.confirm_alias").order_by("id")] == ["确认", "否定"]


def test_an_empty_alias_is_refused(county: County) -> None:
    with pytest.raises(BadInput):
        propose_alias(county.center, "  ", actor=office_actor(), at=AT)
