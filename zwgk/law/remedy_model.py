"""Remedies and fees as dated files say: the sentence with its limits, the organ that reviews, the tariff."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from zwgk.law.model import Reference, Status


@dataclass(frozen=True, slots=True)
class Dated:
    """What holds from a day on."""

    since: date
    reference: Reference
    status: Status
    note: str


@dataclass(frozen=True, slots=True)
class RouteText(Dated):
    """A remedy sentence; the words in braces are filled in."""

    text: str
    rules: Mapping[str, str]  # word → id of a deadline rule whose length is written there
    terms: Mapping[str, str]  # word → words, where the rule of the time is not in our files


@dataclass(frozen=True, slots=True)
class Route:
    """P first review, then suit; C choice; X silence; N none; ONLINE the internet channel."""

    id: str
    title: str
    values: tuple[RouteText, ...]


@dataclass(frozen=True, slots=True)
class BodyText(Dated):
    """Which organ reviews, in words with braces."""

    text: str
    asks: tuple[str, ...]  # the names that must be known


@dataclass(frozen=True, slots=True)
class ReviewOrgan:
    """The reviewing organ for one kind of organ."""

    id: str
    title: str
    values: tuple[BodyText, ...]


@dataclass(frozen=True, slots=True)
class Tier:
    """A part of a progressive tariff."""

    rate: int  # yuan for each unit of the part
    up_to: int | None = None  # the last unit; None: without end
    every: int = 0  # the part is cut into steps of so many units …
    more: int = 0  # … each dearer by so much


@dataclass(frozen=True, slots=True)
class TariffText(Dated):
    """The tiers in force."""

    tiers: tuple[Tier, ...]


@dataclass(frozen=True, slots=True)
class Tariff:
    """One way of charging."""

    id: str
    title: str
    unit: str
    counted: str  # over what is counted, one sentence
    usable: str  # for which decisions, one sentence
    not_for: tuple[str, ...]  # outcomes
    values: tuple[TariffText, ...]


AnyDated = TypeVar("AnyDated", bound=Dated)


def held_on(values: tuple[AnyDated, ...], day: date) -> AnyDated | None:
    """The newest value of that day; None before the first."""
    held = [value for value in values if value.since <= day]
    return held[-1] if held else None
