"""Reading channels of organs: the directory, what each part shows, what is still empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localdate

from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ, OrganKind
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.matters.catalogue.models import Column, Part
from zwgk.matters.catalogue.queries import functions_of
from zwgk.matters.catalogue.queries import showing as catalogue
from zwgk.matters.governance import queries as governance
from zwgk.matters.records.queries import showing as records

from ..models import Block, ChannelPart, OrganChannel

TOWNS = (OrganKind.TOWNSHIP, OrganKind.STREET)
COUNTY = (OrganKind.GOVERNMENT, OrganKind.GOVERNMENT_OFFICE)
OTHERS = (OrganKind.INSTITUTION, OrganKind.ENTERPRISE)
NEVER = (OrganKind.GOVERNMENT, OrganKind.HIGHER, OrganKind.VILLAGE, OrganKind.COMMUNITY, OrganKind.OTHER)
USUAL = (Block.INTRO, Block.NEWS, Block.FUNCTIONS, Block.LEADERS, Block.CONTACT, Block.COLUMNS, Block.TABLES, Block.FEEDS)  # while nobody has planned
LINES = 6


@dataclass(frozen=True, slots=True)
class Section:
    """One part as the page shows it."""

    block: str
    title: str
    url: str = ""
    rows: Sequence[Any] = field(default_factory=list)
    text: str = ""


def may_have_channel(organ: Organ) -> bool:
    return organ.kind not in NEVER


def page_of(organ: Organ) -> str:
    """Its public page: of the government the column, for it has the whole site."""
    return f"/organs/{organ.slug}/" if may_have_channel(organ) else f"/xxgk/{organ.slug}/"


def every_channel() -> QuerySet[OrganChannel]:
    return OrganChannel.objects.select_related("organ")


def channel_of(organ: Organ) -> OrganChannel | None:
    return every_channel().filter(organ=organ).first()


def open_channel_of(organ: Organ) -> OrganChannel | None:
    """The channel as the public sees it; one in preparation is not shown yet."""
    return every_channel().filter(organ=organ, state=OrganChannel.State.OPEN).first()


def organ_called(slug: str) -> Organ | None:
    """An organ that exists, by the name in addresses."""
    return organs.existing().filter(slug=slug).first() if slug else None


def directory(day: date) -> list[tuple[str, list[Organ]]]:
    """Who has a page here, in groups as people look for them: 政府, 部门, 乡镇街道, 公共企事业单位."""
    with_columns = catalogue.organs_with_columns(day)
    found = [each for each in organs.living(day).order_by("order", "id") if each.kind == OrganKind.GOVERNMENT or (may_have_channel(each) and (each.pk in with_columns or each.kind not in (*OTHERS, OrganKind.PARTY)))]
    groups = (
        ("县级政府", [each for each in found if each.kind in COUNTY]), ("政府部门和派出机构", [each for each in found if each.kind not in (*COUNTY, *TOWNS, *OTHERS)]),
        ("乡镇、街道", [each for each in found if each.kind in TOWNS]), ("公共企事业单位", [each for each in found if each.kind in OTHERS]),
    )  # fmt: skip
    return [(name, rows) for name, rows in groups if rows]


def columns_of(organ: Organ, at: datetime) -> list[Column]:
    """The columns that a channel may show one by one."""
    return [each for each in catalogue.open_columns(organ.pk, localdate(at)) if each.part == Part.CONTENT or each.part == Part.RULES]


def filled_columns(organ: Organ, at: datetime) -> list[Column]:
    """Those of them that show something."""
    rows = columns_of(organ, at)
    filled = records.states_of([each.pk for each in rows])
    return [each for each in rows if each.pk in filled]


def empty_columns(channel: OrganChannel) -> list[str]:
    """Titles of the chosen columns that show nothing yet."""
    chosen = [part.column for part in channel.parts.filter(block=Block.COLUMN).select_related("column")]
    filled = records.states_of([each.pk for each in chosen])
    return [each.title for each in chosen if each.pk not in filled]


def sections(organ: Organ, channel: OrganChannel | None, at: datetime) -> list[Section]:
    """What the page shows, part by part; a part without content is left out."""
    parts = list(channel.parts.select_related("column")) if channel else [ChannelPart(block=block) for block in USUAL]
    built = (_BUILD[part.block](organ, channel, part, at) for part in parts)
    return [each for each in built if each and (each.rows or each.text)]


def _intro(organ: Organ, channel: OrganChannel | None, part: ChannelPart, at: datetime) -> Section:
    return Section(part.block, "单位介绍", text=channel.intro if channel else "")


def _news(organ: Organ, channel: OrganChannel | None, part: ChannelPart, at: datetime) -> Section:
    return Section(part.block, "最新公开", f"/xxgk/new/?organ={organ.slug}", records.newest_of(organ.pk, LINES))


def _functions(organ: Organ, channel: OrganChannel | None, part: ChannelPart, at: datetime) -> Section:
    found = functions_of(organ)
    return Section(part.block, "主要职能", "/xxgk/functions/", text=found.duties if found else "")


def _leaders(organ: Organ, channel: OrganChannel | None, part: ChannelPart, at: datetime) -> Section:
    """Only those whose division of work was published; office telephone, never a mobile number."""
    rows = [(each.name, each.title, each.work) for each in governance.published_leaders().filter(organ=organ)]
    return Section(part.block, "领导分工", rows=rows)


def _contact(organ: Organ, channel: OrganChannel | None, part: ChannelPart, at: datetime) -> Section:
    body = governance.working_organ_of(organ)
    told = [
        ("办公地址", organ.address or (body.address if body else "")), ("办公时间", organ.office_hours or (body.office_hours if body else "")), ("办公电话", organ.phone),
        ("信息公开工作机构", body.name if body else ""), ("信息公开电话", body.phone if body else ""), ("电子邮箱", body.email if body else ""),
    ]  # fmt: skip
    return Section(part.block, "联系方式", f"/xxgk/{organ.slug}/guide/", [(label, value) for label, value in told if value])


def _columns(organ: Organ, channel: OrganChannel | None, part: ChannelPart, at: datetime) -> Section:
    rows = [each for each in columns_of(organ, at) if each.parent_id is None or each.item]
    counts = records.states_of([each.pk for each in rows])
    lines = [(each.title, f"/xxgk/{organ.slug}/{each.key}/", *counts[each.pk]) for each in rows if each.pk in counts]
    return Section(part.block, "法定主动公开内容", f"/xxgk/{organ.slug}/", lines)


def _column(organ: Organ, channel: OrganChannel | None, part: ChannelPart, at: datetime) -> Section | None:
    column = part.column
    if column is None or (column.closed_on and column.closed_on <= localdate(at)):
        return None
    return Section(part.block, column.title, f"/xxgk/{organ.slug}/{column.key}/", records.newest_in([column.pk], LINES))


def _tables(organ: Organ, channel: OrganChannel | None, part: ChannelPart, at: datetime) -> Section:
    known = rulebook.law().kinds
    kinds = dict.fromkeys(kind for column in catalogue.open_columns(organ.pk, localdate(at)) for kind in column.kinds if kind in known)
    there = records.kinds_of(organ.pk, kinds)
    return Section(part.block, "公开数据", "/xxgk/data/", [(known[kind].title, f"/xxgk/data/{kind}/?unit={organ.slug}", there[kind]) for kind in kinds if kind in there])


def _feeds(organ: Organ, channel: OrganChannel | None, part: ChannelPart, at: datetime) -> Section:
    return Section(part.block, "订阅", "/feeds/", [("本单位最新公开", f"/xxgk/{organ.slug}/feed")])


_BUILD = {
    Block.INTRO: _intro, Block.NEWS: _news, Block.FUNCTIONS: _functions, Block.LEADERS: _leaders, Block.CONTACT: _contact, Block.COLUMNS: _columns,
    Block.COLUMN: _column, Block.TABLES: _tables, Block.FEEDS: _feeds,
}  # fmt: skip
