"""What a person holds: the one shape in which every slice tells it to the hand-over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Held:
    """One open thing in the hands of a person."""

    kind: str  # 经办任务、时限、岗位…, as the list is grouped
    key: str  # "ledger.duty:12": slice, table, number
    label: str
    address: str = ""  # page of the thing in the office
    organ_id: int | None = None
    due: date | None = None
    standing: str = ""  # where it stands: 办理中 60%
    by_post: bool = False  # hangs on the post: goes with it, no row names the person

    @property
    def number(self) -> int:
        return int(self.key.rpartition(":")[2])


def numbers(keys: Iterable[str], table: str) -> list[int]:
    """The numbers of the keys of one table: numbers(["ledger.duty:3"], "ledger.duty") → [3]."""
    return [int(key.rpartition(":")[2]) for key in keys if key.rpartition(":")[0] == table]
