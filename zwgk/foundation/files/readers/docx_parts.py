"""What surrounds the text of a .docx: styles and automatic numbering, resolved to what is printed.

`Numbering.marker` must be asked once per numbered paragraph, in document order, because it counts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from .numerals import printed
from .xmlsafe import Node, attribute, child, children

_BULLET_DEFAULT = "●"


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style as far as the reader needs it."""

    name: str = ""
    parent: str = ""
    outline: int = -1  # 0 = first heading level; -1 = body text
    align: str = ""
    num_id: str = ""
    level: int = 0


def read_styles(root: Node | None) -> dict[str, Style]:
    found = {}
    for node in children(root, "style"):
        if attribute(node, "type", "paragraph") != "paragraph":
            continue
        properties = child(node, "pPr")
        outline = attribute(child(properties, "outlineLvl"), "val", "-1")
        found[attribute(node, "styleId")] = Style(
            name=attribute(child(node, "name"), "val").lower(),
            parent=attribute(child(node, "basedOn"), "val"),
            outline=_int(outline, -1),
            align=attribute(child(properties, "jc"), "val"),
            num_id=attribute(child(properties, "numPr", "numId"), "val"),
            level=_int(attribute(child(properties, "numPr", "ilvl"), "val"), 0),
        )
    return found


def ancestry(styles: dict[str, Style], style_id: str) -> list[Style]:
    """The style and those it is based on, nearest first."""
    chain: list[Style] = []
    while style_id in styles and len(chain) < 20:
        chain.append(styles[style_id])
        style_id = styles[style_id].parent
    return chain


def _int(text: str, default: int) -> int:
    return int(text) if re.fullmatch(r"-?\d{1,9}", text) else default


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its number is written."""

    start: int = 1
    style: str = "decimal"
    pattern: str = ""  # "（%1）"
    legal: bool = False  # all numbers of the marker in figures
    paragraph_style: str = ""


@dataclass(slots=True)
class Numbering:
    """The lists of a document and their running counters."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)  # numId → level → Level
    family: dict[str, str] = field(default_factory=dict)  # numId → abstract list; lists of one family count together
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)  # numId → level → startOverride
    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    _seen: set[str] = field(default_factory=set)

    def marker(self, num_id: str, level: int) -> str:
        """The printed marker of the next paragraph at this level; empty when the list is unknown."""
        levels = self.lists.get(num_id, {})
        shape = levels.get(level)
        if shape is None:
            return ""
        if shape.style == "bullet":
            return _bullet(shape.pattern)
        counts = self._counts[self.family.get(num_id, num_id)]
        if num_id not in self._seen:
            self._seen.add(num_id)
            for restarted in self.restarts.get(num_id, {}):
                counts.pop(restarted, None)
        starts = self.restarts.get(num_id, {})
        counts[level] = counts[level] + 1 if level in counts else starts.get(level, shape.start)
        for deeper in [known for known in counts if known > level]:
            del counts[deeper]
        return self._fill(shape, levels, counts)

    @staticmethod
    def _fill(shape: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
        def one(hit: re.Match[str]) -> str:
            at = int(hit.group(1)) - 1
            source = levels.get(at, Level())
            style = "decimal" if shape.legal else source.style
            return printed(counts.get(at, source.start), style)

        return re.sub(r"%([1-9])", one, shape.pattern).strip()


def _bullet(pattern: str) -> str:
    sign = pattern.strip()[:1]
    return _BULLET_DEFAULT if not sign or 0xE000 <= ord(sign) <= 0xF8FF else sign


def read_numbering(root: Node | None) -> Numbering:
    abstract: dict[str, dict[int, Level]] = {}
    styled: dict[str, dict[int, Level]] = {}  # list style → its levels, for lists that only point to a style
    for node in children(root, "abstractNum"):
        levels = _levels(node)
        abstract[attribute(node, "abstractNumId")] = levels
        styled[attribute(child(node, "styleLink"), "val")] = levels
    for node in children(root, "abstractNum"):
        linked = attribute(child(node, "numStyleLink"), "val")
        if linked in styled and linked:
            abstract[attribute(node, "abstractNumId")] = styled[linked]
    found = Numbering()
    for node in children(root, "num"):
        num_id = attribute(node, "numId")
        family = attribute(child(node, "abstractNumId"), "val")
        levels = dict(abstract.get(family, {}))
        restarts = {}
        for override in children(node, "lvlOverride"):
            at = _int(attribute(override, "ilvl"), 0)
            levels.update(_levels(override))
            start = attribute(child(override, "startOverride"), "val")
            if start:
                restarts[at] = _int(start, 1)
        found.lists[num_id], found.family[num_id], found.restarts[num_id] = levels, family, restarts
    return found


def _levels(parent: Node) -> dict[int, Level]:
    found = {}
    for node in children(parent, "lvl"):
        found[_int(attribute(node, "ilvl"), 0)] = Level(
            start=_int(attribute(child(node, "start"), "val"), 1),
            style=_format(node),
            pattern=attribute(child(node, "lvlText"), "val"),
            legal=child(node, "isLgl") is not None and attribute(child(node, "isLgl"), "val", "1") not in ("0", "false"),
            paragraph_style=attribute(child(node, "pStyle"), "val"),
        )
    return found


def _format(level: Node) -> str:
    node = child(level, "numFmt")
    if node is None:  # a format newer than Word 2007 stands inside AlternateContent, with a fallback
        node = child(level, "AlternateContent", "Fallback", "numFmt")
    return attribute(node, "val", "decimal")
