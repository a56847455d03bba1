"""The law as data: small YAML files, each value dated, each with its article.

    law = load()                      the national files of this folder, as one frozen Law with a version
    law.with_overrides(folder, …)     … with local folders and values set in the office; the tightest wins
    check(folder)                     every mistake in a folder of law files, as teaching Problems

The folders are the table of contents: instruments/ (acts), calendar/ (years), deadlines/ (limits).
How to add a rule: docs/law.md.
"""

from zwgk.law.book import Law
from zwgk.law.errors import LawError, Problem
from zwgk.law.loading import ROOT, check, load
from zwgk.law.model import (
    CalendarYear,
    Clause,
    DatedValue,
    DeadlineRule,
    Direction,
    Effect,
    ExtensionRule,
    Instrument,
    Level,
    Override,
    Reference,
    Roll,
    RollRule,
    Silence,
    SpecialDay,
    Start,
    Status,
    Unit,
)  # fmt: skip

__all__ = [
    "ROOT", "CalendarYear", "Clause", "DatedValue", "DeadlineRule", "Direction", "Effect", "ExtensionRule", "Instrument",
    "Law", "LawError", "Level", "Override", "Problem", "Reference", "Roll", "RollRule", "Silence", "SpecialDay", "Start",
    "Status", "Unit", "check", "load",
]  # fmt: skip
