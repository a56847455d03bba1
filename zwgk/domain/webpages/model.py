"""What stands on a page, as frozen facts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Which tags a page must carry."""

    HOME = "home"  # 首页
    LIST = "list"  # 栏目页
    CONTENT = "content"  # 内容页
    OTHER = "other"  # a form, a search: only the three tags of every page


KIND_NAMES = {Kind.HOME: "首页", Kind.LIST: "栏目页", Kind.CONTENT: "内容页", Kind.OTHER: "其他页面"}


@dataclass(frozen=True, slots=True)
class Tag:
    """One <meta name content>."""

    name: str
    content: str
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    """One <a href>."""

    href: str
    text: str  # as it is read aloud: text, else aria-label, title, alt of its picture
    line: int
    own: bool = False  # in the middle of the page: not of head, navigation or foot
    nofollow: bool = False


@dataclass(frozen=True, slots=True)
class Resource:
    """A picture, style sheet, script or frame that the page loads."""

    tag: str
    address: str
    alt: str | None
    line: int
    own: bool = True  # in the middle of the page


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text as people see it."""

    text: str
    number: int  # in the source; of a saved text its own line
    own: bool = True  # not of the foot


@dataclass(frozen=True, slots=True)
class Page:
    """A page taken apart."""

    kind: Kind
    url: str = ""
    has_head: bool = False  # a whole page, not a piece of one
    is_html: bool = True
    tags: tuple[Tag, ...] = ()
    window: str = ""  # <title>
    title: str = ""  # h1, else what the tags say
    crumbs: tuple[str, ...] = ()
    has_crumbs: bool = False
    links: tuple[Link, ...] = ()
    forms: tuple[tuple[str, str], ...] = ()  # where a form leads, the words on its button
    resources: tuple[Resource, ...] = ()
    lines: tuple[Line, ...] = ()
    foot: str = ""  # the text of the last part of the page

    def tag(self, name: str) -> str:
        """Its content by exact name; "" when it is absent."""
        return next((each.content for each in self.tags if each.name == name), "")

    @property
    def column(self) -> str:
        """The column that the page says it stands in."""
        return self.tag("ColumnName") or (self.crumbs[-1] if self.crumbs else "")
