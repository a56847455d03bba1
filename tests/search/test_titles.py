"""Documents are offered, found by title, withdrawn."""

from __future__ import annotations

import pytest

from tests.cast import AT
from zwgk.foundation.search import actions, queries
from zwgk.foundation.search.actions import Offer

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def test_found_by_every_word_of_the_title_newest_first():
    actions.offer_many([Offer("t", n, f"关于{word}的通知", f"/x/{n}/", organ_id=n, dated=AT) for n, word in enumerate(("预算公开", "决算公开", "停水"))], at=AT)
    assert [each.item_id for each in queries.find_titles("公开 通知")] == ["1", "0"]
    assert [each.item_id for each in queries.find_titles("公开", organ_id=1)] == ["1"]
    assert queries.find_titles("  ") == []


def test_offered_again_it_takes_the_place_of_its_earlier_form():
    actions.offer(Offer("t", 1, "旧标题", "/x/1/"), at=AT)
    actions.offer(Offer("t", 1, "新标题", "/x/1/"), at=AT)
    assert [each.title for each in queries.rows("t")] == ["新标题"]


def test_withdrawn_it_is_gone_at_once():
    actions.offer(Offer("t", 1, "标题", "/x/1/"), at=AT)
    assert actions.withdraw("t", [1]) == 1
    assert queries.document("t", 1) is None and not queries.documents().exists()
