"""The verbs of a clock. They are called by other verbs, which have checked the right of the actor."""

from ..specs import ByRule, Fixed, Length, Spec
from .change import assign, extend, restart, resume, suspend
from .digest import send_digests, send_tomorrow
from .finish import meet, reopen, void
from .pass_on import pass_on
from .remind import tell_organs
from .replay import Change, replay
from .restate import Course, restate
from .start import Timed, start, start_fixed, start_many

__all__ = [
    "ByRule", "Change", "Course", "Fixed", "Length", "Spec", "Timed",
    "assign", "extend", "meet", "pass_on", "reopen", "replay", "restart", "restate", "resume",
    "send_digests", "send_tomorrow", "start", "start_fixed", "start_many", "suspend", "tell_organs", "void",
]  # fmt: skip
