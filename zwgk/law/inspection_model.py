"""What the files of `inspections/` and `filing/` describe: what a check looks for, with its limit; where a paper belongs. Frozen facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from zwgk.law.model import Reference, Status


class Weight(StrEnum):
    """How grave it is; a hint is told and never becomes a task."""

    GRAVE = "grave"
    SERIOUS = "serious"
    MINOR = "minor"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class CheckRule:
    """One thing that is looked for, or a limit that several of them use."""

    id: str
    title: str
    group: str  # broken, wrong, empty, stale, mixed, twice, tags, page, keeper, plan; limit: only a number
    weight: Weight
    mend: str
    reference: Reference | None
    status: Status
    note: str = ""
    value: int = 0
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Needed:
    """A column or entrance that the site must have (WEB-06)."""

    key: str
    title: str
    words: tuple[str, ...]  # an entrance on the home page has one of them
    path: str = ""  # where it leads here
    column: str = ""  # key of the column at every organ
    exact: bool = False  # called so and not otherwise


@dataclass(frozen=True, slots=True)
class CheckFile:
    """One file of `inspections/`."""

    id: str
    title: str
    rules: tuple[CheckRule, ...]
    needed: tuple[Needed, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperDef:
    """A sort of paper that its title gives away."""

    id: str
    title: str
    columns: tuple[str, ...]  # keys where it may stand, the usual one first
    has: tuple[str, ...] = ()  # one of these words stands in the title
    ends: tuple[str, ...] = ()  # the title ends so
    without: tuple[str, ...] = ()  # none of these


@dataclass(frozen=True, slots=True)
class FilingDef:
    """Where papers belong."""

    id: str
    title: str
    papers: tuple[PaperDef, ...]
    open: tuple[str, ...]  # columns that take many sorts
    names: Mapping[str, tuple[str, ...]]  # key → what sites call this column
    only: Mapping[str, tuple[str, ...]]  # key → a title there has one of these words
    reference: Reference | None
    status: Status
    note: str = ""
