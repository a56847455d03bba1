"""An old address leads to where the page stands now: `/moved/?url=http://www.old.example/art/1.html`."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from zwgk.foundation.organs.pages import public
from zwgk.matters.records.queries.migration import moved


@public
def from_address(request: HttpRequest) -> HttpResponse:
    """For a server that still holds the old domain: it sends every request here."""
    found = moved(request.GET.get("url", "")[:500])
    if not found:
        raise Http404
    return HttpResponsePermanentRedirect(found)
