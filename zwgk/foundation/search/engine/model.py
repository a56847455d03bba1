"""What goes in and what comes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

FACETS = ("source", "organ", "type", "theme", "year", "standing", "column", "manner", "role")
ENDED = frozenset({"repealed", "lapsed"})  # standings that stand below what took their place


@dataclass(frozen=True, slots=True)
class Text:
    """One document as the engine takes it; plain values only."""

    key: str  # type and number: "records.publication:12"
    title: str
    parts: Sequence[str] = ()  # body first, then each attachment
    number: str = ""  # 文号 or the number of a standard
    names: Sequence[str] = ()  # organ, aliases, keywords: found, but not shown
    day: int = 0  # days since 1970, for the newest first
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)  # of FACETS


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its filters. Values of one facet are alternatives; several facets all hold.

    Without text, but with a filter: everything that the filter leaves, newest first.
    """

    text: str
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    since: int = 0  # days since 1970, inclusive; 0: no bound
    until: int = 0
    newest: bool = False  # newest first instead of best first
    offset: int = 0
    limit: int = 10
    counts: Sequence[str] = FACETS  # facets that are to be counted
    most: bool = False  # most of its words are enough, even if some document holds all
    keys: Sequence[str] = ()  # only among these documents
    same: Mapping[str, Sequence[str]] = field(default_factory=dict)  # more words that mean the same: units → units

    @property
    def narrowed(self) -> bool:
        """Whether a filter holds, so that a question without words has an answer."""
        return bool(self.since or self.until or self.keys or any(self.facets.values()))


@dataclass(frozen=True, slots=True)
class Found:
    """The answer. `relaxed`: no document holds everything that was asked, these hold most of it."""

    total: int = 0
    keys: Sequence[str] = ()
    counts: Mapping[str, Sequence[tuple[str, int]]] = field(default_factory=dict)
    relaxed: bool = False
    marks: Sequence[str] = ()  # folded strings to highlight
