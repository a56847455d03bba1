"""Follow something; how one is told; the feed; the way out of every letter."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from zwgk.foundation.organs.pages import attempt, public
from zwgk.foundation.search import queries as search
from zwgk.foundation.ui import feeds
from zwgk.foundation.ui.feeds import Entry, Feed
from zwgk.foundation.visitors import actions, pages, queries
from zwgk.foundation.visitors.actions import Wanted
from zwgk.foundation.visitors.models import Follow

from ..search.feed import said
from .entering import HOME, shown
from .forms import FollowForm

KINDS = {name: Follow.Kind(name).label for name in Follow.Kind.values}


@public
def begin(request: HttpRequest) -> HttpResponse:
    """What would be followed; without an account the open feed of the same search is offered."""
    wanted = _wanted(request)
    if wanted is None:
        raise Http404
    visitor = pages.visitor_of(request)
    form = FollowForm(request.POST or None)
    if visitor is not None and form.is_valid() and attempt(form, lambda: actions.follow(visitor, wanted, form.cleaned_data["how"], at=timezone.now())):
        messages.success(request, f"已经关注：{wanted.label}。")
        return pages.private(redirect(f"{reverse('portal:my')}#follows"))
    open_feed = "" if wanted.kind == Follow.Kind.DOCUMENT else f"{reverse('portal:search_feed', args=['atom'])}?{urlencode(wanted.params, doseq=True)}"
    return shown(request, "follow", {
        "title": "关注", "crumbs": [*HOME, ("关注", "")], "wanted": wanted, "kind": KINDS[wanted.kind], "form": form, "visitor": visitor,
        "open_feed": request.build_absolute_uri(open_feed) if open_feed else "", "enter": f"{pages.ENTER}?{urlencode({'next': request.get_full_path()})}",
    }, 400 if form.errors else 200)  # fmt: skip


def _wanted(request: HttpRequest) -> Wanted | None:
    """From the address that the door gave; None when it asks nothing."""
    kind = request.GET.get("kind", Follow.Kind.SEARCH.value)
    if kind == Follow.Kind.DOCUMENT:
        url = request.GET.get("url", "")
        found = search.at_addresses([url]).get(url)
        return Wanted(kind, {"url": url}, found.title) if found else None
    wish = search.wish_of(request.GET)
    return Wanted(kind, search.params_of(wish), said(wish)) if kind in KINDS and wish else None


@pages.account
@require_POST
def change(request: pages.AccountRequest, pk: int) -> HttpResponse:
    """Told in another way, or not at all any more."""
    row = get_object_or_404(request.visitor.follows, pk=pk)
    form = FollowForm(request.POST)
    if "stop" in request.POST:
        actions.unfollow(row)
        messages.success(request, f"不再关注：{row.label}。")
    elif form.is_valid() and attempt(form, lambda: actions.change_follow(row, form.cleaned_data["how"], at=timezone.now())) is not None:
        messages.success(request, f"“{row.label}”改为：{row.get_how_display()}。")
    else:
        messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
    return redirect(f"{reverse('portal:my')}#follows")


def with_addresses(request: HttpRequest, follows: list[Follow]) -> list[tuple[Follow, str, str]]:
    """Each with its page and the secret address of its feed."""
    return [(row, _page(row), request.build_absolute_uri(reverse("portal:my_feed", args=[row.token, "atom"]))) for row in follows]


def _page(row: Follow) -> str:
    if row.kind == Follow.Kind.DOCUMENT:
        return str(row.params["url"])
    return f"{reverse('portal:search')}?{urlencode({**row.params, 'sort': 'newest'}, doseq=True)}"


@public
def feed(request: HttpRequest, token: str, form: str) -> HttpResponse:
    """What came for one follow, as it is public at this moment."""
    row = queries.follow_with(token)
    if row is None:
        raise Http404
    entries = [
        Entry(each.title, each.url, each.said, published=each.at, mark=f"{each.at:%Y%m%d%H%M%S}" if each.at else "")
        for each in queries.entries(row, timezone.localdate())
    ]
    answer = feeds.answer(request, form, Feed(f"关注：{row.label}", "/my/", f"您关注的“{row.label}”的最新信息", entries), asked=True)
    return pages.private(answer)


@public
@csrf_exempt
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """No more letters about one thing. Opening changes nothing: mail programs open links by themselves."""
    row = queries.follow_with(token)
    if row is None:
        raise Http404
    if request.method == "POST":
        actions.stop_mail(row.visitor, row, at=timezone.now())
    return shown(request, "stop", {"title": "不再接收邮件", "crumbs": [*HOME, ("不再接收邮件", "")], "label": row.label, "done": request.method == "POST"})


@public
@csrf_exempt
def stop_all(request: HttpRequest, token: str) -> HttpResponse:
    """No more letters at all; mail programs send this by themselves when one asks them to (List-Unsubscribe)."""
    visitor = queries.visitor_to_stop(token)
    if visitor is None:
        raise Http404
    if request.method == "POST":
        actions.stop_mail(visitor, None, at=timezone.now())
    return shown(request, "stop", {"title": "不再接收邮件", "crumbs": [*HOME, ("不再接收邮件", "")], "label": "", "done": request.method == "POST"})
