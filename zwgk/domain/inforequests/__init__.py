"""The life of a request for information: one table of acts, one clock. Pure: no database, no present moment.

table.TABLE, verbs_of, arrows           state × verb, with article, letter, clock effect, right, report row
steps(state, facts)                     what may follow now, with its consequence; what may not, and why
run(events, asked_on, law=…, calendar=…) → Standing: state, due, grounds, each day, what was refused
read_question(text)                     the file of `zwgk inforequest clock`
"""

from zwgk.domain.inforequests.clock import run
from zwgk.domain.inforequests.events import Event, Question, read_question
from zwgk.domain.inforequests.standing import ClockSpec, Ground, Refused, Standing
from zwgk.domain.inforequests.states import (
    CLOCK_NAMES,
    EVENT_NAMES,
    OPEN,
    STATE_NAMES,
    CaseState,
    ClockState,
    Effect,
    Kind,
)
from zwgk.domain.inforequests.steps import Facts, Step, next_state, steps
from zwgk.domain.inforequests.table import TABLE, Arrow, Verb, arrows, verbs_of

__all__ = [
    "CLOCK_NAMES", "EVENT_NAMES", "OPEN", "STATE_NAMES", "TABLE", "Arrow", "CaseState", "ClockSpec", "ClockState", "Effect", "Event",
    "Facts", "Ground", "Kind", "Question", "Refused", "Standing", "Step", "Verb", "arrows", "next_state", "read_question", "run",
    "steps", "verbs_of",
]  # fmt: skip
