"""Nothing is found that the public page would not show: masked values, what was sealed or taken off, rows whose period is over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tests.cast import AT, County, liaison_actor, office_actor
from tests.records.conftest import drafted, published
from tests.records_rows.books import HEAD, book, penalty
from tests.records_rows.conftest import public  # noqa: F401  (a fixture)
from zwgk.domain.rights import system_actor
from zwgk.matters.records import actions
from zwgk.matters.records.actions import Ending, expire
from zwgk.matters.records.models import Record

pytestmark = [pytest.mark.django_db, pytest.mark.db, pytest.mark.requirement("WEB-01")]
SECRET = "绝不该公开的一句话"


def hits(client: Client, found: Callable[..., str], asked: str) -> int:
    """How many documents a question finds, exactly."""
    found(client, "")  # the index hears of everything
    answer = client.get("/search/", {"q": f"“{asked}”"}).context["answer"]
    return answer.total


def test_a_name_behind_a_mask_is_not_found(client: Client, index: None, found: Callable[..., str], public: Callable[..., list[Record]]):  # noqa: F811
    (record,) = public(data=book([penalty(1, 当事人="李小山", 相对人类别="自然人", 违法事实="出借财政票据三份。")], HEAD))
    assert "李小山" not in str(record.live.values) and "李小山" in str(record.values)
    assert hits(client, found, "出借财政票据三份") == 1
    assert not hits(client, found, "李小山") and not hits(client, found, "小山")


def test_a_row_is_not_found_after_its_period(client: Client, index: None, found: Callable[..., str], public: Callable[..., list[Record]]):  # noqa: F811
    (record,) = public(1)
    assert hits(client, found, "第1商贸有限公司") == 1
    expire(record, actor=system_actor("公示期"), at=AT + timedelta(days=1200))
    assert not hits(client, found, "第1商贸有限公司")


@pytest.mark.parametrize("ended", ["withdrawn", "sealed"])
def test_what_was_withdrawn_or_sealed_is_not_found(client: Client, county: County, index: None, found: Callable[..., str], ended: str):
    record = drafted(county.finance, body=f"<p>{SECRET}</p>")
    actions.attach_bytes(record, f"附件里的{SECRET}".encode(), "名单.txt", actor=liaison_actor(county.finance), at=AT)
    published(record)
    assert hits(client, found, SECRET) == 1
    record.refresh_from_db()
    if ended == "sealed":
        actions.take_down(record, "personal", actor=liaison_actor(county.finance), at=AT)
    else:
        actions.withdraw(record, Ending("misfiled"), actor=office_actor(), at=AT)
    assert not hits(client, found, SECRET) and not hits(client, found, "附件里的")


def test_a_draft_and_an_earlier_version_are_not_found(client: Client, county: County, index: None, found: Callable[..., str]):
    drafted(county.finance, "尚未公开的草稿")
    record = drafted(county.finance, body=f"<p>{SECRET}</p>")
    published(record)
    record.refresh_from_db()
    record = actions.amend(record, "更正", actor=liaison_actor(county.finance), at=AT)
    actions.edit(record, {"body": "<p>改过的一句话</p>"}, seen=record.number, actor=liaison_actor(county.finance), at=AT)
    assert hits(client, found, SECRET) == 1 and not hits(client, found, "改过的一句话") and not hits(client, found, "尚未公开的草稿")
    published(record)
    assert not hits(client, found, SECRET) and hits(client, found, "改过的一句话") == 1
