"""What changed between two frozen renditions: HTML → lines of text → kept, added, taken away, changed. Pure."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from selectolax.lexbor import LexborHTMLParser

BLOCKS = "p, h1, h2, h3, h4, h5, h6, li, tr, dt, dd, figcaption, pre, blockquote"
AROUND = 1  # unchanged lines shown beside a change
LONGEST = 4_000  # lines compared; beyond it only whole lines


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the comparison."""

    kind: str  # same, added, removed, changed, gap
    shown: SafeString


def lines_of(rendition: str) -> list[str]:
    """The text of each paragraph, heading, list item and table row."""
    tree = LexborHTMLParser(f"<body>{rendition}</body>")
    found = [" ".join(node.text(separator=" ").split()) for node in tree.css(BLOCKS) if not node.css_first("p") or node.tag in ("p", "tr")]
    if not found and tree.body:
        found = [line.strip() for line in tree.body.text(separator="\n").splitlines()]
    return [line for line in found if line]


def changes(old: str, new: str) -> list[Change]:
    """The comparison with a line around each change; empty when the text is the same."""
    before, after = lines_of(old)[:LONGEST], lines_of(new)[:LONGEST]
    groups = list(difflib.SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(AROUND))
    found: list[Change] = []
    for number, group in enumerate(groups):
        if number:
            found.append(Change("gap", SafeString("……")))
        for tag, a, b, c, d in group:
            found += _part(tag, before[a:b], after[c:d])
    return found


def _part(tag: str, old: list[str], new: list[str]) -> Iterator[Change]:
    if tag == "equal":
        yield from (Change("same", format_html("{}", line)) for line in new)
        return
    paired = min(len(old), len(new))
    yield from (Change("changed", _words(was, now)) for was, now in zip(old, new, strict=False))
    yield from (Change("removed", format_html("<del>{}</del>", line)) for line in old[paired:])
    yield from (Change("added", format_html("<ins>{}</ins>", line)) for line in new[paired:])


def _words(old: str, new: str) -> SafeString:
    """One line with what was struck and what was added, sign by sign."""
    pieces = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(format_html("{}", new[c:d]))
            continue
        if b > a:
            pieces.append(format_html("<del>{}</del>", old[a:b]))
        if d > c:
            pieces.append(format_html("<ins>{}</ins>", new[c:d]))
    return format_html_join("", "{}", ((piece,) for piece in pieces))
