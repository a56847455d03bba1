"""The paragraph on remedies: computed from the decisions, the organ and the day; never left out where it is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from zwgk.domain.outcomes import OrganFacts, Remedy, remedy_text
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ, OrganKind
from zwgk.foundation.rulebook import queries as rulebook

from ..models import Case, Delivery, Details

# Kind of organ → id in law.review_organs.
KINDS = {
    OrganKind.GOVERNMENT: "government", OrganKind.TOWNSHIP: "township", OrganKind.STREET: "street", OrganKind.DISPATCHED: "dispatched",
    OrganKind.INSTITUTION: "authorised", OrganKind.ENTERPRISE: "authorised",
}  # fmt: skip
ONLINE = (Delivery.ONLINE, Delivery.EMAIL)


def remedy(case: Case, outcomes: Sequence[str], on: date) -> Remedy:
    """What the letter says as of that day; `missing` names what nobody has entered yet."""
    return remedy_text(rulebook.law(), outcomes, facts_of(case.organ, served_online=case.delivery in ONLINE), on)


def facts_of(organ: Organ, *, served_online: bool = False) -> OrganFacts:
    """What is known of the organ: its own entries, then those of the government."""
    government = organs.government()
    name = government.name if government else ""
    own = Details.objects.filter(organ=organ).first() or Details()
    common = (Details.objects.filter(organ=government).first() if government else None) or Details()
    above = own.review_organ or name
    return OrganFacts(
        own.review_kind or KINDS.get(OrganKind(organ.kind), "department"), own_government=above, higher_government=above if organ.kind != OrganKind.GOVERNMENT else own.review_organ,
        founder=above, superior=own.review_organ, local_government=name, manager=above, court=own.court or common.court,
        internet=own.internet or common.internet, served_online=served_online,
    )  # fmt: skip
