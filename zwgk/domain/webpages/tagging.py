"""网页标签: names exact and case-sensitive, none missing, none empty, dates and code in their form."""

from __future__ import annotations

import re
from datetime import date, datetime

from .fault import Fault, place
from .model import KIND_NAMES, Kind, Page

SITE = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
ARTICLE = ("ArticleTitle", "PubDate", "ContentSource")
NEEDED = {Kind.HOME: SITE, Kind.OTHER: SITE, Kind.LIST: SITE + COLUMN, Kind.CONTENT: SITE + COLUMN + ARTICLE}
OPTIONAL = ("Keywords", "Author", "Description", "Image", "Url")
# Also the plain names of HTML itself, which browsers read in lower case: no fault of these tags.
PLAIN = ("keywords", "author", "description")
CODE = re.compile(r"(?:\d{10}|bm\d{8})")
_PUBDATE = re.compile(r"\d{4}-\d{2}-\d{2} ([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?")
_NOTHING = re.compile(r"(?:null|undefined|none|nan|暂无|无)?", re.IGNORECASE)
_TEMPLATE = re.compile(r"\$\{|\{\{|<%|\[%|\{\$")


def check(page: Page, day: date | None = None) -> list[Fault]:
    """Nothing for a text without a head: there are no tags to judge."""
    if not page.is_html or not page.has_head:
        return []
    return [*_names(page), *_values(page), *_code(page), *_published(page, day)]


def _names(page: Page) -> list[Fault]:
    exact = {tag.name for tag in page.tags}
    loose = {tag.name.lower(): tag for tag in page.tags if tag.name not in (*SITE, *COLUMN, *ARTICLE, *OPTIONAL, *PLAIN)}
    needed = NEEDED[page.kind]
    wrong = [(name, loose[name.lower()]) for name in (*needed, *OPTIONAL) if name not in exact and name.lower() in loose]
    written = {name for name, _ in wrong}
    missing = [name for name in needed if name not in exact and name not in written]
    found = [
        Fault("tag-case", f"标签写成了“{tag.name}”，应当是“{name}”", place(tag.line, f'<meta name="{tag.name}" content="{tag.content}">'), f"把 {tag.name} 改成 {name}。")
        for name, tag in wrong
    ]
    if missing:
        said = f"{KIND_NAMES[page.kind]}应有 {len(needed)} 个标签，缺 {len(missing)} 个：{'、'.join(missing)}"
        found.insert(0, Fault("tag-missing", said, "网页头部 <head>"))
    return found


def _values(page: Page) -> list[Fault]:
    found = []
    for tag in page.tags:
        if tag.name not in (*SITE, *COLUMN, *ARTICLE, *OPTIONAL):
            continue
        if _NOTHING.fullmatch(tag.content.strip()) or _TEMPLATE.search(tag.content):
            if tag.name in OPTIONAL and not tag.content:
                said = f"可选标签 {tag.name} 是空的"
            else:
                said = f"标签 {tag.name} 的内容" + (f"是“{tag.content[:40]}”" if tag.content else "是空的")
            found.append(Fault("tag-value", said, place(tag.line, f'<meta name="{tag.name}" content="{tag.content}">'), "填上内容，或者去掉这个可选标签。" if tag.name in OPTIONAL else ""))
    domain = page.tag("SiteDomain")
    if "://" in domain or domain.endswith("/"):
        line = next(tag.line for tag in page.tags if tag.name == "SiteDomain")
        bare = domain.partition("://")[2] or domain
        found.append(Fault("tag-domain", f"SiteDomain 写成了“{domain}”", place(line), f"改成 {bare.strip('/')}。"))
    return found


def _code(page: Page) -> list[Fault]:
    code = page.tag("SiteIDCode")
    if not code or _NOTHING.fullmatch(code) or CODE.fullmatch(code):
        return []
    line = next(tag.line for tag in page.tags if tag.name == "SiteIDCode")
    return [Fault("id-code", f"SiteIDCode“{code}”是 {len(code)} 位，应为10位数字，或者 bm 加8位数字", place(line))]


def _published(page: Page, day: date | None) -> list[Fault]:
    tag = next((each for each in page.tags if each.name.lower() == "pubdate"), None)
    if tag is None or _NOTHING.fullmatch(tag.content):
        return []
    if not _PUBDATE.fullmatch(tag.content):
        return [Fault("pubdate", f"PubDate 写成了“{tag.content}”", place(tag.line), _better(tag.content))]
    try:
        told = datetime.fromisoformat(tag.content).date()
    except ValueError:
        return [Fault("date-impossible", f"PubDate“{tag.content}”不是日历上的日子", place(tag.line))]
    if day and told > day:
        return [Fault("date-impossible", f"PubDate“{tag.content}”在今天之后", place(tag.line))]
    return []


def _better(text: str) -> str:
    """The same moment in its form, when it can be read."""
    found = re.match(r"\D*(\d{4})\D+(\d{1,2})\D+(\d{1,2})(?:\D+(\d{1,2})[:：时](\d{2}))?", text)
    if not found:
        return ""
    year, month, dayof, hour, minute = found.groups()
    time = f"{int(hour):02d}:{minute}" if hour else "时:分"
    return f"改成 {year}-{int(month):02d}-{int(dayof):02d} {time}。"
