"""Bytes or text → Page."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .lines import FOOT, Lines
from .model import Kind, Line, Link, Page, Resource, Tag

CRUMBS = (".crumb", ".crumbs", ".breadcrumb", ".breadcrumbs", ".position", ".location", ".dqwz", ".weizhi", ".BreadcrumbNav", ".dangqianweizhi", ".curmb", "[aria-label=面包屑]",
          "[aria-label=当前位置]", ".current", ".place", ".dqwz_box", ".mianbao")  # fmt: skip
FRAME = frozenset(("header", "footer", "nav"))
FRAMED = re.compile(r"head|foot|nav|menu|bottom|copyright|top_?bar|site-", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_HERE = re.compile(r"(?:您?(?:现在|当前)?(?:所?在)?的?位置|当前位置)\s*(?:是|为)?\s*[:：]?\s*(?P<path>.*)")
_STEP = re.compile(r"\s*(?:>>|>|》|»|›|/|→|＞|\t)\s*")
_HTML = re.compile(r"<(?:html|head|body|div|table|p|meta|a|span|ul|!doctype)\b", re.IGNORECASE)
_NOT_STEPS = ("首页", "正文", "当前位置", "您的位置", "网站首页")


def decoded(data: bytes) -> str:
    """Bytes as text: UTF-8, else what the page says of itself, else GB18030."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        said = _CHARSET.search(data[:4096])
        name = said[1].decode("ascii", "ignore").lower() if said else "gb18030"
        name = "gb18030" if name in ("gb2312", "gbk", "utf-8", "utf8") else name
        try:
            return data.decode(name, "replace")
        except LookupError:
            return data.decode("gb18030", "replace")


def is_html(source: str) -> bool:
    """Whether it is a page and not text that somebody copied from one."""
    return bool(_HTML.search(source[:20_000]))


def read(source: str, url: str = "", kind: Kind | None = None) -> Page:
    """A page, or a piece of one; a saved text goes to `read_text`."""
    if not is_html(source):
        return read_text(source, url, kind)
    tree = LexborHTMLParser(source)
    tags = _tags(tree, source)
    lines = Lines(source).of(tree.body)
    has_head = bool(tags) or re.search(r"<title\b|<head\b", source, re.IGNORECASE) is not None
    window = _words(tree.css_first("title"))
    crumbs, has_crumbs = _crumbs(tree, lines)
    named = next((tag.content for tag in tags if tag.name.lower() == "articletitle"), "")
    heading = next((_words(node) for node in tree.css("h1") if _words(node)), "")
    made = Page(
        Kind.OTHER, url, has_head, True, tags, window, named or heading, crumbs, has_crumbs, _links(tree, source), _forms(tree), _resources(tree, source), lines,
        " ".join(line.text for line in lines if not line.own) or " ".join(line.text for line in lines[-15:]),
    )  # fmt: skip
    return _with_kind(made, kind)


def read_text(source: str, url: str = "", kind: Kind | None = None) -> Page:
    """The text of a page as it was copied: no tags, links or pictures to judge."""
    lines = tuple(Line(text, number) for number, raw in enumerate(source.splitlines(), 1) if (text := raw.replace("\u3000", " ").strip()))
    place = next((n for n, line in enumerate(lines) if _HERE.search(line.text) and ">" in line.text.replace("＞", ">")), None)
    crumbs = _steps(lines[place].text) if place is not None else ()
    after = [line.text for line in lines[place + 1 : place + 8]] if place is not None else []
    title = next((text for text in after if len(text) >= 8 and "：" not in text and ":" not in text and not text.startswith(("•", "分享"))), "")
    return Page(kind or Kind.CONTENT, url, False, False, title=title, crumbs=crumbs, has_crumbs=place is not None, lines=lines, foot=" ".join(line.text for line in lines[-15:]))


def _tags(tree: LexborHTMLParser, source: str) -> tuple[Tag, ...]:
    found = []
    for node in tree.css("meta[name]"):
        name = (node.attributes.get("name") or "").strip()
        found.append(Tag(name, " ".join((node.attributes.get("content") or "").split()), _at(source, rf"""name\s*=\s*["']?{re.escape(name)}""")))
    return tuple(found)


