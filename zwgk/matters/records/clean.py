"""Clean HTML: whatever was pasted or imported → a small set of tags; HTML → lines of text. Pure."""

from __future__ import annotations

import html
import re

import nh3

TAGS = {
    "p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "strong", "b", "em", "i", "u", "s", "sub", "sup", "ul", "ol", "li", "blockquote",
    "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "a", "img",
}  # fmt: skip
_ALIGNED = {"p", "h2", "h3", "h4", "h5", "h6", "th", "td"}
ATTRIBUTES = {
    **{tag: {"style"} for tag in _ALIGNED}, "a": {"href", "title"}, "img": {"src", "alt"}, "ol": {"start"},
    "th": {"style", "colspan", "rowspan", "scope"}, "td": {"style", "colspan", "rowspan"},
}  # fmt: skip
_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+")
_ENDS = re.compile(r"</(?:p|h[1-6]|li|tr|td|th|caption|blockquote)>|<br\s*/?>|<hr\s*/?>", re.IGNORECASE)
_EMPTY = re.compile(r"<(p|strong|em|u|b|i)(?: style=\"[^\"]*\")?>(?:\s|&nbsp;|\u00a0)*</\1>")
_SPACES = re.compile(r"[ \t\u00a0]{2,}")


def clean(source: str) -> str:
    """Only harmless tags; no script, style, class, outside picture or event survives. Idempotent."""
    source = re.sub(r"<h1(\s[^>]*)?>", "<h2>", source, flags=re.IGNORECASE).replace("</h1>", "</h2>").replace("</H1>", "</h2>")
    source = re.sub(r"<(/?)(?:div|section|article|center)(?:\s[^>]*)?>", r"<\1p>", source, flags=re.IGNORECASE)
    found = nh3.clean(
        source, tags=TAGS, clean_content_tags={"script", "style", "title", "head", "xml"}, attributes=ATTRIBUTES, attribute_filter=_attribute,
        strip_comments=True, link_rel="noopener noreferrer", url_schemes={"http", "https", "mailto", "data"}, filter_style_properties={"text-align"},
    )  # fmt: skip
    before = None
    while before != found:
        before, found = found, _EMPTY.sub("", found)
    return re.sub(r"<p>\s+", "<p>", found).replace(' style=""', "").strip()


def _attribute(tag: str, name: str, value: str) -> str | None:
    if tag == "img" and name == "src":
        return value if _IMAGE.fullmatch(value) else None
    if tag == "a" and name == "href" and value.strip().lower().startswith("data:"):
        return None
    return value


def text(source: str) -> str:
    """The words of clean HTML, a line per block."""
    lines = _ENDS.sub(lambda found: found[0] + "\n", source)
    bare = html.unescape(nh3.clean(lines, tags=set()))
    return "\n".join(line.strip() for line in _SPACES.sub(" ", bare).split("\n") if line.strip())


def paragraphs(lines: str) -> str:
    """Plain text as HTML, a paragraph per line."""
    return "".join(f"<p>{html.escape(line.strip(), quote=False)}</p>" for line in lines.splitlines() if line.strip())


def replaced(source: str, spot: str, mask: str) -> str | None:
    """The HTML with the words of `spot` replaced; None when tags stand between its characters."""
    written = html.escape(spot, quote=False)
    return source.replace(written, html.escape(mask, quote=False)) if written in source else None
