"""Every feed of the site, in groups: all, by topic, by organ, by column (PAG-09)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zwgk.matters.catalogue.queries import showing as catalogue
from zwgk.matters.records import queries as records

from .channels import directory, page_of

FORMS = (("rss", "RSS"), ("atom", "Atom"), ("json", "JSON"))


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed in its three forms."""

    title: str
    page: str
    base: str  # without the form

    @property
    def links(self) -> list[tuple[str, str]]:
        return [(label, f"{self.base}.{form}") for form, label in FORMS]


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    feeds: Sequence[Feed]


def groups(day: date) -> list[Group]:
    """Everything but the columns of single organs, which stand on the page of the organ."""
    themes = [Feed(each.title, f"/xxgk/new/?theme={each.title}", f"/xxgk/themes/{each.id}/feed") for each in records.themes()]
    organs = [Feed(each.name, page_of(each), f"/xxgk/{each.slug}/feed") for _, rows in directory(day) for each in rows]
    return [Group("全部信息", [Feed("最新公开", "/xxgk/new/", "/xxgk/feed")]), Group("按主题分类", themes), Group("按单位", organs)]


def of_columns(slug: str, organ_id: int, day: date) -> Group:
    """The columns of one organ."""
    rows = catalogue.open_columns(organ_id, day)
    return Group("按栏目", [Feed(each.title, f"/xxgk/{slug}/{each.key}/", f"/xxgk/{slug}/{each.key}/feed") for each in rows])


def offered(day: date) -> list[tuple[str, str]]:
    """What a partner may take, for a form."""
    return [(feed.base, f"{group.title}：{feed.title}") for group in groups(day) for feed in group.feeds]
