"""A record of the finance bureau sent to review, and the people who judge it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from tests.cast import AT, County, actor_with, liaison_actor, person_with
from zwgk.domain.rights import Actor, Role
from zwgk.foundation.journal.actions import Subject
from zwgk.foundation.organs.models import Organ
from zwgk.matters.reviews import actions
from zwgk.matters.reviews.models import Review


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def part(number: int, text: str = "正文") -> actions.Part:
    return actions.Part("records.record", number, f"2026年部门预算{number}", digest(f"{text}{number}"), f"/office/records/{number}/")


def judges(organ: Organ) -> dict[str, Actor]:
    """Who takes which step at an organ."""
    return {
        "first": actor_with(Role.REVIEWER, organ), "second": actor_with(Role.DISCLOSURE, organ), "secrecy": actor_with(Role.SECRECY, organ),
        "third": actor_with(Role.LEADER, organ),
    }  # fmt: skip


@pytest.fixture
def submit(county: County) -> Callable[..., Review]:
    def do(organ: Organ | None = None, items: int = 1, text: str = "正文") -> Review:
        place = organ or county.finance
        new = actions.NewReview(
            subject=Subject("records.record", 1, "2026年部门预算1", "/office/records/1/"), organ=place, items=[part(n, text) for n in range(1, items + 1)],
            drafter=person_with(Role.LIAISON, place), rendition="<p>收入合计12万元</p>",
        )  # fmt: skip
        return actions.open_review(new, actor=liaison_actor(place), at=AT)

    return do


def passed(review: Review) -> actions.Decision:
    return actions.Decision(True, review.hash, "同意")


def take(review: Review, actor: Actor) -> Review:
    return actions.decide(review, passed(review), actor=actor, at=AT)
