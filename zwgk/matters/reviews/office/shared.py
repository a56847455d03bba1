"""What the pages share: the review one may see, the way back, a form on a page of its own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme

from zwgk.foundation.organs.pages import StaffRequest
from zwgk.matters.reviews import queries
from zwgk.matters.reviews.models import Review

CRUMBS = [("审核", "/office/reviews/")]


def visible(request: StaffRequest, pk: int) -> Review:
    return get_object_or_404(queries.visible_to(request.actor).select_related("organ__parent", "drafter"), pk=pk)


def crumbs_of(review: Review) -> list[tuple[str, str]]:
    return [*CRUMBS, (review.title, review.address)]


def way_back(request: StaffRequest, otherwise: str) -> str:
    """`next` of the form when it leads into our own pages."""
    return safe(request.POST.get("next", ""), otherwise)


def safe(wanted: str, otherwise: str) -> str:
    """The address when it leads into our own office."""
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/office/") else otherwise


def done(request: StaffRequest, said: str, url: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(url)


def form_page(request: StaffRequest, form: Any, review: Review, title: str, submit: str, **more: Any) -> HttpResponse:
    values = {"title": title, "crumbs": crumbs_of(review), "form": form, "back": review.address, "submit": submit, **more}
    return render(request, "organs/form.html", values)


def download(data: bytes, name: str, media_type: str, *, inline: bool = False) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(not inline, name)
    return response
