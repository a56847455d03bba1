"""One paragraph of a .docx as its reader sees it: visible runs only, revisions accepted.

Deleted text, hidden text, field codes and phonetic guides are left out and counted, so that the notes can say so.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from .xmlsafe import Node, attribute, child, descendants, local

_SKIP = frozenset(
    ["pPr", "rPr", "instrText", "delInstrText", "delText", "rt", "commentRangeStart", "commentRangeEnd", "bookmarkStart", "bookmarkEnd", "proofErr", "annotationRef"]
)
_SIGNS = {"F0FE": "☑", "F052": "☑", "F0A8": "□", "F06F": "□", "F0FC": "√", "F0FB": "×", "F0D8": "➢", "F06C": "●", "F06E": "■"}


@dataclass(slots=True)
class Line:
    """The text of a paragraph and the text boxes anchored in it."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[Node] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """Soft line breaks (Shift+Enter) make separate lines."""
        return [line for line in "".join(self.pieces).split("\n") if line.strip()]


def read_line(paragraph: Node, seen: Counter[str]) -> Line:
    line = Line()
    _gather(paragraph, line, seen)
    return line


def _gather(node: Node, line: Line, seen: Counter[str]) -> None:
    for inner in node:
        name = local(inner)
        if name in _SKIP:
            continue
        if name in ("del", "moveFrom"):
            seen["deleted"] += 1
        elif name == "r" and _hidden(inner):
            seen["hidden"] += any(True for _ in descendants(inner, "t"))
        elif name == "AlternateContent":
            _gather(next((part for part in inner if local(part) == "Choice"), inner), line, seen)
        elif name == "txbxContent":
            line.boxes.append(inner)
        elif not _character(inner, name, line, seen):
            _gather(inner, line, seen)


def _character(node: Node, name: str, line: Line, seen: Counter[str]) -> bool:
    """Take a leaf that prints something; False when the node has to be entered."""
    if name == "t":
        line.pieces.append(node.text or "")
    elif name in ("tab", "ptab"):
        line.pieces.append("\t")
    elif name in ("br", "cr"):
        line.pieces.append("\n")
    elif name == "noBreakHyphen":
        line.pieces.append("-")
    elif name == "sym":
        line.pieces.append(_SIGNS.get(attribute(node, "char").upper(), "□"))
    elif name in ("footnoteReference", "endnoteReference"):
        seen[name] += 1
    else:
        _count(name, seen)
        return False
    return True


def _count(name: str, seen: Counter[str]) -> None:
    if name in ("ins", "moveTo"):
        seen["inserted"] += 1
    elif name in ("blip", "imagedata"):
        seen["images"] += 1
    elif name == "OLEObject":
        seen["objects"] += 1
    elif name == "commentReference":
        seen["comments"] += 1


def _hidden(run: Node) -> bool:
    mark = child(run, "rPr", "vanish")
    return mark is not None and attribute(mark, "val", "1") not in ("0", "false")


def mark_deleted(paragraph: Node) -> bool:
    """True when the paragraph mark itself was deleted: the next paragraph continues this one."""
    return child(paragraph, "pPr", "rPr", "del") is not None
