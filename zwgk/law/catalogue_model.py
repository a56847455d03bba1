"""What the files of `catalogues/` and `columns/` describe: fields with the rows of their guides; columns by kind of organ. Frozen facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from zwgk.law.model import Reference, Status


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """One row of a guide."""

    id: str  # "social-assistance/4", stable
    level1: str
    level2: str
    content: str
    basis: str
    limit: str
    publisher: str
    channels: tuple[str, ...]  # full names, all required
    audience: str  # "" all, else who
    on_request: bool
    tiers: tuple[str, ...]
    every: str = "event"
    column: str = ""  # key of a column
    kind: str = ""  # kind of information that fills it
    certain: bool = True  # False: filled by the usual pattern, not seen in a source


@dataclass(frozen=True, slots=True)
class FieldDef:
    """A field (领域) with its guide."""

    id: str
    title: str
    names: tuple[str, ...]  # other names in use: 国土空间规划
    issuer: str  # of the guide
    guide: str  # its title or number, "" when not known
    department: tuple[str, ...]  # words by which the line department here is found
    order: int
    national: bool
    rows: tuple[TemplateRow, ...]
    status: Status
    note: str = ""
    layer: str = "national"


@dataclass(frozen=True, slots=True)
class ColumnDef:
    """One column of 政府信息公开."""

    key: str
    part: str  # guide | rules | content | report | request
    title: str
    description: str
    keywords: str
    parent: str = ""
    item: int | None = None  # of Art. 20
    every: str = "event"
    within_days: int | None = None
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnTreeDef:
    """The columns, and which items each kind of organ has to keep."""

    id: str
    title: str
    columns: tuple[ColumnDef, ...]
    items_of: Mapping[str, tuple[int, ...]] = field(default_factory=dict)  # kind of organ → items of Art. 20
    usual: tuple[int, ...] = ()  # all other kinds
    reference: Reference | None = None
    status: Status = Status.VERIFIED
    note: str = ""

    def for_kind(self, kind: str) -> tuple[ColumnDef, ...]:
        """The columns that an organ of this kind keeps."""
        items = self.items_of.get(kind, self.usual)
        return tuple(each for each in self.columns if each.item is None or each.item in items)
