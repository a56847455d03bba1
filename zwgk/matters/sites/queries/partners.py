"""Reading partners and the log of re-publication."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.db.models import Count, Max, QuerySet

from zwgk.matters.records import queries as records
from zwgk.matters.records.models import Publication

from ..models import Partner, Reprint


def partners() -> QuerySet[Partner]:
    """Each with how much it showed, and when last."""
    return Partner.objects.annotate(shown=Count("reprints"), last_on=Max("reprints__shown_on"))


def reprints(year: int | None = None, partner: Partner | None = None) -> QuerySet[Reprint]:
    found = Reprint.objects.select_related("partner", "organ")
    if partner is not None:
        found = found.filter(partner=partner)
    return found.filter(shown_on__year=year) if year else found


def own_page(address: str) -> Publication | None:
    """The publication at an address of ours."""
    match [part for part in urlsplit(address).path.split("/") if part]:
        case ["xxgk", "info", slug, *_]:
            return records.publication_at(slug)
    return None
