"""The search page: one question, filters with counts, the place of the hit."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now

from zwgk.foundation.organs.pages import public
from zwgk.foundation.search import actions
from zwgk.foundation.search import queries as search
from zwgk.foundation.search.queries import Answer

from . import choices
from .choices import with_
from .doors import doors_for, proposal

SIZE = 10


@public
def find(request: HttpRequest) -> HttpResponse:
    """Results for `q` (and `within`, the second question inside the results), or everything that the filters leave."""
    given, today = request.GET, localdate()
    wish = search.wish_of(given, SIZE)
    answer = search.ask(wish, today=today) if wish else Answer()
    if wish.text and given.keys() == {"q"} and not answer.plain:
        actions.count_word(wish.text, found=bool(answer.total) and not answer.relaxed, at=now())
    last = max(1, -(-min(answer.total, search.DEEPEST) // SIZE))
    page = min(wish.page, last)
    return render(request, "portal/search.html", {
        "title": f"搜索：{wish.text}" if wish.text else "搜索", "crumbs": [("首页", "/"), ("搜索", "")], "asked": _first(given.get("q")), "within": _first(given.get("within")),
        "wish": wish, "answer": answer, "facets": choices.facets(given, answer.counts, wish.facets), "spans": choices.spans(given, wish, today),
        "chosen": choices.chosen(given, wish), "page": page, "last": last, "start": (page - 1) * SIZE + 1,
        "before": with_(given, page=page - 1) if page > 1 else "", "after": with_(given, page=page + 1) if page < last else "",
        "best": with_(given, sort="", page=""), "newest": with_(given, sort="newest", page=""),
        "other": with_(given, q=answer.other, within="", page="") if answer.other else "",
        "kept": choices.hidden(given, "q", "within"), "kept_within": choices.hidden(given, "within"), "kept_days": choices.hidden(given, "since", "until"),
        "services": search.services(wish, today=today), "doors": doors_for(wish), "proposal": proposal(given, wish),
        "hot": () if wish else search.hot(today),
        "feed": with_(given, page="", sort=""),
    })  # fmt: skip


def _first(text: str | None) -> str:
    """What was typed, as it is shown in the box again."""
    return " ".join((text or "").replace("\x00", "").split())[:80]
