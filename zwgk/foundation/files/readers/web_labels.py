"""What a government page says about its document: meta elements and the label–value pairs of the 信息公开 head.

`page_meta` reads the head; `take_labels` reads pairs in the body and removes them there, so that they do not
become paragraphs. A pair is taken only together with others: a lone “来源：” may be the document's own words.
"""

from __future__ import annotations

import re
from collections import defaultdict

from selectolax.lexbor import LexborHTMLParser, LexborNode

from . import limits
from .web_blocks import BLOCK_TAGS, innermost, squeeze, table_rows

Found = tuple[list[LexborNode], dict[str, str]]  # the elements that hold pairs, and the pairs


def _words(spaced: str) -> list[str]:
    return spaced.split()


LABELS = frozenset(
    _words(
        "索引号 信息索引号 主题分类 体裁分类 组配分类 服务对象 服务对象分类 信息分类 公开分类 分类 所属分类 主题词 关键词 关键字 发文机关 发文单位 发布机构 发布机关 发布单位"
        " 发布部门 制发机关 制发单位 责任部门 公开主体 信息来源 来源 稿源 成文日期 成文时间 发文日期 发文时间 发布日期 发布时间 印发日期 公开日期 公开时间 生成日期 生成时间"
        " 生效日期 生效时间 实施日期 施行日期 失效日期 失效时间 废止日期 废止时间 有效期 有效性 时效性 时效状态 文件状态 效力状态 效力 信息有效性 是否有效 标题 名称 信息名称 文件名称"
        " 发文字号 文号 文件编号 文件号 发文号 统一编号 规范性文件编号 登记编号 内容概述 内容摘要 公开方式 公开形式 公开范围 公开时限 公开属性 公开类别 公开程序"
        " 作者 编辑 责任编辑 审核 签发人 联系电话 信息类别 文种 文件类型 时间 日期"
        " 浏览次数 浏览 浏览量 点击数 点击量 点击 阅读次数 阅读 阅读量 访问量 人气 字号 字体 字体大小"
    )
)
_STRONG = frozenset(_words("索引号 信息索引号 发文字号 文号 成文日期 发布机构 发文机关 发布日期 主题词 主题分类 统一编号 发布时间"))
_COUNTERS = frozenset(_words("浏览次数 浏览 浏览量 点击数 点击量 点击 阅读次数 阅读 阅读量 访问量 人气 字号 字体 字体大小"))  # of the page, not of the document
_GAP = r"[\s\u3000\xa0]*"
_INLINE = re.compile(
    r"(?:^|(?<=[\s\u3000\xa0|｜\[【（(]))("
    + "|".join(_GAP.join(label) for label in sorted(LABELS, key=len, reverse=True))
    + rf"){_GAP}[】\]]?{_GAP}[:：]"
)
_HEAD_ROWS = 60  # rows of a table that can still be a page's metadata
_LEAF_LIMIT = 300  # characters of a line that can still be a bar of labels


def bare(words: str) -> str:
    """A label without inner blanks, brackets and colon: “索 引 号：” → “索引号”."""
    return re.sub(r"[\s\u3000\xa0:：\[\]【】]", "", words)


def page_meta(tree: LexborHTMLParser) -> dict[str, str]:
    """`meta:<name>` for every meta element with a name and content, `html:title` for the title."""
    found: dict[str, str] = {}
    for node in tree.css("meta[name], meta[property]")[: limits.META_ENTRIES]:
        name = (node.attributes.get("name") or node.attributes.get("property") or "").strip()
        value = squeeze(node.attributes.get("content") or "")
        if name and value and name.lower() not in ("viewport", "renderer", "robots"):
            found.setdefault(f"meta:{name}", value[: limits.META_CHARACTERS])
    title = tree.css_first("title")
    if title is not None and squeeze(title.text()):
        found["html:title"] = squeeze(title.text())
    return found


def take_labels(root: LexborNode) -> dict[str, str]:
    """Label → value (empty when the page leaves it empty); the elements that held them are removed from the tree."""
    found: dict[str, str] = {}
    for table in root.css("table"):
        if innermost(table):
            _take(found, _table_pairs(table))
    for holders, pairs in _line_groups(root):
        _take(found, (holders, pairs))
    return {label: value for label, value in found.items() if label not in _COUNTERS}


def _take(found: dict[str, str], read: Found) -> None:
    holders, pairs = read
    for label, value in pairs.items():
        if not found.get(label):
            found[label] = value[: limits.META_CHARACTERS]
    for node in holders:
        node.decompose()


