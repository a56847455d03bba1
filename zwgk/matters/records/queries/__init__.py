"""Reading records: for the office (`desk`), for the public and slices above (`published`), for certificates."""

from . import reporting
from .belonging import belongs
from .desk import (
    Missing,
    Wanted,
    changes_between,
    clocks_of,
    counts,
    due_to_settle,
    filtered,
    held_by,
    lights_of,
    missing,
    period_over,
    record_of,
    rows_of,
    searched,
    unsaved_of,
    visible_to,
)
from .migration import moved
from .published import (
    certificate_called,
    gone_at,
    publication_at,
    published,
    published_in,
    related_to,
    shown_by_number,
    themes,
    titles,
    versions_at,
)

__all__ = [
    "belongs", "certificate_called", "changes_between", "clocks_of", "counts", "due_to_settle", "filtered", "gone_at", "held_by", "lights_of", "Missing",
    "missing", "moved", "period_over", "publication_at", "published", "published_in", "record_of", "related_to", "reporting", "rows_of", "searched",
    "shown_by_number", "themes", "titles", "unsaved_of", "versions_at", "visible_to", "Wanted",
]  # fmt: skip
