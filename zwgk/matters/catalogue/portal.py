"""机构职能目录: what each organ of this level does, where it sits, how it is structured (PWR-05)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from zwgk.foundation.organs.pages import public
from zwgk.foundation.pagecache.pages import kept

from .queries import showing

CRUMBS = [("首页", "/"), ("政府信息公开", "/xxgk/"), ("机构职能目录", "/xxgk/functions/")]


@public
@kept("catalogue")
def functions(request: HttpRequest) -> HttpResponse:
    """Every organ of this level, with its functions; one without them is listed and says so."""
    day = timezone.localdate(timezone.now())
    rows = showing.told_functions(day)
    asked = " ".join(request.GET.get("q", "").split())[:80]
    if asked:
        rows = [(each, found) for each, found in rows if asked in each.name or (found and asked in found.duties)]
    return render(request, "catalogue/public/functions.html", {
        "title": "机构职能目录", "crumbs": CRUMBS, "rows": rows, "asked": asked, "count": len(rows), "told": sum(1 for _, found in rows if found),
    })  # fmt: skip
