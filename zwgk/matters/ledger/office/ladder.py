"""The ladder: late units with the step that is proposed → choose → preview → a batch of letters; what a step said; the talk."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff

from .. import queries
from ..actions import escalate, excuse, record_talk
from ..actions.escalate import Wanted, letters_of
from ..forms import ExcuseForm, StepForm, TalkForm
from ..ladder import Rung, rung, rungs
from ..models import Escalation, Item
from .scope import visible

CRUMBS = [("台账", "/office/ledger/")]
ANSWER_DAYS = 7  # proposed until a person says otherwise
MOST = 10  # items listed under a unit; the rest stands on the page of that unit


@staff("ledger.see")
def ladder_view(request: StaffRequest) -> HttpResponse:
    """Late units by proposed step; nothing is sent from here."""
    one = request.GET.get("organ", "")
    found = [each for each in queries.proposals(request.moment, organ_ids=visible(request)) if not one or str(each.organ.pk) == one]
    ladder = rungs()
    counts = {each.id: sum(one.next is not None and one.next.id == each.id for one in found) for each in ladder}
    chosen = request.GET.get("step", "") or next((each.id for each in reversed(ladder) if counts[each.id]), "")
    shown = [one for one in found if chosen == "all" or (one.next.id if one.next else "wait") == chosen]
    values = {
        "title": "督办", "crumbs": CRUMBS, "ladder": [(each, counts[each.id]) for each in ladder], "waiting": sum(one.next is None for one in found),
        "total": len(found), "items": sum(len(one.items) for one in found), "chosen": chosen, "step": next((each for each in ladder if each.id == chosen), None),
        "rows": shown, "steps": ladder, "most": MOST, "cut": ":" if one else f":{MOST}", "one": one, "may_urge": request.actor.may("ledger.urge"),
    }  # fmt: skip
    return render(request, "ledger/ladder.html", values)


@staff("ledger.urge")
@require_POST
def step_view(request: StaffRequest) -> HttpResponse:
    """Preview of every letter; the last button takes the step."""
    step = rung(request.POST.get("step", ""))
    chosen = [int(number) for number in request.POST.getlist("organ") if number.isdecimal() and len(number) < 16]
    sent = "words" in request.POST
    start = {"words": step.words, "due": request.day + timedelta(days=ANSWER_DAYS), "approved_on": request.day}
    form = StepForm(request.POST if sent else None, request.FILES or None, initial=start, rung=step)
    wanted = _wanted(request, form, step, chosen) if sent and form.is_valid() else Wanted(step.id, chosen, _home(request), start["due"])
    if sent and form.is_valid() and request.POST.get("send"):
        made = attempt(form, lambda: escalate(wanted, actor=request.actor, at=request.moment))
        if made and step.to == "all":
            messages.success(request, "通报稿已生成。请核对、修改，登记批准后印发。")
            return redirect(made[0].url)
        if made:
            messages.success(request, f"已取号 {len(made)} 份：{made[0].number}至{made[-1].number}，正在生成。")
            return redirect("letters:batch", made[0].batch)
    pairs = attempt(form, lambda: letters_of(wanted, at=request.moment)) if form.is_bound else letters_of(wanted, at=request.moment) if chosen else []
    values = {
        "title": f"{step.title}：预览", "crumbs": [*CRUMBS, ("督办", reverse("ledger:ladder"))], "step": step, "form": form, "chosen": chosen,
        "letters": (pairs or [])[:1] if step.to == "all" else pairs or [], "proposals": [each for each, _ in pairs or []], "whole": step.to == "all",
    }  # fmt: skip
    return render(request, "ledger/step.html", values)


@staff("ledger.see")
def taken_view(request: StaffRequest, key: str) -> HttpResponse:
    """What a step rested on: each fact beside its row as it is now; the record of the talk."""
    scope = visible(request)
    rows = [row for row in queries.escalations_of(key).prefetch_related("items") if scope is None or row.organ_id in scope]
    if not rows:
        raise Http404
    states = {item.pk: item for row in rows for item in row.items.all()}
    shown = [(row, [(fact, states.get(fact["item"])) for fact in row.facts]) for row in rows]
    values = {"title": rows[0].step_title, "crumbs": [*CRUMBS, ("督办", reverse("ledger:ladder"))], "first": rows[0], "rows": shown, "may_urge": request.actor.may("ledger.urge")}
    return render(request, "ledger/taken.html", values)


@staff("ledger.urge")
def talk_view(request: StaffRequest, pk: int) -> HttpResponse:
    """The record of a talk."""
    row = get_object_or_404(Escalation.objects.select_related("organ", "letter"), pk=pk)
    start = {"talked_on": row.talked_on or request.day, "persons": row.talk_persons or row.letter.values.get("persons", ""), "text": row.talk_text}
    form = TalkForm(request.POST or None, initial=start)
    back = reverse("ledger:taken", args=[row.key])
    if form.is_valid():
        data = form.cleaned_data
        if attempt(form, lambda: record_talk(row, data["talked_on"], data["persons"], data["text"], actor=request.actor, at=request.moment)):
            messages.success(request, "约谈记录已登记。")
            return redirect(back)
    values = {"title": f"约谈记录：{row.organ.label}", "crumbs": CRUMBS, "form": form, "back": back, "submit": "登记"}
    return render(request, "organs/form.html", values)


@staff("ledger.report")
def excuse_view(request: StaffRequest, pk: int) -> HttpResponse:
    """The unit explains why it is late."""
    item = get_object_or_404(queries.items(), pk=pk)
    request.actor.require("ledger.report", item.duty.organ_id)
    form = ExcuseForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: excuse(item, form.cleaned_data["excuse"], actor=request.actor, at=request.moment)):
        messages.success(request, "情况说明已提交。")
        return redirect("ledger:item", pk)
    values = {"title": f"情况说明：{_title(item)}", "crumbs": CRUMBS, "form": form, "back": reverse("ledger:item", args=[pk]), "submit": "提交说明"}
    return render(request, "organs/form.html", values)


def _title(item: Item) -> str:
    return item.duty.task.label


def _wanted(request: StaffRequest, form: StepForm, step: Rung, chosen: list[int]) -> Wanted:
    data = form.cleaned_data
    more = {name: data[name] for name in ("contact", "signer", "when", "place") if data.get(name)}
    return Wanted(step.id, chosen, _home(request), data["due"], data["words"], more, form.approval())


def _home(request: StaffRequest) -> Organ:
    """Whose letters they are: the organ in which this person sits."""
    found: Any = next((organ for organ in organs.living(request.day) if organ.pk == request.actor.organ_id), None)
    if found is None:
        raise Http404
    return found
