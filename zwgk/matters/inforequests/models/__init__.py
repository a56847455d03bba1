"""The rows: `case` is the request and its events, `arriving` what keeps the door, `course` what is asked and paid on the way, `reply` the answer, `after` what follows, `account` what somebody keeps on the own account."""

from .account import OnAccount
from .after import APPEAL, APPLICATION, ENVELOPE, REDACTED, WITHHELD, Appeal, Conversion, Paper
from .arriving import Forwarding, Sent
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
from .complaint import Complaint
from .course import Consultation, Fee, Opinion, SearchLog
from .details import Details
from .reply import Part, Reply, Service

__all__ = [
    "APPEAL", "APPLICATION", "ENVELOPE", "OPEN", "REDACTED", "SUBJECT", "Appeal", "ApplicantKind", "Case", "Channel", "Complaint", "Consultation", "Conversion", "Delivery", "Details", "Event", "Fee", "Form", "Forwarding", "OnAccount", "Opinion",
    "Paper", "Part", "Register", "Reply", "SearchLog", "Sent", "Service", "State", "Unsaved", "WITHHELD",
]  # fmt: skip
