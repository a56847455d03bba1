"""Proposals: which indicator a material of a unit may prove, and why. They count for nothing until a person takes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from zwgk.domain.indicators import likeness
from zwgk.foundation.organs.models import Organ

from ..materials import Material, of_organs
from ..models import Indicator, IndicatorTable, Tag

ENOUGH = 0.3  # below this nothing is proposed
MOST = 3  # proposals for one material


@dataclass(frozen=True, slots=True)
class Proposal:
    """This material may prove this indicator."""

    indicator: Indicator
    reason: str
    score: float
    closes_gap: bool  # nothing proves it for this unit yet


@dataclass(slots=True)
class Offer:
    """One material of a unit: what it is tagged to, what it may be tagged to."""

    material: Material
    early: bool  # outside the assessed period
    tags: list[Tag] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)


def offers(table: IndicatorTable, organ: Organ) -> list[Offer]:
    """Every material of the unit, what fills a gap first."""
    found = list(table.indicators.filter(organs=organ))
    tags = list(Tag.objects.filter(indicator__table=table, organ=organ).select_related("indicator"))
    materials = of_organs([organ.pk])
    held = {tag.indicator_id for tag in tags if tag.counts}
    by_key: dict[str, list[Tag]] = {}
    for tag in tags:
        by_key.setdefault(tag.key, []).append(tag)
    related = _related(table)
    scores = likeness([_words(each) for each in found], [each.words for each in materials])
    shown = []
    for material, row in zip(materials, scores, strict=True):
        own = by_key.get(material.key, [])
        offer = Offer(material, is_early(table, material), own)
        if not offer.early:
            offer.proposals = _proposals(found, row, related.get(material.topic, set()), {tag.indicator_id for tag in own}, held)
        shown.append(offer)
    return sorted(shown, key=lambda offer: -max((each.closes_gap + each.score for each in offer.proposals), default=-1.0))


def is_early(table: IndicatorTable, material: Material) -> bool:
    """True when it does not belong to the assessed period; what has no date is taken as it comes."""
    return material.dated is not None and not table.since <= material.dated <= table.until


def _words(indicator: Indicator) -> str:
    return f"{indicator.level2} {indicator.text} {indicator.requirement}"


def _related(table: IndicatorTable) -> dict[str, set[int]]:
    """Task → indicators to which people have tagged its evidence, of whatever unit."""
    found: dict[str, set[int]] = {}
    for topic, indicator in Tag.objects.filter(indicator__table=table).exclude(topic="").values_list("topic", "indicator_id").distinct():
        found.setdefault(topic, set()).add(indicator)
    return found


def _proposals(found: Sequence[Indicator], scores: Sequence[float], related: set[int], own: set[int], held: set[int]) -> list[Proposal]:
    made = []
    for indicator, score in zip(found, scores, strict=True):
        if indicator.pk in own:
            continue
        if indicator.pk in related:
            made.append(Proposal(indicator, "同一任务的材料已对应这项指标", 1.0, indicator.pk not in held))
        elif score >= ENOUGH:
            made.append(Proposal(indicator, f"文字相近 {round(100 * min(score, 1))}%", score, indicator.pk not in held))
    return sorted(made, key=lambda each: (-each.closes_gap, -each.score))[:MOST]


