"""The way of a paper through a unit: who drafts, who judges, who signs; the verbs in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from zwgk.domain.rights import Actor
from zwgk.foundation.organs import actions as organs
from zwgk.foundation.organs.models import Organ, Person
from zwgk.foundation.organs.queries import actor_of
from zwgk.matters.records import actions
from zwgk.matters.records.models import Record
from zwgk.matters.reviews import actions as reviews
from zwgk.matters.reviews import queries as judged
from zwgk.matters.reviews.models import Review

from .reading import SETUP, Cast, load, moment

APPOINTED = moment("2024-12-02 09:00")


@dataclass
class Desk:
    """Every unit that publishes: its drafter and leader by their posts, its judges from judges.yaml."""

    cast: Cast
    judges: dict[str, list[Person]] = field(default_factory=dict)
    actors: dict[int, Actor] = field(default_factory=dict)
    held: dict[str, dict[str, str]] = field(default_factory=dict)  # unit → role → user name

    def __post_init__(self) -> None:
        for row in load("people.yaml")["people"]:
            for post in row["posts"]:
                if row.get("active", True) and "until" not in post and "deputy_for" not in post:
                    for role in post["roles"]:
                        self.held.setdefault(post["organ"], {}).setdefault(role, row["username"])

    def appoint(self) -> None:
        """信息审核岗 and 保密审查员: of their own in some units, those of the county office in all others."""
        told = load("judges.yaml")
        known = next(iter(self.cast.people.values()))  # every account of the demo has the same password
        for slug in (each for each, roles in self.held.items() if "disclosure" in roles):
            for row in told["own"].get(slug, told["central"]):
                person = self.cast.people.get(row["username"]) or self._newcomer(row, known)
                self.judges.setdefault(slug, []).append(person)
                if "title" in row:
                    wanted = organs.Appointment(person, self.cast.organs[slug], row["title"], row["roles"], APPOINTED.date())
                    organs.appoint(wanted, actor=SETUP, at=APPOINTED)

    def recall(self) -> None:
        """The same people, appointed before."""
        told = load("judges.yaml")
        for slug in (each for each, roles in self.held.items() if "disclosure" in roles):
            self.judges[slug] = [self.cast.people[row["username"]] for row in told["own"].get(slug, told["central"])]

    def _newcomer(self, row: dict[str, Any], known: Person) -> Person:
        person = organs.create_person(row["username"], row["name"], actor=SETUP, at=APPOINTED)
        person.password, person.must_change_password = known.password, False
        person.save(update_fields=["password", "must_change_password"])
        return person

    @property
    def units(self) -> list[str]:
        return list(self.judges)

    def organ(self, slug: str) -> Organ:
        found: Organ = self.cast.organs[slug]
        return found

    def drafter(self, slug: str) -> Actor:
        return self.actor(self.cast.people[self.held[slug]["disclosure"]])

    def leader(self, slug: str) -> Actor:
        return self.actor(self.cast.people[self.held[slug]["leader"]])

    def actor(self, person: Person) -> Actor:
        """With the rights of today, asked for once."""
        if person.pk not in self.actors:
            self.actors[person.pk] = actor_of(person, self.cast.today)
        return self.actors[person.pk]

    def judge(self, slug: str, records: Sequence[Record], title: str, at: datetime, *, steps: int = 4) -> Review:
        """To review, alone or as one batch; so many steps are taken, each by the first who may."""
        drafter = self.drafter(slug)
        if len(records) == 1:
            review = actions.submit(records[0], actor=drafter, at=at)
        else:
            review = actions.submit_batch(records, title, actor=drafter, at=at)
        people = [*(self.actor(person) for person in self.judges[slug]), self.leader(slug)]
        for number in range(1, steps + 1):
            who = next(each for each in people if judged.may_decide(review, each))
            review = reviews.decide(review, reviews.Decision(True, review.hash, "同意。"), actor=who, at=at + timedelta(hours=number))
        return review

    def settle(self, slug: str, records: Sequence[Record], at: datetime) -> int:
        """Out, or kept: as it was judged."""
        for record in records:
            actions.settle(record, actor=self.drafter(slug), at=at)
        return len(records)


def at_hour(day: date, hour: int = 10) -> datetime:
    """A moment of a working day."""
    return moment(f"{day} {hour:02}:00")
