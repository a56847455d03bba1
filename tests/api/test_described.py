"""The description is true: every operation answers as it says, whatever is asked; the page shows all of it and nothing of others."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache as counts
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.guards import house
from zwgk.surfaces.api.service import description

from .conftest import Get

pytestmark = [pytest.mark.django_db, pytest.mark.db]
PATHS = sorted(description()["paths"])
QUICK = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate], derandomize=True)
# A name that fits the pattern and belongs to nothing here is refused with a word; that is meant so.
LEFT_OUT = [positive_data_acceptance]
# What the interface may read: publications and what else is public. Never rows of work.
OPEN_DOORS = {
    "zwgk.matters.records.queries": {"opened", "showing", "row_pages", "rows"}, "zwgk.matters.records.queries.opened": {"Sieve"}, "zwgk.matters.records.queries.rows": {"Asked"},
    "zwgk.matters.records": {"queries"}, "zwgk.matters.records.models": {"Publication", "PUBLICATION", "DOCUMENT"}, "zwgk.matters.records.models.after": {"EVENTS"},
    "zwgk.matters.catalogue.queries": {"showing"}, "zwgk.matters.catalogue.queries.showing": {"Shown"}, "zwgk.matters.catalogue.models": {"Column", "Functions", "Part"},
    "zwgk.matters.ledger": {"queries"}, "zwgk.matters.ledger.models": {"Item", "Plan"}, "zwgk.matters.annualreport": {"queries"}, "zwgk.matters.annualreport.models": {"Report"},
}  # fmt: skip
READ = {
    "records": {"publication_at", "gone_at", "versions_at"}, "ledger": {"standings", "published_plans", "NOTHING", "standing", "Standing", "lines", "Line", "items"},
    "reports": {"online", "paper", "form_of"},
}  # fmt: skip


@pytest.fixture
def connection_stays() -> Iterator[None]:
    """A request does not close the connection in which the test has written; Django's own client does likewise."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@cache
def described() -> Any:
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())


@pytest.mark.requirement("EXT-03")
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("path", PATHS)
def test_every_operation_answers_as_it_is_described(publish, connection_stays, path: str, mode: GenerationMode):
    publish("一件事")
    operation = described()[path]["GET"]
    if mode is GenerationMode.NEGATIVE and not operation.query:  # of a name in the path nothing is wrong but that it is not there
        return

    @QUICK
    @given(case=operation.as_strategy(generation_mode=mode))
    def answers(case: schemathesis.Case) -> None:
        counts.clear()
        case.call_and_validate(headers={"Accept-Encoding": "identity"}, excluded_checks=LEFT_OUT)

    answers()


def test_the_description_speaks_chinese_everywhere(county, get: Get):
    told = get("openapi.json")
    assert told["openapi"].startswith("3.1") and told["servers"][0]["url"].endswith("/api/v1")
    for path, methods in told["paths"].items():
        operation = methods["get"]
        words = [operation["summary"], operation["description"], *(each.get("description") or each["schema"].get("description", "") for each in operation["parameters"])]
        assert all(re.search(r"[\u4e00-\u9fff]", each) for each in words), path
    for name, shape in told["components"]["schemas"].items():
        assert all(re.search(r"[\u4e00-\u9fff]", each.get("description", "说") or "") for each in shape.get("properties", {}).values()), name


def test_the_page_explains_every_operation_and_loads_nothing_from_outside(publish, client: Client):
    publish("一件事")
    page = client.get("/api/").content.decode()
    for path in PATHS:
        assert f"/api/v1{path}" in page, path
    assert not re.findall(r'(?:src|href)="https?://(?!testserver)[^"]*\.(?:js|css)', page)
    for url in set(re.findall(r'<a href="http://testserver(/api/v1/[^"]+)">试一试', page)):
        assert client.get(url.replace("&amp;", "&")).status_code == 200, url


def test_the_interface_reads_only_what_is_public():
    wrong = []
    for file in house.sources("zwgk/surfaces/api"):
        for node in ast.walk(house.tree(file)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("zwgk.matters."):
                wrong += [f"{house.name(file)}: {node.module}.{each.name}" for each in node.names if each.name not in OPEN_DOORS.get(node.module or "", ())]
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in READ and node.attr not in READ[node.value.id]:
                wrong.append(f"{house.name(file)}:{node.lineno}: {node.value.id}.{node.attr}")
            if isinstance(node, ast.Attribute) and node.attr == "objects":
                wrong.append(f"{house.name(file)}:{node.lineno}: rows are asked of their slice")
    assert not wrong, wrong
