"""The cast itself: who reaches whom."""

from __future__ import annotations

import pytest

from tests.cast import County, assessor_actor, liaison_actor, office_actor


@pytest.mark.db
def test_the_office_reaches_the_whole_county(county: County) -> None:
    assert office_actor().may("ledger.adopt", county.village.pk)


def test_a_liaison_reaches_the_own_organ_and_what_hangs_below(county: County) -> None:
    liaison = liaison_actor(county.qinghe)
    assert liaison.may("ledger.report", county.qinghe.pk)
    assert liaison.may("ledger.report", county.village.pk)
    assert not liaison.may("ledger.report", county.baishi.pk)


def test_an_assessor_only_reads(county: County) -> None:
    assert assessor_actor().may("ledger.see", county.finance.pk)
    assert not assessor_actor().may("ledger.report", county.finance.pk)
