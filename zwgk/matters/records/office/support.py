"""What the pages share: the record that this person may see, the plain page with one form, the way back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from zwgk.foundation.organs.pages import StaffRequest
from zwgk.matters.records import queries
from zwgk.matters.records.models import Record

CRUMBS = [("信息发布", "/office/records/")]


def visible(request: StaffRequest, pk: int) -> Record:
    """The record, or 404 when it lies outside this person's organs."""
    found = queries.visible_to(request.actor).select_related("organ", "live", "successor", "drafter")
    return get_object_or_404(found, pk=pk)


def back(request: StaffRequest, record: Record, said: str) -> HttpResponse:
    """To the page of the record, with a word of what was done."""
    messages.success(request, said)
    return redirect(record.url)


def form_page(request: StaffRequest, form: BaseForm, record: Record | None, title: str, button: str, **more: Any) -> HttpResponse:
    """One form on a page of its own."""
    crumbs = [*CRUMBS, (record.title[:30], record.url)] if record else CRUMBS
    told = {"title": title, "crumbs": crumbs, "form": form, "button": button, "back": record.url if record else CRUMBS[0][1], **more}
    return render(request, "records/form.html", told, status=422 if form.is_bound and form.errors else 200)
