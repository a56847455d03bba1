"""The components as template tags; `/office/style/` shows each of them. `{% load ui %}`.

Filters: cn_date, cn_day, cn_moment, file_size, reachable. Tags: icon, light, badge, tile, tiles…endtiles, tabs, pairs, progress, heat,
timeline, explain, files, copy_box, steps, empty, alert…endalert, panel…endpanel, datatable…enddatatable, sort_head,
select_all, select_row, pages, fields, field, meta_tags, where, head_table, mode_link, own_address, code_of_page, weibo, url_or_none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import quote_plus, urlencode

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe

from .. import frames, icons, portal, tables, words

register = template.Library()
Pairs = Iterable[tuple[str, Any]]

register.filter("cn_date", words.cn_date)
register.filter("cn_day", words.cn_day)
register.filter("cn_moment", words.cn_moment)
register.filter("file_size", words.file_size)
register.filter("item", words.item)


@register.filter
def reachable(body: str) -> SafeString:
    """The cleaned text of a document, each table in a frame that scrolls sideways and can be reached by the keyboard."""
    framed = body.replace("<table", '<div class="table-scroll" tabindex="0" role="group" aria-label="表格，可左右滚动" data-wide><table').replace("</table>", "</table></div>")
    return mark_safe(framed)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A small line drawing beside words; nothing for a reader of the screen."""
    return icons.svg(name)


