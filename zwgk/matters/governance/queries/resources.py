"""Staff and funds per organ and year with the gaps; what a workbook would change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from zwgk.foundation.organs.models import Organ
from zwgk.foundation.organs.queries import propose
from zwgk.matters.governance.models import Resources
from zwgk.matters.governance.tables import Line

from .registers import obliged

GAPS = ("未填报", "机构", "专人", "经费")


@dataclass(frozen=True, slots=True)
class Supply:
    """What one organ has in a year, and what is missing."""

    organ: Organ
    row: Resources | None

    @property
    def gaps(self) -> list[str]:
        """有机构承担、有专人负责、有经费保障: which of them is not so, or was not told."""
        if self.row is None:
            return ["未填报"]
        people = (self.row.full_time or 0) + (self.row.part_time or 0)
        there = {"机构": bool(self.row.body), "专人": people > 0, "经费": bool(self.row.funds)}
        return [name for name, is_there in there.items() if not is_there]


@dataclass(slots=True)
class Planned:
    """What a line of the workbook will enter; `problem` when it cannot."""

    number: int
    name: str
    organ: Organ | None = None
    body: str = ""
    full_time: int | None = None
    part_time: int | None = None
    funds: Decimal | None = None
    note: str = ""
    problem: str = ""
    changes: bool = False  # something stands there already


def supplies(year: int, day: date, organ_ids: Iterable[int] | None = None) -> list[Supply]:
    """Every obliged organ in that year, or some of them."""
    organs = obliged(day) if organ_ids is None else obliged(day).filter(pk__in=list(organ_ids))
    rows = {row.organ_id: row for row in Resources.objects.filter(year=year)}
    return [Supply(organ, rows.get(organ.pk)) for organ in organs]


def resources_of(organ: Organ) -> list[Resources]:
    """All years of an organ, newest first."""
    return list(Resources.objects.filter(organ=organ))


def plan_resources(lines: list[Line], year: int, day: date) -> list[Planned]:
    """Each line with the organ it means and its numbers, or with its mistake."""
    known = propose([line.words.get("organ", "") for line in lines], day)
    present = set(Resources.objects.filter(year=year).values_list("organ_id", flat=True))
    seen: dict[int, int] = {}
    planned = []
    for line in lines:
        row = Planned(line.number, line.words.get("organ", ""), body=line.words.get("body", ""), note=line.words.get("note", ""))
        meant = known.get(row.name)
        row.organ = meant.organ if meant else None
        row.problem = _read(row, line.words)
        if row.organ is None:
            row.problem = f"不认识单位“{row.name}”。"
        elif row.organ.pk in seen:
            row.problem = f"与第{seen[row.organ.pk]}行是同一个单位。"
        else:
            seen[row.organ.pk] = row.number
            row.changes = row.organ.pk in present
        planned.append(row)
    return planned


def _read(row: Planned, words: dict[str, str]) -> str:
    """Fill the numbers; the first word that is none is told."""
    for name, label in (("full_time", "专职人数"), ("part_time", "兼职人数"), ("funds", "经费")):
        word = words.get(name, "").removesuffix("人").removesuffix("万元").replace(",", "")
        if not word:
            continue
        try:
            value = Decimal(word)
        except InvalidOperation:
            return f"{label}“{words[name]}”不是数字。"
        if not value.is_finite() or value < 0 or (name != "funds" and value != int(value)):
            return f"{label}“{words[name]}”不对。"
        setattr(row, name, value.quantize(Decimal("0.01")) if name == "funds" else int(value))
    return ""
