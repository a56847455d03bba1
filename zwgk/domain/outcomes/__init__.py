"""Decisions on requests: the closed list of `law/outcomes`, what one still lacks, several in one reply, the remedy paragraph.

decisions(law, on)                       the list that may be chosen, in order
missing(outcome, facts)                  what must still be stated
more_open(law, outcome)                  the more open ways to be offered first, with the question when they are not taken
combined(law, ids)                       several parts → one row of the annual report (区分处理 counts once)
remedy_text(law, outcomes, organ, on)    the paragraph, with what is unverified and what is not known yet
"""

from zwgk.domain.outcomes.choosing import Alternative, Combined, combined, decisions, missing, more_open, of_group
from zwgk.domain.outcomes.remedy import OrganFacts, Remedy, remedy_text

__all__ = [
    "Alternative", "Combined", "OrganFacts", "Remedy", "combined", "decisions", "missing", "more_open", "of_group", "remedy_text",
]  # fmt: skip
