"""Working organs, leaders and contacts of 和光县 are the people of the county, and were filed by them."""

from __future__ import annotations

from datetime import datetime

from tests.demo.data import load, slugs, usernames

GOVERNANCE = load("governance.yaml")
PEOPLE = {(post["organ"], person["name"]) for person in load("people.yaml")["people"] for post in person["posts"]}


def moment(row: dict[str, str]) -> datetime:
    return datetime.strptime(row["at"], "%Y-%m-%d %H:%M")


def test_every_organ_that_owes_a_plan_is_listed_once() -> None:
    listed = [row["organ"] for row in GOVERNANCE["organs"]]
    assert sorted(listed) == sorted(load("progress.yaml")["adopted"]["unit_plan_organs"])
    assert set(listed) <= slugs()


def test_leaders_and_contacts_are_people_of_the_organ() -> None:
    for row in GOVERNANCE["organs"]:
        for person in (row["leader"], *row.get("contacts", [row.get("contact")])):
            assert (row["organ"], person["name"]) in PEOPLE
        assert "政务公开" in row["leader"]["work"]


def test_a_former_contact_ends_the_day_before_the_next_begins() -> None:
    changed = [row["contacts"] for row in GOVERNANCE["organs"] if "contacts" in row]
    assert len(changed) == 2
    assert all((new["since"] - old["until"]).days == 1 for old, new in changed)


def test_filing_is_returned_filed_again_and_confirmed_in_order() -> None:
    for row in GOVERNANCE["organs"]:
        times = [moment(filed) for filed in row["filed"]]
        assert times == sorted(times) and moment(row["confirmed"]) > times[-1]
        assert {filed["by"] for filed in row["filed"]} <= usernames()
        if "returned" in row:
            assert times[0] < moment(row["returned"]) < times[1]
        if "published" in row:
            assert moment(row["published"]) > times[0]


def test_three_working_organs_are_still_missing() -> None:
    assert {row["organ"] for row in GOVERNANCE["organs"] if "body" not in row} == {"shangwuju", "nantang", "fengling"}
