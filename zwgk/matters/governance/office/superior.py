"""The superior department of the same line: overdue follow-ups, counterparts, the log, new standards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from zwgk.foundation.organs.pages import StaffRequest, attempt, staff
from zwgk.matters.governance import actions, forms, queries
from zwgk.matters.governance.models import LineContact, LineTalk, Standard

from .frame import CRUMBS, in_reach, own_organs, show_form, tabs

SHOWN = 100  # entries of the log on the page


@staff("governance.see")
def superior(request: StaffRequest) -> HttpResponse:
    """What is overdue first; then counterparts, standards and the log of the organs in reach."""
    reach, asked = in_reach(request), request.GET.get("organ", "")
    chosen = own_organs(request).filter(pk=int(asked)).first() if asked.isascii() and asked.isdecimal() and len(asked) < 10 else None
    ids = {chosen.pk} if chosen else reach
    talks, standards = list(queries.talks(ids)[:SHOWN]), list(queries.standards(ids)[:SHOWN])
    talk_lights, standard_lights = queries.line_lights(talks, request.moment), queries.line_lights(standards, request.moment)
    late_talks, late_standards = queries.overdue(request.moment, ids)
    may = request.actor.may
    return render(request, "governance/superior.html", {
        "title": "上级对口联系", "crumbs": CRUMBS, "tabs": tabs("superior"), "chosen": chosen, "late_talks": late_talks, "late_standards": late_standards,
        "contacts": [(row, may("governance.register", row.organ_id)) for row in queries.line_contacts(ids)],
        "talks": [(row, talk_lights.get(row.pk), may("governance.register", row.contact.organ_id)) for row in talks],
        "standards": [(row, standard_lights.get(row.pk), may("governance.register", row.organ_id)) for row in standards],
        "may_enter": may("governance.register"),
    })  # fmt: skip


@staff("governance.register")
def contact(request: StaffRequest) -> HttpResponse:
    form = forms.LineContactForm(request.POST or None, initial={"since": request.day}, organs=own_organs(request))
    return _form(request, form, "登记上级对口联系", lambda: actions.set_line_contact(
        actions.NewLineContact(**form.cleaned_data), actor=request.actor, at=request.moment
    ))  # fmt: skip


@staff("governance.register")
def talk(request: StaffRequest, pk: int) -> HttpResponse:
    row = _reached(request, LineContact.objects.select_related("organ"), pk, "organ_id")
    form = forms.TalkForm(request.POST or None, initial={"day": request.day})
    return _form(request, form, f"联系记录：{row.superior}{row.person}", lambda: actions.log_talk(
        actions.NewTalk(row, **form.cleaned_data), actor=request.actor, at=request.moment
    ))  # fmt: skip


@staff("governance.register")
def done(request: StaffRequest, pk: int) -> HttpResponse:
    row = _reached(request, LineTalk.objects.select_related("contact"), pk, "contact__organ_id")
    form = forms.NoteForm(request.POST or None)
    return _form(request, form, f"办结：{row.follow_up}", lambda: actions.finish_talk(
        row, form.cleaned_data["note"], actor=request.actor, at=request.moment
    ))  # fmt: skip


@staff("governance.register")
def standard(request: StaffRequest) -> HttpResponse:
    form = forms.StandardForm(request.POST or None, organs=own_organs(request))
    return _form(request, form, "登记上级新标准", lambda: actions.watch_standard(
        actions.NewStandard(**form.cleaned_data), actor=request.actor, at=request.moment
    ))  # fmt: skip


@staff("governance.register")
def decide(request: StaffRequest, pk: int) -> HttpResponse:
    row = _reached(request, Standard.objects.all(), pk, "organ_id")
    form = forms.DecideForm(request.POST or None)
    return _form(request, form, f"采用情况：{row.name}", lambda: actions.decide_standard(
        row, **form.cleaned_data, actor=request.actor, at=request.moment
    ))  # fmt: skip


def _reached(request: StaffRequest, rows: QuerySet[Any], pk: int, field: str) -> Any:
    reach = in_reach(request)
    found = rows if reach is None else rows.filter(**{f"{field}__in": reach})
    row = found.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def _form(request: StaffRequest, form: BaseForm, title: str, verb: Callable[[], object]) -> HttpResponse:
    """Show the form; call the verb with what was typed; back to the page."""
    if form.is_valid() and attempt(form, verb):
        messages.success(request, "已登记。")
        return redirect("governance:superior")
    return show_form(request, form, title, reverse("governance:superior"))
