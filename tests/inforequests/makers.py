"""Applications as the tests need them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from tests.cast import AT
from zwgk.domain.rights import system_actor
from zwgk.foundation.organs.models import Organ
from zwgk.matters.inforequests.actions import Asker, NewCase, receive
from zwgk.matters.inforequests.models import Case

SYSTEM = system_actor("测试")
ASKER = Asker("natural", "柳一帆", phone="13900000001", email="yifan@example.cn", address="和光县青禾镇柳溪村1号")


def application(organ: Organ, channel: str = "counter", title: str = "2025年青禾镇道路养护合同", **more: Any) -> NewCase:
    """What somebody hands in."""
    return NewCase(organ, channel, more.pop("asker", ASKER), title, **more)


def received(organ: Organ, channel: str = "counter", title: str = "2025年青禾镇道路养护合同", *, at: datetime = AT, **more: Any) -> Case:
    """Taken in at nine on the day of the tests."""
    return receive(application(organ, channel, title, **more), actor=SYSTEM, at=at)


def day(month: int, number: int) -> date:
    return date(2026, month, number)
