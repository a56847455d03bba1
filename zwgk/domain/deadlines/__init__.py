"""The algebra of time limits: rule + event + calendar → the day it is due, with its grounds.

compute(rule, start, calendar=…)          a rule of the law                → Due
compute_length(20, Unit.WORKING_DAY, …)   a bare length                    → Due
find(law, "requests/answer")              the rule, or a refusal that names near ones
Due.days, .explain(), .as_dict()          each counted and skipped day with its reason
from_phrase("2020年11月底前", year=2020)   a phrase of a document           → TimeSpec
resolve(spec, anchors, calendar)          TimeSpec + known events          → Resolved
Recurrence(frequency, …)                  monthly, quarterly, yearly …     → Period
"""

from zwgk.domain.deadlines.compute import compute, compute_length, find, value_on
from zwgk.domain.deadlines.due import Due
from zwgk.domain.deadlines.facts import DayNote, Extension, Restart, Suspension
from zwgk.domain.deadlines.phrase import from_phrase
from zwgk.domain.deadlines.recurrence import Period, Recurrence
from zwgk.domain.deadlines.resolve import PUBLISHED, SIGNED, Resolved, resolve
from zwgk.domain.deadlines.spec import Frequency, Kind, TimeSpec
from zwgk.law.model import DeadlineRule, Direction, Unit

__all__ = [
    "PUBLISHED", "SIGNED", "DayNote", "DeadlineRule", "Direction", "Due", "Extension", "Frequency", "Kind", "Period",
    "Recurrence", "Resolved", "Restart", "Suspension", "TimeSpec", "Unit", "compute", "compute_length", "find",
    "from_phrase", "resolve", "value_on",
]  # fmt: skip
