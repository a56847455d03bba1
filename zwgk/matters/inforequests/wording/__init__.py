"""What a letter of a request says: the case, its events and the law → the elements of a kind of letter. Reads only; `actions.writing` drafts.

    values(case, kind, event, on)   elements of zwgk/law/forms/letters/foi-*.yaml that the case itself knows; the rest a person fills in
    due(event)                      which kinds of letter an act calls for
    remedy(case, outcomes, on)      the paragraph on remedies, or what must be entered first
"""

from __future__ import annotations

from ..letter_kinds import AFTER, due
from .remedy import remedy
from .values import values

__all__ = ["AFTER", "due", "remedy", "values"]
