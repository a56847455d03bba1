"""What is new, for feed readers: one maker of RSS, Atom and JSON Feed 1.1 for every list of the portal.

Entries carry no body, so that what is taken down does not live on in readers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a feed; addresses are those inside the site."""

    title: str
    url: str
    says: str  # under the title
    author: str = ""
    published: datetime | None = None
    changed: datetime | None = None  # None: as published
    mark: str = ""  # what tells two entries of one address apart


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of itself, and what it holds."""

    title: str
    page: str  # where a person sees the same
    says: str
    entries: Sequence[Entry]


class _Steady(SyndicationFeed):
    """A feed without a dated entry changes once a day, not with every look."""

    def latest_post_date(self) -> datetime:
        dated = any(each["pubdate"] for each in self.items)
        return super().latest_post_date() if dated else timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


class _Rss(_Steady, Rss201rev2Feed):
    pass


class _Atom(_Steady, Atom1Feed):
    pass


_XML: dict[str, type[SyndicationFeed]] = {"rss": _Rss, "atom": _Atom}


def answer(request: HttpRequest, form: str, feed: Feed, *, asked: bool = False) -> HttpResponse:
    """The feed as rss, atom or json; `asked`: what stands behind the question mark belongs to its address."""
    own = request.build_absolute_uri(None if asked else request.path)
    if form == "json":
        return _json(request, feed, own)
    if form not in _XML:
        raise Http404
    return _xml(request, _XML[form], feed, own)


def _xml(request: HttpRequest, form: type[SyndicationFeed], feed: Feed, own: str) -> HttpResponse:
    maker = form(title=feed.title, link=request.build_absolute_uri(feed.page), description=feed.says, language="zh-CN", feed_url=own)
    for each in feed.entries:
        link = request.build_absolute_uri(each.url)
        maker.add_item(
            title=each.title, link=link, description=each.says, unique_id=_name(link, each), unique_id_is_permalink=not each.mark,
            pubdate=_local(each.published), updateddate=_local(each.changed or each.published), author_name=each.author or None,
        )  # fmt: skip
    told = HttpResponse(content_type=maker.content_type)
    maker.write(told, "utf-8")
    return told


def _json(request: HttpRequest, feed: Feed, own: str) -> HttpResponse:
    told = {
        "version": "https://jsonfeed.org/version/1.1", "title": feed.title, "description": feed.says, "language": "zh-CN",
        "home_page_url": request.build_absolute_uri(feed.page), "feed_url": own, "items": [_item(request.build_absolute_uri(each.url), each) for each in feed.entries],
    }  # fmt: skip
    return JsonResponse(told, content_type="application/feed+json; charset=utf-8", json_dumps_params={"ensure_ascii": False})


def _item(link: str, each: Entry) -> dict[str, Any]:
    published, changed = _local(each.published), _local(each.changed)
    return {
        "id": _name(link, each), "url": link, "title": each.title, "content_text": each.says,
        **({"date_published": published.isoformat()} if published else {}), **({"date_modified": changed.isoformat()} if changed else {}),
        **({"authors": [{"name": each.author}]} if each.author else {}),
    }  # fmt: skip


def _name(link: str, each: Entry) -> str:
    return f"{link}#{each.mark}" if each.mark else link


def _local(moment: datetime | None) -> datetime | None:
    return timezone.localtime(moment) if moment else None
