"""Find the element that holds a page's own text, by the shape of government pages and by the weight of prose.

Algorithm: every text node gives its weight (characters; little for links and scraps) to all elements above it.
From the top we step down as long as one child carries nearly all the weight, and stop at an article-like
container, at a data table, or where a sibling looks like part of the document (附件, date, document number).
"""

from __future__ import annotations

import re
from collections import defaultdict

from selectolax.lexbor import LexborNode

from . import limits, refusals
from .web_blocks import is_data_table, squeeze

_NEVER_TEXT = "script, style, noscript, template, iframe, object, embed, svg, canvas, button, select, textarea, input, link, meta, title, video, audio"
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_FURNITURE = re.compile(
    r"(?:^|[-_\s])(?:nav\w*|sx-?navs?|menu\w*|foot\w*|header\w*|top(?:bar|nav)?|crumbs?|breadcrumbs?|location|position|dqwz|wz|share\w*|bshare|bdshare\w*"
    r"|qr\w*|ewm|erweima|copyright\w*|banner\w*|de_banner\w*|side(?:bar)?|aside|related|recommend|hot|links?|friendlinks?|yqlj|login|search\w*|pag(?:er|ination|ing)"
    r"|toolbar|tools?|print\w*|close|comments?|weixin|wechat|weibo|float\w*|popup|modal|gotop|backtop|jiucuo|wza|audio|player)(?=$|[-_\s\d])",
    re.I,
)
_ARTICLE = re.compile(
    r"ucap-?content|trs_?editor|trs_paper|(?:^|[-_\s])(?:zoom|article|arti[-_]?(?:content|con|body|text)?|artical\w*|content[-_]?(?:text|body|main|txt|con|article)"
    r"|(?:article|news|detail|page|pages|main|info|xl|xxgk|text|view|inner|zw|nr)[-_]?(?:content|con|text|txt|body|detail|nr)|vsb_content\w*|v_news_content|newscontent|zhengwen|maincontent)(?=$|[-_\s\d])",
    re.I,
)
_PART = re.compile(r"附件|附表|附：|[（(]此件|抄送|[^\s，。]{2,20}〔\d{4}〕\d+号$|各[^。]{2,60}[:：]$")
_LATE_PART = re.compile(r"[^，。]{0,30}(?:\d{4}|[〇○零一二三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日$")
_PROSE = re.compile("[，。；：]")
_ENOUGH = 60  # weight below which there is no body, unless the page holds hardly anything else
_NEARLY_ALL = 0.85


def check_depth(root: LexborNode) -> None:
    """Refuse a page nested beyond the limit, before anything walks it recursively."""
    node: LexborNode | None = root
    depth = 0
    while node is not None:
        if depth > limits.NESTING * 5:
            raise refusals.refuse("这个网页的标签嵌套异常地深，可能是恶意构造的，已拒绝读取。", "请在浏览器里打开，复制正文或另存为 PDF 后上传。")
        if node.first_child is not None:
            node, depth = node.first_child, depth + 1
            continue
        while node is not None and node.next is None:
            node, depth = node.parent, depth - 1
            if depth <= 0:
                return
        node = node.next if node is not None else None


def drop_invisible(root: LexborNode) -> None:
    """Remove what a reader of the page never sees."""
    for node in root.css(_NEVER_TEXT):
        node.decompose()
    for node in root.css("[style], [hidden]"):
        hidden = "hidden" in node.attributes or _HIDDEN_STYLE.search(node.attributes.get("style") or "")
        if hidden and node.mem_id != root.mem_id and not _is_article(node):
            node.decompose()


def _names(node: LexborNode) -> str:
    return f"{node.attributes.get('id') or ''} {node.attributes.get('class') or ''}"


def _is_article(node: LexborNode) -> bool:
    return bool(_ARTICLE.search(_names(node)))


def drop_furniture(root: LexborNode) -> None:
    """Remove navigation, footers, share bars and the like; never an element that holds an article or much prose."""
    for node in root.css("nav, footer, aside, [class], [id]"):
        named = node.tag in ("nav", "footer", "aside") or _FURNITURE.search(_names(node))
        if named and node.tag not in ("body", "html", "a", "p", "td") and not _is_article(node) and _slight(node):
            node.decompose()


def _slight(node: LexborNode) -> bool:
    if any(_is_article(inner) for inner in node.css("[class], [id]")):
        return False
    words = squeeze(node.text())
    linked = sum(len(squeeze(link.text())) for link in node.css("a"))
    return words.count("。") < 3 or linked > 0.4 * len(words)


def find(root: LexborNode) -> LexborNode | None:
    """The body container, or None when the page has no prose."""
    weights = _weights(root)
    prose = weights[root.mem_id]
    if prose < _ENOUGH and prose <= 0.6 * len("".join(root.text().split())):
        return None
    node = root
    while not (_is_article(node) and node.tag not in ("body", "html")):
        heavy = max(node.iter(), key=lambda child: weights[child.mem_id], default=None)
        if heavy is None or weights[heavy.mem_id] < _NEARLY_ALL * weights[node.mem_id] or not _may_enter(heavy):
            break
        if _parts_beside(node, heavy):
            break
        node = heavy
    return node


def _may_enter(node: LexborNode) -> bool:
    """False for a paragraph, a list, or a table of data: their surroundings belong to the document."""
    if node.tag == "table":
        return not is_data_table(node)
    if node.tag in ("p", "span", "font", "ul", "ol", "dl", "pre", "blockquote", "li", "h1", "h2", "h3", "a", "strong", "b"):
        return node.css_first("p, div, table") is not None and node.tag in ("span", "font", "li", "ul", "blockquote")
    return True


def _parts_beside(node: LexborNode, heavy: LexborNode) -> bool:
    after = False
    for child in node.iter():
        if child.mem_id == heavy.mem_id:
            after = True
            continue
        words = squeeze(child.text())
        if words and len(words) < 2000 and (_PART.match(words) or (after and _LATE_PART.match(words))):
            return True
    return False


def _weights(root: LexborNode) -> defaultdict[int, float]:
    totals: defaultdict[int, float] = defaultdict(float)
    for node in root.traverse(include_text=True):
        if node.tag != "-text":
            continue
        words = node.text(deep=False).strip()
        if not words:
            continue
        weight = len(words) * (1.0 if len(words) >= 25 or _PROSE.search(words) else 0.3)
        above, path = node.parent, []
        while above is not None:
            path.append(above.mem_id)
            if above.tag == "a":
                weight *= 0.1
            if above.mem_id == root.mem_id:
                break
            above = above.parent
        for identity in path:
            totals[identity] += weight
    return totals
