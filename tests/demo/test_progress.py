"""The year of 和光县: everything refers to what exists, nothing happens before its cause or after this morning."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

from tests.demo.data import FOLDER, load, paths, reports, slugs, usernames
from zwgk.domain.rights import Role

PROGRESS = load("progress.yaml")
NOW = datetime(2026, 11, 23, 9, 0)
PERIOD = re.compile(r"2026-(\d\d|Q[1-4]|H[12])")


def moment(value: str) -> datetime:
    return datetime.strptime(str(value), "%Y-%m-%d %H:%M")


def walk(node: Any) -> list[dict[str, Any]]:
    """All mappings of the file, however deep."""
    if isinstance(node, dict):
        return [node, *(found for value in node.values() for found in walk(value))]
    return [found for value in node for found in walk(value)] if isinstance(node, list) else []


def held(username: str, day: date) -> set[tuple[str, str]]:
    """(organ, role) that a person holds on a day."""
    person = next(person for person in load("people.yaml")["people"] if person["username"] == username)
    posts = [post for post in person["posts"] if post["since"] <= day <= post.get("until", day)]
    return {(post["organ"], role) for post in posts for role in post["roles"]}


def office(username: str, day: date) -> bool:
    return any(role == Role.OFFICE for _, role in held(username, day))


def own(username: str, organ: str, day: date) -> bool:
    return bool({(organ, role) for role in ("liaison", "leader", "disclosure")} & held(username, day))


def test_every_organ_task_and_person_exists() -> None:
    for row in walk(PROGRESS):
        assert row.get("organ", "heguang") in slugs(), row
        assert row.get("task", "一/(四)") in paths(), row
        for field in ("by", "by_office"):
            assert row.get(field, "luqinghe") in usernames(), row


def test_nothing_happens_after_this_morning_or_before_the_year() -> None:
    for row in walk(PROGRESS):
        for field in ("at", "asked", "decided"):
            if field in row:
                assert datetime(2026, 3, 6) <= moment(row[field]) <= NOW, row


def test_units_report_for_themselves_on_the_days_they_hold_the_post() -> None:
    for task, organ, report in reports():
        assert own(report["by"], organ, moment(report["at"]).date()), (task, organ, report["by"], report["at"])


def test_the_office_returns_and_confirms_after_the_report() -> None:
    for task, organ, report in reports():
        for field in ("returned", "done"):
            if decision := report.get(field):
                assert moment(decision["at"]) > moment(report["at"]), (task, organ)
                assert office(decision["by"], moment(decision["at"]).date()), (task, organ)
        assert not ("returned" in report and "done" in report), (task, organ)


def test_a_confirmed_item_is_finished_and_gets_no_further_report() -> None:
    done: dict[tuple[str, str, str], datetime] = {}
    for task, organ, report in reports():
        item = (task, organ, str(report.get("period") or report.get("due") or ""))
        assert item not in done or done[item] > moment(report["at"]), item
        if "done" in report:
            assert report.get("period") or report["percent"] == 100, item
            done[item] = moment(report["done"]["at"])


def test_reports_are_in_order_and_say_which_item_they_mean() -> None:
    for task in PROGRESS["tasks"]:
        for unit in task["units"]:
            times = [moment(report["at"]) for report in unit["reports"]]
            assert times == sorted(times), (task["task"], unit["organ"])
            for report in unit["reports"]:
                assert ("period" in report) != ("percent" in report), report
                assert "period" not in report or PERIOD.fullmatch(report["period"]), report


def test_texts_are_concrete_and_varied() -> None:
    texts = [report["text"] for _, _, report in reports()]
    assert len(texts) > 1000
    assert len(set(texts)) / len(texts) > 0.95
    assert all(5 <= len(text) <= 160 and not re.search(r"[{}]|None", text) for text in texts)
    assert sum(bool(re.search(r"\d", text)) for text in texts) / len(texts) > 0.75


def test_most_but_not_all_tasks_have_progress() -> None:
    assert {row["task"] for row in PROGRESS["tasks"]} | set(PROGRESS["adopted"]["not_tasks"]) == set(paths())
    states = Counter(
        "done" if "done" in report else "returned" if "returned" in report else "open" for _, _, report in reports()
    )
    assert states["done"] > 700 and states["returned"] >= 20 and states["open"] >= 100


def test_evidence_is_a_page_of_the_county_or_a_file_that_is_here() -> None:
    rows = [row for row in walk(PROGRESS) if "title" in row and ("url" in row or "file" in row)]
    assert len(rows) > 700
    for row in rows:
        if "file" in row:
            assert (FOLDER / row["file"]).is_file(), row
        else:
            assert row["url"].startswith("https://www.heguang.example/"), row
    assert {path.name for path in (FOLDER / "evidence").iterdir()} == {
        row["file"].split("/")[1] for row in rows if "file" in row
    }


def test_unit_plans_are_owed_by_departments_and_townships_and_four_were_late() -> None:
    organs = {organ["slug"]: organ["kind"] for organ in load("organs.yaml")["organs"]}
    owed = {
        slug
        for slug, kind in organs.items()
        if kind in ("government_office", "department", "dispatched", "township", "street")
    }
    assert {row["organ"] for row in PROGRESS["unit_plans"]} == set(PROGRESS["adopted"]["unit_plan_organs"]) == owed
    late = {row["organ"] for row in PROGRESS["unit_plans"] if moment(row["at"]).date() > date(2026, 3, 27)}
    assert late == {"shangwuju", "nantang", "fengling", "chengguanju"}


def finished(task: str, organ: str) -> datetime | None:
    """When the unit's item without a period was confirmed."""
    rows = [
        report
        for where, who, report in reports()
        if (where, who) == (task, organ) and "period" not in report and "done" in report
    ]
    return max((moment(report["done"]["at"]) for report in rows), default=None)


