"""The rows: `case` is the request and its events, `course` what is asked and paid on the way, `reply` the answer, `after` what follows."""

from .after import Appeal, Conversion, Paper
from .case import (
    OPEN,
    SUBJECT,
    ApplicantKind,
    Case,
    Channel,
    Delivery,
    Event,
    Form,
    Register,
    State,
    Unsaved,
)
from .course import Consultation, Fee, Opinion, SearchLog
from .reply import Part, Reply, Service

__all__ = [
    "OPEN", "SUBJECT", "Appeal", "ApplicantKind", "Case", "Channel", "Consultation", "Conversion", "Delivery", "Event", "Fee", "Form", "Opinion",
    "Paper", "Part", "Register", "Reply", "SearchLog", "Service", "State", "Unsaved",
]  # fmt: skip
