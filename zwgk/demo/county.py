"""Organs, names and people of 和光县."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.hashers import make_password

from zwgk.foundation.organs import actions as organs
from zwgk.foundation.organs.models import Organ, OrganGroup, Person

from .reading import SETUP, day, load, moment

AT = moment("2026-01-04 09:00")


def make_organs() -> dict[str, Organ]:
    """All organs, by slug, with aliases and groups."""
    data, made = load("organs.yaml"), {}
    for number, row in enumerate(data["organs"]):
        new = organs.NewOrgan(
            name=row["name"], kind=row["kind"], short_name=row.get("short", ""), parent=made.get(row.get("parent", "")),
            code=row.get("code", ""), division_code=row.get("division", ""), address=row.get("address", ""),
            phone=row.get("phone", ""), office_hours=row.get("hours", data["default_hours"]), slug=row["slug"], order=number * 10,
        )  # fmt: skip
        made[row["slug"]] = organs.create_organ(new, actor=SETUP, at=AT)
    organs.ensure_standard_groups(actor=SETUP, at=AT)
    for row in data["aliases"]:
        _alias(row, made)
    for row in data["groups"]:
        _group(row, made)
    return made


def _group(row: dict[str, Any], made: dict[str, Organ]) -> None:
    """A group of one's own, or more members for a standard one (the dispatched organs count as departments here)."""
    known = OrganGroup.objects.filter(name=row["name"]).first()
    picked = [made[slug] for slug in row.get("members", [])]
    picked += [organ for organ in made.values() if organ.kind in row.get("kinds", []) and organ.kind == "dispatched"]
    if known is None:
        known = organs.create_group(row["name"], kinds=row.get("kinds", []), members=picked, actor=SETUP, at=AT)
    elif picked:
        organs.edit_group(known, spellings=known.keys, members=picked, actor=SETUP, at=AT)


def _alias(row: dict[str, str], made: dict[str, Organ]) -> None:
    alias = organs.propose_alias(made[row["organ"]], row["text"], seen_in=row.get("seen_in", ""), actor=SETUP, at=AT)
    if row["state"] == "confirmed":
        organs.confirm_alias(alias, actor=SETUP, at=AT)
    elif row["state"] == "rejected":
        organs.reject_alias(alias, actor=SETUP, at=AT)


def make_people(made: dict[str, Organ], password: str) -> dict[str, Person]:
    """All people with their posts; every account gets the password of the demo."""
    people: dict[str, Person] = {}
    hashed = make_password(password)  # once: the hash is slow on purpose
    for row in load("people.yaml")["people"]:
        person = organs.create_person(row["username"], row["name"], email=row.get("email", ""), phone=row.get("phone", ""), actor=SETUP, at=AT)
        person.password, person.must_change_password = hashed, False
        person.save(update_fields=["password", "must_change_password"])
        people[row["username"]] = person
        for post in row["posts"]:
            if "deputy_for" not in post:  # AB 角 are set by demo.handovers
                _appoint(person, post, made)
        if row.get("active") is False:
            organs.lock_person(person, reason="已离任", actor=SETUP, at=AT)
    return people


def _appoint(person: Person, post: dict[str, Any], made: dict[str, Organ]) -> None:
    wanted = organs.Appointment(person, made[post["organ"]], post["title"], post["roles"], day(post["since"]))
    holding = organs.appoint(wanted, actor=SETUP, at=AT)
    if post.get("until"):
        organs.release(holding, until=day(post["until"]), actor=SETUP, at=AT)
