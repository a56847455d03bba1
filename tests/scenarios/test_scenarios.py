"""Rules, calendar and phrases proved by tables a jurist can read; the expected days were counted by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from zwgk.domain.deadlines import (
    Extension,
    Restart,
    Suspension,
    Unit,
    compute,
    compute_length,
    find,
    from_phrase,
    resolve,
)
from zwgk.domain.errors import Refusal
from zwgk.domain.workdays import Calendar
from zwgk.law import Direction, load

FOLDER = Path(__file__).parent
SCENARIOS = [
    pytest.param(item, id=f"{path.stem}：{item['name']}")
    for path in sorted(FOLDER.glob("*.yaml"))
    for item in yaml.safe_load(path.read_text("utf-8"))
]
LAW = load()
CALENDAR = Calendar.of(LAW)


def moment(value: Any) -> Any:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def pauses(given: dict[str, Any]) -> list[Suspension]:
    asked = [Suspension.consultation(item["sent"], item.get("answered")) for item in given.get("consultations", [])]
    plain = [Suspension(*map(date.fromisoformat, text.split(".."))) for text in given.get("suspend", [])]
    return asked + plain


def due(given: dict[str, Any]) -> Any:
    start = moment(given["from"])
    if "length" in given:
        return compute_length(given["length"], Unit(given["unit"]), start, calendar=CALENDAR, suspensions=pauses(given))
    extend, restart = given.get("extend"), given.get("restart")
    return compute(
        find(LAW, given["rule"]),
        start,
        calendar=CALENDAR,
        suspensions=pauses(given),
        extension=Extension(**extend) if extend else None,
        restarts=[Restart(**restart)] if restart else [],
        amount=given.get("amount"),
    )


@pytest.mark.requirement("TSK-07")
@pytest.mark.parametrize("scenario", [s for s in SCENARIOS if "phrase" not in s.values[0]["given"]])
def test_due(scenario: dict[str, Any]) -> None:
    given, expect = scenario["given"], scenario["expect"]
    if "refused" in expect:
        with pytest.raises(Refusal, match=expect["refused"]):
            due(given)
        return
    found = due(given)
    assert found.due == moment(expect["due"]), found.explain()
    for name in ("provisional", "remaining"):
        assert getattr(found, name) == expect.get(name, getattr(found, name))
    assert expect.get("warned", "") in "".join(found.warnings)


@pytest.mark.requirement("DOC-07")
@pytest.mark.parametrize("scenario", [s for s in SCENARIOS if "phrase" in s.values[0]["given"]])
def test_phrase(scenario: dict[str, Any]) -> None:
    given, expect = scenario["given"], scenario["expect"]
    spec = from_phrase(given["phrase"], year=given["year"])
    if expect["kind"] is None:
        assert spec is None
        return
    assert spec is not None
    found = resolve(spec, given.get("anchors", {}), CALENDAR)
    assert spec.kind == expect["kind"]
    for name in ("amount", "unit", "frequency", "min_count"):
        assert getattr(spec, name) == expect.get(name, getattr(spec, name))
    if "turn" in expect:
        assert found.recurrence is not None
        period = found.recurrence.next_after(given["period_of"] - timedelta(1))
        assert period is not None and found.recurrence.due(period, CALENDAR) == expect["turn"]
    assert found.dates == tuple(expect.get("dates", ()))
    assert spec.other_dates == tuple(expect.get("other_dates", ()))
    assert found.waiting_for == expect.get("waiting_for", "")
    assert found.starts == expect.get("starts")
    assert bool(found.needs_decision) is expect.get("needs_decision", False)
    assert expect.get("warned", "") in "".join(found.warnings)


def test_every_scenario_names_its_reference() -> None:
    bare = [s.values[0]["name"] for s in SCENARIOS if not s.values[0].get("reference")]
    assert bare == []
    assert len(SCENARIOS) >= 60


def test_each_direction_of_the_law_has_a_scenario() -> None:
    used = {find(LAW, s.values[0]["given"]["rule"]).direction for s in SCENARIOS if "rule" in s.values[0]["given"]}
    assert used == set(Direction)