def test_extensions_are_asked_by_the_unit_and_decided_by_the_office() -> None:
    for row in PROGRESS["extensions"]:
        asked = moment(row["asked"])
        assert own(row["by"], row["organ"], asked.date()) and row["until"] > asked.date()
        assert (end := finished(row["task"], row["organ"])) is None or end > asked, row
        if "decided" in row:
            assert moment(row["decided"]) > asked and office(row["by_office"], moment(row["decided"]).date())
    assert {row.get("granted") for row in PROGRESS["extensions"]} == {True, False, None}


def test_only_open_items_are_urged() -> None:
    for row in PROGRESS["urges"]:
        assert office(row["by"], moment(row["at"]).date())
        for item in row["items"]:
            assert (end := finished(item["task"], item["organ"])) is None or end > moment(row["at"]), (
                row["number"],
                item,
            )


def test_findings_run_from_problem_to_closure() -> None:
    findings = [(round_, finding) for round_ in PROGRESS["inspections"] for finding in round_["findings"]]
    assert len(PROGRESS["inspections"]) == 2 and len(findings) >= 15
    for round_, finding in findings:
        order = moment(finding["order"]["at"])
        assert round_["began"] <= order.date() <= round_["ended"] + timedelta(days=7)
        answers = [moment(answer["at"]) for answer in finding.get("answers", [])]
        assert all(answer > order for answer in answers)
        if "closed" in finding:
            assert answers and moment(finding["closed"]["at"]) > answers[-1]
    numbers = [finding["order"]["number"] for _, finding in findings]
    assert len(numbers) == len(set(numbers))


def test_summaries_come_from_lead_units() -> None:
    leads = {row["task"]: row["organ"] for row in PROGRESS["summaries"]}
    assert len(leads) >= 10
    assert all(
        own(row["by"], row["organ"], moment(row["at"]).date())
        for row in PROGRESS["summaries"]
        if row["organ"] != "zhengfuban"
    )
