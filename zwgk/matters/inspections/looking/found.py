"""A problem as it is found, before it is a row."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """What is wrong, where, at whom."""

    rule: str
    address: str
    organ_id: int
    what: str
    where: str = ""
    mend: str = ""
    title: str = ""
    key: str = ""  # what exactly, where one page may have several of this rule
    page_id: int | None = None
    column_id: int | None = None

    @property
    def mark(self) -> str:
        """The same problem is known again by this."""
        return hashlib.sha256(f"{self.rule}\n{self.address}\n{self.key}".encode()).hexdigest()
