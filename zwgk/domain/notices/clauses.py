"""Lines of a part → tree of numbered clauses.

Reads: lines in order. Writes: `Node`s with their own paragraphs and children. Which kind of marker is above which is learnt
from the order of appearance: a kind already open closes everything below it, a new kind opens below the current node.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .lines import Line
from .markers import ARABIC, ARTICLE, CHAPTER, CIRCLE, DOTTED, ONE, ORDINAL, PAREN, Marker, bare_number, leading
from .model import Clause, Warning_

_HEADING = re.compile(r"([^。；;！？]{2,48}?)[。：:](?=.)")
_STOP = "。；;：:．. "


@dataclass(slots=True)
class Node:
    """A numbered clause in the making; the root has no marker."""

    marker: Marker | None
    line: Line | None
    depth: int
    paragraphs: list[tuple[Line, str]] = field(default_factory=list)  # text without marker
    children: list[Node] = field(default_factory=list)
    parent: Node | None = None

    @property
    def path(self) -> tuple[str, ...]:
        above = self.parent.path if self.parent and self.parent.marker else ()
        return (*above, self.marker.label) if self.marker else ()

    @property
    def ancestors(self) -> list[Node]:
        """From the outermost to the parent."""
        return [*self.parent.ancestors, self.parent] if self.parent and self.parent.marker else []


@dataclass(slots=True)
class Tree:
    """The root and what was odd."""

    root: Node
    warnings: list[Warning_] = field(default_factory=list)
    last: dict[str, int] = field(default_factory=dict)  # kind of marker → its last number anywhere


def tree_of(lines: list[Line]) -> Tree:
    """The clause tree of these lines; text before the first marker is the root's own."""
    root = Node(None, None, 0)
    tree = Tree(root)
    stack = [root]
    dotted = any(mark.kind == DOTTED for line in lines if (mark := leading(line.text)))
    for line in lines:
        mark = leading(line.text) or (bare_number(line.text) if dotted else None)
        if mark is None or not _plausible(mark, line, tree.last):
            stack[-1].paragraphs.append((line, line.text))
            continue
        kinds = [_kind(node.marker) for node in stack[1:] if node.marker]
        kind = _kind(mark)
        if kind in kinds:
            del stack[kinds.index(kind) + 1 :]
        else:
            _close_lower(stack, mark)
        parent = stack[-1]
        node = Node(mark, line, parent.depth + 1, parent=parent)
        rest = line.text[mark.end :].strip()
        if rest:
            node.paragraphs.append((line, rest))
        _check(tree, parent, node)
        tree.last[kind] = mark.number
        parent.children.append(node)
        stack.append(node)
    return tree


_RANK = {CHAPTER: 0, ONE: 1, PAREN: 2}


def _kind(mark: Marker | None) -> str:
    if mark is None:
        return ""
    if mark.kind == CHAPTER:
        return mark.label.translate(str.maketrans("", "", "第一二三四五六七八九十百零〇0123456789"))
    return f"{mark.kind}{mark.label.count('.')}" if mark.kind == DOTTED else mark.kind


def _close_lower(stack: list[Node], mark: Marker) -> None:
    """一、 never stands below （一）, nor 第一章 below 一、."""
    rank = _RANK.get(mark.kind)
    if rank is None:
        return
    for index, node in enumerate(stack):
        if node.marker and _RANK.get(node.marker.kind, 9 if node.marker.kind != ARTICLE else 1) > rank:
            del stack[index:]
            return


def _plausible(mark: Marker, line: Line, last: dict[str, int]) -> bool:
    """A number inside a sentence that happens to begin a line is no marker."""
    rest = line.text[mark.end :]
    if mark.kind in (ARABIC, CIRCLE) and not re.search("[.．、﹒]", mark.raw) and re.match(r"[年月日时点号%％‰]|个百分点", rest):
        return False
    if mark.kind in (ONE, PAREN, ARABIC) and rest[:1] in "，、；）)至和或" and rest:
        return False
    if mark.kind == PAREN and re.match(r"[（(][一二三四五六七八九十]{1,3}[)）]|[项款](?:内容|规定|所|、|和|至|，|之|的)", rest):
        return False
    if mark.kind == ARTICLE and re.match(r"[第、和或规的]", rest):
        return False
    if mark.kind == ONE and mark.raw.strip()[-1] in "，," and mark.number != last.get(ONE, 0) + 1:
        return False
    if mark.kind == ORDINAL and mark.raw.startswith("第") and mark.number > 1 and last.get(ORDINAL, 0) == 0:
        return False
    return not (mark.kind == ARABIC and mark.number > 60 and mark.number > last.get(ARABIC, 0) + 3)


def _check(tree: Tree, parent: Node, node: Node) -> None:
    """Repeated and skipped numbers are told, not corrected."""
    mark = node.marker
    if mark is None or node.line is None:
        return
    before = next((one.marker for one in reversed(parent.children[-40:]) if one.marker and _kind(one.marker) == _kind(mark)), None)
    if before is None:
        before_elsewhere = tree.last.get(_kind(mark), 0)
        if mark.number != 1 and mark.number != before_elsewhere + 1:
            tree.warnings.append(Warning_("number_start", f"编号从“{mark.raw.strip()}”开始，前面可能有缺漏。", node.line.no, node.line.text[:30]))
    elif mark.number == before.number:
        tree.warnings.append(Warning_("number_repeated", f"编号“{mark.raw.strip()}”重复。", node.line.no, node.line.text[:30]))
    elif mark.number != before.number + 1 and mark.number != tree.last.get(_kind(mark), 0) + 1:
        tree.warnings.append(Warning_("number_skipped", f"编号由“{before.label}”跳到“{mark.label}”。", node.line.no, node.line.text[:30]))


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below, in order."""
    yield node
    for child in node.children:
        yield from walk(child)


def heading_of(node: Node) -> tuple[str | None, bool]:
    """(heading without marker and closing 。, stands alone on its line?)."""
    if not node.paragraphs or node.line is None or node.paragraphs[0][0] is not node.line:
        return None, False
    text = node.paragraphs[0][1]
    alone = len(node.paragraphs) > 1 or bool(node.children)
    short = text.rstrip(_STOP)
    if alone and len(short) <= 60 and not re.search("[。；]", short):
        return short, True
    found = _HEADING.match(text)
    if found and found.group(1).count("，") + found.group(1).count(",") <= 2 and not re.match(r"(?:责任|牵头|配合)", text[found.end() :].lstrip("（(")):
        return found.group(1), False
    return (short, True) if not re.search("[。；，,]", short) and len(short) <= 40 and not node.children and len(node.paragraphs) == 1 and node.depth == 1 else (None, False)


def frozen(node: Node) -> Clause:
    """The tree as facts."""
    heading, _ = heading_of(node)
    mark = node.marker
    return Clause(
        mark.raw.strip() if mark else "", mark.label if mark else "", node.depth, heading, "\n".join(text for _, text in node.paragraphs),
        node.line.no if node.line else 0, tuple(frozen(child) for child in node.children),
    )  # fmt: skip
