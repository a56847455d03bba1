"""Art. 31: which day counts as the day of receipt, by channel."""

from __future__ import annotations

from datetime import date

import pytest

from zwgk.domain.receiving import ALIKE, WAYS, likeness, received_on, why

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


@pytest.mark.requirement("REQ-01")
@pytest.mark.parametrize("channel", ["counter", "oral", "zone", "post_signed"])
def test_what_is_handed_over_or_signed_for_counts_that_day(channel: str) -> None:
    assert received_on(channel, MONDAY, None) == MONDAY


@pytest.mark.requirement("REQ-01")
@pytest.mark.parametrize("channel", ["post", "fax", "email", "online", "platform"])
def test_elsewhere_the_day_of_confirmation_counts(channel: str) -> None:
    assert received_on(channel, MONDAY, None) is None
    assert received_on(channel, MONDAY, TUESDAY) == TUESDAY


def test_nothing_is_confirmed_before_it_arrives() -> None:
    assert received_on("post", TUESDAY, MONDAY) == TUESDAY


def test_every_channel_names_its_article() -> None:
    assert all("第三十一条" in why(channel) for channel in WAYS)


def test_the_same_thing_asked_in_other_words_is_alike() -> None:
    first = "申请公开青禾镇柳溪村2025年征地补偿安置方案和补偿费分配情况"
    assert likeness(first, "请公开柳溪村2025年征地补偿安置方案、补偿费分配") > ALIKE
    assert likeness(first, "申请公开和光县2026年学校食堂采购合同") < ALIKE
    assert likeness("", first) == 0
