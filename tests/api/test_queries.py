"""No answer of the interface asks the database row by row: the same question is not put again and again, however long the list is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tests.cast import AT, County, office_actor
from tests.ledger.conftest import plan
from zwgk.matters.ledger import actions as ledger
from zwgk.matters.ledger.models import Plan

from .conftest import Get, make_file

__all__ = ["plan"]
pytestmark = [pytest.mark.django_db, pytest.mark.db]
MOST = 12  # questions of the longest answer
LISTS = (
    "documents", "documents?column=rules", "documents?organ=finance", "documents?q=停水", "changes", "organs", "columns", "columns?organ=finance", "catalogue",
    "catalogue/social-assistance", "kinds", "kinds/administrative-penalty", "kinds/administrative-penalty/rows", "plans", "annual-reports", "feeds",
)  # fmt: skip


@pytest.fixture
def asked(client: Client) -> Callable[[str], Counter[str]]:
    """Each question that an answer puts, and how often; the second time, when laws and names are read."""

    def ask(path: str) -> Counter[str]:
        found: Counter[str] = Counter()

        def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            found[sql] += 1
            return execute(sql, params, many, context)

        client.get(f"/api/v1/{path}")
        with connection.execute_wrapper(count):
            answer = client.get(f"/api/v1/{path}")
        assert answer.status_code == 200 and answer.content
        return found

    return ask


@pytest.mark.parametrize("path", LISTS)
def test_no_list_asks_row_by_row(path: str, asked: Callable[[str], Counter[str]], county: County, publish, columns, entry, public):
    for organ in (county.finance, county.qinghe, county.justice):
        for n in range(2):
            publish(f"停水通知{n}", organ=organ, slug=f"{organ.slug}-{n}", **({"column": columns["rules"]} if organ == county.finance else {}))
    public(1, 2, 3)
    found = asked(path)
    assert max(found.values(), default=0) <= 2 and found.total() <= MOST, found.most_common(3)


def test_no_plan_asks_item_by_item(asked: Callable[[str], Counter[str]], plan: Plan, get: Get):
    ledger.publish_plan(plan, actor=office_actor(), at=AT)
    duties = [duty for task in get(f"plans/{plan.pk}")["tasks"] for duty in task["duties"]]
    assert len(duties) > 3
    for path in ("plans", f"plans/{plan.pk}"):
        found = asked(path)
        assert max(found.values()) == 1 and found.total() <= MOST, found.most_common(3)


def test_no_document_asks_part_by_part(asked: Callable[[str], Counter[str]], publish, columns):
    publication = publish("带附件的通知", column=columns["rules"])
    for n in range(3):
        make_file(publication, f"附件{n}.xlsx")
    found = asked(f"documents/{publication.slug}")
    assert max(found.values()) == 1 and found.total() <= MOST, found.most_common(3)
