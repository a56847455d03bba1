"""The page of a call: who has sent, who has opened, one tap to urge; links and codes; its end."""

from __future__ import annotations

from typing import Any

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST

from zwgk.domain.errors import Refusal
from zwgk.foundation.journal import queries as journal
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff
from zwgk.matters.datacalls import actions, forms, queries
from zwgk.matters.datacalls.models import CALL, CallState, DataCall, Return, State

from .support import CRUMBS, call_of, crumbs, stored

POLL_SECONDS = 15


@staff("datacalls.see")
def call(request: StaffRequest, pk: int) -> HttpResponse:
    """For the office the live page; a unit goes to its own form."""
    shown = call_of(request, pk)
    if not request.actor.may("datacalls.merge"):
        return mine(request, pk)
    if shown.state == CallState.DRAFT:
        return redirect("datacalls:design", pk)
    return render(request, "datacalls/call.html", {
        "title": shown.title, "crumbs": CRUMBS, "call": shown, **_live(shown), "handed": shown.handed.select_related("call"), "urges": shown.urges.all()[:5],
        "facts": journal.of_subject(CALL, pk)[:50], "may_open": request.actor.may("datacalls.open"),
    })  # fmt: skip


def _live(shown: DataCall) -> dict[str, object]:
    units = queries.units_of(shown)
    late = [each for each in units if not each.has_sent]
    counts = {state.value: sum(each.state == state for each in units) for state in State}
    order = {State.RETURNED: 0, State.SIGNING: 1, State.WAITING: 2, State.SENT: 3}
    return {
        "units": sorted(units, key=lambda each: order[State(each.state)]), "late": late, "counts": counts, "sent": counts["sent"], "total": len(units),
        "unopened": sum(not each.seen_at and not each.has_sent for each in units), "message": queries.group_message(shown, late), "poll": POLL_SECONDS,
    }  # fmt: skip


@staff("datacalls.merge")
def live(request: StaffRequest, pk: int) -> HttpResponse:
    """The part of the page that fetches itself."""
    shown = call_of(request, pk)
    return render(request, "datacalls/_live.html", {"call": shown, **_live(shown)})


@staff("datacalls.see")
def mine(request: StaffRequest, pk: int) -> HttpResponse:
    """To the own unit's form: one address for the whole group."""
    shown = queries.returns_for(request.actor).filter(call_id=pk).order_by("organ_id")
    own = shown.filter(organ_id=request.actor.organ_id).first() or (None if request.actor.may("datacalls.merge") else shown.first())
    return redirect(own.url if own else "/office/datacalls/")


@staff("datacalls.open")
@require_POST
def urge(request: StaffRequest, pk: int) -> HttpResponse:
    return _do(request, pk, lambda shown: actions.urge(shown, actor=request.actor, at=request.moment), "已向未报单位发出催报，下面的文字可以复制到群里。")


@staff("datacalls.open")
@require_POST
def close(request: StaffRequest, pk: int) -> HttpResponse:
    return _do(request, pk, lambda shown: actions.close(shown, actor=request.actor, at=request.moment), "已截止，各单位不能再改。")


@staff("datacalls.open")
@require_POST
def reopen(request: StaffRequest, pk: int) -> HttpResponse:
    return _do(request, pk, lambda shown: actions.reopen(shown, actor=request.actor, at=request.moment), "已重新打开。")


def _do(request: StaffRequest, pk: int, verb: object, said: str) -> HttpResponse:
    shown = call_of(request, pk)
    try:
        verb(shown)  # type: ignore[operator]
        messages.success(request, said)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect(shown.url)


@staff("datacalls.open")
def void(request: StaffRequest, pk: int) -> HttpResponse:
    shown = call_of(request, pk)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: actions.void(shown, form.cleaned_data["reason"], actor=request.actor, at=request.moment)):
        messages.success(request, "已撤销。")
        return redirect("datacalls:list")
    return render(request, "organs/form.html", {"title": "撤销采集表", "crumbs": crumbs(shown), "form": form, "back": shown.url, "submit": "撤销", "danger": True})


@staff("datacalls.open")
def codes(request: StaffRequest, pk: int) -> HttpResponse:
    """A sheet to print or to cut: one code per unit. Sent as a form: codes that open on the liaison's phone without a log-in."""
    shown, links = call_of(request, pk), []
    if request.method == "POST":
        try:
            links = actions.give_links(shown, actor=request.actor, at=request.moment)
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
    cards = [_card(each.given, each.address, each.person) for each in links if each.address] or [_card(each, _absolute(request, each)) for each in queries.units_of(shown)]
    context = {"title": "填报二维码", "crumbs": crumbs(shown), "call": shown, "cards": cards, "links": links, "without": [each.given for each in links if not each.address]}
    return render(request, "datacalls/codes.html", context)


def _card(given: Return, address: str, person: Any = None) -> tuple[Return, str, SafeString, Any]:
    return given, address, mark_safe(segno.make(address, error="m").svg_inline(scale=3, border=2, omitsize=False)), person


def _absolute(request: StaffRequest, given: Return) -> str:
    found = queries.link(given)
    return found if found.startswith("http") else request.build_absolute_uri(found)


@staff("datacalls.see")
def source(request: StaffRequest, pk: int) -> HttpResponse:
    """The superior's file as it came."""
    return stored(call_of(request, pk).file)


def address(name: str, *args: int) -> str:
    return reverse(f"datacalls:{name}", args=args)
