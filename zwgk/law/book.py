"""The law in force here, as one frozen object with a version."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from zwgk.law.annualform_model import FormDef
from zwgk.law.catalogue_model import ColumnTreeDef, FieldDef
from zwgk.law.convention_model import Convention
from zwgk.law.errors import LawError, Problem
from zwgk.law.inspection_model import CheckFile, CheckRule, FilingDef
from zwgk.law.kind_model import KindDef
from zwgk.law.layers import FOLDERS, Parts, add_folder, add_override, new_version
from zwgk.law.model import CalendarYear, DeadlineRule, Instrument, Override, WordList
from zwgk.law.outcome_model import FactDef, Outcome
from zwgk.law.remedy_model import ReviewOrgan, Route, Tariff
from zwgk.law.review_model import ReviewDef


@dataclass(frozen=True, eq=False)  # one object is one law: it can be a key of caches
class Law:
    """All rules; made by `zwgk.law.load`, made local by `with_overrides`."""

    instruments: Mapping[str, Instrument]
    deadlines: Mapping[str, DeadlineRule]
    calendar: Mapping[int, CalendarYear]
    wording: Mapping[str, WordList]
    kinds: Mapping[str, KindDef]
    reviews: Mapping[str, ReviewDef]
    catalogues: Mapping[str, FieldDef]
    columns: Mapping[str, ColumnTreeDef]
    conventions: Mapping[str, Convention]
    annual_forms: Mapping[str, FormDef]
    facts: Mapping[str, FactDef]
    outcomes: Mapping[str, Outcome]
    remedies: Mapping[str, Route]
    review_organs: Mapping[str, ReviewOrgan]
    fees: Mapping[str, Tariff]
    inspections: Mapping[str, CheckFile]
    filing: Mapping[str, FilingDef]
    version: str  # changes with every byte of every file and every override

    def by_code(self, code: str) -> tuple[DeadlineRule, ...]:
        """All rules of one row of the table of timers."""
        return tuple(rule for rule in self.deadlines.values() if rule.code.upper() == code.upper())

    def check_rules(self) -> Mapping[str, CheckRule]:
        """Everything that a check of pages and columns looks for, by id."""
        return {rule.id: rule for file in self.inspections.values() for rule in file.rules}

    def with_overrides(self, *folders: Path, overrides: Iterable[Override] = ()) -> Law:
        """The law with local folders (province, city, county) and values set in the office; the tightest wins.

        Raises LawError with every mistake: a looser value, a rule that may not be changed locally, a missing reference.
        """
        problems: list[Problem] = []
        parts = Parts(**{name: dict(getattr(self, name)) for name in FOLDERS})
        changes = list(overrides)
        version = new_version(self.version, folders, changes)
        for folder in folders:
            add_folder(parts, folder, problems)
        for override in changes:
            add_override(parts, override, problems)
        if problems:
            raise LawError(problems)
        return replace(self, version=version, **parts.frozen())
