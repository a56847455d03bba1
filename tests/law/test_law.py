"""The national law files as a whole."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections import Counter
from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from zwgk.law import ROOT, Direction, Level, Reference, Start, Status, Unit, load

LAW = load()
RULES = list(LAW.deadlines.values())
# Rows of the table of all timers; a row with several limits has several rules.
CODES = set(
    re.split(
        r"\s+",
        """T-PD-20 T-REQ-7 T-REQ-FIX T-REQ-CONF T-REQ-20 T-REQ-EXT T-REQ-3P T-REQ-CO T-REQ-OO T-SEC-10 T-SEC-Y T-REQ-35
        T-FEE-N T-FEE-P T-FEE-R T-FEE-M T-SERV T-COR T-REV T-AR-D T-AR-G T-AR-GUIDE T-REM-60 T-REM-1Y T-REM-5Y
        T-REM-6M T-REM-15 T-REM-INACT T-ARR-5A T-ARR-10A T-ARR-3/7 T-ARR-5 T-ARR-10 T-ARR-10N T-ARR-60O T-ARR-30/60
        T-SUIT-15 T-SUIT-APP T-ENF-20 T-ENF-7 T-ENF-3 T-ENF-7S T-SAFE-1Y T-ENF-YR T-ENF-SAMR T-ENF-SAMRX T-ENT-20 T-2R
        T-INT-3 T-DEC-30 T-DEC-H7 T-DEC-L7 T-RULE-30 T-RULE-H30 T-RULE-E30 T-RULE-F30 T-BIZ-30 T-NORM-F30 T-NORM-F15
        T-NORM-L T-NORM-C T-EM-5h T-EM-24h T-EM-48h T-WEB-3M T-WEB-5 T-WEB-ERR T-WEB-H T-WEB-P T-XF-15 T-XF-60 T-XF-30
        T-BUD-G T-BUD-B T-BUD-D T-BUD-U T-SME-331 T-GP-R T-GP-C T-GP-K T-GP-S T-GP-I T-BID-3 T-LAND-10 T-LAND-30
        T-LAND-15 T-HOUSE-30 T-PLAN-30 T-CS-5 T-LIC T-LIC-H T-PUN-D T-PUN-90 T-ARC-10 T-ARC-25 T-PIP-3Y T-PIP-LEAK
        T-NET-LOG T-EMG-END""",
    )
)


@pytest.mark.requirement("TSK-07")
def test_every_timer_of_the_table_is_a_rule() -> None:
    assert {rule.code for rule in RULES} == CODES


def test_every_value_cites_an_instrument_in_force_on_its_day() -> None:
    for rule in RULES:
        caps = rule.extension.values if rule.extension else ()
        for value in (*rule.values, *caps):
            assert LAW.instruments[value.reference.instrument].holds_on(value.since), rule.id


def test_what_is_not_certain_says_why() -> None:
    doubtful = [value for rule in RULES for value in rule.values if value.status is Status.UNVERIFIED]
    assert doubtful and all(value.note for value in doubtful)
    shaky = {known.id for known in LAW.instruments.values() if known.status is Status.UNVERIFIED}
    sure = {
        rule.id
        for rule in RULES
        for v in rule.values
        if v.reference.instrument in shaky and v.status is Status.VERIFIED
    }
    assert sure == set(), "a value cannot be surer than its source"


def test_hours_run_from_the_moment_and_named_days_are_not_counted() -> None:
    for rule in RULES:
        assert (rule.starts is Start.MOMENT) is (rule.unit is Unit.HOUR), rule.id
        assert (rule.starts is Start.NAMED_DATE) is (rule.direction is Direction.BY_DATE), rule.id


def test_titles_and_ids_are_unique() -> None:
    assert [title for title, count in Counter(rule.title for rule in RULES).items() if count > 1] == []
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*/[a-z]+(-[a-z]+)*", rule.id) for rule in RULES)


def test_files_stay_small() -> None:
    long = [path.name for path in ROOT.glob("deadlines/**/*.yaml") if len(path.read_text("utf-8").splitlines()) > 45]
    assert long == []


def test_a_reference_prints_as_chinese_documents_cite() -> None:
    assert (
        str(Reference("x", "第三条", "关于印发《办法》的通知", "国办发〔2016〕1号"))
        == "《关于印发〈办法〉的通知》（国办发〔2016〕1号）第三条"
    )
    answer = LAW.deadlines["requests/answer"].value_on(date(2026, 1, 1))
    assert answer and str(answer.reference) == "《中华人民共和国政府信息公开条例》第三十三条第二款"


def test_old_events_get_the_value_of_their_day() -> None:
    values = [
        LAW.deadlines["requests/answer"].value_on(date(*day)) for day in [(2018, 6, 1), (2019, 5, 14), (2019, 5, 15)]
    ]
    assert [value and value.value for value in values] == [15, 15, 20]
    assert LAW.deadlines["requests/answer"].value_on(date(2008, 4, 30)) is None


def test_the_cybersecurity_article_moved() -> None:
    log = LAW.deadlines["data/keep-network-log"]
    articles = [
        (v.value, v.reference.article)
        for day in ("2025-12-31", "2026-01-01")
        if (v := log.value_on(date.fromisoformat(day)))
    ]
    assert articles == [(6, "第二十一条第三项"), (6, "第二十三条第三项")]


def test_by_code_finds_all_rules_of_a_row() -> None:
    assert [rule.id for rule in LAW.by_code("t-arr-3/7")] == [
        "reconsideration/send-copy",
        "reconsideration/send-copy-summary",
    ]


def test_law_is_frozen_and_loaded_once() -> None:
    assert load() is LAW
    with pytest.raises(FrozenInstanceError):
        LAW.version = "x"  # type: ignore[misc]
    with pytest.raises(TypeError):
        LAW.deadlines["x"] = RULES[0]  # type: ignore[index]
    assert re.fullmatch(r"[0-9a-f]{12}", LAW.version)


def test_main_instruments_are_there() -> None:
    assert len(LAW.instruments) > 90
    foi = LAW.instruments["foi-regulation"]
    assert (foi.number, foi.level, foi.in_force) == ("国务院令第711号", Level.REGULATION, date(2019, 5, 15))


def test_loading_takes_a_blink() -> None:
    code = "import time; from zwgk.law import load; t = time.perf_counter(); load(); print(time.perf_counter() - t)"
    best = min(
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout) for _ in range(2)
    )
    assert best < 1.0, "0.1 s on an idle machine"
    begin = time.perf_counter()
    load()
    assert time.perf_counter() - begin < 0.01
