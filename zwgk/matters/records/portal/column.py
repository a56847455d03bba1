"""政府信息公开 in the national form: of the county at /xxgk/, of each organ at /xxgk/<organ>/."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode

from zwgk.domain.fees import explained_tariff
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ, OrganKind
from zwgk.foundation.organs.pages import public
from zwgk.foundation.pagecache.pages import kept
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.matters.catalogue.models import Column, Part
from zwgk.matters.governance import queries as governance
from zwgk.matters.records.queries import showing
from zwgk.matters.records.shelves import of_key, of_organ

from . import frame
from .frame import HOME, Node, Tree
from .lists import filters_of, shelf

MOBILE = re.compile(r"(?<!\d)(1\d{2})\d{4}(\d{4})(?!\d)")  # a mobile number never stands in a guide


@dataclass(frozen=True, slots=True)
class Stand:
    """How a column stands: what is in it, who keeps it, what is promised while it is empty."""

    node: Node
    count: int
    newest: datetime | None
    keeper: str
    promise: str

    @property
    def column(self) -> Column | None:
        return self.node.own


@public
@kept(*frame.SHOWN)
def home(request: HttpRequest) -> HttpResponse:
    """The county's column: who publishes, what is new, where to look."""
    day = frame.today()
    government = organs.government()
    values: dict[str, Any] = {
        "title": "政府信息公开", "crumbs": HOME, "groups": frame.publishing_organs(day), "rows": showing.newest_documents(12), "government": government,
        "column": "政府信息公开", "says": "本级政府、部门和乡镇（街道）主动公开的政府信息，按统一的栏目公开", "feed": "/xxgk/feed", "county": True,
    }  # fmt: skip
    if government is not None:
        tree = frame.tree_of(government, day)
        values |= {"tree": tree, "organ": government}
    return frame.page(request, "records/public/home.html", values)


@public
@kept(*frame.SHOWN)
def organ(request: HttpRequest, slug: str) -> HttpResponse:
    """The column of one organ: its parts, what is new, how every statutory column stands."""
    found = frame.organ_at(slug)
    tree = frame.tree_of(found, frame.today())
    return frame.page(request, "records/public/organ.html", {
        **_framed(tree, []), "title": frame.heading(found), "rows": showing.newest(8, of_organ(found.pk)), "stands": stands(tree, _content(tree).children),
        "column": frame.heading(found), "says": f"{found.name}主动公开的政府信息", "follow": urlencode({"kind": "organ", "organ": found.name}),
    })  # fmt: skip


@public
@kept(*frame.SHOWN)
def column(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """A part or a column of an organ."""
    found = frame.organ_at(slug)
    tree = frame.tree_of(found, frame.today())
    path = tree.path_to(f"{frame.home_of(found)}{key}/")
    if not path:
        raise Http404
    tree.mark(path)
    node = path[-1]
    values = {**_framed(tree, path), "node": node, "title": node.title, "column": node.title, "says": node.says, "stand": stands(tree, [node])[0]}
    if node.own is not None:
        values["follow"] = urlencode({"kind": "column", "column": node.title, "organ": found.name})
        known = rulebook.law().kinds
        tables = [(known[kind].title, f"/xxgk/data/{kind}/") for kind in node.own.kinds if kind in known]
        values |= {"column_keywords": node.own.keywords, "column_type": node.own.type, "tables": tables, "elsewhere": f"/xxgk/all/{node.own.key}/" if node.part is Part.CONTENT else ""}
    if len(path) == 1 and node.part in (Part.GUIDE, Part.REQUEST):
        return frame.page(request, f"records/public/{node.part.value}.html", {**values, **_guide(found), "rows": showing.newest(20, *node.places) if node.ids else []})
    if len(path) == 1 and node.part is Part.CONTENT:
        return frame.page(request, "records/public/content.html", {**values, "stands": stands(tree, node.children)})
    wish = filters_of(request, places=node.places)
    return frame.page(request, "records/public/column.html", {**values, **shelf(request, wish), "stands": stands(tree, node.children)})


@public
@kept(*frame.SHOWN)
def everywhere(request: HttpRequest, key: str) -> HttpResponse:
    """One column over all organs, e.g. 财政预算、决算 of the county."""
    columns = frame.catalogue.columns_called(key, frame.today())
    if not columns:
        raise Http404
    wish = filters_of(request, places=(of_key(key),))
    first = columns[0]
    return frame.page(request, "records/public/list.html", {
        "title": f"{first.title}（各单位）", "crumbs": [*HOME, (first.title, request.path)], "column": first.title, "says": first.description.rstrip("。"),
        "column_keywords": first.keywords, "column_type": first.type, "show_organ": True, "choices": [each.organ for each in columns],
        "follow": urlencode({"kind": "column", "column": first.title}), **shelf(request, wish),
    })  # fmt: skip


@public
def units(request: HttpRequest) -> HttpResponse:
    """The choice of an organ, for browsers without JavaScript."""
    slug = request.GET.get("organ", "")
    return redirect(frame.home_of(frame.organ_at(slug)) if slug else "/xxgk/")


def stands(tree: Tree, nodes: list[Node]) -> list[Stand]:
    """Count, newest, keeper and promise of each column with everything below it."""
    told = showing.states_of([pk for node in nodes for pk in node.ids])
    found = []
    for node in nodes:
        mine = [told[pk] for pk in node.ids if pk in told]
        newest = max((at for _, at in mine), default=None)
        keeper = next((tree.keepers[pk] for pk in node.ids[:1] if pk in tree.keepers), "")
        said = frame.promise(node.own, frame.today()) if node.own else ""
        found.append(Stand(node, sum(count for count, _ in mine), newest, keeper, said))
    return found


def _framed(tree: Tree, path: list[Node]) -> dict[str, Any]:
    crumbs = [*HOME, (tree.organ.name, frame.home_of(tree.organ)), *((node.title, node.url) for node in path)]
    feed = f"{path[-1].url}feed" if path else f"{frame.home_of(tree.organ)}feed"
    return {"tree": tree, "organ": tree.organ, "crumbs": crumbs, "feed": feed}


def _content(tree: Tree) -> Node:
    return next(node for node in tree.nodes if node.part is Part.CONTENT)


def _guide(found: Organ) -> dict[str, Any]:
    """What the guide takes from the registers: the working organ, or what the organ itself says."""
    body = governance.working_organ_of(found)
    told = [
        ("工作机构", body.name if body else ""), ("办公地址", (body.address if body else "") or found.address),
        ("办公时间", (body.office_hours if body else "") or found.office_hours), ("联系电话", (body.phone if body else "") or found.phone),
        ("传真号码", body.fax if body else ""), ("电子邮箱", body.email if body else ""), ("互联网联系方式", body.web if body else ""), ("邮政编码", body.postcode if body else ""),
    ]  # fmt: skip
    competent = governance.competent_departments().first()
    pairs = [(label, MOBILE.sub(r"\1****\2", value)) for label, value in told if value]
    is_town = found.kind in (OrganKind.TOWNSHIP, OrganKind.STREET)
    return {"body": body, "pairs": pairs, "competent": competent, "address": dict(told)["办公地址"], "is_town": is_town, "updated": body.since if body else None,
            "tariff": explained_tariff(rulebook.law(), frame.today())}  # fmt: skip
