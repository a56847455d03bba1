"""Whose rows a person sees: the office and assessors all, everybody else their own units."""

from __future__ import annotations

from django.http import HttpRequest

from zwgk.domain.rights import RIGHTS, Reach


def visible(request: HttpRequest) -> list[int] | None:
    """Numbers of the organs, or None for the whole county."""
    roles = RIGHTS["ledger.see"]
    grants = request.actor.grants
    if request.actor.system or any(roles.get(grant.role) is Reach.ALL for grant in grants):
        return None
    return sorted({grant.organ_id for grant in grants if grant.role in roles} | set(request.actor.below))
