"""Which letters an act calls for: event of the case → kinds of letter, the one to whom the act is addressed first."""

from __future__ import annotations

from collections.abc import Mapping

from .models import Event

AFTER: Mapping[str, tuple[str, ...]] = {
    "clarification_requested": ("foi-clarification",),
    "ask_reasons": ("foi-reasons",),
    "delayed": ("foi-delay",),
    "third_party_consulted": ("foi-third-party", "foi-consulting"),
    "co_maker_consulted": ("foi-co-maker", "foi-consulting"),
    "other_organ_consulted": ("foi-other-organ", "foi-consulting"),
    "third_party_told": ("foi-third-party-disclosure",),
    "extended": ("foi-extension",),
    "fee_notified": ("foi-fee",),
    "clarification_lapsed": ("foi-discontinued",),
    "fee_lapsed": ("foi-discontinued",),
    "correct_record": ("foi-correction",),
    "split": ("foi-split",),
    "received": ("foi-receipt",),
}
# Not written by themselves: a receipt is printed where somebody asks for one.
ON_REQUEST = frozenset({"received", "split"})


def due(event: Event) -> tuple[str, ...]:
    """The kinds of letter that this act calls for."""
    return () if event.kind in ON_REQUEST else AFTER.get(event.kind, ())
