"""Parts that are the same on every page, rendered once: `{% standing "ui/parts/site_foot.html" %}` in place of `{% include … %}`.

Such a part sees the site, the reading modes, the main navigation and the day, nothing else; these are its key, so other facts are another part,
and nothing has to be forgotten. Where it asks `request` for the address, a mark is written, and the address of each page is put in its place.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from urllib.parse import quote

from django import template
from django.http import HttpRequest
from django.template import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate

register = template.Library()
SEEN = ("site", "modes", "portal_nav")  # as every page has them from `surfaces.context`
ROOM = 500  # parts; a site has a dozen, times its reading modes and hosts
_parts: dict[Hashable, str] = {}


class Anywhere:
    """The request of no page: it says marks, which pass through quoting as they are."""

    path = "path-of-this-page"
    address = "address-of-this-page"

    def get_full_path(self) -> str:
        return self.address


@dataclass(frozen=True, slots=True)
class Page:
    """What the parts of one page see, in a form that can be compared, and its address as it stands in a link."""

    key: Hashable
    path: str
    address: str


@register.simple_tag(takes_context=True)
def standing(context: Context, name: str) -> SafeString:
    """The part for this site, mode and place, with the address of this page."""
    request = context["request"]
    if not hasattr(request, "standing"):
        request.standing = _page(context, request)  # once for all parts of the page
    page: Page = request.standing
    part = _parts.get((name, page.key))
    if part is None:
        seen = {each: context.get(each) or () for each in SEEN}
        part = context.template.engine.get_template(name).render(Context({**seen, "request": Anywhere()}))
        if len(_parts) >= ROOM:
            _parts.clear()
        _parts[name, page.key] = part
    return mark_safe(part.replace(Anywhere.address, page.address).replace(Anywhere.path, page.path))


def _page(context: Context, request: HttpRequest) -> Page:
    told = (context.get(each) or () for each in SEEN)
    key = (localdate(), *(tuple(each.items()) if isinstance(each, dict) else tuple(each) for each in told))
    return Page(key, quote(request.path), quote(request.get_full_path(), safe=""))
