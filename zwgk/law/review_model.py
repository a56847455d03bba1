"""Who judges before release, as the files of `reviews/` say: steps with roles, how many persons, who may take two steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from zwgk.law.model import Reference, Status


@dataclass(frozen=True, slots=True)
class StepDef:
    """One step of a review."""

    id: str
    title: str
    roles: tuple[str, ...]  # names of roles; any of them at the organ
    looks_at: tuple[str, ...] = ()  # what is judged here, shown as a check list
    days: int = 0  # working days; 0: no limit of its own


@dataclass(frozen=True, slots=True)
class Variant:
    """What differs for a kind of organ."""

    persons: int  # at least so many different persons, the drafter not counted
    together: tuple[frozenset[str], ...] = ()  # steps that one person may take


@dataclass(frozen=True, slots=True)
class ReviewDef:
    """A way of reviewing."""

    id: str
    title: str
    steps: tuple[StepDef, ...]
    usual: Variant
    by_kind: Mapping[str, Variant] = field(default_factory=dict)  # kind of organ → variant
    reference: Reference | None = None
    status: Status = Status.VERIFIED
    note: str = ""
    layer: str = "national"

    def variant(self, organ_kind: str) -> Variant:
        """The rules for organs of this kind."""
        return self.by_kind.get(organ_kind, self.usual)

    def step(self, ident: str) -> StepDef:
        """The step of that id; KeyError when there is none."""
        for each in self.steps:
            if each.id == ident:
                return each
        raise KeyError(ident)
