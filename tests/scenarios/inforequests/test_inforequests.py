"""The law of requests proved by cases that a jurist can read: clock, decisions, remedies, fees."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from zwgk.domain.errors import Refusal
from zwgk.domain.fees import by_item, by_page
from zwgk.domain.inforequests import EVENT_NAMES, Event, run
from zwgk.domain.outcomes import OrganFacts, combined, missing, more_open, remedy_text
from zwgk.domain.workdays import Calendar
from zwgk.law import load

LAW = load()
CALENDAR = Calendar.of(LAW)
FOLDER = Path(__file__).parent
KINDS = {name: kind for kind, name in EVENT_NAMES.items()}
_EVENT = re.compile(r"(?P<on>\d{4}-\d\d-\d\d) (?P<rest>.*)")
DAY = date(2026, 7, 1)


def cases(name: str) -> list[Any]:
    return [pytest.param(case, id=case["name"]) for case in yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))]


def event(text: str) -> Event:
    """“2026-07-20 延长答复期限10个工作日，张主任同意” → Event."""
    found = _EVENT.fullmatch(text)
    assert found, text
    rest = found["rest"]
    name = max((known for known in KINDS if rest.startswith(known)), key=len)
    limit, days = re.search(r"期限到(\d{4}-\d\d-\d\d)", rest), re.search(r"(\d+)个工作日", rest)
    who, by = re.search(r"（(.+?)）", rest), re.search(r"，(\w+?)同意", rest)
    return Event(
        date.fromisoformat(found["on"]), KINDS[name], date.fromisoformat(limit[1]) if limit else None, int(days[1]) if days else 0,
        by[1] if by else "", who[1] if who else "",
    )  # fmt: skip


@pytest.mark.requirement("REQ-02")
@pytest.mark.parametrize("case", cases("clock"))
def test_clock(case: dict[str, Any]) -> None:
    expect = case["expect"]
    found = run([event(text) for text in case["given"]], case["asked"], law=LAW, calendar=CALENDAR)
    assert (found.state, found.due) == (expect["state"], expect["due"]), found.explain()
    assert found.remaining == expect.get("remaining", found.remaining)
    assert found.provisional == expect.get("provisional", found.provisional)
    told = {one.index: one.reason for one in found.refused}
    assert set(told) == set(expect.get("refused", {})), told
    for index, words in expect.get("refused", {}).items():
        assert words in told[index]
        assert "依据：《" in told[index]
    assert all(ground.article and ground.text for ground in found.grounds)


ORGAN = {"kind": "department", "own_government": "和光县人民政府", "court": "和光县人民法院"}
WAYS = {"first": (True, False), "choice": (False, True), "both": (True, True)}


@pytest.mark.requirement("REQ-04")
@pytest.mark.parametrize("case", cases("decisions"))
def test_decision(case: dict[str, Any]) -> None:
    given, expect = case["given"], case["expect"]
    whole = combined(LAW, given["decisions"])
    first = LAW.outcomes[given["decisions"][0]]
    assert whole.outcome.id == expect.get("decision", first.id)
    assert (whole.row, whole.row_2019) == (expect["row"], expect.get("row_2019", expect["row"]))
    assert expect.get("counting", "") in whole.unverified
    if "missing" in expect:
        assert [fact.id for fact in missing(first, given.get("facts", {}))] == expect["missing"]
    if "more_open" in expect:
        assert [way.outcome.id for way in more_open(LAW, first)] == expect["more_open"]
        assert first.ask
    remedy = remedy_text(LAW, given["decisions"], OrganFacts(**given.get("organ", ORGAN)), given.get("day", DAY))
    assert ("内先向" in remedy.text, "直接向" in remedy.text) == WAYS[expect["remedy"]], remedy.text
    assert expect.get("says", "") in remedy.text
    assert "not" not in expect or expect["not"] not in remedy.text
    assert expect.get("unverified", "") in "".join(remedy.unverified)
    assert not set(expect.get("unknown", ())) - set(remedy.missing)


@pytest.mark.requirement("REQ-06")
@pytest.mark.parametrize("case", cases("fees"))
def test_fee(case: dict[str, Any]) -> None:
    given, expect = case["given"], case["expect"]
    on = given.get("day", DAY)

    def quote() -> Any:
        if "pages" in given:
            return by_page(LAW, given["pages"], on=on, outcome=given.get("decision", ""))
        return by_item(LAW, given["items"], before=given.get("before", 0), on=on)

    if "refused" in expect:
        with pytest.raises(Refusal, match=expect["refused"]):
            quote()
        return
    found = quote()
    assert (found.amount, len(found.lines)) == (expect["amount"], expect["lines"])
    assert found.explain()[-1].startswith(f"合计{expect['amount']}元") and "国办函〔2020〕109号" in found.explain()[-1]


def test_every_decision_of_the_closed_list_has_a_case() -> None:
    tried = {ident for case in cases("decisions") for ident in case.values[0]["given"]["decisions"]}
    assert tried == set(LAW.outcomes)
    assert len(cases("clock")) >= 60
    assert all(case.values[0]["reference"] for name in ("clock", "decisions", "fees") for case in cases(name))
