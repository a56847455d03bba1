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


def _words(spaced: str) -> list[str]:
    return spaced.split()


LABELS = frozenset(
    _words(
        "索引号 信息索引号 主题分类 体裁分类 组配分类 服务对象 服务对象分类 信息分类 公开分类 分类 所属分类 主题词 关键词 关键字 发文机关 发文单位 发布机构 发布机关 发布单位"
        " 发布部门 制发机关 制发单位 责任部门 公开主体 信息来源 来源 稿源 成文日期 成文时间 发文日期 发文时间 发布日期 发布时间 印发日期 公开日期 公开时间 生成日期 生成时间"
        " 生效日期 生效时间 实施日期 施行日期 失效日期 失效时间 废止日期 废止时间 有效期 有效性 时效性 时效状态 文件状态 效力状态 效力 信息有效性 是否有效 标题 名称 信息名称 文件名称"
        " 发文字号 文号 文件编号 文件号 发文号 统一编号 规范性文件编号 登记编号 内容概述 内容摘要 公开方式 公开形式 公开范围 公开时限 公开属性 公开类别 公开程序"
        " 作者 编辑 责任编辑 审核 签发人 联系电话 信息类别 文种 文件类型 浏览次数 点击数 点击量 阅读次数 访问量 字号 字体大小"
    )
)
_STRONG = frozenset(_words("索引号 信息索引号 发文字号 文号 成文日期 发布机构 发文机关 发布日期 主题词 主题分类 统一编号 发布时间"))
_COUNTERS = frozenset(_words("浏览次数 点击数 点击量 阅读次数 访问量 字号 字体大小"))  # of the page, not of the document
_GAP = r"[\s\u3000\xa0]*"
_INLINE = re.compile(
    r"(?:^|(?<=[\s\u3000\xa0|｜\[【（(]))("
    + "|".join(_GAP.join(label) for label in sorted(LABELS, key=len, reverse=True))
    + rf"){_GAP}[】\]]?{_GAP}[:：]"
)
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
            pairs = _table_pairs(table)
            if pairs:
                _merge(found, pairs)
                table.decompose()
    for holders, pairs in _line_groups(root):
        _merge(found, pairs)
        for node in holders:
            node.decompose()
    return {label: value for label, value in found.items() if label not in _COUNTERS}


def _merge(found: dict[str, str], pairs: dict[str, str]) -> None:
    for label, value in pairs.items():
        if not found.get(label):
            found[label] = value[: limits.META_CHARACTERS]


def _table_pairs(table: LexborNode) -> dict[str, str]:
    """The pairs of a metadata table; empty when the table shows other data."""
    rows = [[squeeze(cell.text()) for cell in row] for row in table_rows(table)]
    filled = sum(1 for row in rows for cell in row if cell)
    pairs = _upright_pairs(rows) or _sideways_pairs(rows)
    valued = sum(1 for value in pairs.values() if value)
    only_pairs = filled <= len(pairs) + valued
    if only_pairs and pairs and _STRONG & pairs.keys():
        return pairs
    return pairs if valued >= 3 and valued * 3 >= filled and _STRONG & pairs.keys() else {}


def _upright_pairs(rows: list[list[str]]) -> dict[str, str]:
    """A row of labels above a row of values."""
    if len(rows) == 2 and len(rows[0]) == len(rows[1]) >= 2 and all(bare(cell) in LABELS for cell in rows[0]):
        return {bare(label): value for label, value in zip(rows[0], rows[1], strict=True)}
    return {}


def _sideways_pairs(rows: list[list[str]]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for row in rows:
        for index, cell in enumerate(row):
            inline = _inline_pairs(cell)
            if bare(cell) in LABELS:
                following = row[index + 1] if index + 1 < len(row) else ""
                pairs.setdefault(bare(cell), "" if bare(following) in LABELS else following)
            elif inline:
                pairs.update(inline)
    return pairs


def _inline_pairs(line: str) -> dict[str, str]:
    """The pairs of a bar such as “发布时间：2026-03-02 来源：和光县教育局”; empty unless it begins with a label."""
    hits = list(_INLINE.finditer(line))
    if not hits or line[: hits[0].start()].strip(" [【（(\u3000"):
        return {}
    ends = [hit.start() for hit in hits[1:]] + [len(line)]
    return {bare(hit.group(1)): line[hit.end() : end].strip(" \u3000|｜】[【]") for hit, end in zip(hits, ends, strict=True)}


def _line_groups(root: LexborNode) -> list[tuple[list[LexborNode], dict[str, str]]]:
    """Neighbouring lines of labels: at least two different ones under one parent or grandparent."""
    groups: dict[int, list[tuple[list[LexborNode], dict[str, str]]]] = defaultdict(list)
    for node in root.css("li, p, div, span, dt, h3, h4, h5, h6"):
        found = _line_pairs(node)
        if found and node.parent is not None:
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
        if len(labels) >= 2 and (_STRONG & labels or len(labels) >= 3):
            accepted += members
    return accepted


def _line_pairs(node: LexborNode) -> tuple[list[LexborNode], dict[str, str]] | None:
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


def _value_beside(node: LexborNode, label: str) -> tuple[list[LexborNode], dict[str, str]]:
    beside = node.next
    while beside is not None and (beside.tag or "").startswith("-"):
        if beside.tag == "-text" and beside.text().strip():
            return [node], {label: squeeze(beside.text())}
        beside = beside.next
    if beside is None or bare(beside.text()) in LABELS or len(beside.text()) > _LEAF_LIMIT:
        return [node], {label: ""}
    return [node, beside], {label: squeeze(beside.text())}
