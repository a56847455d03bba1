"""HTML → lines of text as people see them, each with its line in the source."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from .model import Line

BLOCKS = frozenset((
    "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "dl", "section", "article", "header", "footer", "nav", "main", "ul", "ol", "table", "form", "fieldset",
    "br", "hr", "center", "address", "aside", "title", "caption",
))  # fmt: skip
HIDDEN = frozenset(("style", "noscript", "template", "select", "textarea", "head", "svg"))
FILLED = "\ufffc"  # something that a script or a picture puts here
FOOT = re.compile(r"foot|bottom|copyright|footer|banquan|dibu", re.IGNORECASE)
_BLANK = re.compile(r"[ \t\r\n\f\u00a0\u3000]+")


class Lines:
    """Collects the text of a tree, block by block."""

    def __init__(self, source: str) -> None:
        self.source, self.at = source, 0
        self.found: list[Line] = []
        self.parts: list[str] = []
        self.own = True

    def of(self, root: LexborNode | None) -> tuple[Line, ...]:
        if root is not None:
            self._walk(root)
            self._end()
        return tuple(self.found)

    def _walk(self, top: LexborNode) -> None:
        """In the order of the document, without recursion: pages nest as deep as they like."""
        waiting: list[tuple[LexborNode | None, str]] = [(top, "")]
        while waiting:
            node, after = waiting.pop()
            if node is None:
                self._after(after)
                continue
            tag = node.tag or ""
            if tag == "-text":
                self.parts.append(node.text(deep=False))
            elif tag == "script":
                if node.parent is not None and node.parent.tag not in ("head", "body", "html"):
                    self.parts.append(FILLED)
            elif tag not in HIDDEN and tag[0] != "-":
                self._enter(node, tag, waiting)

    def _enter(self, node: LexborNode, tag: str, waiting: list[tuple[LexborNode | None, str]]) -> None:
        if tag in ("img", "input", "iframe", "video"):
            self.parts.append(FILLED)
            return
        is_foot = tag == "footer" or bool(FOOT.search(f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"))
        if tag in BLOCKS:
            self._end()
        if is_foot and self.own:
            self.own = False
            waiting.append((None, "foot"))
        waiting.append((None, "block" if tag in BLOCKS else "cell" if tag in ("td", "th", "dt", "dd") else ""))
        children = []
        child = node.child
        while child is not None:
            children.append((child, ""))
            child = child.next
        waiting.extend(reversed(children))

    def _after(self, what: str) -> None:
        if what == "block":
            self._end()
        elif what == "cell":
            self.parts.append("\t")
        elif what == "foot":
            self._end()
            self.own = True

    def _end(self) -> None:
        text = "".join(self.parts)
        self.parts = []
        cells = [_BLANK.sub(" ", cell).strip() for cell in text.split("\t")] if "\t" in text else [_BLANK.sub(" ", text).strip()]
        bare = sum(not cell for cell in cells) > 1 and len(cells) > 2
        while cells and not cells[-1]:
            cells.pop()
        said = "\t".join(cells) + ("\t" if bare else "")  # a row that ends in empty cells
        if said.replace(FILLED, "").strip():
            self.found.append(Line(said, self._line(said), self.own))

    def _line(self, said: str) -> int:
        """Where its first words stand in the source, looked for from the last place on."""
        words = re.split(r"[\s\ufffc&<>]", said.strip(f"{FILLED} \t"))[0][:20]
        place = self.source.find(words, self.at) if words else -1
        if place >= 0:
            self.at = place
        return self.source.count("\n", 0, max(self.at, 0)) + 1
