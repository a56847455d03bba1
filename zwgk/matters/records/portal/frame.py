"""What all public pages of records share: the organ, its tree of columns, breadcrumb, meta tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers

from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ, OrganKind
from zwgk.matters.catalogue.models import Column, Part
from zwgk.matters.catalogue.queries import showing as catalogue
from zwgk.matters.records.shelves import of_column

Crumbs = list[tuple[str, str]]
HOME: Crumbs = [("首页", "/"), ("政府信息公开", "/xxgk/")]
# What each part holds, for its meta tags and for readers; the four parts are those of 国办公开办函〔2019〕61号.
SAYS = {
    Part.GUIDE: "政府信息的分类、编排体系和获取方式，政府信息公开工作机构的名称、地址、时间和联系方式",
    Part.RULES: "政府信息公开的法规、规定和本单位工作制度",
    Part.CONTENT: "依法应当主动公开的政府信息，按《中华人民共和国政府信息公开条例》第二十条分栏目公开",
    Part.REPORT: "历年政府信息公开工作年度报告",
    Part.REQUEST: "申请公开政府信息的渠道、办法和办理时限",
}
ORDER = (Part.GUIDE, Part.RULES, Part.CONTENT, Part.REPORT, Part.REQUEST)
PUBLISHERS = frozenset(OrganKind) - {OrganKind.HIGHER, OrganKind.VILLAGE, OrganKind.COMMUNITY}
SHOWN = ("catalogue", "governance", "organs.person", "handovers")  # what the frame shows beside records: columns, keepers, working organs
ITEMS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五")
FOI = "《中华人民共和国政府信息公开条例》"


@dataclass
class Node:
    """A line of the left navigation: a part, or a column in it."""

    title: str
    url: str
    part: Part
    columns: list[Column] = field(default_factory=list)  # itself, first, and all below it
    children: list[Node] = field(default_factory=list)
    current: bool = False
    open: bool = False

    @property
    def ids(self) -> tuple[int, ...]:
        return tuple(each.pk for each in self.columns)

    @property
    def places(self) -> tuple[str, ...]:
        """The lists that it shows."""
        return tuple(of_column(each.pk) for each in self.columns)

    @property
    def own(self) -> Column | None:
        return self.columns[0] if self.columns and self.columns[0].title == self.title else None

    @property
    def says(self) -> str:
        return (self.own.description if self.own else "").rstrip("。") or SAYS[self.part]

    @property
    def item(self) -> str:
        """Its item of Art. 20 in words."""
        return ITEMS[self.own.item - 1] if self.own and self.own.item else ""


@dataclass
class Tree:
    """The column 政府信息公开 of one organ."""

    organ: Organ
    nodes: list[Node]
    keepers: dict[int, str]

    def walk(self, nodes: Sequence[Node] | None = None) -> Iterator[Node]:
        for node in self.nodes if nodes is None else nodes:
            yield node
            yield from self.walk(node.children)

    def path_to(self, url: str, nodes: Sequence[Node] | None = None) -> list[Node]:
        """From the part down to the column at this address."""
        for node in self.nodes if nodes is None else nodes:
            if node.url == url:
                return [node]
            if below := self.path_to(url, node.children):
                return [node, *below]
        return []

    def mark(self, path: Sequence[Node]) -> None:
        for node in path:
            node.open = True
        if path:
            path[-1].current = True


def tree_of(organ: Organ, day: date) -> Tree:
    """The five parts, whether or not something was set up in them yet; a column with the name of its part is the part itself."""
    rows = catalogue.open_columns(organ.pk, day)
    home = home_of(organ)
    nodes = {part: Node(part.label, f"{home}{part.value}/", part) for part in ORDER}
    made: dict[int, Node] = {}
    for row in rows:
        part = Part(row.part)
        is_part = row.parent_id is None and (row.title == part.label or row.key == part.value)
        made[row.pk] = nodes[part] if is_part else Node(row.title, f"{home}{row.key}/", part)
        made[row.pk].columns.insert(0, row)
    for row in rows:
        node = made[row.pk]
        if node is nodes[Part(row.part)]:
            continue
        parent = made.get(row.parent_id or 0) or nodes[Part(row.part)]
        parent.children.append(node)
    for node in nodes.values():
        _gather(node)
    return Tree(organ, list(nodes.values()), catalogue.keepers_of([row.pk for row in rows]))


def _gather(node: Node) -> list[Column]:
    for child in node.children:
        node.columns.extend(_gather(child))
    return node.columns


def home_of(organ: Organ) -> str:
    return f"/xxgk/{organ.slug}/"


def heading(organ: Organ) -> str:
    """和光县人民政府信息公开: 政府 is not said twice."""
    return f"{organ.name.removesuffix('政府')}政府信息公开"


def organ_at(slug: str) -> Organ:
    found = organs.every_organ().filter(slug=slug).exclude(kind=OrganKind.HIGHER).first()
    if found is None:
        raise Http404
    return found


def publishing_organs(day: date) -> list[tuple[str, list[Organ]]]:
    """Who publishes here, in groups as people look for them."""
    with_columns = catalogue.organs_with_columns(day)
    found = [each for each in organs.living(day).order_by("order", "id") if each.kind in PUBLISHERS and (each.pk in with_columns or each.kind not in (OrganKind.PARTY, OrganKind.OTHER))]
    towns = [each for each in found if each.kind in (OrganKind.TOWNSHIP, OrganKind.STREET)]
    county = [each for each in found if each.kind in (OrganKind.GOVERNMENT, OrganKind.GOVERNMENT_OFFICE)]
    others = [each for each in found if each.kind in (OrganKind.INSTITUTION, OrganKind.ENTERPRISE, OrganKind.OTHER)]
    departments = [each for each in found if each not in towns and each not in county and each not in others]
    groups = (("县级政府", county), ("政府部门和派出机构", departments), ("乡镇、街道", towns), ("公共企事业单位", others))
    return [(name, rows) for name, rows in groups if rows]


def promise(column: Column, day: date) -> str:
    """When an empty column will be filled."""
    match column.every:
        case "month":
            return f"每月更新，本月应在{_said(_month_end(day, 1))}前公开"
        case "quarter":
            return f"每季度更新，本季度应在{_said(_month_end(day, 3))}前公开"
        case "half_year":
            return f"每半年更新，本半年应在{_said(_month_end(day, 6))}前公开"
        case "year":
            return f"每年更新，本年度应在{_said(date(day.year, 12, 31))}前公开"
        case "lasting":
            return "属于长期公开的内容，由栏目责任单位补齐"
    # Art. 26: within 20 working days from the day on which it came about or changed, unless laws say otherwise.
    return f"有了应当公开的事项后公开；自信息形成或者变更之日起20个工作日内（{FOI}第二十六条），法律、法规另有规定的从其规定"


def _month_end(day: date, months: int) -> date:
    """The last day of the span of `months` in which the day lies."""
    last = -(-day.month // months) * months
    following = date(day.year + last // 12, last % 12 + 1, 1)
    return following - timedelta(days=1)


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def today() -> date:
    return timezone.localdate(timezone.now())


def page(request: HttpRequest, template: str, values: dict[str, Any], status: int = 200) -> HttpResponse:
    """A public page: kept nowhere without asking again, so that what is taken down is gone at once."""
    answer = render(request, template, values, status=status)
    return fresh(answer)


def fresh(answer: HttpResponse) -> HttpResponse:
    patch_cache_control(answer, no_cache=True, public=True)
    patch_vary_headers(answer, ["Cookie"])
    return answer


def number_of(said: str | None) -> int:
    """A page or year from an address; 0 for anything else."""
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < 6 else 0
