"""Places of 和光县 and a piece to carry to them. Rows of places are made here directly: registering them has tests of its own."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.cast import AT, County, liaison_actor, person_with
from zwgk.domain.rights import Role
from zwgk.foundation.organs.models import Organ
from zwgk.matters.channels import actions
from zwgk.matters.channels.models import Channel, Kind, Level, Receipt, Release

TEXT = "关于开展2026年度惠农补贴申报的通告\n一、申报时间为11月25日至12月10日。\n二、申报地点为各乡镇便民服务中心。"


def place(kind: str, name: str, organ: Organ, **more: Any) -> Channel:
    values = {"entered_at": AT, "entered_by": "测试", **more}
    return Channel.objects.create(kind=kind, name=name, organ=organ, **values)


def new_piece(organ: Organ, **more: Any) -> actions.NewPiece:
    values: dict[str, Any] = {
        "type": "records.record", "id": 7, "title": "关于开展2026年度惠农补贴申报的通告", "address": "https://www.heguang.example/xxgk/7.html", "hash": "a" * 64,
        "organ": organ, "published_on": date(2026, 11, 20), "text": TEXT, "fields": {"索引号": "11999900000000001A/2026-00012", "文号": "和财〔2026〕12号"},
    }  # fmt: skip
    return actions.NewPiece(**{**values, **more})


def keeper_of(organ: Organ) -> Any:
    """The liaison, as person and as actor."""
    return person_with(Role.LIAISON, organ), liaison_actor(organ)


@pytest.fixture
def portal(county: County) -> Channel:
    return place(Kind.PORTAL, "和光县人民政府门户网站", county.office, address="https://www.heguang.example/")


@pytest.fixture
def superior(county: County) -> Channel:
    return place(Kind.SUPERIOR, "曜州市集约化平台", county.higher, level=Level.CITY)


@pytest.fixture
def wechat(county: County) -> Channel:
    person, _ = keeper_of(county.finance)
    return place(Kind.ACCOUNT, "和光财政", county.finance, platform="微信公众号", keeper=person, within_days=2)


@pytest.fixture
def board(county: County) -> Channel:
    return place(Kind.VILLAGE_BOARD, "柳溪村公开栏", county.village, receipt=Receipt.PHOTO, level=Level.VILLAGE)


@pytest.fixture
def asked(county: County, wechat: Channel) -> Release:
    """To be released on the account of the finance bureau."""
    return actions.release(new_piece(county.finance), [wechat], actor=liaison_actor(county.finance), at=AT)[0]
