"""`@kept("ledger")` on a public view: the page may be kept until something it shows has changed.

    @public
    @kept("catalogue.column", "governance")     what it shows beside that which its queries tell by `shows`
    def organ(request, slug): ...

The page must be the same for everybody who reads in the same mode: no session, no counter, no time of day. What holds a form's
token sets a cookie, and is then not kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from . import queries

View = Callable[..., HttpResponse]
SHOWN = "zwgk.shows"  # where the server's wrapper finds the tags of the page
ALWAYS = ("organs.organ", "organs.group", "rulebook", "sites.identity", "channels.channel")  # names of units, law in force, head and foot with its accounts


def kept(*tags: str) -> Callable[[View], View]:
    """The page shows `tags` and what its queries tell."""

    def decorate(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            with queries.collecting() as shown:
                response = view(request, *args, **kwargs)
            if response.status_code == 200 and not response.streaming:
                tag = response["ETag"] = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])  # the modes stand in the page itself
                answer = get_conditional_response(request, etag=tag, response=response)
                if answer is response:  # a 304 or a 412 is for this reader alone
                    request.META[SHOWN] = frozenset((*ALWAYS, *tags, *shown))
                return answer
            return response

        page.kept = True  # type: ignore[attr-defined]
        return page

    return decorate
