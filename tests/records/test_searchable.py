"""What was published is found by its words and by those of its attachments; what has ended says so, what was taken down is gone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.cast import AT, County, liaison_actor, office_actor
from zwgk.foundation.files import actions as files
from zwgk.foundation.search import indexing
from zwgk.matters.records import actions, jobs
from zwgk.matters.records.actions import Ending
from zwgk.matters.records.models import Record

from .conftest import drafted, published

pytestmark = [pytest.mark.django_db, pytest.mark.db]


@pytest.fixture(autouse=True)
def index(settings: Any, tmp_path: Any) -> None:
    """An index of this test alone."""
    settings.SEARCH_DIR = tmp_path
    indexing.rebuild()


def told(client: Client, asked: str, **more: str) -> str:
    while indexing.catch_up():
        pass
    return client.get("/search/", {"q": asked, **more}).content.decode()


def test_by_its_words_its_number_and_its_index_number(client: Client, online: Record):
    assert "<mark>做好公开工作</mark>" in told(client, "做好公开工作")
    assert online.slug in told(client, "和财2026 31号") and online.slug in told(client, f"“{online.index_number}”")


def test_by_the_words_of_an_attachment(client: Client, county: County):
    record, liaison = drafted(county.finance), liaison_actor(county.finance)
    actions.attach(record, files.keep("项目,金额\n青禾镇危桥改造,三十万元".encode(), "明细.csv", actor=liaison, at=AT), actor=liaison, at=AT)
    record.refresh_from_db()
    published(record)
    assert "青禾镇危桥改造" not in told(client, "青禾镇危桥改造").partition("find-hits")[2]
    assert jobs.read_attachments(at=AT) == "读取附件 1 件" and jobs.read_attachments(at=AT) == ""
    assert "附件《明细.csv》" in told(client, "青禾镇危桥改造")


def test_a_repealed_document_says_so_and_a_withdrawn_one_is_gone(client: Client, online: Record, county: County):
    actions.lapse(online, Ending("expired"), actor=liaison_actor(county.finance), at=AT)
    assert "已失效" in told(client, "部门预算")
    assert online.slug in told(client, "部门预算", standing="lapsed") and online.slug not in told(client, "部门预算", standing="valid")
    online.refresh_from_db()
    actions.withdraw(online, Ending("misfiled"), actor=office_actor(), at=AT)
    assert online.slug not in client.get("/search/", {"q": "部门预算"}).content.decode()