def _table_pairs(table: LexborNode) -> Found:
    """The cells and pairs of a metadata table; nothing when the table shows other data."""
    rows = table_rows(table)
    if len(rows) > _HEAD_ROWS:
        return [], {}
    texts = [[squeeze(cell.text()) for cell in row] for row in rows]
    filled = sum(1 for row in texts for text in row if text)
    upright = _upright_pairs(texts)
    holders, pairs = ([cell for row in rows for cell in row], upright) if upright else _sideways_pairs(rows, texts)
    covered = sum(1 for cell in holders if squeeze(cell.text()))
    valued = sum(1 for value in pairs.values() if value)
    if not _STRONG & pairs.keys() or not (covered == filled or valued >= 3 or (valued == 2 and covered * 3 >= filled)):
        return [], {}
    return ([table] if covered == filled else holders), pairs


def _upright_pairs(rows: list[list[str]]) -> dict[str, str]:
    """A row of labels above a row of values."""
    if len(rows) == 2 and len(rows[0]) == len(rows[1]) >= 2 and all(bare(cell) in LABELS for cell in rows[0]):
        return {bare(label): value for label, value in zip(rows[0], rows[1], strict=True)}
    return {}


def _sideways_pairs(rows: list[list[LexborNode]], texts: list[list[str]]) -> Found:
    """A label, its value in the next cell; or both in one cell."""
    holders: list[LexborNode] = []
    pairs: dict[str, str] = {}
    for nodes, row in zip(rows, texts, strict=True):
        for index, text in enumerate(row):
            if bare(text) in LABELS:
                following = row[index + 1] if index + 1 < len(row) else ""
                lone = bare(following) in LABELS or len(following) > _LEAF_LIMIT
                pairs.setdefault(bare(text), "" if lone else following)
                holders += nodes[index : index + 1 if lone else index + 2]
            elif len(text) <= _LEAF_LIMIT and (inline := _inline_pairs(text)):
                pairs.update(inline)
                holders.append(nodes[index])
    return holders, pairs


def _inline_pairs(line: str) -> dict[str, str]:
    """The pairs of a bar such as “发布时间：2026-03-02 来源：和光县教育局”; empty unless it begins with a label."""
    hits = list(_INLINE.finditer(line))
    if not hits or line[: hits[0].start()].strip(" [【（(\u3000"):
        return {}
    ends = [hit.start() for hit in hits[1:]] + [len(line)]
    return {bare(hit.group(1)): line[hit.end() : end].strip(" \u3000|｜】[【]") for hit, end in zip(hits, ends, strict=True)}


def _line_groups(root: LexborNode) -> list[Found]:
    """Neighbouring lines of labels: at least two different ones under one parent or grandparent."""
    groups: dict[int, list[Found]] = defaultdict(list)
    for node in root.css("li, p, div, span, dt, td, h3, h4, h5, h6"):
        found = _line_pairs(node)
        if found and node.parent is not None and (node.tag != "td" or len(found[1]) >= 2):
            above = node.parent.parent if node.tag in ("li", "p", "dt") and node.parent.parent else node.parent
            groups[above.mem_id].append(found)
    accepted = []
    values: dict[str, set[str]] = defaultdict(set)
    for label, value in ((label, value) for members in groups.values() for _, pairs in members for label, value in pairs.items()):
        values[label].add(value)
    if any(len(several) > 3 for several in values.values()):
        return []  # a column's list of many documents
    for members in groups.values():
        labels = {label for _, pairs in members for label in pairs}
        together = any(len(pairs) >= 2 for _, pairs in members)  # a bar of labels in one line
        if len(labels) >= 2 and (_STRONG & labels or len(labels) >= 3 or together):
            accepted += members
    return accepted


def _line_pairs(node: LexborNode) -> Found | None:
    """The elements and pairs of one leaf line; None for anything else."""
    if any(child.tag in BLOCK_TAGS for child in node.iter()) or (node.tag == "span" and _inside_line(node)):
        return None
    line = squeeze(node.text())
    if not line or len(line) > _LEAF_LIMIT:
        return None
    if bare(line) in LABELS:
        return _value_beside(node, bare(line))
    pairs = _inline_pairs(line)
    if pairs:
        return [node], pairs
    first = next(iter(node.iter()), None)
    label = bare(first.text()) if first is not None else ""
    if first is not None and label in LABELS and line.startswith(squeeze(first.text())):
        return [node], {label: line[len(squeeze(first.text())) :].strip(" :：\u3000")}
    return None


def _inside_line(node: LexborNode) -> bool:
    """True for a span that is only a part of a line already looked at."""
    above = node.parent
    return above is not None and above.tag in ("li", "p", "dt", "dd", "h3", "h4", "h5", "h6", "td")


def _value_beside(node: LexborNode, label: str) -> Found:
    beside = node.next
    while beside is not None and (beside.tag or "").startswith("-"):
        if beside.tag == "-text" and beside.text().strip():
            return [node], {label: squeeze(beside.text())}
        beside = beside.next
    if beside is None or bare(beside.text()) in LABELS or len(beside.text()) > _LEAF_LIMIT:
        return [node], {label: ""}
    return [node, beside], {label: squeeze(beside.text())}
