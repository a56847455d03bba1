"""Screening before release: what must not be public, or not so. Offline, pure, the word lists are arguments.

    screen(text, lists)            findings of one text, in the order in which they stand
    screen_document(extracted, …)  the same over paragraphs and tables of a file, each with its place
    lists_of(law, day)             the word lists of the law in force here
    masked(text, findings)         the text with what was found replaced by its proposed mask

Path: text.plain (width and digits) → personal numbers → places and mail → secrecy marks → wording → one finding per spot.
A finding is *certain* when it proves itself (check digit, a full secrecy mark, an entry of the county's own list), else *suspected*.
"""

from .document import masked, screen, screen_document, tally
from .lists import lists_of
from .model import NO_LISTS, Entry, Finding, Kind, Lists, Severity

__all__ = [
    "NO_LISTS", "Entry", "Finding", "Kind", "Lists", "Severity", "lists_of", "masked", "screen", "screen_document", "tally",
]  # fmt: skip
