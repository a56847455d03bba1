"""No path publishes without a completed review: verb, page, job, admin, command, import, batch, emergency without leave, database."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client

from tests.cast import AT, County, leader_actor, liaison_actor, login, office_actor
from tests.guards import house
from zwgk.domain.errors import Refusal
from zwgk.domain.rights import system_actor
from zwgk.matters.records import actions, jobs
from zwgk.matters.records.models import Publication, Record, State
from zwgk.matters.reviews import actions as reviews
from zwgk.matters.reviews.actions import Decision

from .conftest import drafted, judges

RECORDS = house.ROOT / "zwgk" / "matters" / "records"
pytestmark = pytest.mark.django_db


def nothing_public() -> bool:
    return not Publication.objects.exists()


@pytest.fixture(params=["draft", "submitted", "half", "returned"])
def unreviewed(request: pytest.FixtureRequest, county: County) -> Record:
    """Records that no completed review stands behind."""
    record = drafted(county.finance)
    if request.param == "draft":
        return record
    review = actions.submit(record, actor=liaison_actor(county.finance), at=AT)
    first, second, *_ = judges(county.finance)
    if request.param in ("half", "returned"):
        review = reviews.decide(review, Decision(True, review.hash), actor=first, at=AT)
    if request.param == "returned":
        reviews.decide(review, Decision(False, review.hash, "重写"), actor=second, at=AT)
    record.refresh_from_db()
    return record


@pytest.mark.requirement("ATT-05")
@pytest.mark.requirement("ATT-04")
def test_the_verb_refuses_everybody(unreviewed: Record, county: County):
    for actor in (liaison_actor(county.finance), leader_actor(county.finance), office_actor(), system_actor("任何作业")):
        with pytest.raises(Refusal):
            actions.publish(unreviewed, actor=actor, at=AT)
    assert nothing_public()


@pytest.mark.requirement("ATT-05")
def test_the_job_and_the_appointed_hour_do_not(unreviewed: Record):
    Record.objects.filter(pk=unreviewed.pk).update(publish_at=AT)
    jobs.settle(at=AT)
    Record.objects.filter(pk=unreviewed.pk).update(state=State.APPROVED)  # even a state that somebody forged
    jobs.settle(at=AT)
    actions.settle(unreviewed, actor=system_actor("信息发布"), at=AT)
    assert nothing_public()


@pytest.mark.requirement("ATT-05")
def test_no_page_does(unreviewed: Record, county: County):
    for actor in (liaison_actor(county.finance), leader_actor(county.finance), office_actor()):
        client = login(Client(), actor)
        for entry in _verbs():
            client.post(f"/office/records/{unreviewed.pk}/{entry}/", {"note": "直接发布", "reason": "other", "publish_at": "2026-11-23T09:00", "state": "published"})
    assert nothing_public()


def _verbs() -> list[str]:
    return ["publish", "schedule", "amend", "submit", "edit", "keep", "screen", "lapse", "repeal", "withdraw", "take-down", "incident/close", "prove"]


def test_a_forged_hash_of_another_content_does_not(county: County):
    record = drafted(county.finance)
    review = actions.submit(record, actor=liaison_actor(county.finance), at=AT)
    for actor in judges(county.finance):
        review = reviews.decide(review, Decision(True, review.hash), actor=actor, at=AT)
    Record.objects.filter(pk=record.pk).update(body="<p>审核之后偷换的正文</p>")
    with pytest.raises(Refusal):
        actions.publish(record, actor=liaison_actor(county.finance), at=AT)
    jobs.settle(at=AT)
    assert nothing_public()


def test_the_admin_knows_no_publication():
    registered = {model._meta.label for model in admin.site._registry}
    assert not [label for label in registered if label.startswith("records.")]


def test_publications_are_made_in_one_function_that_holds_a_clearance():
    """`Publication(` stands in actions/publishing.py, whose callers ask `cleared` first, and in the migration, where each page has its signed act."""
    makers = [house.name(file) for file in house.sources() for node in ast.walk(house.tree(file)) if _makes(node)]
    assert set(makers) == {"zwgk/matters/records/actions/publishing.py", "zwgk/matters/records/actions/migration_work.py"}
    callers = [
        (house.name(file), function.name)
        for file in house.sources()
        for function in ast.walk(house.tree(file))
        if isinstance(function, ast.FunctionDef) and any(_calls(node, "release") and _first(node) == "record" for node in ast.walk(function))
    ]
    assert set(callers) <= {("zwgk/matters/records/actions/publishing.py", "publish"), ("zwgk/matters/records/actions/publishing.py", "settle")}


def _makes(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    made = isinstance(node.func, ast.Name) and node.func.id == "Publication"
    through = isinstance(node.func, ast.Attribute) and node.func.attr in ("create", "bulk_create", "get_or_create", "update_or_create")
    return made or (through and "Publication.objects" in ast.unparse(node.func))


def _calls(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def _first(node: ast.Call) -> str:
    return ast.unparse(node.args[0]) if node.args else ""


def test_the_portal_touches_publications_only():
    """Public pages, feeds and exports never name the rows of drafts."""
    forbidden = {"Record", "Version", "Unsaved", "Attachment", "Hit", "Classification", "Incident"}
    broken = []
    for file in sorted([*(RECORDS / "portal").glob("*.py"), RECORDS / "queries" / "showing.py", RECORDS / "queries" / "published.py"], key=str):
        names = {alias.name for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.ImportFrom) for alias in node.names}
        broken += [f"{Path(file).name}: {name}" for name in names & forbidden]
    assert broken == []
    assert apps.get_model("records", "Publication")
