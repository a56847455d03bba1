"""What stands on every public page, written in Python: the template language takes ten microseconds for each word that it looks up.

Tags of `{% load ui %}`: meta_tags, where, head_table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.template import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

COLUMN = (("ColumnName", "column"), ("ColumnDescription", "description"), ("ColumnKeywords", "keywords"), ("ColumnType", "type"))
ARTICLE = (("ArticleTitle", "article"), ("PubDate", "published"), ("ContentSource", "source"))
ALONE = (("Keywords", "article_keywords"), ("Author", "author"), ("Description", "summary"), ("Url", "url"))


def meta_tags(context: Context, **told: Any) -> SafeString:
    """Meta tags of 国办发〔2017〕47号. A list: column, description, keywords, type; a document also: article, published, source."""
    site: dict[str, Any] = context.get("site") or {}
    tags: list[tuple[str, Any]] = [("SiteName", site.get("name", "")), ("SiteDomain", site.get("domain", ""))]
    if site.get("id_code"):
        tags.append(("SiteIDCode", site["id_code"]))
    if column := told.get("column"):
        tags += ((name, told.get(key) or column) for name, key in COLUMN)
    if told.get("article"):
        tags += ((name, told.get(key) or (site.get("name", "") if key == "source" else "")) for name, key in ARTICLE)
    tags += ((name, told[key]) for name, key in ALONE if told.get(key))
    return mark_safe("".join(f'<meta name="{name}" content="{conditional_escape(value)}">\n' for name, value in tags))


def where(context: Context) -> SafeString:
    """Where one is on the portal, always from the first page on; a page that names no way stands right below it."""
    crumbs = [(conditional_escape(label), url) for label, url in context.get("crumbs") or ()]
    steps = [] if crumbs and crumbs[0][0] == "首页" else ['<li><a href="/">首页</a></li>']
    for label, url in crumbs[:-1]:
        steps.append(f'<li><a href="{conditional_escape(url)}">{label}</a></li>' if url else f"<li><span>{label}</span></li>")
    if last := crumbs[-1][0] if crumbs else conditional_escape(context.get("page_name") or ""):
        steps.append(f'<li><span aria-current="page">{last}</span></li>')
    return mark_safe(f'<nav class="crumbs" aria-label="当前位置"><span class="crumbs-said">您现在的位置：</span><ol>{"".join(steps)}</ol></nav>')


def head_table(rows: Iterable[Sequence[tuple[str, Any]]]) -> SafeString:
    """The information head of a document (信息头): two facts to a line, or one over its whole width."""
    lines = "".join(f"<tr>{''.join(_fact(label, value, len(row) == 1) for label, value in row)}</tr>" for row in rows)
    columns = '<colgroup><col class="doc-label"><col><col class="doc-label"><col></colgroup>'
    return mark_safe(f'<table class="doc-head"><caption class="visually-hidden">信息头</caption>{columns}<tbody>{lines}</tbody></table>')


def _fact(label: str, value: Any, alone: bool) -> str:
    wide = ' colspan="3"' if alone else ""
    return f'<th scope="row">{conditional_escape(label)}</th><td{wide}>{conditional_escape(value)}</td>'
