"""Rows of the house → what goes out. Everything here reads publications and what else is public."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import http_date

from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ, OrganKind
from zwgk.matters.records.models import Publication
from zwgk.matters.records.queries import opened

from .problems import Trouble
from .shapes import DocumentLine, OrganRef, Successor

V1 = "/api/v1"
SETTLED = timedelta(seconds=2)  # a change of this very second may be followed by another one with the same Last-Modified


def base(request: HttpRequest) -> str:
    """How addresses begin: the one that is set, else the one that was asked."""
    return settings.SITE_URL or request.build_absolute_uri("/").rstrip("/")


def organ_called(slug: str, where: str = "参数 organ") -> Organ:
    """The organ with this name in addresses."""
    found = organs.every_organ().filter(slug=slug).exclude(kind=OrganKind.HIGHER).first()
    if found is None:
        raise Trouble(400 if where.startswith("参数") else 404, "没有这个单位", f"没有网址名是“{slug}”的单位。", where=where, remedy="单位的网址名见 /api/v1/organs。")
    return found


def organ_ref(found: Any) -> OrganRef:
    return OrganRef(id=found.slug, name=found.name)


def line(found: Publication, start: str) -> DocumentLine:
    """One document as lists give it."""
    return DocumentLine(**line_values(found, start))


def line_values(found: Publication, start: str) -> dict[str, Any]:
    return {
        "slug": found.slug, "url": f"{start}{found.url}", "api": f"{start}{V1}/documents/{found.slug}", "title": found.title, "kind": found.kind, "organ": organ_ref(found.organ),
        "index_number": found.index_number or None, "doc_number": found.doc_number or None, "theme": found.theme or None, "genre": found.genre or None,
        "validity": found.standing, "validity_label": found.get_standing_display(), "version": found.number, "published_at": here(found.published_at),
        "first_published_at": here(found.first_published_at), "written_on": found.written_on, "formed_on": found.formed_on, "effective_on": found.effective_on,
        "ended_at": here(found.ended_at) if found.standing in opened.OVER else None, "summary": found.meta.get("summary") or None, "keywords": found.meta.get("keywords") or None,
        "replaced_by": successor(found.successor_slug, found.successor_title, start) if found.successor_slug else None,
    }  # fmt: skip


def successor(slug: str, title: str, start: str) -> Successor:
    return Successor(slug=slug, title=title or None, url=f"{start}/xxgk/info/{slug}/")


def here(moment: Any) -> Any:
    """A moment in our time."""
    return timezone.localtime(moment) if moment else None


def following(request: HttpRequest, response: HttpResponse, cursor: str | None) -> dict[str, str | None]:
    """`next` and `cursor` of a page, and the same as a Link header."""
    if not cursor:
        return {"next": None, "cursor": None}
    told = request.GET.copy()
    told["cursor"] = cursor
    url = f"{base(request)}{request.path}?{urlencode(list(told.items()))}"
    response["Link"] = f'<{url}>; rel="next"'
    return {"next": url, "cursor": cursor}


def stamp(response: HttpResponse, moment: datetime | None) -> None:
    """Last-Modified, unless something may still happen in the same second."""
    if moment and timezone.now() - moment > SETTLED:
        response["Last-Modified"] = http_date(moment.timestamp())