@register.simple_tag(takes_context=True)
def heading_text(context: Context) -> str:
    """The block `heading` as plain words, so that a page says its title once."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block("heading") if blocks else None
    return " ".join(unescape(strip_tags(block.render(context))).split()) if block else ""


@register.simple_tag(name="light")
def light_tag(state: Any, said: str = "", note: str = "") -> SafeString:
    """`{% light clock_light %}` with `.state` and `.words`, or `{% light "late" "逾期 2 个工作日" %}`. Shape, colour and words."""
    name = state if isinstance(state, str) else getattr(state, "state", "none")
    said = said or ("" if isinstance(state, str) else getattr(state, "words", "")) or words.LIGHTS.get(name, "")
    note = note or ("" if isinstance(state, str) else getattr(state, "note", ""))
    shown = format_html('<span class="light-note">{}</span>', note) if note else ""
    return format_html('<span class="light light-{}">{}<span>{}</span>{}</span>', name, icons.svg(f"light-{name}"), said, shown)


@register.simple_tag
def badge(said: str, tone: str = "") -> SafeString:
    """A word in a frame. Tones: primary, late, soon, fine, neutral."""
    return format_html('<span class="badge{}">{}</span>', f" badge-{tone}" if tone else "", said)


@register.simple_tag
def tile(label: str, value: Any, note: str = "", url: str = "", tone: str = "") -> SafeString:
    """One number with what it counts, and where its rows are."""
    inner = format_html('<span class="tile-label">{}</span><span class="tile-value num">{}</span>', label, value)
    inner += format_html('<span class="tile-note">{}</span>', note) if note else mark_safe("")
    name = f"tile tile-{tone}" if tone else "tile"
    if url:
        return format_html('<a class="{}" href="{}">{}</a>', name, url, inner)
    return format_html('<div class="{}">{}</div>', name, inner)


@register.simple_block_tag
def tiles(content: str) -> SafeString:
    return format_html('<div class="tiles">{}</div>', mark_safe(content))


@register.simple_block_tag
def alert(content: str, tone: str = "info", title: str = "") -> SafeString:
    """`{% alert "soon" "期限将至" %}<p>…</p>{% endalert %}`. Tones: info, success, warning, error."""
    head = format_html('<p class="alert-title">{}</p>', title) if title else ""
    return format_html('<div class="alert alert-{}">{}{}</div>', tone, head, mark_safe(content))


@register.simple_block_tag
def panel(content: str, title: str, open: bool = False) -> SafeString:
    """Something that opens: `{% panel "为什么是这一天？" %}…{% endpanel %}`."""
    state = mark_safe(" open") if open else ""
    body = mark_safe(content)
    return format_html('<details class="panel"{}><summary>{}</summary><div class="panel-body">{}</div></details>', state, title, body)


@register.simple_tag
def progress(done: int, total: int, label: str = "") -> SafeString:
    """A bar with its numbers in words."""
    percent = 100 * done // total if total else 0  # rounded down: 100 % means all
    said = label or f"{done} / {total}"
    return format_html(
        '<span class="progress"><span class="progress-bar" aria-hidden="true"><span style="width:{}%"></span></span>'
        '<span class="num">{}</span><span class="progress-percent num">{}%</span></span>',
        percent, said, percent,
    )  # fmt: skip


@register.inclusion_tag("ui/components/tabs.html")
def tabs(items: Iterable[Any], label: str = "分类") -> dict[str, Any]:
    """Items: (label, url, current) or (label, url, current, count)."""
    rows = [(*each, None) if len(each) == 3 else tuple(each) for each in items]
    return {"items": rows, "label": label}


@register.inclusion_tag("ui/components/pairs.html")
def pairs(rows: Pairs) -> dict[str, Any]:
    """Metadata in two columns, one on phones; an empty value is not shown."""
    return {"rows": [(label, value) for label, value in rows if value not in (None, "", [], ())]}


@register.inclusion_tag("ui/components/timeline.html")
def timeline(facts: Iterable[Any]) -> dict[str, Any]:
    """Facts of the journal, or anything with at, sentence, actor_name, actor_organ, basis."""
    return {"facts": facts}


@register.inclusion_tag("ui/components/explain.html")
def explain(lines: Iterable[Any], title: str = "为什么是这一天？") -> dict[str, Any]:
    """The lines of `clocks.queries.explain(clock)`: text, day, counted, number, basis."""
    rows = list(lines)
    return {"title": title, "lines": [row for row in rows if not row.day], "days": [row for row in rows if row.day]}


@register.inclusion_tag("ui/components/files.html")
def files(items: Iterable[Any]) -> dict[str, Any]:
    """Things with name, size and url; type and size are said."""
    return {"items": [(item, words.file_kind(words.item(item, "name"))) for item in items]}


@register.inclusion_tag("ui/components/copy_box.html")
def copy_box(text: str, label: str = "复制", title: str = "") -> dict[str, str]:
    """Text to be pasted elsewhere, e.g. into a 微信 group."""
    return {"text": text, "label": label, "title": title, "id": f"copy-{abs(hash(text)) % 10**8}"}


@register.inclusion_tag("ui/components/steps.html")
def steps(labels: Sequence[str] | str, current: int) -> dict[str, Any]:
    """The steps of a wizard, as a list or `"上传,核对,确认"`; `current` counts from 1."""
    names = labels.split(",") if isinstance(labels, str) else labels
    return {"steps": [(n, label, "done" if n < current else "now" if n == current else "") for n, label in enumerate(names, 1)]}


@register.inclusion_tag("ui/components/heat.html")
def heat(columns: Sequence[str], rows: Iterable[Any], caption: str, corner: str = "单位") -> dict[str, Any]:
    """Units × time. Rows: (label, url, cells); a cell is a number or (number, url). The first column holds what is late."""
    shaped = [(label, url, [words.heat_cell(n, cell) for n, cell in enumerate(cells)]) for label, url, cells in rows]
    return {"columns": columns, "rows": shaped, "caption": caption, "corner": corner}


@register.inclusion_tag("ui/components/empty.html")
def empty(title: str, text: str = "", url: str = "", label: str = "") -> dict[str, str]:
    """Nothing here yet: why, and what one can do."""
    return {"title": title, "text": text, "url": url, "label": label}


@register.simple_block_tag(takes_context=True)
def datatable(context: Context, content: str, **options: Any) -> SafeString:
    """Tools around a hand-written `<table class="data">`. Options: id, count, export (list of (label, url)), filter, choose, bulk."""
    values = {"filter": True, "choose": True, "bulk": "", "export": (), "count": None, "id": "table", **options}
    return mark_safe(render_to_string("ui/components/datatable.html", {**values, "table": mark_safe(content)}))


register.simple_tag(tables.sort_head, takes_context=True)
register.simple_tag(tables.select_all)
register.simple_tag(tables.select_row)


@register.inclusion_tag("ui/components/pages.html", takes_context=True)
def pages(context: Context, page: Page) -> dict[str, Any]:
    """Links to the other pages; the rest of the query stays."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    kept = f"{query.urlencode()}&" if query else ""
    return {"page": page, "kept": kept, "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)}


@register.simple_tag
def fields(form: BaseForm) -> SafeString:
    """All fields of a form, with the summary of errors on top."""
    return mark_safe(render_to_string("ui/components/form.html", {"form": form}))


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """One field: label, control, help, error."""
    return mark_safe(render_to_string("ui/components/field.html", {"field": bound}))


register.simple_tag(frames.meta_tags, takes_context=True)
register.simple_tag(frames.where, takes_context=True)
register.simple_tag(frames.head_table)


@register.simple_tag(takes_context=True)
def mode_link(context: Context, group: str, value: str, label: str) -> SafeString:
    """A reading mode: a link that works without JavaScript; a second click takes it back."""
    request, chosen = context["request"], context.get("modes", {}).get(group, "")
    on = chosen == value
    target = "" if on and value else value
    query = urlencode({group: target, "to": request.get_full_path()})
    pressed = format_html(' aria-current="{}"', "true") if on else ""
    return format_html(
        '<a href="/reading/?{}" rel="nofollow" data-mode="{}" data-value="{}"{}>{}</a>', query, group, value, pressed, label
    )


@register.simple_tag(takes_context=True)
def own_address(context: Context) -> str:
    """The whole address of this page, as one sends it to somebody."""
    return portal.address_of(context["request"], _taken(context))


@register.simple_tag(takes_context=True)
def code_of_page(context: Context) -> str:
    """Where the QR code of this page is drawn."""
    return f"{_code()}?of={quote_plus(_taken(context))}"


@cache
def _code() -> str:
    return reverse("ui:code")


def _taken(context: Context) -> str:
    """What one takes along: this page, or the one that it names instead (nobody's phone becomes a kiosk)."""
    return str(context.get("taken_along") or context["request"].get_full_path())


@register.simple_tag
def weibo(address: str, title: str) -> str:
    """A plain link: nothing of 微博 is loaded before somebody follows it."""
    return f"https://service.weibo.com/share/share.php?url={quote_plus(address)}&title={quote_plus(title)}"


@register.simple_tag
def url_or_none(name: str, *args: Any, **kwargs: Any) -> str:
    """The address, or "" while no slice offers it."""
    try:
        return reverse(name, args=args, kwargs=kwargs)
    except NoReverseMatch:
        return ""
