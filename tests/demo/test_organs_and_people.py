"""Organs and people of 和光县 fit one another and the roles of the platform."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from tests.demo.data import FOLDER, load, slugs
from zwgk.domain.rights import Role
from zwgk.foundation.organs.models import OrganKind
from zwgk.foundation.organs.names import key

TODAY = date(2026, 11, 23)
PRINTED = "11010519491231002X"  # the example of GB 11643: drafts that the screening has to stop carry it
ORGANS = load("organs.yaml")["organs"]
PEOPLE = load("people.yaml")["people"]


def test_every_organ_has_a_kind_and_a_parent_that_exists() -> None:
    for organ in ORGANS:
        assert organ["kind"] in OrganKind.values, organ["slug"]
        assert organ.get("parent") is None or organ["parent"] in slugs(), organ["slug"]


def test_names_slugs_and_codes_are_unique() -> None:
    for field in ("slug", "name", "short", "code", "phone"):
        twice = [value for value, count in Counter(organ[field] for organ in ORGANS).items() if count > 1]
        assert twice == [], field


def test_the_division_codes_are_invented() -> None:
    assert all(organ["division"].startswith("99") for organ in ORGANS if "division" in organ)


def test_aliases_point_to_organs_and_confirmed_ones_are_certain() -> None:
    aliases = load("organs.yaml")["aliases"]
    assert {alias["organ"] for alias in aliases} <= slugs()
    confirmed = [key(alias["text"]) for alias in aliases if alias["state"] == "confirmed"]
    assert len(confirmed) == len(set(confirmed))
    assert not set(confirmed) & {key(organ["name"]) for organ in ORGANS} | set(confirmed) & {
        key(organ["short"]) for organ in ORGANS
    }


def test_some_aliases_still_wait_for_a_person() -> None:
    states = Counter(alias["state"] for alias in load("organs.yaml")["aliases"])
    assert states["proposed"] >= 3 and states["rejected"] >= 1


def test_groups_have_members() -> None:
    for group in load("organs.yaml")["groups"]:
        assert set(group.get("kinds", [])) <= set(OrganKind.values)
        assert set(group.get("members", [])) <= slugs()
        assert group.get("kinds") or group.get("members"), group["name"]


def test_people_have_unique_names_and_accounts() -> None:
    for field in ("username", "name", "email"):
        assert len({person[field] for person in PEOPLE}) == len(PEOPLE), field


def test_every_person_holds_a_post_with_a_role() -> None:
    for person in PEOPLE:
        assert person["posts"], person["username"]
        for post in person["posts"]:
            assert post["organ"] in slugs() and post["title"]
            assert post["roles"] and {Role(role) for role in post["roles"]}
            assert post["since"] <= post.get("until", TODAY), person["username"]


def test_every_organ_of_the_county_has_a_leader_and_a_liaison() -> None:
    held = {
        (post["organ"], role)
        for person in PEOPLE
        for post in person["posts"]
        for role in post["roles"]
        if post.get("until", TODAY) >= TODAY
    }
    for organ in ORGANS:
        if organ["kind"] != "higher":
            assert (organ["slug"], "leader") in held, organ["slug"]
        if organ["kind"] not in ("higher", "government"):
            assert (organ["slug"], "liaison") in held, organ["slug"]


def test_all_roles_are_held_and_the_three_administrators_are_different_persons() -> None:
    holders = {
        role: {person["username"] for person in PEOPLE for post in person["posts"] if role in post["roles"]}
        for role in Role
    }
    assert all(holders.values())
    assert len(holders[Role.OFFICE]) == 3
    admins = [holders[role] for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)]
    assert len(set.union(*admins)) == sum(map(len, admins))


def test_deputies_stand_in_for_somebody_of_the_same_organ() -> None:
    home = {person["username"]: {post["organ"] for post in person["posts"]} for person in PEOPLE}
    for person in PEOPLE:
        for post in person["posts"]:
            assert "deputy_for" not in post or post["organ"] in home[post["deputy_for"]]


def test_no_mobile_numbers_and_only_numbers_of_the_area_code_that_is_not_in_use() -> None:
    for file in FOLDER.rglob("*"):
        if file.suffix in (".yaml", ".html", ".txt", ".csv"):
            text = file.read_text(encoding="utf-8")
            assert re.findall(r"(?<!\d)1[3-9]\d{9}(?!\d)", text) == [], file.name
            assert {number[:4] for number in re.findall(r"(?<!\d)0\d{2,3}-\d{7,8}(?!\d)", text)} <= {"0989"}, file.name
            assert set(re.findall(r"(?<!\d)\d{17}[\dXx](?!\d)", text)) <= {PRINTED}, file.name


def test_addresses_of_people_and_pages_use_reserved_names() -> None:
    for file in FOLDER.glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        assert all(name.strip("\"'").endswith(".example") or name == "www.gov.cn" for name in re.findall(r"https?://([^/\s,}]+)", text)), file.name
        assert set(re.findall(r"@([\w.-]+\.\w+)", text)) <= {"heguang.example"}, file.name
