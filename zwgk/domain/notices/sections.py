"""What the frame collects: the sections with their text, and the lines that stand around them."""

from __future__ import annotations

from dataclasses import dataclass, field

from .lines import Grid, Line
from .model import Field, Role


@dataclass(slots=True)
class Section:
    """One part in the making."""

    kind: str  # cover | annex
    title: list[Line] = field(default_factory=list)
    items: list[Line | Grid] = field(default_factory=list)
    label: Line | None = None
    signature: list[Line] = field(default_factory=list)
    date: Line | None = None


@dataclass(slots=True)
class Frame:
    """The lines by what they are for."""

    roles: dict[int, Role] = field(default_factory=dict)  # id(line) → role
    sections: list[Section] = field(default_factory=list)
    titles: list[Line] = field(default_factory=list)
    numbers: list[tuple[Line, str, bool]] = field(default_factory=list)
    addressees: tuple[Line, str] | None = None
    publicity: tuple[Line, str] | None = None
    cc: list[Line] = field(default_factory=list)
    printing: Line | None = None
    seal: Line | None = None
    contacts: list[Line] = field(default_factory=list)
    attachments: list[Line] = field(default_factory=list)
    page_date: Field | None = None
    organ_heads: list[Line] = field(default_factory=list)  # 红头: organ names above title
