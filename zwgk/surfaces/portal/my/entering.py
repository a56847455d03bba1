"""The code is sent, comes back, lets one in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from zwgk.foundation.gate.pages import address_of
from zwgk.foundation.organs.pages import attempt, public
from zwgk.foundation.visitors import actions, pages, queries

from .forms import CodeForm, ContactForm, EnterForm

TICKET = "zwgk_visitor_code"  # cookie: which code this browser waits for, signed
LASTS_SECONDS = 600
HOME = [("首页", "/"), ("我的", "/my/")]


@public
def enter(request: HttpRequest) -> HttpResponse:
    """A contact and the question; whoever is new registers by it."""
    back = pages.way_back(request, request.GET.get("next", ""))
    if pages.visitor_of(request) is not None:
        return pages.private(redirect(back))
    form = asked(EnterForm, request)
    if form.is_valid() and (answer := sent(request, form, back)):
        return answer
    return shown(request, "enter", {
        "title": "登录 / 注册", "crumbs": [("首页", "/"), ("登录 / 注册", "")], "form": form, "question": form.question, "ways": queries.ways(),
    }, 400 if form.errors else 200)  # fmt: skip


def asked(kind: type[ContactForm], request: HttpRequest) -> Any:
    """The form as it came; with another question when only that was wanted."""
    return kind(initial=request.POST.dict()) if "renew" in request.POST else kind(request.POST or None)


def sent(request: HttpRequest, form: ContactForm, back: str, purpose: str = "enter") -> HttpResponse | None:
    """Send the code and go on to the page that takes it; None when it was refused."""
    reach = form.cleaned_data["contact"]
    at = timezone.now()
    code = attempt(form, lambda: actions.send_code(reach, address_of(request), at=at))
    if code is None:
        return None
    gone = actions.hurry(code, at=at)
    answer = pages.private(redirect("portal:my_code"))
    told = {"ticket": code.ticket, "shown": code.shown, "to": queries.masked(reach.kind, reach.value), "back": back, "purpose": purpose, "late": not gone}
    answer.set_cookie(TICKET, signing.dumps(told, salt=TICKET), max_age=LASTS_SECONDS, httponly=True, samesite="Lax", secure=request.is_secure(), path="/my/")
    return answer


@public
def code(request: HttpRequest) -> HttpResponse:
    """The six digits."""
    try:
        told = signing.loads(request.COOKIES.get(TICKET, ""), salt=TICKET, max_age=LASTS_SECONDS)
    except signing.BadSignature:
        return pages.private(redirect("portal:my_enter"))
    form = CodeForm(request.POST or None)
    if form.is_valid() and (answer := _proved(request, form, told)):
        answer.delete_cookie(TICKET, path="/my/", samesite="Lax")
        return pages.private(answer)
    return shown(request, "code", {"title": "填写验证码", "crumbs": [*HOME, ("填写验证码", "")], "form": form, "told": told}, 400 if form.errors else 200)


def _proved(request: HttpRequest, form: CodeForm, told: dict[str, str]) -> HttpResponse | None:
    typed, address, at = form.cleaned_data["code"], address_of(request), timezone.now()
    if told["purpose"] == "contact" and (visitor := pages.visitor_of(request)):
        if attempt(form, lambda: actions.add_contact(visitor, told["ticket"], typed, address, at=at)) is None:
            return None
        messages.success(request, "联系方式已经更新。")
        return redirect("portal:my_account")
    home = request.build_absolute_uri("/")
    key = attempt(form, lambda: actions.come_in(told["ticket"], typed, address, at=at, home=home))
    if key is None:
        return None
    rotate_token(request)
    return pages.let_in(request, redirect(pages.way_back(request, told["back"])), key)


@public
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """退出: nobody after me at this computer sees anything."""
    return pages.private(pages.let_out(request, redirect("portal:my_enter")))


def shown(request: HttpRequest, template: str, values: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of /my/: kept by nobody."""
    return pages.private(render(request, f"portal/my/{template}.html", values, status=status))
