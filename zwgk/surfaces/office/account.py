"""A person's own page: posts, password, second factor; and the start of the second factor."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import StaffRequest, staff


@staff("inbox.see")
def account(request: StaffRequest) -> HttpResponse:
    held = organs.holdings_on(request.day).filter(person=request.user)
    return render(request, "office/account.html", {"title": "我的账号", "holdings": held, "has_mfa": is_mfa_enabled(request.user)})


@staff("inbox.see")
def second_factor(request: StaffRequest) -> HttpResponse:
    """Why a second factor is asked for, and the way to set it up."""
    way_back = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(way_back, allowed_hosts={request.get_host()}):
        request.session["second_factor_next"] = way_back
    return render(request, "office/second_factor.html", {"title": "请先设置第二重验证", "has_mfa": is_mfa_enabled(request.user)})


@staff("inbox.see")
@require_POST
def alive(request: StaffRequest) -> HttpResponse:
    """The person is at work: the session has been renewed by `staff`."""
    return HttpResponse(status=204)
