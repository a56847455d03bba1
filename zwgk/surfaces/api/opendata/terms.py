"""The terms of use: law/forms/opendata/terms.yaml, which a county words anew in its own folder."""

from __future__ import annotations

from zwgk.foundation.rulebook import queries as rulebook


def lines() -> list[tuple[str, str]]:
    """(title, sentence with its basis), in their order."""
    found = sorted(rulebook.form_page("opendata", "terms").values(), key=lambda each: int(each.get("order", 100)))
    return [(str(each["title"]), str(each["text"]) + (f"（{each['basis']}）" if each.get("basis") else "")) for each in found if each.get("text")]
