"""Rows of the catalogue and what must hold in them; no workflow."""

from .columns import COLUMN, Column, ColumnDuty, Part, Step
from .entries import ENTRY, Act, Entry, EntryState, Every, Merge, Revision
from .fields import EDITION, FIELD, TARGET, Edition, EditionState, Field, Guide, Opinion, Target, Verdict
from .matters import MATTER, Attribute, Ground, Matter, NegativeItem, NegativeList
from .registers import REGISTER, Functions, Register, RegisterChange, RegisterItem, RegisterReason, SuperiorList

__all__ = [
    "COLUMN", "EDITION", "ENTRY", "FIELD", "MATTER", "REGISTER", "TARGET", "Act", "Attribute", "Column", "ColumnDuty", "Edition", "EditionState",
    "Entry", "EntryState", "Every", "Field", "Functions", "Ground", "Guide", "Matter", "Merge", "NegativeItem", "NegativeList", "Opinion", "Part",
    "Register", "RegisterChange", "RegisterItem", "RegisterReason", "Revision", "Step", "SuperiorList", "Target", "Verdict",
]  # fmt: skip
