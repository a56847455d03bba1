"""What the database counts is what a person counts who goes through the rows."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cast import AT, liaison_actor, login, office_actor
from tests.ledger.conftest import item_of
from zwgk.matters.ledger import actions, queries
from zwgk.matters.ledger.actions.progress import Progress
from zwgk.matters.ledger.office import plan as pages

pytestmark = pytest.mark.db
MOMENTS = (AT, AT + timedelta(30), AT + timedelta(400))


@pytest.fixture
def begun(plan, county):
    """One item is under way, another waits for the office."""
    first, second = item_of(plan, "一/(一)", "justice"), item_of(plan, "一/(一)", "finance")
    actions.report(first, Progress("正在修订权责清单，月底前报送", 40), actor=liaison_actor(county.justice), at=AT)
    actions.report(second, Progress("权责清单已经公布在门户网站", 100, finished=True), actor=liaison_actor(county.finance), at=AT)
    return plan


@pytest.mark.parametrize("at", MOMENTS)
def test_counts_of_plan_task_and_unit_equal_those_of_the_lines(begun, at):
    lines = queries.lines(list(queries.items(begun)), at)
    assert queries.standings("plan", at) == {begun.pk: queries.standing(lines)}
    assert queries.units(begun, at) == queries.standing_by_organ(lines)
    by_task = {}
    for line in lines:
        by_task.setdefault(line.item.duty.task_id, []).append(line)
    assert queries.standings("task", at, begun) == {task: queries.standing(own) for task, own in by_task.items()}
    assert queries.total(queries.standings("task", at, begun).values()) == queries.standing(lines)


@pytest.mark.parametrize("at", MOMENTS)
@pytest.mark.parametrize("light", ["late", "today", "soon", "later", "met", "met_late"])
def test_what_the_database_narrows_to_holds_every_line_with_that_light(begun, at, light):
    every = {line.item.pk for line in queries.lines(list(queries.items(begun)), at) if line.state == light}
    assert every <= set(queries.with_light(queries.items(begun), light, at).values_list("pk", flat=True))


def test_the_heat_map_counts_every_open_item_with_a_day_once(begun, county):
    rows = queries.heat(begun, AT, [county.finance.pk])
    open_lines = [line for line in queries.lines(list(queries.items(begun, [county.finance.pk])), AT) if line.clock and line.item.state != "done"]
    assert sum(count for _, _, cells in rows for count, _ in cells) == len([line for line in open_lines if line.clock.state != "met"])


def test_a_task_says_what_is_due_next_and_not_what_is_late_already(begun):
    assert queries.next_by_task(begun, AT) and not queries.next_by_task(begun, AT + timedelta(4000))
    assert all(light.state != "late" for light in queries.next_by_task(begun, AT + timedelta(30)).values())


def test_a_large_plan_opens_with_one_line_a_task(begun, client, county, monkeypatch):
    login(client, office_actor())
    monkeypatch.setattr(pages, "GLANCE", 0)
    page = client.get(f"/office/ledger/plans/{begun.pk}/").content.decode()
    assert "点任务看各单位" in page and "公开权责清单" in page
    assert client.get(f"/office/ledger/plans/{begun.pk}/?q=权责清单").content.decode().count('class="task"') == 1
