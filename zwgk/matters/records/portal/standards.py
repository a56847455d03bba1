"""The standard catalogue (基层政务公开标准目录) in public: fields → entries → what was published under each (联动展示)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode

from zwgk.foundation.organs.pages import public
from zwgk.foundation.pagecache.pages import kept
from zwgk.matters.catalogue.queries import showing as catalogue
from zwgk.matters.catalogue.queries import taken_over
from zwgk.matters.catalogue.queries.showing import Shown
from zwgk.matters.records.queries import showing

from . import frame
from .frame import HOME
from .lists import filters_of, shelf

TITLE = "基层政务公开标准目录"
CRUMBS = [*HOME, (TITLE, "/xxgk/catalogue/")]
TIERS = ("市级", "县级", "乡级", "村级")
SAYS = "各领域应当公开的事项：公开什么、依据什么、什么时候公开、由谁公开、在哪里公开，以及已经公开的信息"


@public
@kept("catalogue")
def fields(request: HttpRequest) -> HttpResponse:
    """Fields with the number of their entries, and a search over the entries."""
    asked = " ".join(request.GET.get("q", "").split())[:80]
    found = [each for each in catalogue.public_entries() if _holds(each, asked)] if asked else []
    return frame.page(request, "records/public/fields.html", {
        "title": TITLE, "crumbs": CRUMBS, "column": TITLE, "says": SAYS, "fields": catalogue.public_fields(frame.today()), "asked": asked, "entries": found,
        "counts": showing.counts_of_entries([each.id for each in found]),
    })  # fmt: skip


@public
@kept("catalogue")
def field(request: HttpRequest, key: str) -> HttpResponse:
    """The entries of a field, of one organ or level when asked."""
    found = catalogue.public_field(key)
    if found is None:
        raise Http404
    every = catalogue.public_entries(found)
    organ, tier = request.GET.get("organ", ""), request.GET.get("tier", "")
    rows = [each for each in every if (not organ or organ in {slug for _, _, slug in each.publishers}) and (not tier or tier in each.said("tiers"))]
    counts = showing.counts_of_entries([each.id for each in rows])
    groups: dict[str, list[tuple[Shown, int]]] = {}
    for each in rows:
        groups.setdefault(str(each.said("level1")), []).append((each, counts.get(each.id, 0)))
    organs = sorted({(label, slug) for each in every for _, label, slug in each.publishers})
    tiers = sorted({tier for each in every for tier in each.said("tiers")}, key=lambda each: (TIERS.index(each) if each in TIERS else len(TIERS), each))
    return frame.page(request, "records/public/field.html", {
        "title": f"{found.name}领域", "crumbs": [*CRUMBS, (found.name, request.path)], "column": f"{found.name}领域政务公开标准目录", "says": f"{found.name}领域应当公开的事项和已经公开的信息",
        "field": found, "groups": groups.items(), "count": len(rows), "every": len(every), "published": sum(1 for each in rows if counts.get(each.id)),
        "organs": [(label, _with(slug, tier), slug == organ) for label, slug in organs], "all_organs": _with("", tier), "organ_chosen": organ,
        "tiers": [(each, _with(organ, each), each == tier) for each in tiers], "all_tiers": _with(organ, ""), "tier_chosen": tier,
    })  # fmt: skip


@public
@kept("catalogue")
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """An entry with all its elements, and what was published under it."""
    found = catalogue.public_entry(pk)
    if found is None:
        if pk in (taken := taken_over()):
            return redirect(f"/xxgk/catalogue/entries/{taken[pk]}/")
        raise Http404
    return frame.page(request, "records/public/entry.html", {
        "title": found.title, "crumbs": [*CRUMBS, (found.field_name, f"/xxgk/catalogue/{found.field_key}/"), (found.title, found.url)], "column": found.title,
        "says": f"{found.field_name}领域公开事项“{found.title}”的要求和已经公开的信息", "entry": found, "elements": catalogue.elements_of(found), "show_organ": True,
        **shelf(request, filters_of(request, places=showing.places_of_entry(pk))),
    })  # fmt: skip


def _holds(each: Shown, asked: str) -> bool:
    said = " ".join(str(each.said(name)) for name in ("level1", "level2", "level3", "content"))
    return all(word in said for word in asked.split())


def _with(organ: str, tier: str) -> str:
    return "?" + urlencode({key: value for key, value in (("organ", organ), ("tier", tier)) if value})
