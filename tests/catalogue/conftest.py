"""A field with its entries, as most tests here need them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cast import AT, County, office_actor
from zwgk.matters.catalogue import actions
from zwgk.matters.catalogue.models import Edition, Entry, Field

ROW = {
    "level1": "最低生活保障", "level2": "审批信息", "content": "低保对象名单及相关信息", "basis": "《社会救助暂行办法》", "limit": "制定或获取信息之日起10个工作日内",
    "publisher": "县民政局", "channels": [{"name": "政府网站", "required": True}], "to_all": True, "to_some": "", "active": True, "on_request": False,
    "tiers": ["县级"],
}  # fmt: skip


@pytest.fixture
def aid(county: County) -> Field:
    """社会救助, with the rows of its guide."""
    field = actions.adopt_fields(["social-assistance"], actor=office_actor(), at=AT)[0]
    actions.adopt_templates(field, actor=office_actor(), at=AT)
    return field


@pytest.fixture
def entry(aid: Field) -> Entry:
    """低保审批信息."""
    return aid.entries.get(template="social-assistance/6")


@pytest.fixture
def released(aid: Field) -> Callable[[Field], Edition]:
    """Take a field through its review and out."""

    def through(field: Field) -> Edition:
        edition = actions.open_edition(field, "首次编制", actor=office_actor(), at=AT)
        actions.send_for_review(edition, "曜州市民政局", actor=office_actor(), at=AT)
        opinion = actions.NewOpinion("agreed", "", "曜州市民政局", AT.date())
        actions.record_opinion(edition, opinion, actor=office_actor(), at=AT)
        actions.conclude_review(edition, actor=office_actor(), at=AT)
        return actions.release(edition, actor=office_actor(), at=AT)

    return through
