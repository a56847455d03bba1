"""Who may open a page: every office view is `staff(right)`, every open one `public`; a guard test walks all addresses.

    @staff("ledger.see")                       @staff("ledger.publish")
    def plans(request): ...                    @second_factor
                                               def publish(request): ...

    @staff("ledger.report", passes=True)       also opens by a 手机链接 (organs.Pass) whose address begins the path; then
    def phone(request, pk):                    `request.actor` is narrowed: ask `request.actor.require_about("ledger.item", pk)`

Inside an office view: `request.actor` (who, with rights), `request.moment` (now, frozen once), `request.day` (its local date).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache, wraps
from typing import Any, TypeVar
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from zwgk.domain.errors import NotAllowed, Refusal
from zwgk.domain.rights import PASS_RIGHTS, Actor

from . import queries
from .models import Pass

View = Callable[..., HttpResponse]
Done = TypeVar("Done")
RENEW_SECONDS = 60
BROWSER_COOKIE = "zwgk_phone"  # the secret mark of a browser in which 手机链接 were opened
MFA_LASTS_SECONDS = 12 * 3600  # one working day with its overtime


class StaffRequest(HttpRequest):
    """What `staff` adds to a request; for annotations."""

    actor: Actor
    moment: datetime
    day: date
    by_pass: Pass | None  # the 手机链接 through which this request came


def public(view: View) -> View:
    """Mark a view as open to everybody."""
    view.public = True  # type: ignore[attr-defined]
    return view


def staff(right: str, *, passes: bool = False) -> Callable[[View], View]:
    """Signed in, on a post whose roles hold `right` somewhere; the verb still checks the organ. Never cached.

    With `passes` also whoever opened a 手机链接 to this page: as its person, narrowed to what the link carries.
    """
    if passes and right not in PASS_RIGHTS:
        raise ValueError(f"{right} is nothing that a 手机链接 may carry")

    def decorate(view: View) -> View:
        @wraps(view)
        def page(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            request.by_pass = None
            if not (passes and identify_by_pass(request)):
                if not request.user.is_authenticated:
                    return _go(request, redirect_to_login(_way_back(request)).url)
                if request.user.must_change_password:
                    return _go(request, reverse("account_change_password"))
                identify(request)
                renew(request)
            request.actor.require(right)
            response = view(request, *args, **kwargs)
            add_never_cache_headers(response)
            if request.by_pass:
                response["X-Robots-Tag"] = "noindex, nofollow"
            return response

        page.right = right  # type: ignore[attr-defined]
        page.passes = passes  # type: ignore[attr-defined]
        return page

    return decorate


def identify(request: Any) -> None:
    """Set `actor`, `moment` and `day` on the request of a signed-in person, once."""
    if not hasattr(request, "actor"):
        request.moment = timezone.now()
        request.day = timezone.localdate(request.moment)
        request.actor = queries.actor_of(request.user, request.day)


def identify_by_pass(request: Any) -> bool:
    """Set `actor`, `moment`, `day` and `by_pass` when this browser holds a link to this page (`?pass=12`: the link 12).

    Who is signed in is never taken for somebody else whose link was opened in the same browser. A link that has ended says why,
    unless somebody is signed in, who goes on as themselves.
    """
    moment = timezone.now()
    held = queries.passes_of_browser(request.COOKIES.get(BROWSER_COOKIE, ""), moment)
    asked = request.GET.get("pass", "")
    if request.user.is_authenticated:
        held = [row for row in held if row.person_id == request.user.pk]
    fitting = [row for row in held if (str(row.pk) == asked if asked else request.path.startswith(row.address))]
    ended = ""
    for row in fitting:
        reason = queries.why_ended(row, moment)
        if row.spent_at is not None and request.user.is_authenticated:
            continue  # who is signed in may do more than look at the receipt
        if not reason:
            request.moment, request.day, request.by_pass = moment, timezone.localdate(moment), row
            request.actor = queries.narrowed(row, moment)
            return True
        ended = ended or reason
    if ended and not request.user.is_authenticated:
        request.on_phone = True
        raise NotAllowed(ended, remedy="请打开新收到的链接；没有收到的，请在原链接页面点“申请重发”，或联系政务公开办。")
    return False


def renew(request: Any) -> None:
    """Put off the idle log-out, at most once a minute; what a page fetches by itself (`X-Background`) is no activity."""
    now = int(request.moment.timestamp())
    if "X-Background" not in request.headers and now - request.session.get("seen", 0) > RENEW_SECONDS:
        request.session["seen"] = now


def may_open(actor: Actor | None, address: str) -> bool:
    """Whether this person (None: nobody is signed in) holds the right of the page there; for links kept as text. Addresses outside always open."""
    if not address.startswith("/"):
        return True
    right = _right_of(address.partition("#")[0].partition("?")[0])
    return right == "" or (actor is not None and right is not None and actor.may(right))


@lru_cache(maxsize=2048)
def _right_of(path: str) -> str | None:
    """The right of the page there: "" for everybody, None when there is no page."""
    try:
        return getattr(resolve(path).func, "right", "")
    except Resolver404:
        return None


def second_factor(view: View) -> View:
    """Ask for the second factor before this page: at approval, publication, export of personal data. Under `staff`."""

    @wraps(view)
    def page(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.SECOND_FACTOR or _has_recent_factor(request):
            return view(request, *args, **kwargs)
        request.session["second_factor_next"] = _way_back(request)
        name = "mfa_reauthenticate" if is_mfa_enabled(request.user) else "office:second_factor"
        return _go(request, f"{reverse(name)}?{urlencode({'next': _way_back(request)})}")

    return page


def second_factor_due(request: Any) -> bool:
    """Whether a page under `second_factor` would ask now; a page with a long form says so before anything is typed."""
    return settings.SECOND_FACTOR and not _has_recent_factor(request)


def _has_recent_factor(request: Any) -> bool:
    since = timezone.now().timestamp() - MFA_LASTS_SECONDS
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" and record.get("at", 0) > since for record in records)


def _way_back(request: HttpRequest) -> str:
    """The page to return to: this one, or for a sent form the page that held it."""
    if request.method == "GET":
        return request.get_full_path()
    return request.headers.get("Referer", "").partition(request.get_host())[2] or "/office/"


def _go(request: Any, url: str) -> HttpResponse:
    """A redirect; for a part of a page fetched by htmx, of the whole page."""
    if getattr(request, "htmx", False):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


def attempt(form: BaseForm, verb: Callable[[], Done]) -> Done | None:
    """Call the verb; what it refuses is shown at the field of the form that it names, and None comes back."""
    try:
        return verb()
    except NotAllowed:
        raise
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        return None
