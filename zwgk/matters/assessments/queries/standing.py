"""How units stand: for every indicator and every unit that has to prove it, whether something counts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property

from zwgk.foundation.organs.models import Organ

from ..models import Indicator, IndicatorTable

STATES = {"have": "已有", "early": "只有考核期外的", "missing": "缺", "not": "不要求"}
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit with what it has and lacks."""

    organ: Organ
    required: list[Indicator]
    missing: list[Indicator]

    @property
    def done(self) -> int:
        return len(self.required) - len(self.missing)


@dataclass
class Standing:
    """The whole table at once, in three questions."""

    table: IndicatorTable
    indicators: list[Indicator]
    organs: list[Organ]
    states: dict[tuple[int, int], str] = field(default_factory=dict)  # (indicator, organ) → have | early | missing
    counts: dict[tuple[int, int], int] = field(default_factory=dict)  # tags that count

    def state(self, indicator: Indicator, organ: Organ) -> str:
        return self.states.get((indicator.pk, organ.pk), "not")

    @cached_property
    def units(self) -> list[Unit]:
        return [self._unit(organ) for organ in self.organs]

    def _unit(self, organ: Organ) -> Unit:
        required = [each for each in self.indicators if (each.pk, organ.pk) in self.states]
        return Unit(organ, required, [each for each in required if self.states[each.pk, organ.pk] != "have"])

    @property
    def total(self) -> int:
        return len(self.states)

    @property
    def have(self) -> int:
        return sum(state == "have" for state in self.states.values())

    @property
    def early(self) -> int:
        return sum(state == "early" for state in self.states.values())

    @property
    def lacking(self) -> int:
        return self.total - self.have

    @property
    def percent(self) -> int:
        return 100 * self.have // self.total if self.total else 0

    def of_indicator(self, indicator: Indicator) -> tuple[int, int]:
        """Units that have something, units that must."""
        own = [self.states[indicator.pk, organ.pk] for organ in self.organs if (indicator.pk, organ.pk) in self.states]
        return sum(state == "have" for state in own), len(own)


def standing(table: IndicatorTable, organ_ids: Collection[int] | None = None) -> Standing:
    """How the units, or some of them, stand."""
    rows = list(table.indicators.all())
    asked = Indicator.organs.through.objects.filter(indicator__table=table).select_related("organ")
    if organ_ids is not None:
        asked = asked.filter(organ_id__in=list(organ_ids))
    required = list(asked)
    found = Standing(table, rows, sorted({each.organ for each in required}, key=lambda organ: (organ.order, organ.pk)))
    tags: dict[tuple[int, int], list[bool]] = {}
    for indicator, organ, counts in _tags(table):
        tags.setdefault((indicator, organ), []).append(counts)
    for each in required:
        place = (each.indicator_id, each.organ_id)
        held = tags.get(place, [])
        found.states[place] = "have" if any(held) else "early" if held else "missing"
        found.counts[place] = sum(held)
    return found


def _tags(table: IndicatorTable) -> list[tuple[int, int, bool]]:
    through = table.indicators.filter(tags__isnull=False).order_by()
    return list(through.values_list("pk", "tags__organ_id", "tags__counts"))


def gaps_text(table: IndicatorTable, units: Collection[Unit], words: str = "", *, until: str = "") -> str:
    """The message for the group, or for one unit."""
    head = words.strip() or f"{table.year}年度考核佐证材料还有缺项，请{until or '尽快'}在平台“佐证材料”中补齐："
    rows = [f"{unit.organ.label}（缺 {len(unit.missing)} 项）：{'；'.join(each.label for each in unit.missing[:SHOWN])}" for unit in units if unit.missing]
    return "\n".join([head, *rows])
