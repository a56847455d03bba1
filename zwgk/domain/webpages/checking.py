"""Everything that is looked for on one page, in the order in which an editor would mend it."""

from __future__ import annotations

from datetime import date

from . import labels, linking, tagging, wording
from .fault import Fault
from .model import Page

ORDER = (tagging.check, wording.check, labels.check, linking.check)


def check(page: Page, *, day: date | None = None) -> list[Fault]:
    """The faults of a page; `day` is today, for dates that lie in the future."""
    return [fault for part in ORDER for fault in part(page, day)]


__all__ = ["Fault", "check"]
