"""What holds for every answer: 304, HEAD, CORS, limits, problems in words, nothing kept without asking."""

from __future__ import annotations

import json
import string
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import AT
from zwgk.matters.records.models import Capture
from zwgk.surfaces.api import cursors

from .conftest import Get

pytestmark = pytest.mark.django_db
LISTS = "/api/v1/documents"


def test_an_answer_that_has_not_changed_is_not_sent_again(publish, client: Client):
    publish("一件事")
    first = client.get(LISTS)
    assert first["Cache-Control"] == "no-cache, public"
    again = client.get(LISTS, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    publish("又一件事")
    assert client.get(LISTS, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_the_moment_of_the_last_change_serves_as_well(publish, client: Client):
    made = publish("一件事")
    Capture.objects.create(record=made.record, publication=made, event="published", at=AT - timedelta(hours=1), url=made.url, body_hash="b" * 64, by="测")
    for path in (LISTS, f"{LISTS}/{made.slug}"):
        first = client.get(path)
        assert client.get(path, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304, path


@pytest.mark.parametrize("path", [LISTS, "/api/v1/openapi.json", "/opendata/organs.csv", "/api/v1/nothing"])
def test_any_page_of_others_may_read_it_and_head_has_no_body(county, client: Client, path: str):
    asked, head, options = client.get(path), client.head(path), client.options(path)
    assert asked["Access-Control-Allow-Origin"] == head["Access-Control-Allow-Origin"] == options["Access-Control-Allow-Origin"] == "*"
    assert (head.status_code, head.getvalue()) == (asked.status_code, b"")
    assert (options.status_code, options["Allow"]) == (204, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_can_be_written(client: Client, method: str):
    answer = getattr(client, method)(LISTS)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS") and "GET" in json.loads(answer.content)["remedy"]


def test_who_asks_too_often_is_told_when_to_come_again(client: Client, settings):
    settings.API_RATE = 3
    cache.clear()
    answers = [client.get(LISTS) for _ in range(4)]
    assert [each.status_code for each in answers] == [200, 200, 200, 429]
    told = json.loads(answers[3].content)
    assert 0 < int(answers[3]["Retry-After"]) <= 60 and "/opendata/" in told["remedy"]
    assert client.get(LISTS, REMOTE_ADDR="198.51.100.7").status_code == 200  # everybody has a count of their own
    cache.clear()
    assert client.get("/opendata/organs.csv").status_code == 429  # a file counts as twenty


@pytest.mark.parametrize(("told", "where", "says"), [
    ({"limit": "1000"}, "参数 limit", "不能大于 100"), ({"limit": "0"}, "参数 limit", "不能小于 1"), ({"limit": "many"}, "参数 limit", "整数"), ({"since": "昨天"}, "参数 since", "日期"),
    ({"since": "2026-02-30"}, "参数 since", "日期"), ({"validity": "maybe"}, "参数 validity", "可以选"), ({"organ": "nobody"}, "参数 organ", "没有"), ({"organs": "finance"}, "参数 organs", "没有参数"),
    ({"cursor": "abc"}, "参数 cursor", "翻页标记"), ({"organ": "../x"}, "参数 organ", "格式"), ({"q": "x" * 81}, "参数 q", "80"), ({"q": "\x00"}, "参数", "控制字符"),
])  # fmt: skip
def test_a_problem_says_what_where_and_how_to_mend_it(county, get: Get, told: dict[str, str], where: str, says: str):
    problem = get("documents", 400, **told)
    assert problem["where"] == where and says in problem["detail"] + problem["remedy"] and problem["remedy"].endswith("。")
    assert problem["status"] == 400 and problem["instance"] == LISTS


@pytest.mark.parametrize("path", ["nothing", "documents/no-such-thing", "organs/nobody", "kinds/nothing", "kinds/nothing/rows", "plans/999", "plans/9" * 30, "annual-reports/nobody/2025", "catalogue/nothing", "documents/中文"])
def test_what_is_not_there_is_a_problem_too(county, get: Get, path: str):
    assert get(path, 404)["status"] == 404


def test_an_address_without_end_is_refused(get: Get):
    assert "4000" in get("documents", 400, q="x" * 5000)["detail"]
    assert get("documents", 400, limit=["1", "2"])["remedy"] == "每个参数只写一次。"


PARTS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.lists(st.integers(), max_size=2))
MARKS = st.lists(PARTS, max_size=3).map(lambda parts: cursors.written(*parts))  # well-formed, with anything in it


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.one_of(st.text(max_size=60), st.text(string.ascii_letters + string.digits + "-_", max_size=80), MARKS))
@pytest.mark.parametrize("path", ["documents", "changes", "kinds/administrative-penalty/rows"])
def test_no_mark_breaks_anything(client: Client, path: str, cursor: str):
    cache.clear()
    assert client.get(f"/api/v1/{path}", {"cursor": cursor}).status_code in (200, 400)


def test_when_the_portal_is_off_the_interface_is_off(client: Client, settings):
    settings.PORTAL_OFF = True
    assert {client.get(path).status_code for path in (LISTS, "/api/", "/opendata/", "/opendata/organs.csv", "/api/v1/openapi.json")} == {404}
