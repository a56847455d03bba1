"""The one table of what a person can hold: which slice tells it, which verb passes it on. A new slice adds its line here.

A foreign key to Person stands either in MOVES (a provider passes it on) or in STAYS (history keeps the old name);
tests/handovers/test_guard.py holds every key of the house against both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zwgk.domain.held import Held
from zwgk.foundation.clocks import actions as clocks_do
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.inbox import actions as inbox_do
from zwgk.foundation.inbox import queries as inbox
from zwgk.foundation.organs.queries import Seat
from zwgk.matters.assessments import queries as assessments
from zwgk.matters.briefings import queries as briefings
from zwgk.matters.catalogue import actions as catalogue_do
from zwgk.matters.catalogue import queries as catalogue
from zwgk.matters.channels import actions as channels_do
from zwgk.matters.channels import queries as channels
from zwgk.matters.datacalls import queries as datacalls
from zwgk.matters.findings import queries as findings
from zwgk.matters.governance import actions as governance_do
from zwgk.matters.governance import queries as governance
from zwgk.matters.inforequests import actions as requests_do
from zwgk.matters.inforequests import queries as requests
from zwgk.matters.ledger import actions as ledger_do
from zwgk.matters.ledger import queries as ledger
from zwgk.matters.letters import queries as letters
from zwgk.matters.notices import queries as notices
from zwgk.matters.records import actions as records_do
from zwgk.matters.records import queries as records
from zwgk.matters.reviews import queries as reviews


@dataclass(frozen=True, slots=True)
class Provider:
    """One slice: what it holds in a person's name, what hangs on a post, and the verb that passes the former on."""

    name: str  # first part of its keys
    held_by: Callable[[int, datetime], list[Held]] | None = None
    on_post: Callable[[Seat, datetime], list[Held]] | None = None
    pass_on: Callable[..., Any] | None = None


# Posts (`organs`) and kept objects (`handovers`) are handled by the act itself; names in registers (`governance`) by name.
PROVIDERS: tuple[Provider, ...] = (
    Provider("ledger", ledger.held_by, ledger.on_post, ledger_do.pass_on),
    Provider("clocks", clocks.held_by, None, clocks_do.pass_on),
    Provider("inbox", inbox.held_by, None, inbox_do.pass_on),
    Provider("governance", None, governance.on_post, governance_do.pass_on),
    Provider("catalogue", catalogue.held_by, None, catalogue_do.pass_on),
    Provider("findings", None, findings.on_post),
    Provider("channels", channels.held_by, None, channels_do.pass_on),
    Provider("records", records.held_by, None, records_do.pass_on),
    Provider("inforequests", requests.held_by, None, requests_do.pass_on),
    Provider("letters", None, letters.on_post),
    Provider("notices", None, notices.on_post),
    Provider("reviews", None, reviews.on_post),
    Provider("datacalls", None, datacalls.on_post),
    Provider("assessments", None, assessments.on_post),
    Provider("briefings", None, briefings.on_post),
)

MOVES: Mapping[str, str] = {
    "organs.Holding.person": "organs",
    "ledger.Duty.person": "ledger",
    "clocks.Clock.person": "clocks",
    "inbox.Message.person": "inbox",
    "handovers.KeptObject.keeper": "handovers",
    "catalogue.ColumnDuty.person": "catalogue",
    "channels.Channel.keeper": "channels",
    "records.Record.drafter": "records",
    "inforequests.Case.handler": "inforequests",
}

STAYS: Mapping[str, str] = {
    "handovers.Handover.leaving": "the hand-over itself: who left",
    "handovers.Handover.successor": "the hand-over itself: who followed",
    "handovers.Arrangement.to": "the hand-over itself: who got one thing",
    "inbox.Relay.person": "who was told in the group on a day: history",
    "inbox.Way.person": "his own telephone or mailbox: it ends with the account",
    "inbox.Wish.person": "what he himself wants to hear of: it ends with the account",
    "rulebook.CalendarPage.proposed_by": "who proposed: history; an open proposal waits for anybody else with the right",
    "rulebook.CalendarPage.confirmed_by": "who confirmed: history",
    "rulebook.Override.proposed_by": "who proposed: history; an open proposal waits for anybody else with the right",
    "rulebook.Override.confirmed_by": "who confirmed: history",
    "records.Unsaved.person": "what he himself was typing, never saved: whoever takes the draft over begins from its saved text",
    "reviews.Review.drafter": "who drafted: history",
    "reviews.Step.person": "who decided this step: history",
    "organs.Pass.person": "a phone pass is bound to its person: it is revoked, never passed on",
}