def _crumbs(tree: LexborHTMLParser, lines: tuple[Line, ...]) -> tuple[tuple[str, ...], bool]:
    for selector in CRUMBS:
        node = tree.css_first(selector)
        if node is None:
            continue
        steps = tuple(words for link in node.css("a, li, span") if (words := _words(link)) and words not in _NOT_STEPS and len(words) <= 30 and not link.css_first("a"))
        if steps or node.css_first("a"):
            return tuple(dict.fromkeys(steps)), True
    for line in lines[:60]:
        if _HERE.search(line.text) and (steps := _steps(line.text)):
            return steps, True
    return (), False


def _steps(text: str) -> tuple[str, ...]:
    found = _HERE.search(text)
    path = found["path"] if found else text
    return tuple(step for each in _STEP.split(path) if (step := each.strip(" :：•")) and step not in _NOT_STEPS and len(step) <= 40)


def _links(tree: LexborHTMLParser, source: str) -> tuple[Link, ...]:
    found, at = [], 0
    for node in tree.css("a[href]"):
        href = (node.attributes.get("href") or "").strip()
        place = source.find(href, at) if href else -1
        at = place if place >= 0 else at
        words = _words(node) or (node.attributes.get("aria-label") or "").strip() or (node.attributes.get("title") or "").strip()
        words = words or " ".join((image.attributes.get("alt") or "").strip() for image in node.css("img")).strip()
        found.append(Link(href, words, source.count("\n", 0, at) + 1, not _framed(node), "nofollow" in (node.attributes.get("rel") or "")))
    return tuple(found)


def _forms(tree: LexborHTMLParser) -> tuple[tuple[str, str], ...]:
    return tuple((node.attributes.get("action") or "", " ".join(filter(None, (_words(each) or (each.attributes.get("value") or "") for each in node.css("button, input[type=submit]"))))) for node in tree.css("form"))


def _framed(node: LexborNode) -> bool:
    """In the head, the navigation or the foot, which all pages share."""
    above = node.parent
    while above is not None and above.tag not in ("body", "html", "main"):
        if above.tag in FRAME or FRAMED.search(f"{above.attributes.get('class') or ''} {above.attributes.get('id') or ''}"):
            return True
        above = above.parent
    return False


def _resources(tree: LexborHTMLParser, source: str) -> tuple[Resource, ...]:
    found, at = [], 0
    for node in tree.css("img, script[src], link[href], iframe[src]"):
        if node.tag == "link" and "stylesheet" not in (node.attributes.get("rel") or ""):
            continue
        address = (node.attributes.get("href" if node.tag == "link" else "src") or "").strip()
        place = source.find(address, at) if address else -1
        at = place if place >= 0 else at
        alt = (node.attributes.get("alt") or "") if "alt" in node.attributes else None
        found.append(Resource(node.tag or "", address, alt, source.count("\n", 0, at) + 1, not _framed(node)))
    return tuple(found)


def _with_kind(page: Page, told: Kind | None) -> Page:
    return replace(page, kind=told or _kind(page))


def _kind(page: Page) -> Kind:
    """Content when it says so or shows when it was published; a list when it names a column or is made of dated links."""
    names = {tag.name.lower() for tag in page.tags}
    path = urlsplit(page.url).path.strip("/").lower()
    if names & {"articletitle", "pubdate"}:
        return Kind.CONTENT
    if page.url and path in ("", "index.html", "index.htm", "index.shtml"):
        return Kind.HOME
    if "columnname" in names:
        return Kind.LIST
    dated = sum(bool(re.search(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}", line.text)) and len(line.text) < 120 for line in page.lines)
    if any(re.match(r"(?:发布(?:日期|时间)|发文日期|成文日期|时间|日期)\s*[:：]", line.text.lstrip("• \t")) for line in page.lines[:120]) and dated < 8:
        return Kind.CONTENT
    long = sum(len(line.text) for line in page.lines if len(line.text) > 60)
    if dated >= 8:
        return Kind.LIST
    return Kind.CONTENT if long > 600 and len(page.links) < 60 else Kind.HOME if len(page.links) >= 60 else Kind.OTHER


def _words(node: LexborNode | None) -> str:
    return " ".join(node.text().split()) if node is not None else ""


def _at(source: str, pattern: str) -> int:
    found = re.search(pattern, source, re.IGNORECASE)
    return source.count("\n", 0, found.start()) + 1 if found else 0


__all__ = ["FOOT", "decoded", "is_html", "read", "read_text"]
