"""The algebra of time limits: rule + event + calendar → the day it is due, with its grounds.

compute(rule, start, calendar=…)          a rule of the law        → Due
compute_length(20, Unit.WORKING_DAY, …)   a bare length            → Due
find(law, "requests/answer")              the rule, or a refusal that names near ones
Due.days, Due.explain(), Due.as_dict()    each counted and skipped day with its reason
"""

from zwgk.domain.deadlines.compute import compute, compute_length, find, value_on
from zwgk.domain.deadlines.due import Due
from zwgk.domain.deadlines.facts import DayNote, Extension, Restart, Suspension
from zwgk.law.model import DeadlineRule, Direction, Unit

__all__ = [
    "DayNote", "DeadlineRule", "Direction", "Due", "Extension", "Restart", "Suspension", "Unit",
    "compute", "compute_length", "find", "value_on",
]  # fmt: skip
