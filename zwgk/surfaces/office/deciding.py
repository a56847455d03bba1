"""待您决定: what waits for the word of this person, each with the one tap that leads to where it is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zwgk.domain.rights import Actor, Role
from zwgk.matters.briefings import queries as briefings
from zwgk.matters.datacalls import queries as datacalls
from zwgk.matters.letters import queries as letters
from zwgk.matters.reviews import queries as reviews

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that waits."""

    title: str
    note: str
    url: str
    step: str  # the word on the button


def waiting(actor: Actor) -> list[Asked]:
    """Reviews whose next step is his, data to sign, decisions asked for in a paper, letters that need an approval."""
    return [*_reviews(actor), *_signatures(actor), *_questions(actor), *_letters(actor)]


def _reviews(actor: Actor) -> Iterator[Asked]:
    for review in reviews.waiting_for(actor)[:SHOWN]:
        yield Asked(review.title, f"审核　{review.organ.label}", review.address, "审核")


def _signatures(actor: Actor) -> Iterator[Asked]:
    for given in datacalls.to_sign(actor)[:SHOWN]:
        yield Asked(given.call.title, f"采集表，待签发　{given.organ.label}", given.url, "签发")


def _questions(actor: Actor) -> Iterator[Asked]:
    for question in briefings.undecided(actor)[:SHOWN]:
        yield Asked(question.text, f"请示事项　{question.briefing.title}", f"{question.briefing.url}#questions", "批示")


def _letters(actor: Actor) -> Iterator[Asked]:
    """A leader reads them here; that he approved is noted by the office, with the signed sheet."""
    if any(grant.role is Role.LEADER for grant in actor.grants):
        for letter in letters.unapproved(actor)[:SHOWN]:
            yield Asked(letter.title, f"{letter.kind_title}，待批准　主送{letter.addressee}", letter.url, "审阅")
