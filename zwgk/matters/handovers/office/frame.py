"""What the pages share: tabs, crumbs, who and which organs may be chosen."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from zwgk.domain.rights import Actor
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ, Person
from zwgk.foundation.organs.pages import StaffRequest

CRUMBS = [("工作交接", "/office/handovers/")]
TABS = (("list", "交接", "handovers.see"), ("ownerless", "无人负责", "handovers.hand_over_for"), ("deputies", "AB 角（代理）", "handovers.see"), ("objects", "保管物品", "handovers.see"))


def tabs(request: StaffRequest, current: str) -> list[tuple[str, str, bool]]:
    return [(label, reverse(f"handovers:{name}"), name == current) for name, label, right in TABS if request.actor.may(right)]


def own_organs(actor: Actor) -> QuerySet[Organ]:
    reach = organs.reach(actor, "handovers.hand_over")
    return organs.every_organ() if reach is None else organs.existing().filter(pk__in=reach)


def own_people(request: StaffRequest, *, active: bool = True) -> QuerySet[Person]:
    """Who sits in the organs in reach; for the office everybody."""
    reach = organs.reach(request.actor, "handovers.hand_over")
    found = organs.people(active=active)
    if reach is None:
        return found
    there = Q(until__isnull=True) | Q(until__gte=request.day)
    seats = organs.holdings_on(request.day).filter(there, post__organ_id__in=reach)
    return found.filter(pk__in=seats.values("person_id"))


def show_form(request: StaffRequest, form: Any, title: str, back: str, **more: Any) -> HttpResponse:
    values = {"title": title, "crumbs": CRUMBS, "form": form, "back": back, "submit": "保存", **more}
    return render(request, "organs/form.html", values)
