"""HTML of an old page → title, date, column, unit, body, links to files. Meta tags first, then the places where sites put them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import unquote, urldefrag, urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from zwgk.matters.records import clean

from .dates import moment_in

BODIES = (
    "#zoom", "#Zoom", ".TRS_Editor", ".TRS_UEDITOR", ".Custom_UnionStyle", "#UCAP-CONTENT", ".pages_content", ".article-content", ".article_content",
    ".xxgk-content", ".view-content", ".news_content", ".content-text", "#content", ".content", "article", "#article", ".article", "main",
)  # fmt: skip
TITLES = ("h1", ".article-title", ".title", "#title", "h2")
CRUMBS = (".crumb", ".crumbs", ".breadcrumb", ".position", ".location", ".dqwz", ".weizhi", ".BreadcrumbNav")
ATTACHED = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|et|ofd|zip|rar|pptx?|txt|csv)(?:$|\?)", re.IGNORECASE)
_DATED = re.compile(r"(?:发布|发文|公开|公示|更新)(?:日期|时间)\s*[:：]?\s*(\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?)")
_SOURCE = re.compile(r"(?:信息来源|来源|发布机构|发布单位)\s*[:：]\s*([^\s|，,;；　]{2,40})")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->")
LEAST_BODY = 10  # characters; below it the page has no text of its own
JUNK = "script, style, iframe, form, nav, header, footer, object, embed, noscript"


@dataclass(slots=True)
class Read:
    """What stands on an old page."""

    title: str = ""
    dated: datetime | None = None
    date_text: str = ""
    column: str = ""
    unit: str = ""
    body: str = ""
    url: str = ""  # as the page itself says
    links: list[tuple[str, str]] = field(default_factory=list)  # (address, words) of attached files
    doc_number: str = ""


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


def read(source: str, base: str = "") -> Read:
    """Never raises for what the page contains; ValueError only for a date that does not exist."""
    tree = LexborHTMLParser(source)
    meta = _meta(tree)
    found = Read(title=_title(tree, meta), url=_own_address(tree, source))
    found.column, found.unit = meta.get("columnname", "") or _column(tree), meta.get("contentsource", "")
    found.doc_number = _labelled(tree, "发文字号") or _labelled(tree, "文号")
    text = tree.body.text(separator=" ") if tree.body else ""
    found.unit = found.unit or _labelled(tree, "发文机关") or _labelled(tree, "发布机构") or (match[1] if (match := _SOURCE.search(text)) else "")
    said = meta.get("pubdate", "") or (match[1] if (match := _DATED.search(text)) else "")
    body = _body(tree)
    whole = body if body is not None else _without_junk(tree)
    found.links = _links(whole, base or found.url) if whole is not None else []
    found.body = clean.clean(body.inner_html or "") if body is not None else _guessed(source) or _plain(whole)
    found.date_text = said
    found.dated = moment_in(said)
    return found


def _meta(tree: LexborHTMLParser) -> dict[str, str]:
    found = {}
    for node in tree.css("meta[name][content]"):
        found.setdefault((node.attributes.get("name") or "").lower(), " ".join((node.attributes.get("content") or "").split()))
    return found


def _title(tree: LexborHTMLParser, meta: dict[str, str]) -> str:
    if meta.get("articletitle"):
        return meta["articletitle"][:300]
    for selector in TITLES:
        node = tree.css_first(selector)
        words = " ".join(node.text().split()) if node else ""
        if 4 <= len(words) <= 200:
            return words
    if said := _labelled(tree, "标题"):
        return said[:300]
    node = tree.css_first("title")
    return " ".join(node.text().split()).split("_")[0].split("-")[0].strip()[:300] if node else ""


def _labelled(tree: LexborHTMLParser, label: str) -> str:
    """What stands in the cell after “标　题：”, in the table that many government pages carry above the text."""
    for cell in tree.css("td, th, dt"):
        if re.sub(r"[\s:：\u3000]", "", cell.text()) == label:
            after = cell.next
            while after is not None and after.tag == "-text":
                after = after.next
            return " ".join(after.text().split()) if after is not None else ""
    return ""


def _own_address(tree: LexborHTMLParser, source: str) -> str:
    node = tree.css_first("link[rel=canonical]")
    if node and (node.attributes.get("href") or "").startswith("http"):
        return str(node.attributes["href"])
    saved = _SAVED_FROM.search(source[:2048])
    return saved[1] if saved and saved[1].startswith("http") else ""


def _column(tree: LexborHTMLParser) -> str:
    for selector in CRUMBS:
        node = tree.css_first(selector)
        if node:
            steps = [" ".join(link.text().split()) for link in node.css("a")]
            return next((step for step in reversed(steps) if step and step not in ("首页", "正文")), "")[:120]
    return ""


def _body(tree: LexborHTMLParser) -> LexborNode | None:
    for selector in BODIES:
        nodes = [node for node in tree.css(selector) if len(node.text().strip()) >= LEAST_BODY or node.css_first("a[href], img")]
        if nodes:
            best = max(nodes, key=lambda node: len(node.text()))
            for junk in best.css(JUNK):
                junk.decompose()
            return best
    return None


def _guessed(source: str) -> str:
    """A page without any of the known places: the reader for pages of any kind looks for its text."""
    import trafilatura

    found = trafilatura.extract(source, output_format="html", include_tables=True, include_links=False, favor_recall=True)
    return clean.clean(found or "")


def _without_junk(tree: LexborHTMLParser) -> LexborNode | None:
    """All of a page that has none of the known places."""
    for junk in tree.css(JUNK):
        junk.decompose()
    return tree.body


def _plain(whole: LexborNode | None) -> str:
    """A page so short that nothing can be guessed from it – a sentence, a bare fragment – is its own text, unless most of it are links."""
    if whole is None:
        return ""
    words = len("".join(whole.text().split()))
    linked = sum(len("".join(link.text().split())) for link in whole.css("a"))
    return clean.clean(whole.inner_html or "") if words >= LEAST_BODY and linked * 2 < words else ""


def _links(body: LexborNode, base: str) -> list[tuple[str, str]]:
    found = {}
    for node in body.css("a[href]"):
        href = (node.attributes.get("href") or "").strip()
        if ATTACHED.search(href.partition("#")[0]):
            words = " ".join(node.text().split()) or unquote(href.rpartition("/")[2])
            found[urldefrag(urljoin(base, href))[0] if base else href] = words[:255]
    return list(found.items())[:50]
