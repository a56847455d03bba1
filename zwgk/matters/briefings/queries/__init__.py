"""Counting and reading: `figure(subject, period, organs, at)`; kept figures and what changed since; briefings."""

from ..counting import Ask, Row, Subject
from ..periods import Period, month_of, offered, own, period
from .comparing import Change, Comparison, compare, earlier
from .figures import Counted, Scope, areas, everywhere, figure, groups, intact, kinds, register, scope, subject, table
from .holding import on_post
from .papers import (
    Paragraph,
    briefings,
    context,
    hearing,
    paragraphs,
    pdf_of,
    template_bytes,
    too_long,
    undecided,
    unnumbered,
)

__all__ = [
    "Ask", "Change", "Comparison", "Counted", "Paragraph", "Period", "Row", "Scope", "Subject", "areas", "briefings", "compare", "context", "earlier",
    "everywhere", "figure", "groups", "hearing", "intact", "kinds", "month_of", "offered", "on_post", "own", "paragraphs", "pdf_of", "period", "register", "scope", "subject",
    "table", "template_bytes", "too_long", "undecided", "unnumbered",
]  # fmt: skip
