"""Reading requests: lists for the office, how a case stands, the figures of the annual report."""

from .asking import already_public, askable, askable_groups, guesses
from .cases import Wanted, by_days_left, counts, filtered, requests_before, visible_to
from .checking import compliance
from .drafts import draft
from .held import held_by
from .papers import letters_of, missing_papers, papers_missing, rules_then, served_letters
from .replying import current_reply, known_facts, outcomes
from .report import ROWS, appeal_cells, appeals_of, cases_of, cells, fees_of
from .running_out import run_out
from .showing import (
    alike,
    by_external,
    forwardings,
    found_by,
    from_platform,
    letters_to_applicant,
    parts_of,
    passed,
    public_papers,
    seen_by_code,
)
from .standing import facts, open_consultations, standing, steps, still_asked, told_to_clock

__all__ = [
    "ROWS", "Wanted", "alike", "already_public", "appeal_cells", "appeals_of", "askable", "askable_groups", "by_days_left", "by_external", "cases_of", "cells", "compliance", "counts", "current_reply",
    "draft", "facts", "fees_of", "filtered", "forwardings", "found_by", "from_platform", "guesses", "held_by", "known_facts", "letters_of", "letters_to_applicant",
    "missing_papers", "open_consultations", "outcomes", "papers_missing", "parts_of", "passed", "public_papers", "requests_before", "rules_then", "run_out", "seen_by_code", "served_letters", "standing", "steps", "still_asked", "told_to_clock", "visible_to",
]  # fmt: skip
